"""A table's file as rows of text, read by its dialect; headings, comments and cells apart.

Model for Tabular Data, section 8: https://www.w3.org/TR/tabular-data-model/#parsing
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from simpul.csvw.model import Dialect
from simpul.csvw.text import (
    OTHER_WORKBOOKS,
    WORKBOOKS,
    bytes_of,
    separator,
    stated_separator,
    text_of,
)
from simpul.errors import DataError, Place, Problem
from simpul.locale import translate as _

MOST_COLUMNS: Final = 16_384
"""As many as a spreadsheet has."""
_LONGEST_CELL: Final = 10_000_000
_STAND_IN: Final = "\ue000"
_TRIMMERS: Final[dict[str, Callable[[str], str]]] = {
    "true": str.strip,
    "start": str.lstrip,
    "end": str.rstrip,
}


def guessed(text: str) -> str:
    """Return the delimiter of a file that says none: a comma, unless the first line has only others."""
    first = text.split("\n", 1)[0]
    return "," if "," in first else separator(text)


class Row(NamedTuple):
    """A row of cells.

    Attributes:
        source: Its number among all rows of the file, headings and comments included, from 1.
        comment: Whether the row begins as the dialect says that comments do.
    """

    source: int
    cells: list[str]
    comment: bool = False


@dataclass(slots=True, kw_only=True)
class Rows:
    """The rows of one file.

    Attributes:
        records: Every row of the file, drawn once.
        headings: For each column, its headings from top to bottom, without empty ones.
        comments: Text of comment lines and of rows skipped; complete once all rows are read.
        stated: A first line that states the separator, where it is taken for the headings; else None.
    """

    file: str
    dialect: Dialect
    records: Iterator[Row]
    headings: list[list[str]] = field(default_factory=list[list[str]])
    comments: list[str] = field(default_factory=list[str])
    stated: Problem | None = None

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows behind the headings, once."""
        dialect = self.dialect
        trim = _TRIMMERS.get(dialect.trims)
        skip = dialect.skip_columns
        for row in self.records:
            cells = row.cells
            if row.comment:
                self._comment(cells)
                continue
            if dialect.skip_blank and not any(cells):
                continue
            if skip:
                cells = cells[skip:]
            if len(cells) > MOST_COLUMNS:
                raise self._wide(row.source, len(cells))
            yield (
                Row(row.source, list(map(trim, cells)) if trim else cells) if trim or skip else row
            )

    def begin(self) -> None:
        """Read up to the last row of headings.

        Raises:
            DataError: There are no rows, or too many columns.
        """
        dialect = self.dialect
        for row in _first(self.records, dialect.skip_rows):
            text = (dialect.delimiter or ",").join(row.cells).strip()
            self._keep(text.removeprefix(dialect.comment) if dialect.comment else text)
        left = dialect.heading_rows
        seen = left == 0
        while left:
            found = next(self.records, None)
            if found is None:
                break
            if found.comment:
                self._comment(found.cells)
                continue
            if dialect.skip_blank and not any(found.cells):
                continue
            left -= 1
            seen = seen or bool(found.cells)
            self._heading(found)
        if not seen:
            raise DataError([self._without_headings()])
        if left:
            what = _("this table ends within its heading rows, of which the metadata says {count}.", count=dialect.heading_rows)  # fmt: skip
            raise DataError([Problem(place=Place(file=self.file), what=what, remedy="")])

    def _without_headings(self) -> Problem:
        below = next((row for row in self.records if any(row.cells)), None)
        if below is None:
            what, remedy = _("this table is empty."), _("Add a row of headings.")
        else:
            what = _("the first row of this table is blank; what stands below begins in row {row}.", row=below.source)  # fmt: skip
            remedy = _("Delete the rows above.")
        return Problem(place=Place(file=self.file), what=what, remedy=remedy)

    def _heading(self, row: Row) -> None:
        cells = row.cells[self.dialect.skip_columns :]
        if len(cells) > MOST_COLUMNS:
            raise self._wide(row.source, len(cells))
        trim = _TRIMMERS.get(self.dialect.trims, str.strip)
        while len(self.headings) < len(cells):
            self.headings.append([])
        for titles, cell in zip(self.headings, cells, strict=False):
            if text := trim(cell):
                titles.append(text)

    def _comment(self, cells: list[str]) -> None:
        text = (self.dialect.delimiter or ",").join(cells)
        self._keep(text.removeprefix(self.dialect.comment or ""))

    def _keep(self, text: str) -> None:
        if text := text.strip():
            self.comments.append(text)

    def _wide(self, row: int, count: int) -> DataError:
        what = _(
            "this row has {count} columns; at most {most} are allowed.",
            count=count,
            most=MOST_COLUMNS,
        )
        place = Place(file=self.file, row=row)
        return DataError([Problem(place=place, what=what, remedy=_("Split the table."))])


