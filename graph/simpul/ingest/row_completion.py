"""Rows as people fill them in, completed to rows as the schemas want them: names become keys, missing keys are made."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from simpul.cells import unshield
from simpul.csvw.model import Column as SchemaColumn
from simpul.csvw.model import Table
from simpul.csvw.templates import filled
from simpul.errors import DataError, Place, Problem, Severity
from simpul.ingest.alias_lists import likely_lists
from simpul.ingest.input_tables import InputTable, group, labels_of
from simpul.ingest.kinds import Column, Kind, choices
from simpul.ingest.made_keys import made_keys
from simpul.ingest.references import References, Referent, UnknownNameError
from simpul.locale import LANGUAGES, current
from simpul.locale import translate as _
from simpul.naming import Origin
from simpul.naming.keys import slug
from simpul.tables import Fact, SourceFolder, SourceTables
from simpul.tables.agreement import Agreement
from simpul.tables.cleaning import Cleaner, ColumnText, column_text
from simpul.tables.lines import Line
from simpul.tables.remedies import in_other_digits, parts_of, separate, whole_number
from simpul.tables.rows import read_rows

_STEP: Final = 1_000
EXAMPLES: Final = ("example: delete this row", "contoh: hapus baris ini")
"""The mark in a cell of a template's example row; such a row is not a fact."""


@dataclass(slots=True, kw_only=True)
class CompletedTables:
    """Completed tables, read into facts.

    Attributes:
        tables: What they say; its problems and origins have their sheets.
        notes: Rows of templates that were passed over, names that are mere aliases of the cities they were taken for.
        document: Key of the document that is the source itself, where some row cites none; else empty.
        attempted: Addresses of the things that rows with problems would have described.
    """

    tables: SourceTables
    notes: list[Problem] = field(default_factory=list[Problem])
    document: str = ""
    attempted: set[str] = field(default_factory=set[str])
    _supposed: set[str] = field(default_factory=set[str])

    def suppose(self, names: Mapping[str, str], place: Place) -> None:
        """Warn, once for each name, that it was taken for a city by an alias."""
        for name, city in names.items():
            if name not in self._supposed:
                self._supposed.add(name)
                what = _("{name} was taken for {city}.", name=repr(name), city=city)
                remedy = _("If another city is meant, write its GeoNames number.")
                warning = Severity.WARNING
                self.notes.append(Problem(place=place, what=what, remedy=remedy, severity=warning))


@dataclass(slots=True, kw_only=True)
class _Row:
    number: int
    cells: dict[str, str]
    keyed: bool = True
    problems: list[Problem] = field(default_factory=list[Problem])
    told: set[str] = field(default_factory=set[str])


def complete(
    given: Sequence[InputTable],
    source: SourceFolder,
    document: Callable[[], str],
    references: References,
    tell: Callable[[str, int], None] = lambda _table, _rows: None,
) -> CompletedTables:
    """Read tables as facts of a source.

    Args:
        given: The tables.
        source: Whose facts they are.
        document: Tells the key of the document that rows cite when they name none; asked when all things are learnt.
        references: What names in the tables may mean; learns of the things that the tables describe.
        tell: Told now and then how many rows of which table were read.
    """
    result = CompletedTables(tables=SourceTables(source=source))
    schemas = group(given).tables
    ready = [
        (table, schema, list(_rows(table, schema, result)))
        for table, schema in zip(given, schemas, strict=True)
    ]
    for table, _schema, rows in ready:
        _learn(table, rows, references)
        result.notes += likely_lists(table, ((row.number, row.cells) for row in rows))
    own = document()
    for table, schema, rows in ready:
        names = [column.name for column in table.kind.columns]
        for number, row in enumerate(rows, start=1):
            _fill(table, row, own, references, result)
            if number % _STEP == 0:
                tell(table.label, number)
        _make_keys(table, [row for row in rows if not row.keyed])
        lines = (Line(number=r.number, cells=[r.cells.get(n, "") for n in names]) for r in rows)
        found = SourceTables(source=source)
        try:
            read_rows(schema, table.shown, names, lines, found)
        except DataError as error:
            result.tables.problems += error.problems
            result.tables.unread += error.problems
        _gather(table, rows, found, result)
    return result


def _gather(
    table: InputTable, rows: Sequence[_Row], found: SourceTables, result: CompletedTables
) -> None:
    """Add what a table says to the result, each problem once and in the order of the rows."""
    own = [problem for row in rows for problem in row.problems]
    told = {(row.number, _heading(table, name)) for row in rows for name in row.told}
    told |= {(row.number, _heading(table, table.kind.key)) for row in rows if row.told}
    read = [replace(p, place=_located(table, p.place)) for p in found.problems]
    problems = own + [p for p in read if (p.place.row, p.place.column) not in told]
    problems.sort(key=lambda problem: problem.place.row or 0)
    tables = result.tables
    tables.problems += problems
    places: dict[Place, Place] = {}
    for fact in found.facts:
        if fact.place not in places:
            places[fact.place] = _located(table, fact.place)
        tables.facts.append(Fact(fact.triple, places[fact.place]))
    tables.checks += [c._replace(place=_located(table, c.place)) for c in found.checks]
    tables.rows += len(rows)
    tables.origins += [_origin(table, origin) for origin in found.origins]
    wrong = {problem.place.row for problem in problems if problem.severity is Severity.ERROR}
    about = filled(table.kind.about)
    result.attempted |= {str(about(row.cells)) for row in rows if row.number in wrong}


