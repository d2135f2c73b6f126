"""Tables of names as they are asked: text with any of the usual separators, or a sheet of a workbook."""

import errno
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from simpul.csvw.model import Dialect
from simpul.csvw.rows import records
from simpul.csvw.text import WORKBOOKS, separator, text_of
from simpul.errors import DataError, OutputError, Place, Problem, Severity, UsageError, did_you_mean
from simpul.ingest.reconcile.resolver import Asked
from simpul.locale import translate as _
from simpul.tables.headings import MOST_COLUMNS
from simpul.tables.lines import Line, fitted
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
        notes: Notes on the workbook for the user.
    """

    file: str
    headings: tuple[str, ...]
    rows: list[dict[str, str]]
    numbers: list[int]
    sheet: str | None = None
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
    if file.suffix.lower() in WORKBOOKS:
        return _from_workbook(open_workbook(file), wanted, sheet)
    if sheet is not None:
        raise UsageError(_("{file} is not a workbook, and has no sheets.", file=file))
    return _sheet(str(file), None, _text_lines(file), [])


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


def _text_lines(file: Path) -> list[Line]:
    content = text_of(file, str(file))
    rows = records(content, str(file), Dialect(delimiter=separator(content)))
    return [Line(number=row.source, cells=row.cells) for row in rows]


def _from_workbook(book: Workbook, wanted: str, name: str | None) -> Sheet:
    chosen = _chosen(book, wanted, name)
    lines = list(book.lines(chosen))
    notes = [note for note in book.notes if note.place.sheet in {None, chosen}]
    width = len(lines[0].cells) if lines else 0
    return _sheet(str(book.path), chosen, [fitted(line, width) for line in lines], notes)


def _chosen(book: Workbook, wanted: str, name: str | None) -> str:
    """Return the sheet that was named, or else the one with the heading, or else the first that is not empty."""
    if name is not None:
        if name not in book.sheets:
            raise UsageError(_("{file} has no sheet {name}.", file=book.path, name=repr(name)) + did_you_mean(name, book.sheets))  # fmt: skip
        return name
    tops = {sheet: next(book.lines(sheet), None) for sheet in book.sheets}
    fitting = [s for s, top in tops.items() if top and wanted in (c.strip() for c in top.cells)]
    if len(fitting) > 1:
        raise UsageError(_("several sheets have a column {name}: {sheets}. Say which with --sheet.", name=repr(wanted), sheets=", ".join(fitting)))  # fmt: skip
    return next(iter(fitting or [sheet for sheet, top in tops.items() if top]), book.sheets[0])


def _sheet(file: str, name: str | None, lines: Sequence[Line], notes: list[Problem]) -> Sheet:
    headings = tuple(heading.strip() for heading in lines[0].cells) if lines else ()
    place = Place(file=file, sheet=name)
    if len(headings) > MOST_COLUMNS:
        what = _("this table has {count} columns.", count=len(headings))
        remedy = _("Keep at most {most}; check the separator.", most=MOST_COLUMNS)
        raise DataError([Problem(place=place, what=what, remedy=remedy)])
    if not any(headings):
        remedy = _("The first row must name the columns.")
        raise DataError([Problem(place=place, what=_("the table is empty."), remedy=remedy)])
    problems = list(_problems(place, headings, lines))
    if problems:
        raise DataError(problems)
    kept = [line for line in lines[1:] if line.cells]
    blank = [""] * len(headings)
    rows = [dict(zip(headings, (*line.cells, *blank), strict=False)) for line in kept]
    for row in rows:
        row.pop("", None)  # a column without a heading, in which nothing stands
    return Sheet(
        file=file,
        headings=tuple(filter(None, headings)),
        rows=rows,
        numbers=[line.number for line in kept],
        sheet=name,
        notes=[*notes, *_unread(place, headings, kept)],
    )


def _problems(place: Place, headings: Sequence[str], lines: Sequence[Line]) -> Iterator[Problem]:
    bare = [position for position, heading in enumerate(headings) if not heading]
    for line in lines[1:]:
        if any(line.cells[position].strip() for position in bare if position < len(line.cells)):
            yield Problem(
                place=Place(file=place.file, sheet=place.sheet, row=line.number),
                what=_("this row has a cell in a column without a heading."),
                remedy=_("Give the column a heading, or empty it."),
            )
            break
    for heading in sorted(h for h, count in Counter(filter(None, headings)).items() if count > 1):
        yield Problem(
            place=Place(file=place.file, sheet=place.sheet, row=1),
            what=_("there are two columns {name}.", name=repr(heading)),
            remedy=_("Give one of the two another name."),
        )
    for line in lines[1:]:
        if len(line.cells) > len(headings):
            yield Problem(
                place=Place(file=place.file, sheet=place.sheet, row=line.number),
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
    for wanted in (
        columns.name,
        columns.country,
        columns.region,
        columns.latitude,
        columns.longitude,
        columns.population,
    ):
        if wanted and wanted not in sheet.headings:
            raise UsageError(
                _("{file} has no column {name}.", file=sheet.file, name=repr(wanted))
                + did_you_mean(wanted, sheet.headings)
            )
