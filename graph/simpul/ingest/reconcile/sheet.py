"""Tables of names as they are asked: text with any of the usual separators, or a sheet of a workbook."""

import errno
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from simpul.csvw.text import WORKBOOKS
from simpul.errors import DataError, OutputError, Place, Problem, Severity, UsageError, did_you_mean
from simpul.ingest.reconcile.resolver import Asked
from simpul.locale import translate as _
from simpul.tables.cleaning import CODES, NAMES, Cleaner, ColumnText
from simpul.tables.headings import MOST_COLUMNS
from simpul.tables.layout import SEARCHED, Score, headings_in, laid_out
from simpul.tables.lines import Line, fitted
from simpul.tables.opening import text_lines
from simpul.tables.workbook import Workbook, open_workbook, refuse_other


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Headings of the columns that say what is asked; empty where a table has none."""

    name: str
    country: str = ""
    region: str = ""
    latitude: str = ""
    longitude: str = ""
    population: str = ""

    @property
    def texts(self) -> dict[str, ColumnText]:
        """How the cells of each are read, by heading."""
        values = {self.name: NAMES, self.country: CODES, self.region: CODES | NAMES}
        read = (
            self.name,
            self.country,
            self.region,
            self.latitude,
            self.longitude,
            self.population,
        )
        return {
            heading: ColumnText(heading=heading, values=values.get(heading, frozenset()))
            for heading in read
            if heading
        }

    def ask(self, row: Mapping[str, str]) -> Asked:
        """Return what a row asks."""
        return Asked(
            name=row.get(self.name, ""),
            country=row.get(self.country, ""),
            region=row.get(self.region, ""),
            latitude=row.get(self.latitude, ""),
            longitude=row.get(self.longitude, ""),
            population=row.get(self.population, ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table: its headings, and its rows as cells by heading.

    Attributes:
        numbers: Of the rows, as a spreadsheet counts.
        sheet: Its name in a workbook; None where it is text.
        book: The workbook; None where it is text.
        positions: Of the headings in the file, from 0.
        top: Number of the row of headings.
        notes: Notes on the workbook for the user.
    """

    file: str
    headings: tuple[str, ...]
    rows: list[dict[str, str]]
    numbers: list[int]
    sheet: str | None = None
    book: Workbook | None = None
    positions: Mapping[str, int] = field(default_factory=dict[str, int])
    top: int = 1
    notes: list[Problem] = field(default_factory=list[Problem])

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        """Return a place in the table."""
        return Place(file=self.file, sheet=self.sheet, row=row, column=column)


def read(file: Path, wanted: str = "", sheet: str | None = None) -> Sheet:
    """Read a table.

    Args:
        file: Text separated by commas, semicolons or tabs, or a workbook.
        wanted: Heading by which the sheet of a workbook is known.
        sheet: Its name, where it was said.

    Raises:
        OutputError: It cannot be read.
        DataError: It is no text, is empty, has a heading twice, or rows with surplus cells.
        UsageError: Several sheets, or none, may be meant.
    """
    _refuse_unreadable(file)
    refuse_other(file)
    score = _score(wanted)
    if file.suffix.lower() in WORKBOOKS:
        book = open_workbook(file)
        chosen = _chosen(book, score, wanted, sheet)
        lines = list(book.lines(chosen))
        notes = [note for note in book.notes if note.place.sheet in {None, chosen}]
        return replace(_sheet(Place(file=str(file), sheet=chosen), lines, wanted, notes), book=book)
    if sheet is not None:
        raise UsageError(_("{file} is not a workbook, and has no sheets.", file=file))
    lines, notes = text_lines(file, str(file), score)
    return _sheet(Place(file=str(file)), lines, wanted, notes)


def _score(wanted: str) -> Score:
    """Return what knows the headings by the one that was named; it is as good as two."""
    return lambda headings: 2 if wanted and wanted in headings else 0


