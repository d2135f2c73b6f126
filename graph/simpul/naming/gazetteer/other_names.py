"""Names that GeoNames does not have, from a small table of ours with a source for each.

Short names that people write ("Jogja"), governments that are not called after the town in which they sit ("Nelson
Mandela Bay"), and districts of great cities, where a hamlet far away has the name and would be found ("Kartal").
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from simpul.naming.atlas import DISTRICT, Label
from simpul.naming.gazetteer.geonames import City
from simpul.naming.gazetteer.own_tables import OTHER_NAMES, rows

OF_CITIES: Final = frozenset(("short name", "government"))
"""Kinds of names by which a city is found."""


def names_of_cities() -> dict[int, list[str]]:
    """Return the names by which cities are found, by GeoNames id."""
    found: dict[int, list[str]] = {}
    for number, name in _of_kinds(OF_CITIES):
        found.setdefault(number, []).append(name)
    return found


def districts(known: Mapping[str, City]) -> Iterator[Label]:
    """Yield the districts as names of the first-level regions that their cities lie in.

    Args:
        known: Cities by GeoNames id; districts of others are left out.
    """
    for number, name in _of_kinds({DISTRICT}):
        if city := known.get(str(number)):
            where = city["countrycode"], city["admin1code"]
            yield Label(country=where[0], region=where[1], language=DISTRICT, name=name)


def _of_kinds(kinds: Collection[str]) -> Iterator[tuple[int, str]]:
    for number, name, kind, *_source in rows(OTHER_NAMES):
        if kind in kinds:
            yield int(number), name
