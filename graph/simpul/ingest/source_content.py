"""What sources say, read from their folders or files, before any of it is stated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from simpul.errors import Place, Problem, Severity
from simpul.ingest.description import cites, describe, document_facts, own_document
from simpul.ingest.input_tables import InputTable, group, read_inputs
from simpul.ingest.kinds import kinds
from simpul.ingest.options import Options
from simpul.ingest.rdf_alignments import read_aligned
from simpul.ingest.rdf_input import read_graphs
from simpul.ingest.rdf_values import with_values
from simpul.ingest.references import References
from simpul.ingest.refused_rows import Row, errors, row_of
from simpul.ingest.row_completion import complete
from simpul.ingest.source_plan import PlannedSource
from simpul.locale import translate as _
from simpul.naming import Origin
from simpul.store import Queryable
from simpul.tables import (
    METADATA,
    Accounting,
    Fact,
    NameCheck,
    RowCount,
    SourceFolder,
    account,
    read_tables,
)
from simpul.terms import CATALOGUE_GRAPH, NamedNode, Triple, dct, simpul, text, thing

TellRows: TypeAlias = Callable[[str, int], None]
"""Called with the number of rows read and the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceContent:
    """What one source says.

    Attributes:
        name_checks: Names beside ids, to be compared with what the things are called.
        origins: The row that states each thing.
        problems: What was wrong or worth telling when it was read.
        description: Of the source itself.
        tables: As they were given; none of a source folder.
        document: Address of the document that is the list itself; empty where no row cites it.
        folder: The source folder that it comes from, if it does.
        rows: How many were read.
        triples: How many were read from RDF files.
        attempted: What faulty rows would have described; that it is missing needs no word of its own.
        unread: Problems for which a file could not be read to its end, so that its rows are not known.
        kept: It was loaded before, and is taken over.
        counts: How many rows of the original its rows stand for.
    """

    iri: NamedNode
    facts: Sequence[Fact] = ()
    name_checks: Sequence[NameCheck] = ()
    origins: Sequence[Origin] = ()
    problems: Sequence[Problem] = ()
    description: frozenset[Triple] = frozenset()
    tables: Sequence[InputTable] = ()
    document: str = ""
    folder: SourceFolder | None = None
    rows: int = 0
    triples: int = 0
    attempted: frozenset[str] = frozenset()
    unread: Sequence[Problem] = ()
    kept: bool = False
    counts: Sequence[RowCount] = ()

    @property
    def key(self) -> str:
        """Last segment of the source's IRI."""
        return self.iri.value.rsplit("/", 1)[-1]

    @property
    def place(self) -> Place:
        """Where what is said of the source itself stands."""
        return Place(file=f"{self.key}/{METADATA}" if self.folder else self.key)

    def without(self, rows: "set[Row]") -> "SourceContent":
        """Return the content less what these rows state."""
        if not rows:
            return self
        return replace(
            self,
            facts=[fact for fact in self.facts if row_of(fact.place) not in rows],
            origins=[origin for origin in self.origins if row_of(origin.place) not in rows],
            description=_with_accounting(self.iri, self.description, self._accounting(rows)),
        )

    def _accounting(self, refused: "set[Row]") -> Accounting | None:
        wrong = {count.place for count in self.counts if row_of(count.place) in refused}
        return account(self.iri, self.description, self.counts, wrong)


def read_source_folder(
    planned: PlannedSource, source: SourceFolder, tell: TellRows = lambda _table, _rows: None
) -> SourceContent:
    """Read the tables of a source folder.

    Args:
        planned: The source.
        source: Its folder.
        tell: Told now and then how many rows of which table were read.
    """
    tables = read_tables(source, tell)
    # Who says how many rows are stated has counted them where the tables are from.
    is_told = any(triple.predicate == simpul("statedRows") for triple in source.description)
    found = None if is_told else account(source.iri, source.description, tables.counts)
    return SourceContent(
        iri=source.iri,
        facts=tables.facts,
        name_checks=tables.checks,
        origins=tables.origins,
        problems=[
            *tables.problems,
            *(_left(file, _left_out(file)) for file in planned.left),
            *_unaccounted(source, found),
        ],
        unread=tables.unread,
        description=_with_accounting(source.iri, frozenset(source.description), found),
        folder=source,
        rows=tables.rows,
        counts=tables.counts,
    )


