"""Cells of a sheet that are merged downwards: what the first says is said in each of their rows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from simpul.tables.lines import Line
from simpul.tables.links import column_position

_RANGE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


def goes_down(range_: str) -> bool:
    """Return whether merged cells are one column of several rows.

    >>> goes_down("A2:A3"), goes_down("A1:D1"), goes_down("A1:B2")
    (True, False, False)
    """
    found = _RANGE.fullmatch(range_)
    return found is not None and found[1] == found[3] and found[2] != found[4]


def taken_down(lines: Iterable[Line], ranges: Sequence[str]) -> Iterator[Line]:
    """Yield rows in which cells that are merged downwards all have the text of the first.

    Args:
        lines: Rows that hold anything, in order.
        ranges: The merged cells, as a sheet writes them: ``A2:A3``.
    """
    begins: dict[int, list[tuple[int, int]]] = {}
    for found in map(_RANGE.fullmatch, filter(goes_down, ranges)):
        if found:
            begins.setdefault(int(found[2]), []).append((column_position(found[1]), int(found[4])))
    lasting: dict[int, tuple[int, str]] = {}
    for line in lines:
        cells = line.cells
        for column, (last, text) in [*lasting.items()]:
            if line.number > last:
                del lasting[column]
            elif not "".join(cells[column : column + 1]).strip():
                cells = [*cells, *[""] * (column + 1 - len(cells))]
                cells[column] = text
        for column, last in begins.get(line.number, ()):
            lasting[column] = (last, "".join(cells[column : column + 1]))
        yield line if cells is line.cells else replace(line, cells=cells)
