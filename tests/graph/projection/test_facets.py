"""What things can be filtered by."""

from simpul.projection import Projection
from world import JAKARTA, NETWORKS, SEOUL

J, S = f"city/{JAKARTA}", f"city/{SEOUL}"


def test_facets_are_themes_networks_regions_and_sectors(whole: Projection) -> None:
    thing = {t.key: t for t in whole.things}
    assert thing[J].facets["region"] == ["area/035", "continent/142", "country/ID"]
    assert len(thing[J].facets["network"]) == NETWORKS
    assert thing["initiative/flood-walls"].facets["theme"] == ["theme/water"]
    assert thing["initiative/flood-walls"].facets["region"] == [
        "area/035",
        "continent/142",
        "country/ID",
    ]
    assert whole.names["area/035"]["id"] == "Asia Tenggara"
    assert whole.names["continent/142"] == {"en": "Asia", "id": "Asia", "ko": "아시아"}
