"""Names that GeoNames does not have, from a small table of ours with a source for each.

Short names that people write ("Jogja"), governments that are not called after the town in which they sit ("Nelson
Mandela Bay"), and districts of great cities, where a hamlet far away has the name and would be found ("Kartal").
"""

import csv
import hashlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from simpul import paths
from simpul.naming.atlas import DISTRICT, Label
from simpul.naming.gazetteer.geonames import City

OF_CITIES: Final = frozenset(("short name", "government"))
"""Kinds of names by which a city is found."""


def table() -> Path:
    """Return the table: GeoNames id, name, kind of name, source, its address, and the day it was read."""
    return paths.data() / "gazetteer" / "other-names.csv"


def edition() -> str:
    """Return what changes with the table, so that an index made of it is made anew."""
    return hashlib.sha256(table().read_bytes()).hexdigest()[:8]


def names_of_cities() -> dict[int, list[str]]:
    """Return the names by which cities are found, by GeoNames id."""
    found: dict[int, list[str]] = {}
    for number, name in _rows(OF_CITIES):
        found.setdefault(number, []).append(name)
    return found


def districts(known: Mapping[str, City]) -> Iterator[Label]:
    """Yield the districts as names of the first-level regions that their cities lie in.

    Args:
        known: Cities by GeoNames id; districts of others are left out.
    """
    for number, name in _rows({DISTRICT}):
        if city := known.get(str(number)):
            where = city["countrycode"], city["admin1code"]
            yield Label(country=where[0], region=where[1], language=DISTRICT, name=name)


def _rows(kinds: Collection[str]) -> Iterator[tuple[int, str]]:
    with table().open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            if row["kind"] in kinds:
                yield int(row["geonames_id"]), row["name"]
