"""Names of cities that GeoNames does not have, from a small table of ours with a source for each.

Short names that people write ("Jogja"), and governments that are not called after the town in which they sit
("Nelson Mandela Bay").
"""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from simpul import paths


def table() -> Path:
    """Return the table: GeoNames id, name, kind of name, source, its address, and the day it was read."""
    return paths.data() / "gazetteer" / "other-names.csv"


def edition() -> str:
    """Return what changes with the table, so that an index made of it is made anew."""
    return hashlib.sha256(table().read_bytes()).hexdigest()[:8]


def other_names() -> dict[int, list[str]]:
    """Return the names by GeoNames id."""
    found: dict[int, list[str]] = {}
    for number, name in _rows():
        found.setdefault(number, []).append(name)
    return found


def _rows() -> Iterator[tuple[int, str]]:
    with table().open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            yield int(row["geonames_id"]), row["name"]
