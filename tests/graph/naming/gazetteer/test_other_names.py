"""The names that GeoNames does not have: each with a source, each of a city that GeoNames has."""

from datetime import date

import pytest

from simpul.naming.atlas import DISTRICT, key
from simpul.naming.gazetteer import find, names_of
from simpul.naming.gazetteer.other_names import OF_CITIES, names_of_cities
from simpul.naming.gazetteer.own_tables import OTHER_NAMES, rows

ROWS = [*rows(OTHER_NAMES)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_a_name_has_a_source_and_a_city_that_does_not_have_it_yet(row: dict[str, str]) -> None:
    (city,) = find([row["geonames_id"]]).values()
    assert key(row["name"]) not in {key(name) for name in names_of(city)}
    assert row["kind"] in {*OF_CITIES, DISTRICT}
    assert row["source"]
    assert row["url"].startswith("http")
    assert date.fromisoformat(row["retrieved"]) >= date(2026, 11, 26)


def test_the_names_of_a_city_are_together() -> None:
    assert {*names_of_cities()[1621177]} == {"Jogja", "Yogya"}
    assert sum(map(len, names_of_cities().values())) == sum(
        row["kind"] in OF_CITIES for row in ROWS
    )