def read_files(
    planned: PlannedSource,
    options: Options,
    graph: Queryable,
    references: References,
    tell: TellRows,
) -> SourceContent:
    """Read tables, workbooks and graphs.

    Args:
        planned: The source and its files.
        options: What is asked for.
        graph: What the store holds.
        references: What names in the tables may mean.
        tell: Told now and then how many rows of which table were read.
    """
    source, files = planned.iri, planned.files
    inputs = read_inputs(files, kinds(), options.kind)
    folder = SourceFolder(
        folder=files[0].parent, iri=source, description=(), group=group(inputs.tables)
    )
    stated = read_graphs(
        inputs.graphs, source, graph, references.names, largest=options.largest_rdf
    )

    def document() -> str:
        taken = references.described | {text(fact.triple.subject) for fact in stated.facts}
        return own_document(source, graph, references.names, taken, add=options.add)

    completed = complete(inputs.tables, folder, document, references, tell)
    tables = completed.tables
    aligned = read_aligned(stated.facts, source, document, references, graph)
    stated_facts, told = with_values([*stated.facts, *aligned.facts])
    what = _("this is neither a table nor RDF, and was left out.")
    problems = [
        *inputs.problems,
        *tables.problems,
        *stated.problems,
        *aligned.problems,
        *told,
        *completed.notes,
    ]
    problems += (_left(file, what) for file in planned.left)
    if not (tables.rows or stated.triples or errors(problems)):
        problems.append(_empty(files[0]))
    before = {quad.triple for quad in graph.matching(source, None, None, CATALOGUE_GRAPH)}
    # What its rows cite is said anew: the document of an earlier list would be described no more.
    known = {triple for triple in before if triple.predicate != dct("source")}
    said = stated.description
    if options.add:
        said |= before - known
    own = completed.document or (document() if aligned.facts else "")
    if own:
        said.add(cites(source, own))
    description = describe(source, files, options.about, said, known)
    return SourceContent(
        iri=source,
        facts=[
            *tables.facts,
            *stated_facts,
            *(document_facts(source, own, description) if own else ()),
        ],
        name_checks=tables.checks,
        origins=tables.origins,
        problems=problems,
        description=frozenset(description),
        tables=inputs.tables,
        document=thing("document", own).value if own else "",
        rows=tables.rows,
        triples=stated.triples,
        attempted=frozenset(completed.attempted),
        unread=[*inputs.problems, *tables.unread],
    )


def _with_accounting(
    source: NamedNode, description: frozenset[Triple], found: Accounting | None
) -> frozenset[Triple]:
    """Return what is said of a source, and what became of the rows of its original."""
    if found is None:
        return description
    said = frozenset(found.triples(source))
    counted = {triple.predicate for triple in said}
    return said | {triple for triple in description if triple.predicate not in counted}


def _unaccounted(source: SourceFolder, found: Accounting | None) -> list[Problem]:
    """Return the warning that an original has more or fewer rows than the tables account for."""
    if not found or not found.missing:
        return []
    return [
        Problem(
            place=Place(file=f"{source.key}/{METADATA}"),
            what=_(
                "the original has {original} rows, and the tables account for {found}.",
                original=found.original,
                found=found.original - found.missing,
            ),
            remedy=_("Count them in the column original_rows, or name them in left-out.csv."),
            severity=Severity.WARNING,
        )
    ]


def _left_out(file: Path) -> str:
    """Return why a file, or a folder, beside what was read was left out."""
    if file.is_dir():
        return _("Simpul has cities and countries of GeoNames itself; this folder was left out.")
    return _("no table in the metadata names this file; it was left out.")


def _left(file: Path, what: str) -> Problem:
    return Problem(place=Place(file=file.name), what=what, remedy="", severity=Severity.WARNING)


def _empty(file: Path) -> Problem:
    what, remedy = _("there is nothing to load."), _("Fill in a row below the headings.")
    return Problem(place=Place(file=file.name), what=what, remedy=remedy)
