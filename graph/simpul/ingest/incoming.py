"""What one source says, read from its folder or its files, before it is judged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from simpul.errors import Place, Problem, Severity
from simpul.ingest.completing import complete
from simpul.ingest.describing import cites, describe, document_facts, own_document
from simpul.ingest.faults import errors
from simpul.ingest.given import Table, group, read_given
from simpul.ingest.graphs import read_graphs
from simpul.ingest.jobs import Job
from simpul.ingest.kinds import kinds
from simpul.ingest.options import Options
from simpul.ingest.things import Things
from simpul.locale import translate as _
from simpul.naming import Origin
from simpul.store import Store
from simpul.tables import Fact, NameCheck, SourceFolder, read_folder, read_tables
from simpul.terms import CATALOGUE_GRAPH, NamedNode, Triple, dct, text, thing

Tell: TypeAlias = Callable[[str, int], None]
"""Told how many rows of which table were read."""


@dataclass(slots=True, kw_only=True)
class Incoming:
    """What one source says, before it is judged.

    Attributes:
        tables: As they were given; none of a source folder.
        document: Address of the document that is the list itself; empty where no row cites it.
        folder: The source folder that it comes from, if it does.
        attempted: What faulty rows would have described; that it is missing needs no word of its own.
        unread: Problems for which a file could not be read to its end, so that its rows are not known.
    """

    iri: NamedNode
    facts: list[Fact] = field(default_factory=list[Fact])
    checks: list[NameCheck] = field(default_factory=list[NameCheck])
    origins: list[Origin] = field(default_factory=list[Origin])
    problems: list[Problem] = field(default_factory=list[Problem])
    description: set[Triple] = field(default_factory=set[Triple])
    tables: Sequence[Table] = ()
    document: str = ""
    folder: SourceFolder | None = None
    rows: int = 0
    triples: int = 0
    attempted: set[str] = field(default_factory=set[str])
    unread: list[Problem] = field(default_factory=list[Problem])


def read_source_folder(folder: Path, left: Sequence[Path], tell: Tell) -> Incoming:
    """Read a source folder by its metadata; files that lie there and that it does not name are told."""
    source = read_folder(folder)
    what = _("no table of the metadata names this file; it was left out.")
    tables = read_tables(source, tell)
    return Incoming(
        iri=source.iri,
        facts=list(tables.facts),
        checks=list(tables.checks),
        origins=list(tables.origins),
        problems=[*tables.problems, *(_left(file, what) for file in left)],
        unread=list(tables.unread),
        description=set(source.description),
        folder=source,
        rows=tables.rows,
    )


def read_files(job: Job, options: Options, graph: Store, things: Things, tell: Tell) -> Incoming:
    """Read tables, workbooks and graphs.

    Args:
        job: The source and its files.
        options: What is asked for.
        graph: What the store holds.
        things: What its names may mean.
        tell: Told now and then how many rows of which table were read.
    """
    given = read_given(job.files, kinds(), options.kind)
    source = SourceFolder(
        folder=job.files[0].parent, iri=job.iri, description=(), group=group(given.tables)
    )
    stated = read_graphs(given.graphs, job.iri, graph)

    def document() -> str:
        taken = things.described | {text(fact.triple.subject) for fact in stated.facts}
        return own_document(job.iri, graph, things.names, taken, add=options.add)

    completed = complete(given.tables, source, document, things, tell)
    problems = [*given.problems, *completed.tables.problems, *stated.problems, *completed.notes]
    what = _("this is neither a table nor RDF, and was left out.")
    incoming = Incoming(
        iri=job.iri,
        facts=completed.tables.facts + stated.facts,
        checks=completed.tables.checks,
        origins=completed.tables.origins,
        problems=[*problems, *(_left(file, what) for file in job.left)],
        tables=given.tables,
        rows=completed.tables.rows,
        triples=stated.triples,
        attempted=completed.attempted,
        unread=[*given.problems, *completed.tables.unread],
    )
    if not (incoming.rows or incoming.triples or errors(incoming.problems)):
        incoming.problems.append(_nothing(job.files[0]))
    known = {quad.triple for quad in graph.matching(job.iri, None, None, CATALOGUE_GRAPH)}
    said = stated.description
    if completed.document:
        said.add(cites(job.iri, completed.document))
        said |= {t for t in known if options.add and t.predicate == dct("source")}
    incoming.description = describe(job.iri, job.files, options.about, said, known)
    if completed.document:
        incoming.document = thing("document", completed.document).value
        incoming.facts += document_facts(job.iri, completed.document, incoming.description)
    return incoming


def _left(file: Path, what: str) -> Problem:
    return Problem(place=Place(file=file.name), what=what, remedy="", severity=Severity.WARNING)


def _nothing(file: Path) -> Problem:
    what, remedy = _("there is nothing to load."), _("Fill in a row below the headings.")
    return Problem(place=Place(file=file.name), what=what, remedy=remedy)
