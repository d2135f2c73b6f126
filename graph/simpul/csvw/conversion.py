"""Tables to triples: Generating RDF from Tabular Data on the Web.

https://www.w3.org/TR/csv2rdf/, section 4.6 (standard mode) and 4.7 (minimal mode). A cell that is not of
its datatype becomes plain text, as the recommendation says, and is told of in a warning.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from simpul.csvw.folder import Folder
from simpul.csvw.headings import with_headings
from simpul.csvw.integrity import Integrity
from simpul.csvw.model import Group, Stated, Table
from simpul.csvw.notes import Notes
from simpul.csvw.rows import Rows, rows_of
from simpul.csvw.statements import Node, RowRead, TableReader
from simpul.csvw.vocabulary import CSVW
from simpul.errors import Place
from simpul.locale import translate as _
from simpul.terms import XSD, BlankNode, Literal, NamedNode, Triple, rdf_type

MODES: Final = ("minimal", "standard")
_INTEGER: Final = NamedNode(XSD + "integer")
_TABLE, _ROW, _DESCRIBES = (NamedNode(CSVW + name) for name in ("table", "row", "describes"))
_URL, _ROWNUM, _TITLE = (NamedNode(CSVW + name) for name in ("url", "rownum", "title"))
_CLASS_GROUP, _CLASS_TABLE, _CLASS_ROW = (
    NamedNode(CSVW + name) for name in ("TableGroup", "Table", "Row")
)
_COMMENT: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")


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
        rows = rows_of(self.folder.path(table.address, asked_by), shown, table.dialect)
        table = with_headings(table, rows.headings, shown, self.notes)
        reader = TableReader.of(table, shown, self.notes, self._integrity, label=label)
        node: Node = NamedNode(table.iri) if table.iri else BlankNode(label)
        described = self.standard and not table.suppressed
        if described:
            yield Triple(top, _TABLE, node)
            yield Triple(node, rdf_type, _CLASS_TABLE)
            yield Triple(node, _URL, NamedNode(table.address))
            yield from _stated(table.stated, node, label)
        yield from self._rows(rows, reader, node if described else None)
        if described:
            for text in rows.comments:
                yield Triple(node, _COMMENT, Literal(text))
        elif rows.comments and not table.suppressed:
            what = _("lines that are comments, left aside: {count}.", count=len(rows.comments))
            self.notes.warn(Place(file=shown), what)

    def _rows(self, rows: Rows, reader: TableReader, node: Node | None) -> Iterator[Triple]:
        """Yield what the rows say, and with the node of a table what is to be said of them."""
        for number, row in enumerate(rows, start=1):
            self.rows += 1
            read = reader.read(number, row)
            if node is not None:
                yield from _about_row(node, reader, read)
            said = reader.statements(read)
            if not reader.table.suppressed:
                for triple, _column in said:
                    yield triple


def _about_row(table: Node, reader: TableReader, row: RowRead) -> Iterator[Triple]:
    node = BlankNode(row.label)
    yield Triple(table, _ROW, node)
    yield Triple(node, rdf_type, _CLASS_ROW)
    yield Triple(node, _ROWNUM, Literal(str(row.number), datatype=_INTEGER))
    address = reader.table.address.partition("#")[0]
    yield Triple(node, _URL, NamedNode(f"{address}#row={row.source}"))
    titles = reader.table.schema.row_titles
    for column, cell in zip(reader.columns, row.cells, strict=True) if titles else ():
        if column.name in titles:
            for literal in cell.literals:
                yield Triple(node, _TITLE, literal)
    for subject in reader.subjects(row):
        yield Triple(node, _DESCRIBES, subject)


def _stated(stated: Stated, subject: Node, label: str) -> Iterator[Triple]:
    for index, (name, value) in enumerate(stated.properties):
        yield from stated.annotations.triples(subject, name, value, f"{label}a{index}")
    for index, note in enumerate(stated.notes):
        yield from stated.annotations.triples(subject, CSVW + "note", note, f"{label}n{index}")
