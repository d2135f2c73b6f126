"""Rows to triples: Generating RDF from Tabular Data on the Web, minimal mode.

https://www.w3.org/TR/csv2rdf/, section 6.2. Every fault of every row is collected; none is skipped.
"""

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from csvw import Table

from simpul.errors import DataError, Place, Problem
from simpul.locale import translate as _
from simpul.naming import Origin
from simpul.tables.cells import Cells, Template, cells_of, lexical, template
from simpul.tables.files import match_headings
from simpul.tables.lines import Cell, Line, counted, reasons_at, without_reasons
from simpul.tables.metadata import SourceFolder
from simpul.tables.opening import open_table
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """A table's columns made ready, real ones by name and virtual ones in order."""

    real: Mapping[str, Cells]
    virtual: Sequence[Cells]
    key: Sequence[str]
    subject: Template | None


class _Row(NamedTuple):
    number: int
    texts: Mapping[str, str]
    values: Mapping[str, list[object]]


def read_tables(
    source: SourceFolder, tell: Callable[[str, int], None] = lambda _table, _rows: None
) -> SourceTables:
    """Read every table of a source folder; problems are collected, not raised.

    Args:
        source: The folder.
        tell: Told now and then how many rows of which table were read.
    """
    result = SourceTables(source=source)
    for table in source.group.tables:
        shown = shown_as(source, table)
        try:
            with warnings.catch_warnings():
                # csvw says of some wrong cells (NaN in a decimal) only in a warning.
                warnings.simplefilter("error", UserWarning)
                _read_table(table, shown, result, partial(tell, shown))
        except DataError as error:
            result.problems += error.problems
            result.unread += error.problems
    return result


def shown_as(source: SourceFolder, table: Table) -> str:
    """Return a table of a source as problems name it."""
    return f"{source.key}/{table.url}"


def _read_table(
    table: Table, shown: str, result: SourceTables, tell: Callable[[int], None]
) -> None:
    opened = open_table(result.source.folder, table, shown)
    result.problems += opened.notes
    headings, lines = opened.headings, opened.lines
    if headings is None:
        _check_schema(_columns(table), shown)
        raise _problem(Place(file=shown), _("this table is empty."), _("Give it a heading row."))
    if reasons_at(headings, [*spellings(table)]):
        headings, lines = headings[1:], without_reasons(lines)
    read_rows(table, shown, headings, counted(lines, tell), result)


def read_rows(
    table: Table,
    shown: str,
    headings: Sequence[str],
    lines: Iterable[Line],
    result: SourceTables,
) -> None:
    """Read rows, wherever they come from, as those of a table.

    Args:
        table: Its schema says what a column means.
        shown: The table as the user knows it, for the problems.
        headings: In any order and either language.
        lines: The rows below them; blank ones are passed over.
        result: Gets facts, origins, problems and the count of rows.

    Raises:
        DataError: The schema or the headings do not serve.
    """
    columns = _columns(table)
    _check_schema(columns, shown)
    required = [name for name, cells in columns.real.items() if cells.column.required]
    names, problems = match_headings(headings, spellings(table), required, shown)
    if problems:
        raise DataError(problems)
    seen: dict[tuple[str, ...], int] = {}
    for line in lines:
        if line.is_blank:
            continue
        result.rows += 1
        row, faults = _row(line, names, columns, shown)
        faults += _twice(row, columns, seen, shown)
        if faults:
            result.problems += faults
        else:
            _state(row, columns, shown, result)


def _columns(table: Table) -> _Columns:
    schema = table.tableSchema
    ready = [cells_of(column) for column in schema.columns]
    about = schema.inherit("aboutUrl")
    return _Columns(
        real={cells.name: cells for cells in ready if not cells.column.virtual},
        virtual=[cells for cells in ready if cells.column.virtual],
        key=tuple(schema.primaryKey or ()),
        subject=template(about.uri) if about else None,
    )


def _check_schema(columns: _Columns, file: str) -> None:
    """Refuse a schema that leaves open what its rows are about or what a column says of them.

    CSVW would take the table's own address for both, and a blank node for a row.
    """
    for cells in columns.real.values():
        if cells.suppressed:
            continue
        place = Place(file=file, column=cells.name)
        if not (columns.subject or cells.subject):
            what = _("the schema of this table does not say which thing a row is about.")
            raise _problem(place, what, _('Add an "aboutUrl" to the schema.'))
        if cells.predicate({}) == "":
            what = _("the schema does not say which property this column is.")
            raise _problem(place, what, _('Add a "propertyUrl", or "suppressOutput": true.'))


def spellings(table: Table) -> dict[str, str]:
    """Return every heading that means a column, in lower case, and the column's name."""
    spellings: dict[str, str] = {}
    for column in table.tableSchema.columns:
        if column.virtual:
            continue
        titles = column.titles or {}
        for title in (column.header, *(title for group in titles.values() for title in group)):
            spellings.setdefault(str(title).strip().lower(), column.header)
    return spellings