def _located(table: InputTable, place: Place) -> Place:
    """Return a place with the file and the sheet, and the heading as written there."""
    return table.place(place.row, _heading(table, place.column) if place.column else None)


def _origin(table: InputTable, origin: Origin) -> Origin:
    return replace(origin, place=table.place(origin.place.row))


def _rows(table: InputTable, schema: Table, result: CompletedTables) -> Iterator[_Row]:
    """Yield the rows as cells by column; what does not fit the headings is a problem."""
    reasons = None in table.names
    columns = {column.named: column for column in schema.schema.columns or ()}
    meant = [columns.get(name) for name in table.names]
    cleaner = _cleaner(table, meant)
    # A table of refused rows shields what a spreadsheet would run; here the shield goes.
    bare = (
        (line, [unshield(cell) for cell in line.cells] if reasons else line.cells)
        for line in table.lines
    )
    cleaned = (replace(line, cells=cleaner.cells(line.number, cells)) for line, cells in bare)
    for line in Agreement.of(meant).lines(cleaned):
        if line.is_blank:
            continue
        if any(cell.strip() in EXAMPLES for cell in line.cells):
            result.notes.append(_example(table, line.number))
            continue
        row = _Row(number=line.number, cells={})
        row.cells.update((name, cell) for name, cell in zip(table.names, line.cells, strict=False) if name)  # fmt: skip
        surplus = [cell for cell in line.cells[len(table.names) :] if cell.strip()]
        if surplus:
            what = _("there are cells beyond the last heading: {cells}.", cells=", ".join(surplus)[:80])  # fmt: skip
            remedy = _("Give each a heading, or put a cell that holds the separator between double quotes.")  # fmt: skip
            row.problems.append(Problem(place=table.place(line.number), what=what, remedy=remedy))
        if table.sheet is None and len(line.cells) < len(table.names):
            what = _("this row has {found} cells where the heading has {wanted}.", found=len(line.cells), wanted=len(table.names))  # fmt: skip
            remedy = _("Put a cell that holds the separator between double quotes.")
            row.problems.append(Problem(place=table.place(line.number), what=what, remedy=remedy))
        for fault in line.faults:
            heading = table.headings[fault.column] if fault.column < len(table.headings) else None
            place = table.place(line.number, heading)
            row.problems.append(
                Problem(place=place, what=fault.what, remedy=fault.remedy, severity=fault.severity)
            )
            name = table.names[fault.column] if fault.column < len(table.names) else None
            if name and fault.severity is Severity.ERROR:
                row.told.add(name)
        yield row
    result.notes += cleaner.told(table.place())


def _cleaner(table: InputTable, meant: Sequence[SchemaColumn | None]) -> Cleaner:
    """Return what reads the cells of a table, in the order in which they stand there."""
    texts: list[ColumnText | None] = []
    for column, name, heading in zip(meant, table.names, table.headings, strict=True):
        known = table.kind.column(name) if name else None
        texts.append(column_text(column, heading, _words(known)) if column and known else None)
    return Cleaner(columns=texts)


def _words(column: Column) -> set[str]:
    """Return the words that may be chosen in a column, in any language."""
    chosen = (choices(column, language).items() for language in LANGUAGES)
    return {word for pairs in chosen for pair in pairs for word in pair}


def _example(table: InputTable, number: int) -> Problem:
    return Problem(
        place=table.place(number),
        what=_("this row is marked as an example, and was left out."),
        remedy=_("If it is a fact of yours, remove the mark."),
        severity=Severity.ADVICE,
    )


def _learn(table: InputTable, rows: Sequence[_Row], references: References) -> None:
    """Learn the names of what a table describes, and give things with a label of their own a key."""
    kind = table.kind
    prefix = kind.about.split("{")[0]
    labelled = [name for _position, name in labels_of(table)]
    for row in rows:
        labels = [label for name in labelled for label in row.cells.get(name, "").split(";")]
        row.keyed = bool(row.cells.get(kind.key, "").strip())
        if not row.keyed and _by_label(kind):
            row.cells[kind.key] = _known_or_new(prefix, labels, references)
        if key := row.cells.get(kind.key, "").strip():
            references.add(prefix + key, labels)


def _by_label(kind: Kind) -> bool:
    return bool(kind.key_from) and all(name.startswith("label_") for name in kind.key_from)


def _known_or_new(prefix: str, labels: Sequence[str], references: References) -> str:
    """Return the key of the only thing of this kind that has the label, or else a key made from it."""
    label = next((label for label in labels if label.strip()), "")
    same = references.bearers(label, prefix) if label else []
    return same[0].removeprefix(prefix) if len(same) == 1 else slug(label)


