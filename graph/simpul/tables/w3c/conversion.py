"""Tables to triples: Generating RDF from Tabular Data on the Web.

https://www.w3.org/TR/csv2rdf/, section 4.6 (standard mode) and 4.7 (minimal mode). Three things beyond
it, each with a warning: a cell that is not of its datatype becomes plain text, as the recommendation
says; no IRI is made from an empty cell; a row with too few or too many cells is told of.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from simpul.errors import Place
from simpul.locale import translate as _
from simpul.tables.w3c.cells import Cell, Reader, expected, readers
from simpul.tables.w3c.folder import Folder
from simpul.tables.w3c.headings import with_headings
from simpul.tables.w3c.integrity import Integrity
from simpul.tables.w3c.model import Column, Group, Stated, Table
from simpul.tables.w3c.notes import Notes
from simpul.tables.w3c.rows import Row, Rows, rows_of
from simpul.tables.w3c.templates import Template
from simpul.tables.w3c.vocabulary import CSVW, RDF
from simpul.terms import XSD, BlankNode, Literal, NamedNode, Triple, rdf_type

MODES: Final = ("minimal", "standard")
_INTEGER: Final = NamedNode(XSD + "integer")
_TABLE, _ROW, _DESCRIBES = (NamedNode(CSVW + name) for name in ("table", "row", "describes"))
_URL, _ROWNUM, _TITLE = (NamedNode(CSVW + name) for name in ("url", "rownum", "title"))
_CLASS_GROUP, _CLASS_TABLE, _CLASS_ROW = (
    NamedNode(CSVW + name) for name in ("TableGroup", "Table", "Row")
)
_COMMENT: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
_FIRST, _REST, _NIL = (NamedNode(RDF + name) for name in ("first", "rest", "nil"))

Node = NamedNode | BlankNode


class Line(NamedTuple):
    """A row being written.

    Attributes:
        values: What templates take: by column name, and ``_row`` and ``_sourceRow``.
        label: Begins the labels of its blank nodes.
    """

    row: Row
    values: Mapping[str, str | list[str]]
    label: str


@dataclass(slots=True, kw_only=True)
class Conversion:
    """One group of tables on its way to RDF.

    Attributes:
        standard: Whether rows and tables themselves are described too.
        rows: Number of rows read so far, over all tables.
    """

    group: Group
    folder: Folder
    notes: Notes
    standard: bool
    rows: int = 0
    _integrity: Integrity = field(init=False)

    def __post_init__(self) -> None:
        self._integrity = Integrity(group=self.group, notes=self.notes)

    def triples(self) -> Iterator[Triple]:
        """Yield the triples, once; what is wrong is in `notes` when all are drawn.

        Raises:
            DataError: A table cannot be read.
        """
        top: Node = NamedNode(self.group.iri) if self.group.iri else BlankNode("group")
        if self.standard:
            yield Triple(top, rdf_type, _CLASS_GROUP)
            yield from _stated(self.group.stated, top, "group")
        for number, table in enumerate(self.group.tables, start=1):
            yield from self._table(top, table, f"t{number}")
        self._integrity.check()
        self.notes.stop()

    def _table(self, top: Node, table: Table, label: str) -> Iterator[Triple]:
        asked_by = self.group.source or self.folder.shown(table.address)
        shown = self.folder.shown(table.address)
        file = self.folder.path(table.address, asked_by)
        rows = rows_of(file, shown, table.dialect)
        table = with_headings(table, rows.headings, shown, self.notes)
        node: Node = NamedNode(table.iri) if table.iri else BlankNode(label)
        described = self.standard and not table.suppressed
        if described:
            yield Triple(top, _TABLE, node)
            yield Triple(node, rdf_type, _CLASS_TABLE)
            yield Triple(node, _URL, NamedNode(table.address))
            yield from _stated(table.stated, node, label)
        work = TableWork.begin(table, rows, self, node, label)
        for triple in work.triples(described=described):
            if not table.suppressed:
                yield triple
        if described:
            for text in rows.comments:
                yield Triple(node, _COMMENT, Literal(text))
        elif rows.comments and not table.suppressed:
            what = _("lines that are comments, left aside: {count}.", count=len(rows.comments))
            self.notes.warn(Place(file=shown), what)

    def keep(self, table: Table, row: Row, values: dict[str, str | list[str]], shown: str) -> None:
        """Remember a row's keys, to be checked when all tables are read."""
        self._integrity.keep(table, row, values, shown)

    def has_keys(self, table: Table) -> bool:
        """Say whether a table has keys, or another one's refer to it."""
        return self._integrity.concerns(table)


