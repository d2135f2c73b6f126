"""The gazetteer's tables of ours, in ``data/gazetteer``: what GeoNames' package does not have, or not by language."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from simpul import own_tables, paths

OTHER_NAMES: Final = "other-names.csv"
"""GeoNames id, name, kind of name, source, its address, and the day it was read."""
NAMES: Final = "names-by-language.csv"
"""GeoNames id, language (ISO 639-1), name: at most one for each language."""
ITEMS: Final = "wikidata-items.csv"
"""GeoNames id and the item of Wikidata that is the same city: at most one for each, and each for one."""


def table(name: str) -> Path:
    """Return the file of a table."""
    return paths.data() / "gazetteer" / name


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table, without its headings."""
    yield from own_tables.rows(table(name))


def edition() -> str:
    """Return what changes with the tables of names, so that an index made of them is made anew."""
    content = b"".join(table(name).read_bytes() for name in (OTHER_NAMES, NAMES))
    return hashlib.sha256(content).hexdigest()[:8]
