"""The names that GeoNames does not have: each with a source, each of a city that GeoNames has."""

from datetime import date

import pytest

from simpul.naming.atlas import DISTRICT, key
from simpul.naming.gazetteer import find, names_of
from simpul.naming.gazetteer.other_names import OF_CITIES, names_of_cities
from simpul.naming.gazetteer.own_tables import OTHER_NAMES, rows

ROWS = [*rows(OTHER_NAMES)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_a_name_has_a_source_and_a_city_that_does_not_have_it_yet(row: list[str]) -> None:
    number, name, kind, source, url, retrieved = row
    (city,) = find([number]).values()
    assert key(name) not in {key(known) for known in names_of(city)}
    assert kind in {*OF_CITIES, DISTRICT}
    assert source
    assert url.startswith("http")
    assert date.fromisoformat(retrieved) >= date(2026, 11, 26)


def test_the_names_of_a_city_are_together() -> None:
    assert {*names_of_cities()[1621177]} == {"Jogja", "Yogya"}
    kinds = [kind for _number, _name, kind, *_source in ROWS]
    assert sum(map(len, names_of_cities().values())) == sum(kind in OF_CITIES for kind in kinds)
