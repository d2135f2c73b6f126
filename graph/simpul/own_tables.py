"""Tables of ours under ``data/`` that are no source: CSV that comes with the package, each with headings."""

import csv
from collections.abc import Iterator
from pathlib import Path


def rows(file: Path) -> Iterator[list[str]]:
    """Yield the rows of a table, without its headings."""
    with file.open(encoding="utf-8", newline="") as table:
        read = csv.reader(table, strict=True)
        next(read)
        yield from read
