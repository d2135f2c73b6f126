"""Rows and columns of a sheet that a person does not see, hidden by hand or by a filter; they are read, and that is told."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from simpul.errors import Place, Problem, Severity
from simpul.locale import translate as _
from simpul.tables.cleaning import numbered
from simpul.tables.headings import MOST_COLUMNS
from simpul.tables.lines import Line

_UNSEEN: Final = rb"""\s(?:hidden\s*=\s*["'](?:1|true)["']|(?:ht|width)\s*=\s*["']0(?:\.0*)?["'])"""
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^>]*?" + _UNSEEN + rb"[^>]*>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b[^>]*?" + _UNSEEN + rb"[^>]*>")
_NUMBER: Final = re.compile(rb"""\sr\s*=\s*["'](\d{1,7})["']""")
_SPAN: Final = re.compile(rb"""\s(min|max)\s*=\s*["'](\d{1,5})["']""")


@dataclass(slots=True, kw_only=True)
class Hidden:
    """What of a sheet is not seen.

    Attributes:
        rows: As a spreadsheet counts.
        columns: Positions, from 0.
        filtered: Whether a filter is set, which hides rows.
    """

    rows: set[int] = field(default_factory=set[int])
    columns: set[int] = field(default_factory=set[int])
    filtered: bool = False

    def find(self, piece: bytes) -> None:
        """Take in what a piece of the sheet's part says."""
        self.filtered = self.filtered or b"filterColumn" in piece
        for element in _ROW.findall(piece):
            if number := _NUMBER.search(element):
                self.rows.add(int(number[1]))
        for element in _COLUMN.findall(piece):
            span = {name: int(number) for name, number in _SPAN.findall(element)}
            first, last = span.get(b"min", 1), span.get(b"max", 0)
            self.columns.update(range(first - 1, min(last, MOST_COLUMNS)))

    def met(self, lines: Iterable[Line], place: Place, notes: list[Problem]) -> Iterator[Line]:
        """Yield rows, and note which that hold anything are not seen when all are read, each note once.

        Args:
            lines: Rows that hold anything.
            place: The sheet.
            notes: Get what is to be told.
        """
        rows: list[int] = []
        columns = set[int]()
        for line in lines:
            if line.number in self.rows:
                rows.append(line.number)
            columns.update(at for at in self.columns - columns if any(line.cells[at : at + 1]))
            yield line
        notes += [note for note in self._notes(rows, columns, place) if note not in notes]

    def _notes(self, rows: list[int], columns: set[int], place: Place) -> Iterator[Problem]:
        if rows and self.filtered:
            what = _("rows that a filter hides are read all the same: {count} ({rows}).", count=len(rows), rows=numbered(rows))  # fmt: skip
            yield _note(place, what)
        elif rows:
            what = _("hidden rows are read all the same: {count} ({rows}).", count=len(rows), rows=numbered(rows))  # fmt: skip
            yield _note(place, what)
        if columns:
            letters = ", ".join(column_letters(at) for at in sorted(columns))
            yield _note(place, _("hidden columns are read all the same: {count} ({letters}).", count=len(columns), letters=letters))  # fmt: skip


def _note(place: Place, what: str) -> Problem:
    remedy = _("Delete what is not meant.")
    return Problem(place=place, what=what, remedy=remedy, severity=Severity.WARNING)


def column_letters(position: int) -> str:
    """Return the letters of a column by its position, from 0.

    >>> column_letters(0), column_letters(26), column_letters(16_383)
    ('A', 'AA', 'XFD')
    """
    letters, number = "", position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