def _fill(
    table: InputTable,
    row: _Row,
    document: str,
    references: References,
    result: CompletedTables,
) -> None:
    for column in table.kind.columns:
        place = table.place(row.number, _heading(table, _written_in(table.kind, column, row)))
        try:
            supposed = _fill_cell(table.kind, column, row, references)
        except UnknownNameError as error:
            row.problems.append(Problem(place=place, what=error.what, remedy=error.remedy))
            row.cells[column.name] = ""
            row.told.add(column.name)  # the reader would only say that it is missing
        else:
            result.suppose(supposed, place)
        if column.reference.endswith("/document/") and column.required and not row.cells.get(column.name, "").strip():  # fmt: skip
            row.cells[column.name] = document
            result.document = document


def _heading(table: InputTable, name: str) -> str:
    """Return a column as the table's own heading has it, else as a template in the language in use would."""
    if name in table.names:
        return table.headings[table.names.index(name)]
    column = table.kind.column(name)
    return column.title(current()) if column else name


def _written_in(kind: Kind, column: Column, row: _Row) -> str:
    """Return the column in which the name of a column's thing was written."""
    named = kind.names_column(column.name)
    return named.name if named and not row.cells.get(column.name, "").strip() else column.name


def _fill_cell(kind: Kind, column: Column, row: _Row, references: References) -> Mapping[str, str]:
    """Put keys in the place of names; return the names that are mere aliases, with the cities they were taken for."""
    if not (column.reference or column.choices) or column.name == kind.key or column.name_of:
        return {}
    written = row.cells.get(column.name, "").strip()
    named = kind.names_column(column.name)
    if not written and named:
        written = row.cells.get(named.name, "").strip()
    if not written:
        return {}
    if column.base == "integer" and in_other_digits(written):
        raise UnknownNameError(_("{value} does not fit here.", value=repr(written)), whole_number(written))  # fmt: skip
    items = written.split(column.separator) if column.separator else [written]
    found = {item: _found(column, item, references) for item in items if item.strip()}
    keys = [found[item].key for item in items if item.strip()]
    if named and keys != [item.strip() for item in items if row.cells.get(column.name, "").strip()]:
        row.cells[named.name] = ""  # it was what led to the key: nothing is left to compare
    row.cells[column.name] = column.separator.join(keys)
    return {item.strip(): one.supposed for item, one in found.items() if one.supposed}


def _found(column: Column, item: str, references: References) -> Referent:
    """Return what an item means; of one that is a list with another separator, say how lists are written.

    Raises:
        UnknownNameError: It means nothing known, several things, or it is such a list.
    """
    try:
        return references.find(column, item)
    except UnknownNameError:
        parts = parts_of(item)
        if not column.separator or len(parts) < 2 or not all(_is_known(column, part, references) for part in parts):  # fmt: skip
            raise
        what = _("{value} is a list of {count}, but reads as one.", value=repr(item.strip()), count=len(parts))  # fmt: skip
        raise UnknownNameError(what, separate(column.separator, parts)) from None


def _is_known(column: Column, item: str, references: References) -> bool:
    try:
        return bool(references.find(column, item).key)
    except UnknownNameError:
        return False


def _make_keys(table: InputTable, rows: Sequence[_Row]) -> None:
    """Give rows without a key one, made of what their cells hold by now: keys in the place of names.

    Args:
        table: The table.
        rows: Those of its rows in which no key was written.
    """
    kind = table.kind
    first: dict[str, int] = {}
    for row, made in zip(rows, made_keys(kind, [row.cells for row in rows]), strict=True):
        key = row.cells.get(kind.key, "").strip() or made
        # Without a key, the reader would tell of it with each cell; the row is refused anyway.
        row.cells[kind.key] = key or f"row-{row.number}"
        is_right = not any(problem.severity is Severity.ERROR for problem in row.problems)
        if not key and is_right:
            place: Place = table.place(row.number, _heading(table, kind.key))
            what = _("no key could be made for this row.")
            remedy = _("Write one: a short name in lower case, digits and hyphens.")
            row.problems.append(Problem(place=place, what=what, remedy=remedy))
        elif key and first.setdefault(key, row.number) != row.number and is_right:
            row.problems.append(_same(table, row, first[key]))
            row.told.add(kind.key)


def _same(table: InputTable, row: _Row, first: int) -> Problem:
    """Return the problem of a row for which the same key was made as for an earlier one."""
    kind = table.kind
    apart = [
        name for name in ("begin", "as_of") if name in kind.key_from and not row.cells.get(name)
    ]
    what = _("this row is the same thing as row {row}.", row=first)
    if apart:
        columns = ", ".join(repr(_heading(table, name)) for name in apart)
        remedy = _("Delete it or, if it is a different thing, fill in {columns}.", columns=columns)
    else:
        remedy = _("Delete it or, if it is a different thing, give it a key in the column "
                   "{column}.", column=repr(_heading(table, kind.key)))  # fmt: skip
    return Problem(place=table.place(row.number), what=what, remedy=remedy)
