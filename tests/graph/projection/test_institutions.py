"""Who works with whom."""

from simpul.projection import Projection
from simpul.projection.institutions import UNSAID, institutions
from simpul.store import OxigraphStore


def test_institutions_are_grouped_by_sector(article: OxigraphStore, seoul: Projection) -> None:
    drawn = institutions(article, seoul)
    sector = {thing.key: thing.group for thing in drawn.things}
    assert sector["org/smg"] == "sector/public"
    assert sector["org/spc-happiness-foundation"] == "sector/private"
    assert UNSAID in sector.values()
    assert set(sector.values()) <= drawn.names.keys()
    together = [t for t in drawn.ties if t.relation == "together"]
    assert all(t.weight == len(t.notes) for t in together)
    # The whole is as it was.
    assert next(t for t in seoul.things if t.key == "org/smg").group == "public"


def test_to_be_part_of_another_is_not_to_work_with_it(
    article: OxigraphStore, seoul: Projection
) -> None:
    assert {tie.relation for tie in institutions(article, seoul).ties} == {"together"}
    assert "partOf" in {tie.relation for tie in seoul.ties}
