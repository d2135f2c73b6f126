"""What the rows of a table state: each row read, its faults reported, and made into triples.

Generating RDF from Tabular Data on the Web, https://www.w3.org/TR/csv2rdf/, section 4.6. No IRI is made
from an empty cell, and a row with too few or too many cells is told of; both go beyond the recommendation.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from simpul.csvw.cells import Cell, Extension, Reader, readers
from simpul.csvw.integrity import Integrity, Value, Values
from simpul.csvw.model import Column, Table
from simpul.csvw.notes import Notes
from simpul.csvw.rows import Row
from simpul.csvw.templates import Template
from simpul.csvw.vocabulary import RDF
from simpul.errors import Place
from simpul.locale import translate as _
from simpul.terms import BlankNode, Literal, NamedNode, Triple

_FIRST, _REST, _NIL = (NamedNode(RDF + name) for name in ("first", "rest", "nil"))

Node: TypeAlias = NamedNode | BlankNode
Extend: TypeAlias = Callable[[Reader], Extension | None]
"""Gives what the cells of a column say beyond the recommendation, None where that is nothing."""


class RowRead(NamedTuple):
    """A row that was read.

    Attributes:
        number: Among the rows behind the headings, from 1.
        source: Among all rows of the file, from 1.
        values: What templates take: by column name, and ``_row`` and ``_sourceRow``.
        label: Begins the labels of its blank nodes.
        subjects: The things that it describes, as far as they are known yet.
    """

    number: int
    source: int
    cells: Sequence[Cell]
    values: Mapping[str, str | list[str]]
    label: str
    subjects: dict[str | None, Node]


@dataclass(slots=True, kw_only=True)
class TableReader:
    """A table whose columns are made ready, read row by row.

    Attributes:
        file: The table as problems name it.
        label: Begins the labels of its blank nodes.
        real: Number of columns that the file has.
        wanted: Number of columns that the metadata has.
        needed: Position and name of the columns whose values a row's templates need.
        keyed: Position and columns whose values are part of a key.
        topics: A column for each thing that a row describes.
    """

    table: Table
    file: str
    notes: Notes
    label: str
    integrity: Integrity | None
    real: int
    wanted: int
    columns: Sequence[Reader] = ()
    needed: Sequence[tuple[int, str]] = ()
    keyed: Sequence[tuple[int, Reader]] = ()
    topics: Sequence[Reader] = ()

    @classmethod
    def of(  # noqa: PLR0913 - each says one thing of how the table is read
        cls,
        table: Table,
        file: str,
        notes: Notes,
        integrity: Integrity,
        *,
        label: str = "t",
        extend: Extend | None = None,
    ) -> "TableReader":
        """Make a table's columns ready; with `Notes` that are strict, templates must be absolute.

        Args:
            table: With as many columns as its file has.
            file: The table as problems name it.
            notes: Of what is found.
            integrity: Keys of all tables of the group.
            label: Begins the labels of its blank nodes.
            extend: What columns say beyond the recommendation.
        """
        columns = _ready(table, table.schema.columns or (), notes)
        if extend:
            for reader in columns:
                reader.extension = extend(reader)
        real = sum(not reader.column.virtual for reader in columns)
        made = cls(
            table=table,
            file=file,
            notes=notes,
            label=label,
            integrity=integrity if integrity.concerns(table) else None,
            real=real,
            wanted=real,
        )
        made._take(columns)
        made._tell_doubles()
        return made

    def _take(self, columns: Sequence[Reader]) -> None:
        self.columns = columns
        self.needed = _needed(columns)
        names = self.integrity.columns(self.table) if self.integrity else ()
        self.keyed = [(place, one) for place, one in enumerate(columns) if one.name in names]
        told = [reader for reader in columns if not reader.column.suppressed]
        self.topics = list({reader.topic: reader for reader in reversed(told)}.values())[::-1]

    def _tell_doubles(self) -> None:
        seen: set[str] = set()
        for reader in self.columns[: self.real]:
            if reader.name in seen:
                place = Place(file=self.file, row=1, column=reader.label)
                what = _("two columns have the name {name}.", name=reader.label)
                self.notes.invalid(place, what, _("Give each a name of its own."))
            seen.add(reader.name)

    def read(self, number: int, row: Row) -> RowRead:
        """Return a row's cells; tell of what is wrong with them."""
        if len(row.cells) != self.real:
            self._widen(row)
        texts = row.cells
        if len(texts) < len(self.columns):
            texts = texts + [""] * (len(self.columns) - len(texts))
        cells = [reader.read(text) for reader, text in zip(self.columns, texts, strict=False)]
        values: dict[str, str | list[str]] = {"_row": str(number), "_sourceRow": str(row.source)}
        for position, name in self.needed:
            value = cells[position].value
            if value is not None:
                values[name] = value
        if any(cell.faults for cell in cells):
            self._tell(cells, row)
        if self.integrity:
            self.integrity.keep(self.table, row, self._keys(cells), self.file)
        return RowRead(number, row.source, cells, values, f"{self.label}r{number}", {})

    def _keys(self, cells: Sequence[Cell]) -> Values:
        """Return the values by which a row is told from others: ``01`` and ``1`` are one number."""
        found: dict[str, Value] = {}
        for place, reader in self.keyed:
            value = cells[place].value
            canonical = reader.column.inherited.datatype.canonical
            if isinstance(value, list):
                found[reader.name] = tuple(map(canonical, value))
            elif value is not None:
                found[reader.name] = canonical(value)
        return found

    def _tell(self, cells: Sequence[Cell], row: Row) -> None:
        for reader, cell in zip(self.columns, cells, strict=True):
            place = Place(file=self.file, row=row.source, column=reader.label)
            for fault in cell.faults:
                text = row.cells[reader.index] if reader.index < len(row.cells) else ""
                self.notes.invalid(place, fault, reader.remedy(text))

    def statements(self, row: RowRead) -> list[tuple[Triple, Reader]]:
        """Return what a row says, each triple with the column that says it."""
        found: list[tuple[Triple, Reader]] = []
        subjects = row.subjects
        for reader, cell in zip(self.columns, row.cells, strict=True):
            objects = cell.objects
            if objects == ():
                continue
            subject = subjects.get(reader.topic)
            if subject is None:
                subject = self._subject(reader, row)
            if objects is None or reader.fixed is None:
                found += [(triple, reader) for triple in self._of_row(subject, reader, cell, row)]
            else:
                for value in objects:  # mostly one: a comprehension costs more
                    found.append((Triple(subject, reader.fixed, value), reader))
                for name, value in cell.more:
                    found.append((Triple(subject, name, value), reader))
        return found

    def about(self, row: RowRead) -> str | None:
        """Return the address of the thing that a row is about by its schema, None where that is left open."""
        topic = self.table.schema.inherited.about
        reader = next((one for one in self.columns if one.topic == topic), None) if topic else None
        subject = self._subject(reader, row) if reader else None
        return subject.value if isinstance(subject, NamedNode) else None

    def subjects(self, row: RowRead) -> list[Node]:
        """Return the things that a row describes, each once."""
        return list(dict.fromkeys(self._subject(reader, row) for reader in self.topics))

    def _subject(self, reader: Reader, row: RowRead) -> Node:
        subject = row.subjects.get(reader.topic)
        if subject is None:
            iri = self._iri(reader.about, reader, row) if reader.about else None
            subject = row.subjects[reader.topic] = iri or BlankNode(row.label + "s")
        return subject

    def _of_row(self, subject: Node, reader: Reader, cell: Cell, row: RowRead) -> Iterator[Triple]:
        """Yield what a cell says where other cells of its row have a part in it."""
        template = reader.value
        if cell.value is None and not (template and reader.column.virtual):
            return
        predicate = reader.fixed or self._iri(reader.predicate, reader, row)
        if predicate is None:
            return
        if template is not None:
            iri = self._iri(template, reader, row)
            if iri is not None:
                yield Triple(subject, predicate, iri)
        elif reader.is_list:
            yield from _list(subject, predicate, cell.literals, f"{row.label}c{reader.index}")
        else:
            for literal in cell.literals:
                yield Triple(subject, predicate, literal)

    def _iri(self, template: Template, reader: Reader, row: RowRead) -> NamedNode | None:
        """Return the IRI of a filled template; None, with a warning, where a cell it needs is empty."""
        values = row.values
        for name in template.needs:
            if not values.get(name):
                label = next(other.label for other in self.columns if other.name == name)
                what = _("no address can be made here: the cell {name} is empty.", name=label)
                self._warn(reader, row, what)
                return None
        try:
            return NamedNode(
                template({**values, **reader.constants} if template.by_column else values)
            )
        except ValueError:
            self._warn(reader, row, _("what the template gives is not an address."))
            return None

    def _warn(self, reader: Reader, row: RowRead, what: str) -> None:
        self.notes.warn(Place(file=self.file, row=row.source, column=reader.label), what)

    def _widen(self, row: Row) -> None:
        """Tell of missing cells; give surplus ones columns of their own."""
        found = len(row.cells)
        # An empty line of a table with one column is its empty cell.
        if found == self.wanted or (not found and self.wanted == 1):
            return
        surplus = found - self.real
        headless = not self.columns
        if not found:
            self.notes.warn(Place(file=self.file, row=row.source), _("this row is empty."))
        elif not headless:
            what = _(
                "this row has {found} cells where the table has {wanted} columns.",
                found=found,
                wanted=self.wanted,
            )
            remedy = _("Put a cell that holds the separator between double quotes.")
            self.notes.invalid(Place(file=self.file, row=row.source), what, remedy)
        if surplus > 0:
            real, virtual = self.columns[: self.real], self.columns[self.real :]
            bare = Column(inherited=self.table.schema.inherited)
            given = [
                *(one.column for one in real),
                *[bare] * surplus,
                *(one.column for one in virtual),
            ]
            self.real = found
            self.wanted = self.wanted or found
            self._take(_ready(self.table, given, self.notes))


def _ready(table: Table, columns: Sequence[Column], notes: Notes) -> list[Reader]:
    address = "" if notes.strict else table.address
    skipped = table.dialect.skip_columns
    return readers(columns, address, table.language, skipped, strict=notes.strict)


def _needed(columns: Sequence[Reader]) -> Sequence[tuple[int, str]]:
    """Return position and name of the columns that templates take from a row."""
    taken = {
        name
        for reader in columns
        for template in (
            reader.about,
            None if reader.fixed else reader.predicate,
            reader.value if reader.by_row else None,
        )
        if template is not None
        for name in template.names
    }
    return [(place, one.name) for place, one in enumerate(columns) if one.name in taken]


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