def _refuse_unreadable(file: Path) -> None:
    """Distinguish a missing file from one whose rows are wrong; opening it would empty a pipe."""
    try:
        file.stat()
        if file.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not os.access(file, os.R_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except (OSError, ValueError) as error:
        raise OutputError(
            file, error if isinstance(error, OSError) else OSError(str(error))
        ) from None


def _chosen(book: Workbook, score: Score, wanted: str, name: str | None) -> str:
    """Return the sheet that was named, or else the one with the heading, or else the first that is not empty."""
    if name is not None:
        if name not in book.sheets:
            raise UsageError(_("{file} has no sheet {name}.", file=book.path, name=repr(name)) + did_you_mean(name, book.sheets))  # fmt: skip
        return name
    tops = {sheet: [*islice(book.lines(sheet), SEARCHED)] for sheet in book.sheets}
    filled = [sheet for sheet, top in tops.items() if top]
    fitting = [sheet for sheet in filled if score(headings_in(tops[sheet][0]))]
    # Below a title, the heading is looked for where no sheet begins with it.
    fitting = fitting or [sheet for sheet in filled if any(score(headings_in(line)) for line in tops[sheet])]  # fmt: skip
    if len(fitting) > 1:
        raise UsageError(_("several sheets have a column {name}: {sheets}. Say which with --sheet.", name=repr(wanted), sheets=", ".join(fitting)))  # fmt: skip
    return next(iter(fitting or filled), book.sheets[0])


def _sheet(place: Place, lines: Sequence[Line], wanted: str, notes: Sequence[Problem]) -> Sheet:
    layout = laid_out(lines, _score(wanted), place, keeps_all=True)
    headings = layout.headings
    if not headings:
        remedy = _("The first row must name the columns.")
        raise DataError([Problem(place=place, what=_("the table is empty."), remedy=remedy)])
    if len(headings) > MOST_COLUMNS:
        what = _("this table has {count} columns.", count=len(headings))
        remedy = _("Keep at most {most}; check the separator.", most=MOST_COLUMNS)
        raise DataError([Problem(place=place, what=what, remedy=remedy)])
    if wanted and wanted not in headings:
        fullest = max(lines[:SEARCHED], key=lambda line: sum(map(bool, line.cells)))
        raise _no_column(place.file, wanted, headings_in(fullest))
    below = layout.lines if place.sheet is None else [fitted(line, len(headings)) for line in layout.lines]  # fmt: skip
    problems = list(_problems(replace(place, row=layout.row), headings, below))
    if problems:
        raise DataError(problems)
    kept = [line for line in below if line.cells]
    blank = [""] * len(headings)
    rows = [dict(zip(headings, (*line.cells, *blank), strict=False)) for line in kept]
    for row in rows:
        row.pop("", None)  # a column without a heading, in which nothing stands
    top = next((headings_in(line) for line in lines if line.number == layout.row), ())
    return Sheet(
        file=place.file,
        headings=tuple(filter(None, headings)),
        rows=rows,
        numbers=[line.number for line in kept],
        sheet=place.sheet,
        positions={heading: at for at, heading in enumerate(top) if heading},
        top=layout.row,
        notes=[*notes, *layout.notes, *_unread(place, headings, kept)],
    )


def _problems(place: Place, headings: Sequence[str], lines: Sequence[Line]) -> Iterator[Problem]:
    """Yield what is wrong with a table.

    Args:
        place: The row of its headings.
        headings: As they are meant.
        lines: The rows below them.
    """
    bare = [position for position, heading in enumerate(headings) if not heading]
    for line in lines:
        if any(line.cells[position].strip() for position in bare if position < len(line.cells)):
            yield Problem(
                place=replace(place, row=line.number),
                what=_("this row has a cell in a column without a heading."),
                remedy=_("Give the column a heading, or empty it."),
            )
            break
    for heading in sorted(h for h, count in Counter(filter(None, headings)).items() if count > 1):
        yield Problem(
            place=place,
            what=_("there are two columns {name}.", name=repr(heading)),
            remedy=_("Give one of the two another name."),
        )
    for line in lines:
        if any(cell.strip() for cell in line.cells[len(headings) :]):
            yield Problem(
                place=replace(place, row=line.number),
                what=_(
                    "this row has {cells} cells, but there are {columns} columns.",
                    cells=len(line.cells),
                    columns=len(headings),
                ),
                remedy=_("Put a text with a separator in it between double quotes."),
            )


def _unread(place: Place, headings: Sequence[str], lines: Sequence[Line]) -> Iterator[Problem]:
    """Yield a warning for each cell of a workbook that has no value to read; it counts as empty."""
    for line in lines:
        for fault in line.faults:
            column = headings[fault.column] if fault.column < len(headings) else None
            here = Place(file=place.file, sheet=place.sheet, row=line.number, column=column)
            warning = Severity.WARNING
            yield Problem(place=here, what=fault.what, remedy=fault.remedy, severity=warning)


def check_columns(sheet: Sheet, columns: Columns) -> None:
    """Check that a table has the columns that are to be read.

    Raises:
        UsageError: It lacks one; the error names near ones.
    """
    for wanted in columns.texts:
        if wanted not in sheet.headings:
            raise _no_column(sheet.file, wanted, sheet.headings)


def _no_column(file: str, wanted: str, headings: Sequence[str]) -> UsageError:
    what = _("{file} has no column {name}.", file=file, name=repr(wanted))
    return UsageError(what + did_you_mean(wanted, headings))


def asked_in(sheet: Sheet, columns: Columns) -> tuple[list[Asked], list[Problem]]:
    """Return what each row asks, and what is to be told of its cells."""
    texts = columns.texts
    cleaner = Cleaner(columns=[*texts.values()])
    asked = [
        columns.ask(
            dict(zip(texts, cleaner.cells(number, [row[name] for name in texts]), strict=True))
        )
        for number, row in zip(sheet.numbers, sheet.rows, strict=True)
    ]
    return asked, cleaner.told(sheet.place())
