"""The way in: a table, or the tables that metadata describes, to triples; or only a word on whether they are valid.

Generating RDF from Tabular Data on the Web: https://www.w3.org/TR/csv2rdf/, section 4.6 (standard mode) and
4.7 (minimal mode). A cell that is not of its datatype becomes plain text, with a warning.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from simpul.csvw.folder import Folder, folder_of
from simpul.csvw.headings import with_headings
from simpul.csvw.integrity import Integrity
from simpul.csvw.metadata.finding import described, found, is_metadata
from simpul.csvw.model import Group, Stated, Table
from simpul.csvw.notes import Notes, Profile
from simpul.csvw.rows import Rows, rows_of
from simpul.csvw.statements import Node, RowRead, TableReader
from simpul.csvw.vocabulary import CSVW
from simpul.errors import DataError, OutputError, Place, Problem, Severity, UsageError
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
_MISSING: Final = 2
"""ENOENT: no such file."""


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
        if rows.stated:
            self.notes.warn(rows.stated.place, rows.stated.what, rows.stated.remedy)
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
            what = _("comment lines ignored: {count}.", count=len(rows.comments))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTriples:
    """The triples of a table or a group of tables, drawn once."""

    _conversion: Conversion

    def __iter__(self) -> Iterator[Triple]:
        """Yield the triples.

        Raises:
            DataError: A table cannot be read; the error also holds the warnings.
        """
        try:
            yield from self._conversion.triples()
        except DataError as error:
            known = [*self._conversion.notes.all()]
            more = [problem for problem in error.problems if problem not in known]
            raise DataError([*known, *more]) from None
        except RecursionError:
            raise _too_deep(self._conversion.group.source) from None

    @property
    def warnings(self) -> list[Problem]:
        """What was noticed; complete once all triples are drawn."""
        return [
            problem
            for problem in self._conversion.notes.all()
            if problem.severity is not Severity.ERROR
        ]

    @property
    def tags(self) -> dict[str, str]:
        """Tags of languages as the metadata writes them, by what RDF libraries make of them, in lower case."""
        return self._conversion.folder.tags

    @property
    def rows(self) -> int:
        """Number of rows read so far."""
        return self._conversion.rows


def table_to_rdf(  # noqa: PLR0913 - each says one thing of how the table was found
    file: Path,
    *,
    mode: str = "minimal",
    base: str | None = None,
    metadata: Path | None = None,
    linked: str | None = None,
    within: Path | None = None,
) -> TableTriples:
    """Turn a table, or the tables that a metadata file describes, into RDF.

    Only files in the folder of ``file``, or in ``within``, are read; nothing is fetched.

    Args:
        file: A table, or metadata (``.json``). A query behind the name (``a.csv?x=1``) is kept in IRIs.
        mode: ``minimal`` (what the cells say) or ``standard`` (tables and rows described as well).
        base: Address that the folder stands for; its own ``file:`` address by default.
        metadata: Metadata to use instead of what is found beside the table.
        linked: Address, relative to the table, of the metadata that its HTTP response linked to.
        within: A folder above the file's, whose files the metadata may name too.

    Raises:
        UsageError: The mode, the base or the folder makes no sense.
        OutputError: The file is not there.
        DataError: The metadata has errors, or reaches outside the folder; warnings are among the problems.
    """
    if mode not in MODES:
        raise UsageError(
            _("{word} is not one of: {known}.", word=repr(mode), known=", ".join(MODES))
        )
    folder = folder_of(file, base, within)
    notes = Notes()
    made = _conversion(file, folder, notes, metadata, linked, standard=mode == "standard")
    return TableTriples(_conversion=made)


def check_table(
    file: Path,
    *,
    base: str | None = None,
    metadata: Path | None = None,
    linked: str | None = None,
    within: Path | None = None,
) -> list[Problem]:
    """Return what is wrong with a table, or the tables that a metadata file describes; nothing if they are valid.

    Errors are what a validator refuses: data that does not fit its metadata, metadata that is none. Warnings
    are values that metadata may not have, and in whose place defaults were taken. The arguments are those of
    ``table_to_rdf``, whose `UsageError` and `OutputError` it raises too.
    """
    folder = folder_of(file, base, within)
    notes = Notes(profile=Profile.VALIDATOR)
    try:
        made = _conversion(file, folder, notes, metadata, linked, standard=True)
        for _triple in TableTriples(_conversion=made):
            pass
    except DataError as error:
        return list(error.problems)
    return notes.all()


def _conversion(  # noqa: PLR0913 - as above
    file: Path,
    folder: Folder,
    notes: Notes,
    metadata: Path | None,
    linked: str | None,
    *,
    standard: bool,
) -> Conversion:
    for one in filter(None, (file, metadata)):
        _check_there(one)
    address = folder.admit(file)
    try:
        group = (
            described(folder, folder.admit(metadata or file), address, notes)
            if metadata or is_metadata(file)
            else found(folder, address, _linked(folder, linked, address), notes)
        )
    except RecursionError:
        raise _too_deep(str(metadata or file)) from None
    return Conversion(group=group, folder=folder, notes=notes, standard=standard)


def _linked(folder: Folder, linked: str | None, address: str) -> str | None:
    return folder.resolve(linked, address) if linked else None


def _check_there(file: Path) -> None:
    plain = file if file.exists() else file.with_name(file.name.partition("?")[0] or file.name)
    if plain.is_dir():
        raise OutputError(file, IsADirectoryError(_MISSING, _("is a folder, not a table")))
    if not plain.exists():
        raise OutputError(file, FileNotFoundError(_MISSING, _("there is no such file")))


def _too_deep(file: str) -> DataError:
    what = _("is nested too deeply, or contains a number that is too long.")
    return DataError([Problem(place=Place(file=file), what=what, remedy="")])