def _row(
    line: Line, names: Sequence[str | None], columns: _Columns, file: str
) -> tuple[_Row, list[Problem]]:
    """Read one record; a faulty cell gives a problem."""
    number, record = line.number, line.cells
    if len(record) != len(names):
        what = _(
            "this row has {found} cells where the heading has {wanted}.",
            found=len(record),
            wanted=len(names),
        )
        remedy = _("Put a cell that holds the separator between double quotes.")
        return _Row(number, {}, {}), [
            Problem(place=Place(file=file, row=number), what=what, remedy=remedy)
        ]
    problems = [_unread(fault, names, Place(file=file, row=number)) for fault in line.faults]
    values: dict[str, list[object]] = {}
    for name, cell in zip(names, record, strict=True):
        if name is None:
            continue
        cells = columns.real[name]
        try:
            values[name] = cells.read(cell)
        except (UserWarning, ValueError, TypeError, ArithmeticError):
            problems.append(_bad_cell(cells, cell, Place(file=file, row=number, column=name)))
    texts = {name: ",".join(map(lexical, items)) for name, items in values.items() if items}
    texts |= {"_row": str(number - 1), "_sourceRow": str(number)}
    return _Row(number, texts, values), problems


def _unread(fault: Cell, names: Sequence[str | None], place: Place) -> Problem:
    name = names[fault.column] if fault.column < len(names) else None
    here = Place(file=place.file, row=place.row, column=name)
    return Problem(place=here, what=fault.what, remedy=fault.remedy)


def _bad_cell(cells: Cells, cell: str, place: Place) -> Problem:
    if not cell.strip():
        return Problem(place=place, what=_("this cell must not be empty."), remedy=cells.expected())
    shown = repr(cell if len(cell) <= 80 else cell[:77] + "…")
    return Problem(
        place=place, what=_("{value} does not fit here.", value=shown), remedy=cells.expected()
    )


def _twice(
    row: _Row, columns: _Columns, seen: dict[tuple[str, ...], int], file: str
) -> list[Problem]:
    """Return a problem if an earlier row has the same key."""
    key = tuple(row.texts.get(name, "") for name in columns.key)
    if not any(key):
        return []
    first = seen.setdefault(key, row.number)
    if first == row.number:
        return []
    return [
        Problem(
            place=Place(file=file, row=row.number, column=columns.key[0]),
            what=_("the key {key} stands already in row {row}.", key=", ".join(key), row=first),
            remedy=_("Give each row a key of its own."),
        )
    ]


def _state(row: _Row, columns: _Columns, file: str, result: SourceTables) -> None:
    """Add what a good row states; a value that makes no IRI is a problem."""
    about = columns.subject(row.texts) if columns.subject else None
    facts: list[Fact] = []
    for cells in (*columns.real.values(), *columns.virtual):
        place = Place(file=file, row=row.number, column=cells.name)
        if cells.suppressed:
            continue
        subject = cells.subject(row.texts) if cells.subject else about
        try:
            facts += [Fact(triple, place) for triple in _triples(cells, row, subject)]
        except ValueError:
            result.problems.append(_bad_cell(cells, row.texts.get(cells.name, ""), place))
            return
    result.facts += facts
    for cells in columns.real.values():
        place = Place(file=file, row=row.number, column=cells.name)
        if cells.name_of and row.texts.get(cells.name):
            result.checks += _name_check(cells, row, columns, place)
    if about:
        place = Place(file=file, row=row.number)
        result.origins.append(Origin(iri=about, source=result.source.iri.value, place=place))


def _name_check(cells: Cells, row: _Row, columns: _Columns, place: Place) -> Iterator[NameCheck]:
    named = columns.real[str(cells.name_of)]
    iri = named.value(row.texts) if named.value else None
    if iri:
        yield NameCheck(iri, row.texts[cells.name], place)


def _triples(cells: Cells, row: _Row, subject: str | None) -> Iterator[Triple]:
    predicate = cells.predicate(row.texts)
    values = row.values.get(cells.name, [])
    if subject is None or predicate is None or not (values or cells.column.virtual):
        return
    node = NamedNode(subject)
    if cells.value:
        if iri := cells.value(row.texts):
            yield Triple(node, NamedNode(predicate), NamedNode(iri))
        return
    for value in values:
        if cells.each:
            iri = cells.each({cells.name: lexical(value)})
            yield Triple(node, NamedNode(predicate), NamedNode(str(iri)))
        else:
            for suffix, literal in cells.literals(value):
                yield Triple(node, NamedNode(predicate + suffix), literal)


def _problem(place: Place, what: str, remedy: str) -> DataError:
    return DataError([Problem(place=place, what=what, remedy=remedy)])
