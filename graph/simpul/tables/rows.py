"""The tables of a source folder read as facts: each triple with its cell, every fault of every row told."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import NamedTuple

from simpul.csvw.integrity import Integrity
from simpul.csvw.model import Column, Group, Table
from simpul.csvw.notes import Notes, Profile
from simpul.csvw.rows import Row
from simpul.csvw.statements import RowRead, TableReader
from simpul.errors import DataError, Place, Problem, Severity
from simpul.locale import translate as _
from simpul.naming import Origin
from simpul.tables.accounting import RowCount, RowCounter
from simpul.tables.agreement import Agreement
from simpul.tables.bounds import Bounds
from simpul.tables.cleaning import Cleaner, column_text, folded
from simpul.tables.extensions import NAME_OF, VERBATIM, extension_of
from simpul.tables.headings import arranged, spellings
from simpul.tables.layout import SEARCHED, headings_in
from simpul.tables.lines import Line, counted, reasons_at, without_reasons
from simpul.tables.metadata import SourceFolder
from simpul.tables.opening import open_table
from simpul.tables.remedies import remedy_of
from simpul.terms import NamedNode, Triple


class Fact(NamedTuple):
    """A triple and the cell it came from."""

    triple: Triple
    place: Place


class NameCheck(NamedTuple):
    """A name that a table gives beside a thing's id, to be compared with the thing's labels."""

    iri: str
    name: str
    place: Place


@dataclass(slots=True, kw_only=True)
class SourceTables:
    """What the tables of one source say.

    Attributes:
        rows: Number of rows read, over all tables.
        counts: How many rows of the original each row stands for, faulty rows too.
        problems: What is wrong; facts of a faulty row are not among ``facts``.
        unread: Those of the problems for which a table could not be read to its end.
    """

    source: SourceFolder
    facts: list[Fact] = field(default_factory=list[Fact])
    checks: list[NameCheck] = field(default_factory=list[NameCheck])
    origins: list[Origin] = field(default_factory=list[Origin])
    problems: list[Problem] = field(default_factory=list[Problem])
    unread: list[Problem] = field(default_factory=list[Problem])
    rows: int = 0
    counts: list[RowCount] = field(default_factory=list[RowCount])


def read_tables(
    source: SourceFolder, tell: Callable[[str, int], None] = lambda _table, _rows: None
) -> SourceTables:
    """Read every table of a source folder; problems are collected, not raised.

    Args:
        source: The folder.
        tell: Told now and then how many rows of which table were read.
    """
    result = SourceTables(source=source)
    keys = Integrity(
        group=source.group, notes=Notes(problems=result.problems, profile=Profile.SOURCE)
    )
    for table in source.group.tables:
        shown = shown_as(source, table)
        try:
            _read_table(table, shown, result, keys, partial(tell, shown))
        except DataError as error:
            result.problems += error.problems
            result.unread += error.problems
    keys.check()
    return result


def shown_as(source: SourceFolder, table: Table) -> str:
    """Return a table of a source as problems name it."""
    return f"{source.key}/{table.url}"


def _read_table(
    table: Table, shown: str, result: SourceTables, keys: Integrity, tell: Callable[[int], None]
) -> None:
    opened = open_table(result.source.folder, table, shown)
    headings, lines = opened.headings, opened.lines
    if headings is None:
        raise _problem(Place(file=shown), _("this table is empty."), _("Add a row of headings."))
    known = spellings(table.schema.columns or ())
    if reasons_at(headings, [*known]):
        headings, lines = headings[1:], without_reasons(lines)
    headings = [folded(heading) for heading in headings]
    if not any(heading.lower() in known for heading in headings):
        raise _without_headings(shown, lines, known)
    cleaner = _cleaner(table, headings, known)
    agreement = Agreement.of(_meant(table, headings, known))
    cleaned = (replace(line, cells=cleaner.cells(line.number, line.cells)) for line in lines)
    try:
        lines = agreement.lines(counted(cleaned, tell))
        read_rows(table, shown, headings, lines, result, keys)
    finally:
        result.problems += [*opened.notes, *cleaner.told(Place(file=shown))]


def _without_headings(shown: str, lines: Iterator[Line], known: Mapping[str, str]) -> DataError:
    """Return the error of a table with no known heading where the metadata has the headings; a row below may have them."""
    for line in islice(lines, SEARCHED):
        if len({heading.lower() for heading in headings_in(line)} & {*known}) > 1:
            what = _("the headings are in row {row}, below other rows.", row=line.number)
            remedy = _('Delete the rows above, or say "dialect": {{"skipRows": {count}}} in the metadata of a text table.', count=line.number - 1)  # fmt: skip
            return _problem(Place(file=shown, row=line.number), what, remedy)
    what = _("no heading of this table is one of its schema.")
    return _problem(Place(file=shown, row=1), what, _("The columns are: {columns}.", columns=", ".join(dict.fromkeys(known.values()))))  # fmt: skip


def _cleaner(table: Table, headings: Sequence[str], known: Mapping[str, str]) -> Cleaner:
    """Return what reads the cells below these headings."""
    meant = zip(_meant(table, headings, known), headings, strict=True)
    return Cleaner(
        columns=[column_text(column, heading) if column else None for column, heading in meant]
    )


def _meant(table: Table, headings: Sequence[str], known: Mapping[str, str]) -> list[Column | None]:
    """Return the column that each heading means; None for one whose cells are taken as they stand."""
    columns = {column.named: column for column in table.schema.columns or ()}
    found = [columns.get(known.get(heading.lower())) for heading in headings]
    return [column if column and VERBATIM not in column.annotations else None for column in found]


def read_rows(  # noqa: PLR0913, PLR0917 - a table is its schema, name, headings and rows
    table: Table,
    shown: str,
    headings: Sequence[str],
    lines: Iterable[Line],
    result: SourceTables,
    keys: Integrity | None = None,
) -> None:
    """Read rows, wherever they come from, as those of a table.

    Args:
        table: Its schema says what a column means.
        shown: The table as the user knows it, for the problems.
        headings: In any order and either language.
        lines: The rows below them; blank ones are passed over.
        result: Gets facts, origins, problems and the count of rows.
        keys: Of all tables of the source; else those of this table alone.

    Raises:
        DataError: The schema or the headings do not serve.
    """
    _check_schema(table, shown)
    ordered = arranged(table, headings, shown)
    keys = keys or Integrity(
        group=Group(tables=[table]), notes=Notes(problems=result.problems, profile=Profile.SOURCE)
    )
    reader = TableReader.of(ordered, shown, keys.notes, keys, extend=extension_of)
    for column, heading in zip(reader.columns, headings, strict=False):
        column.label, column.remedy = heading, remedy_of(column.column)
    places, counter = _Places(file=shown), RowCounter.of(reader)
    named, bounds = _named(reader), Bounds.of(reader)
    for number, line in enumerate((line for line in lines if not line.is_blank), start=1):
        result.rows += 1
        before = len(result.problems)
        row = _read(reader, number, line, keys.notes)
        said = reader.statements(row) if row else []
        if counter and row and (counted := counter.count(row, places.row_of(line.number))):
            result.counts.append(counted)
        if row and not any(p.severity is Severity.ERROR for p in result.problems[before:]):
            for triple, column in said:
                result.facts.append(Fact(triple, places.of(line.number, column.label)))
            result.checks += _name_checks(reader, named, row, places)
            result.problems += bounds.problems(row, places.of)
            if about := reader.about(row):
                place = Place(file=shown, row=line.number)
                result.origins.append(
                    Origin(iri=about, source=result.source.iri.value, place=place)
                )


@dataclass(slots=True, kw_only=True)
class _Places:
    """Places in one table: one for each cell that says something."""

    file: str
    row: int = 0
    known: dict[str, Place] = field(default_factory=dict[str, Place])

    def row_of(self, row: int) -> Place:
        return Place(file=self.file, row=row)

    def of(self, row: int, column: str) -> Place:
        if row != self.row:
            self.row, self.known = row, {}
        place = self.known.get(column)
        if place is None:
            place = self.known[column] = Place(file=self.file, row=row, column=column)
        return place


def _check_schema(table: Table, file: str) -> None:
    """Refuse a schema that leaves open what its rows are about or what a column says of them.

    CSVW would take the table's own address for both, and a blank node for a row.
    """
    for column in table.schema.columns or ():
        if column.suppressed or column.virtual:
            continue
        place = Place(file=file, column=column.named)
        if not column.inherited.about:
            what = _("the schema of this table does not say which thing a row is about.")
            raise _problem(place, what, _('Add an "aboutUrl" to the schema.'))
        if not column.inherited.property:
            what = _("the schema does not say which property this column is.")
            raise _problem(place, what, _('Add a "propertyUrl", or "suppressOutput": true.'))


def _read(reader: TableReader, number: int, line: Line, notes: Notes) -> RowRead | None:
    """Read one row; of one with too few or too many cells, only that is reported."""
    here = Place(file=reader.file, row=line.number)
    if len(line.cells) != reader.real:
        what = _(
            "this row has {found} cells where the heading has {wanted}.",
            found=len(line.cells),
            wanted=reader.real,
        )
        notes.error(here, what, _("Put a cell that holds the separator between double quotes."))
        return None
    for fault in line.faults:
        label = reader.columns[fault.column].label if fault.column < reader.real else None
        place = Place(file=here.file, row=here.row, column=label)
        notes.problems.append(
            Problem(place=place, what=fault.what, remedy=fault.remedy, severity=fault.severity)
        )
    return reader.read(number, Row(line.number, line.cells))


def _named(reader: TableReader) -> list[tuple[int, int]]:
    """Return the positions of the columns that hold names, each with that of the column whose things they name."""
    places = {column.name: place for place, column in enumerate(reader.columns)}
    annotated = [column.column.annotations.get(NAME_OF) for column in reader.columns]
    return [(place, places[of]) for place, of in enumerate(annotated) if of in places]


def _name_checks(
    reader: TableReader, named: Sequence[tuple[int, int]], row: RowRead, places: _Places
) -> Iterator[NameCheck]:
    """Yield the names of a row that stand beside the id of what they name."""
    for name, thing in named:
        place = places.of(row.source, reader.columns[name].label)
        # Where both are lists, the names stand in the order of the things.
        for text, term in zip(
            row.cells[name].literals, row.cells[thing].objects or (), strict=False
        ):
            if isinstance(term, NamedNode):
                yield NameCheck(term.value, text.value, place)


def _problem(place: Place, what: str, remedy: str) -> DataError:
    return DataError([Problem(place=place, what=what, remedy=remedy)])
