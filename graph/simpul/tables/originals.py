"""A sheet as a person made it, to be given back: the cells' values, formats and fonts, widths, and what is hidden.

Formulas are given back as the values that they had, and no text as a formula: a spreadsheet runs nothing of it.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_ATTRIBUTE: Final = re.compile(rb"""(\w+)\s*=\s*["']([^"']*)["']""")
_WIDEST: Final = 255.0


class Original(NamedTuple):
    """A cell as it stands in a workbook.

    Attributes:
        cell: As openpyxl reads it.
        style: The same number for all cells of the workbook that look the same.
    """

    cell: Any
    style: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How a sheet looks, beside its cells.

    Attributes:
        widths: Of columns that have not the usual one, in characters, by position from 0.
        columns: Positions of those that are hidden.
        rows: Those that are hidden, as a spreadsheet counts.
    """

    widths: Mapping[int, float] = field(default_factory=dict[int, float])
    columns: AbstractSet[int] = frozenset()
    rows: AbstractSet[int] = frozenset()


def widths_of(
    archive: zipfile.ZipFile,
    part: str,
    pieces: Callable[[zipfile.ZipFile, str], Iterator[bytes]],
    most: int,
) -> dict[int, float]:
    """Return the widths of a sheet's columns, by position.

    Args:
        archive: The workbook.
        part: Of the sheet.
        pieces: Yields a part in pieces that overlap.
        most: So many columns are looked at and no more.
    """
    widths: dict[int, float] = {}
    for piece in pieces(archive, part):
        for said in map(_attributes, _COLUMN.findall(piece)):
            width = _width(said)
            if width is not None:
                first, last = _number(said.get(b"min")), _number(said.get(b"max"))
                widths |= dict.fromkeys(range(first - 1, min(last, most)), width)
    return widths


def _attributes(element: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(element))


def _number(text: bytes | None) -> int:
    return int(text) if text and re.fullmatch(rb"[0-9]{1,7}", text) else 0


def _width(said: Mapping[bytes, bytes]) -> float | None:
    text = said.get(b"width", b"")
    found = re.fullmatch(rb"[0-9]{1,4}(?:\.[0-9]+)?", text)
    return min(float(text), _WIDEST) if found else None
