"""A sheet as a person made it, to be given back: the cells' values, formats and fonts, widths, and what is hidden.

Formulas are given back as the values that they had, and no text as a formula: a spreadsheet runs nothing of it.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_ROW: Final = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
_ATTRIBUTE: Final = re.compile(rb"""(\w+)\s*=\s*["']([^"']*)["']""")
_TRUE: Final = frozenset((b"1", b"true"))
_WIDEST: Final = 255.0


class Original(NamedTuple):
    """A cell as it stands in a workbook.

    Attributes:
        cell: As openpyxl reads it.
        style: The same number for all cells of the workbook that look the same.
    """

    cell: Any
    style: int


class Look(NamedTuple):
    """How a column looks: its width in characters, None for the usual one."""

    width: float | None
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How a sheet looks, beside its cells.

    Attributes:
        columns: By position, from 0.
        hidden: Rows that are hidden, as a spreadsheet counts.
    """

    columns: Mapping[int, Look] = field(default_factory=dict[int, Look])
    hidden: frozenset[int] = frozenset()


def looks_of(
    archive: zipfile.ZipFile,
    part: str,
    pieces: Callable[[zipfile.ZipFile, str], Iterator[bytes]],
    most: int,
) -> Looks:
    """Return how a sheet looks.

    Args:
        archive: The workbook.
        part: Of the sheet.
        pieces: Yields a part in pieces that overlap.
        most: So many columns are looked at and no more.
    """
    columns: dict[int, Look] = {}
    hidden: set[int] = set()
    for piece in pieces(archive, part):
        for said in map(_attributes, _COLUMN.findall(piece)):
            first, last = _number(said.get(b"min")), _number(said.get(b"max"))
            for place in range(first - 1, min(last, most)):
                columns[place] = Look(_width(said), said.get(b"hidden") in _TRUE)
        hidden |= {
            _number(said.get(b"r"))
            for said in map(_attributes, _ROW.findall(piece))
            if said.get(b"hidden") in _TRUE
        }
    return Looks(columns=columns, hidden=frozenset(hidden))


def _attributes(element: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(element))


def _number(text: bytes | None) -> int:
    return int(text) if text and re.fullmatch(rb"[0-9]{1,7}", text) else 0


def _width(said: Mapping[bytes, bytes]) -> float | None:
    text = said.get(b"width", b"")
    found = re.fullmatch(rb"[0-9]{1,4}(?:\.[0-9]+)?", text)
    return min(float(text), _WIDEST) if found else None