def rows_of(
    file: Path, shown: str, dialect: Dialect, guess: Callable[[str], str] = guessed
) -> Rows:
    """Open a table's file and read its headings.

    Args:
        file: The file.
        shown: Its name for the problems.
        dialect: How it is written.
        guess: Tells from the text the delimiter that the dialect does not say.

    Raises:
        DataError: It cannot be read, is not in its encoding, or is empty.
    """
    if file.suffix.lower() in WORKBOOKS | OTHER_WORKBOOKS:
        what = _("this is a workbook, not a text table.")
        remedy = _("Save the table as “CSV UTF-8”; `simpul load` reads workbooks (.xlsx).")
        raise DataError([Problem(place=Place(file=shown), what=what, remedy=remedy)])
    text = _text(file, shown, dialect)
    said = dialect if dialect.delimiter else replace(dialect, delimiter=guess(text))
    rows = Rows(file=shown, dialect=said, records=records(text, shown, said))
    rows.stated = _stated(text, shown, dialect)
    rows.begin()
    return rows


def _stated(text: str, shown: str, dialect: Dialect) -> Problem | None:
    mark = stated_separator(text)
    if mark is None or dialect.skip_rows or not dialect.heading_rows:
        return None
    what = _("the first line, {line}, is for Excel alone; CSV on the Web takes it for the headings.", line=repr(f"sep={mark}"))  # fmt: skip
    remedy = _("Delete it, or say {dialect} in the metadata.", dialect=f'"dialect": {{"skipRows": 1, "delimiter": "{mark}"}}')  # fmt: skip
    return Problem(place=Place(file=shown, row=1), what=what, remedy=remedy)


def _first(records: Iterator[Row], count: int) -> Iterator[Row]:
    for _number in range(count):
        row = next(records, None)
        if row is None:
            return
        yield row


def _text(file: Path, shown: str, dialect: Dialect) -> str:
    encoding = dialect.encoding.lower().replace("_", "-")
    if encoding in {"utf-8", "utf8", "utf-8-bom"}:
        text = text_of(file, shown)
    else:
        text = _decoded(file, shown, encoding)
    for end in dialect.line_ends:
        if end not in {"\r\n", "\n", "\r", ""}:
            text = text.replace(end, "\n")
    return text


def _decoded(file: Path, shown: str, encoding: str) -> str:
    try:
        text = bytes_of(file, shown).decode(encoding)
    except DataError:
        raise
    except UnicodeError:
        what = _("is not in the encoding {name} that the metadata gives.", name=encoding)
        raise DataError([Problem(place=Place(file=shown), what=what, remedy="")]) from None
    if "\0" in text:
        what = _("This line has a NUL byte: the file is not text.")
        row = text[: text.index("\0")].count("\n") + 1
        raise DataError([Problem(place=Place(file=shown, row=row), what=what, remedy="")])
    return text.removeprefix("\ufeff")


def records(text: str, shown: str, dialect: Dialect) -> Iterator[Row]:
    """Yield the rows of a text as cells (the only door to reading ``csv``).

    Raises:
        DataError: A row cannot be read; the problem names it.
    """
    delimiter = dialect.delimiter or ","
    long = delimiter if len(delimiter) > 1 else ""
    if long:
        # Python's reader takes one character; what is put for the many is put back in each cell.
        text, delimiter = text.replace(long, _STAND_IN), _STAND_IN
    csv.field_size_limit(_LONGEST_CELL)
    options: dict[str, Any] = {
        "delimiter": delimiter,
        "doublequote": dialect.double_quote,
        "escapechar": None if dialect.double_quote or not dialect.quote else "\\",
        "skipinitialspace": dialect.skip_initial_space,
        "strict": True,
    }
    if dialect.quote is None:
        options["quoting"] = csv.QUOTE_NONE
    else:
        options["quotechar"] = dialect.quote
    number = 0
    commented = dialect.comment is not None
    lines = _Lines(io.StringIO(text, newline=""), dialect.comment)
    reader = csv.reader(lines.drawn() if commented else lines.text, **options)
    try:
        for number, cells in enumerate(reader, start=1):
            whole = [cell.replace(_STAND_IN, long) for cell in cells] if long else cells
            yield Row(number, whole, lines.is_comment()) if commented else Row(number, whole)
    except (csv.Error, TypeError, ValueError) as error:
        # After this the reader no longer knows where a row begins: what follows is not guessed.
        raise _unreadable(shown, number + 1, error) from None


@dataclass(slots=True)
class _Lines:
    """Lines on their way to the reader of cells, of which the first of each row is kept.

    A comment is told by how its row begins in the file: a quoted cell that begins so is none.
    """

    text: Iterator[str]
    prefix: str | None
    first: str | None = None

    def drawn(self) -> Iterator[str]:
        for line in self.text:
            if self.first is None:
                self.first = line
            yield line

    def is_comment(self) -> bool:
        first, self.first = self.first, None
        return bool(self.prefix and first and first.startswith(self.prefix))


def _unreadable(shown: str, row: int, error: Exception) -> DataError:
    place = Place(file=shown, row=row)
    if "field limit" in str(error):
        what = _("a cell in this row is longer than {most} characters.", most=_LONGEST_CELL)
        remedy = _("A double quote that is not closed may be the cause.")
    elif isinstance(error, csv.Error):
        what = _("a double quote in this row is not closed, or is in the middle of a cell.")
        remedy = _("Put the whole cell between double quotes, and double each one within it.")
    else:
        what = _("the dialect cannot be used: {reason}.", reason=error)
        remedy = _("Delimiter and quote must be two different characters.")
    return DataError([Problem(place=place, what=what, remedy=remedy)])
