"""Tables opened as rows: of anybody, all rows from the first; of a source folder, as its metadata says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from simpul.csvw.model import Dialect, Table
from simpul.csvw.rows import records, rows_of
from simpul.csvw.text import SEPARATORS, WORKBOOKS, separator, stated_separator, text_of
from simpul.errors import DataError, Place, Problem, Severity, did_you_mean
from simpul.locale import translate as _
from simpul.tables.layout import SEARCHED, Score, headings_in
from simpul.tables.lines import Line, fitted
from simpul.tables.workbook import Workbook, open_workbook

_TOP: Final = 1 << 16
"""Characters in which headings are looked for to tell the separator."""


@dataclass(slots=True, kw_only=True)
class Opened:
    """A table of which the headings were read.

    Attributes:
        headings: None where the table is empty.
        lines: The rows below them; reading on may raise ``DataError``.
        notes: Notes on the workbook for the user; complete once all rows are read.
    """

    headings: list[str] | None
    lines: Iterator[Line]
    notes: list[Problem] = field(default_factory=list[Problem])


def file_and_sheet(url: str) -> tuple[str, str]:
    """Return the file that a table's ``url`` names, and the sheet (empty for none) where it is a workbook.

    >>> file_and_sheet("members.xlsx#Since%202015"), file_and_sheet("members.csv")
    (('members.xlsx', 'Since 2015'), ('members.csv', ''))
    """
    name, _mark, sheet = url.partition("#")
    return (name, unquote(sheet)) if Path(name).suffix.lower() in WORKBOOKS else (url, "")


def open_table(folder: Path, table: Table, shown: str) -> Opened:
    """Open a table.

    Args:
        folder: Of the source.
        table: Names the file, and the sheet as ``members.xlsx#Sheet``.
        shown: The table as problems name it.

    Raises:
        DataError: It cannot be read, or it is not clear which sheet is meant.
        OutputError: The file cannot be opened.
    """
    name, sheet = file_and_sheet(table.url)
    if Path(name).suffix.lower() in WORKBOOKS:
        return _sheet(open_workbook(folder / name), sheet, shown)
    return open_text(folder / name, shown, table.dialect)


def open_text(file: Path, shown: str, dialect: Dialect) -> Opened:
    """Open a text table, whose cells are separated by what its headings have most of, if it is not said.

    Raises:
        DataError: It is empty, or no text.
    """
    rows = rows_of(file, shown, dialect, separator)
    if rows.stated:
        raise DataError([rows.stated])
    lines = (Line(number=row.source, cells=row.cells) for row in rows)
    return Opened(headings=[next(iter(titles), "") for titles in rows.headings], lines=lines)


def text_lines(file: Path, shown: str, score: Score) -> tuple[list[Line], list[Problem]]:
    """Return all rows of a person's text table, headings and what is above them included, and what is to be told.

    Its separator is what its first line says (``sep=;``), else the one with which most headings are known.

    Args:
        file: The table.
        shown: The table as problems name it.
        score: Knows the headings.

    Raises:
        DataError: It is no text, or a row cannot be read.
    """
    text = text_of(file, shown)
    stated = stated_separator(text)
    dialect = Dialect(delimiter=stated or _likely_separator(text, score))
    rows = [Line(number=row.source, cells=row.cells) for row in records(text, shown, dialect)]
    if stated is None:
        return rows, []
    what = _("the first line, {line}, was taken for what it says of the separator.", line=repr(f"sep={stated}"))  # fmt: skip
    return rows[1:], [Problem(place=Place(file=shown, row=1), what=what, remedy="", severity=Severity.WARNING)]  # fmt: skip


def known_headings(text: str, score: Score) -> int:
    """Return how many headings are known in one of the first rows of a text, whatever separates them."""
    return max(_known(text[:_TOP], mark, score) for mark in SEPARATORS)


def _likely_separator(text: str, score: Score) -> str:
    top = text[:_TOP].lstrip("\r\n")
    usual = separator(top)
    return max(SEPARATORS, key=lambda mark: (_known(top, mark, score), mark == usual))


def _known(top: str, mark: str, score: Score) -> int:
    """Return how many headings are known in one row, if this is the separator."""
    most = 0
    try:
        for row in islice(records(top, "", Dialect(delimiter=mark)), SEARCHED):
            most = max(most, score(headings_in(Line(number=row.source, cells=row.cells))))
    except DataError:
        pass  # the text may end here within a cell, or this is not its separator
    return most


def _sheet(book: Workbook, wanted: str, shown: str) -> Opened:
    name = _chosen(book, wanted, shown)
    lines = book.lines(name)
    first = next(lines, None)
    if first is None:
        return Opened(headings=None, lines=lines, notes=_notes(book, name))
    headings = list(first.cells)
    while headings and not headings[-1].strip():
        headings.pop()
    notes: list[Problem] = []

    def rows() -> Iterator[Line]:
        try:
            yield from (fitted(line, len(headings)) for line in lines)
        finally:
            notes.extend(_notes(book, name))

    return Opened(headings=headings, lines=rows(), notes=notes)


def _notes(book: Workbook, sheet: str) -> list[Problem]:
    return [note for note in book.notes if note.place.sheet in {None, sheet}]


def _chosen(book: Workbook, wanted: str, shown: str) -> str:
    """Return the sheet that is meant: the one named, or else the only one that is not empty."""
    if wanted in book.sheets:
        return wanted
    file = shown.partition("#")[0]
    if wanted:
        what = _("this workbook has no sheet {name}.", name=repr(wanted))
        hint = did_you_mean(wanted, book.sheets).strip()
        raise DataError([Problem(place=Place(file=file), what=what, remedy=hint)])
    filled = [name for name in book.sheets if next(book.lines(name), None)]
    if len(filled) <= 1:
        return filled[0] if filled else book.sheets[0]
    what = _("this workbook has several sheets: {sheets}.", sheets=", ".join(filled))
    remedy = _("Say which in the metadata, such as {url}.", url=f"{book.path.name}#{filled[0]}")
    raise DataError([Problem(place=Place(file=file), what=what, remedy=remedy)])