@dataclass(slots=True, kw_only=True)
class TableWork:
    """One table on its way to RDF."""

    table: Table
    rows: Rows
    whole: Conversion
    node: Node
    label: str
    columns: list[Reader]
    real: int
    wanted: int
    needed: frozenset[str]

    @classmethod
    def begin(
        cls, table: Table, rows: Rows, whole: Conversion, node: Node, label: str
    ) -> "TableWork":
        """Make a table's columns ready."""
        given = table.schema.columns or ()
        columns = readers(given, table.address, table.language, table.dialect.skip_columns)
        real = sum(not column.virtual for column in given)
        work = cls(
            table=table,
            rows=rows,
            whole=whole,
            node=node,
            label=label,
            columns=columns,
            real=real,
            wanted=real,
            needed=_needed(columns),
        )
        work._tell_doubles()
        return work

    def _tell_doubles(self) -> None:
        seen: set[str] = set()
        for reader in self.columns[: self.real]:
            if reader.name in seen:
                place = Place(file=self.rows.file, row=1, column=reader.label)
                what = _("two columns have the name {name}.", name=reader.label)
                self.whole.notes.warn(place, what, _("Give each a name of its own."))
            seen.add(reader.name)

    def triples(self, *, described: bool) -> Iterator[Triple]:
        """Yield the triples of every row."""
        whole = self.whole
        keys = whole.has_keys(self.table)
        for number, row in enumerate(self.rows, start=1):
            whole.rows += 1
            self._widen(row)
            cells = self._cells(row)
            values = self._values(cells, number, row, everything=keys)
            if keys:
                whole.keep(self.table, row, values, self.rows.file)
            yield from self._row(number, row, cells, values, described=described)

    def _widen(self, row: Row) -> None:
        """Tell of missing cells; give surplus ones columns of their own."""
        found = len(row.cells)
        if found in {self.real, self.wanted}:
            return
        surplus = found - self.real
        headless = not self.columns and not self.rows.headings
        if not found:
            self.whole.notes.warn(
                Place(file=self.rows.file, row=row.source), _("this row is empty.")
            )
        elif not headless:
            what = _(
                "this row has {found} cells where the table has {wanted} columns.",
                found=found,
                wanted=self.wanted,
            )
            remedy = _("Put a cell that holds the separator between double quotes.")
            self.whole.notes.warn(Place(file=self.rows.file, row=row.source), what, remedy)
        if surplus > 0:
            real, virtual = self.columns[: self.real], self.columns[self.real :]
            bare = Column(inherited=self.table.schema.inherited)
            given = [reader.column for reader in real] + [bare] * surplus
            given += [reader.column for reader in virtual]
            table = self.table
            self.columns = readers(given, table.address, table.language, table.dialect.skip_columns)
            self.real = found
            self.wanted = self.wanted or found
            self.needed = _needed(self.columns)

    def _cells(self, row: Row) -> list[Cell]:
        texts = row.cells
        if len(texts) < self.real:
            texts = texts + [""] * (self.real - len(texts))
        cells = [reader.read(text) for reader, text in zip(self.columns, texts, strict=False)]
        cells += [reader.read("") for reader in self.columns[self.real :]]
        for reader, cell in zip(self.columns, cells, strict=True):
            for fault in cell.faults:
                place = Place(file=self.rows.file, row=row.source, column=reader.label)
                self.whole.notes.warn(place, fault, expected(reader.column.inherited.datatype))
        return cells

    def _values(
        self, cells: Sequence[Cell], number: int, row: Row, *, everything: bool
    ) -> dict[str, str | list[str]]:
        """Return what the templates of a row take: of columns that some template names."""
        values: dict[str, str | list[str]] = {"_row": str(number), "_sourceRow": str(row.source)}
        for reader, cell in zip(self.columns, cells, strict=True):
            if cell.value is not None and (everything or reader.name in self.needed):
                values[reader.name] = cell.value
        return values

    def _row(
        self,
        number: int,
        row: Row,
        cells: Sequence[Cell],
        values: dict[str, str | list[str]],
        *,
        described: bool,
    ) -> Iterator[Triple]:
        label = f"{self.label}r{number}"
        if described:
            node = BlankNode(label)
            yield from self._about_row(node, number, row, cells)
        own = BlankNode(label + "s")
        line = Line(row, values, label)
        subjects: dict[str | None, Node] = {}
        told: set[Node] = set()
        for reader, cell in zip(self.columns, cells, strict=True):
            if reader.column.suppressed:
                continue
            template = reader.about
            key = reader.column.inherited.about
            subject = subjects.get(key)
            if subject is None:
                iri = self._iri(template, reader, line) if template else None
                subject = iri or own
                if template is None or not template.by_column:
                    subjects[key] = subject
            if described and subject not in told:
                told.add(subject)
                yield Triple(node, _DESCRIBES, subject)  # pyright: ignore[reportPossiblyUnboundVariable]  # bound where described
            yield from self._cell(subject, reader, cell, line)

    def _about_row(
        self, node: BlankNode, number: int, row: Row, cells: Sequence[Cell]
    ) -> Iterator[Triple]:
        yield Triple(self.node, _ROW, node)
        yield Triple(node, rdf_type, _CLASS_ROW)
        yield Triple(node, _ROWNUM, Literal(str(number), datatype=_INTEGER))
        address = self.table.address.partition("#")[0]
        yield Triple(node, _URL, NamedNode(f"{address}#row={row.source}"))
        titles = self.table.schema.row_titles
        if titles:
            for reader, cell in zip(self.columns, cells, strict=True):
                if reader.name in titles:
                    for literal in cell.literals:
                        yield Triple(node, _TITLE, literal)

    def _cell(
        self,
        subject: Node,
        reader: Reader,
        cell: Cell,
        line: Line,
    ) -> Iterator[Triple]:
        template = reader.value
        if cell.value is None and not (template and reader.column.virtual):
            return
        if template is None and not cell.literals and not reader.is_list:
            return
        predicate = reader.fixed or self._iri(reader.predicate, reader, line)
        if predicate is None:
            return
        if template is not None:
            iri = self._iri(template, reader, line)
            if iri is not None:
                yield Triple(subject, predicate, iri)
        elif reader.is_list:
            yield from _list(subject, predicate, cell.literals, f"{line.label}c{reader.index}")
        else:
            for literal in cell.literals:
                yield Triple(subject, predicate, literal)

    def _iri(self, template: Template, reader: Reader, line: Line) -> NamedNode | None:
        """Return the IRI of a filled template; None, with a warning, where a cell it needs is empty."""
        values = line.values
        for name in template.needs:
            if not values.get(name):
                label = next(other.label for other in self.columns if other.name == name)
                what = _("no address can be made here: the cell {name} is empty.", name=label)
                self._warn(reader, line, what)
                return None
        try:
            return NamedNode(
                template({**values, **reader.constants} if template.by_column else values)
            )
        except ValueError:
            self._warn(reader, line, _("what the template gives is no address."))
            return None

    def _warn(self, reader: Reader, line: Line, what: str) -> None:
        place = Place(file=self.rows.file, row=line.row.source, column=reader.label)
        self.whole.notes.warn(place, what)


def _needed(columns: Sequence[Reader]) -> frozenset[str]:
    """Return the names that the templates of a table use."""
    return frozenset(
        name
        for reader in columns
        for template in (reader.about, reader.predicate, reader.value)
        if template is not None
        for name in template.names
    )


def _list(
    subject: Node, predicate: NamedNode, literals: Sequence[Literal], label: str
) -> Iterator[Triple]:
    """Yield an RDF list."""
    nodes: list[Node] = [BlankNode(f"{label}i{index}") for index in range(len(literals))]
    nodes.append(_NIL)
    yield Triple(subject, predicate, nodes[0])
    for index, literal in enumerate(literals):
        yield Triple(nodes[index], _FIRST, literal)
        yield Triple(nodes[index], _REST, nodes[index + 1])


def _stated(stated: Stated, subject: Node, label: str) -> Iterator[Triple]:
    for index, (name, value) in enumerate(stated.properties):
        yield from stated.annotations.triples(subject, name, value, f"{label}a{index}")
    for index, note in enumerate(stated.notes):
        yield from stated.annotations.triples(subject, CSVW + "note", note, f"{label}n{index}")
