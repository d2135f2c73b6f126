"""RDF files as facts of one source: what they may say, and in which graph it belongs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from simpul.errors import FormatError, Place, Problem, Severity
from simpul.ingest.rdf_addresses import with_our_addresses
from simpul.locale import translate as _
from simpul.naming import Names
from simpul.store import Queryable, rdf_files
from simpul.tables import Fact
from simpul.terms import (
    CATALOGUE_GRAPH,
    ID,
    INFERRED_GRAPH,
    ONTOLOGY,
    ONTOLOGY_GRAPH,
    PREFIXES,
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    Triple,
    text,
)

_SOURCES: Final = ID + "source/"
_GRAPHS: Final = ID + "graph/"
_KEPT: Final = {CATALOGUE_GRAPH: "sources", INFERRED_GRAPH: "inferred", ONTOLOGY_GRAPH: "ontology"}
_LANGUAGES_OF_OTHERS: Final = tuple(
    PREFIXES[name] for name in ("rdf", "rdfs", "owl", "xsd", "skos", "dct", "prov", "dcat")
)
_SHOWN: Final = 5


@dataclass(slots=True, kw_only=True)
class Stated:
    """What RDF files say.

    Attributes:
        facts: For the source's graph.
        description: Of the source itself.
        triples: How many were read.
    """

    facts: list[Fact] = field(default_factory=list[Fact])
    description: set[Triple] = field(default_factory=set[Triple])
    problems: list[Problem] = field(default_factory=list[Problem])
    triples: int = 0


def read_graphs(
    files: Sequence[Path],
    source: NamedNode,
    store: Queryable,
    names: Names,
    *,
    largest: int | None = None,
) -> Stated:
    """Read RDF files as facts of a source.

    Args:
        files: Of any format; nothing that they name is fetched.
        source: Whose facts they are.
        store: What is there, so that no graph of another source is written to.
        names: What it calls its things, and by what other addresses it knows them.
        largest: Megabytes that a file may become; see ``rdf_files.read``.
    """
    stated = Stated()
    taken = set(store.graph_names()) - {source}
    for file in files:
        place = Place(file=file.name)
        try:
            read = list(rdf_files.read(file, largest=largest))
        except FormatError as error:
            stated.problems.append(Problem(place=place, what=error.what, remedy=""))
            continue
        stated.triples += len(read)
        quads, told = with_our_addresses(read, names, place)
        stated.problems += told
        if not quads:
            stated.problems.append(_wrong(place, _("this file contains no facts."), ""))
        stated.problems += _graph_problems(quads, source, taken, place)
        stated.problems += content_problems(quads, place)
        stated.problems += ownership_problems(quads, source, place)
        for quad in quads:
            if isinstance(quad.triple.subject, BlankNode):
                continue
            if quad.subject == source:
                stated.description.add(quad.triple)
            else:
                stated.facts.append(Fact(quad.triple, place))
    return stated


def _graph_problems(
    quads: Sequence[Quad], source: NamedNode, taken: set[NamedNode], place: Place
) -> Iterator[Problem]:
    """Yield what is to be said of the graphs that a file names: no graph but the source's own is written to."""
    counts = Counter(quad.graph_name for quad in quads)
    for graph, count in sorted(counts.items(), key=lambda item: str(item[0])):
        if isinstance(graph, DefaultGraph) or graph == source:
            continue
        name = text(graph) if isinstance(graph, NamedNode) else str(graph)
        if graph in taken or graph in _KEPT or name.startswith(_GRAPHS):
            what = _("{count} triples are in the graph {graph}, which is not this source's.", count=count, graph=name)  # fmt: skip
            remedy = _("Leave them out, or load that graph as a source of its own.")
            yield _wrong(place, what, remedy)
        else:
            what = _("{count} triples of the graph {graph} go into the graph of this source.", count=count, graph=name)  # fmt: skip
            yield Problem(place=place, what=what, remedy="", severity=Severity.WARNING)


def content_problems(quads: Sequence[Quad], place: Place) -> Iterator[Problem]:
    """Yield what no source can say, and what lies outside our addresses."""
    blank = [
        q for q in quads if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)
    ]
    if blank:
        predicates = sorted({text(quad.predicate) for quad in blank})[:_SHOWN]
        what = _("{count} triples have a blank node, as value of {properties}.", count=len(blank), properties=", ".join(predicates))  # fmt: skip
        remedy = _("Give each thing an address of its own, such as {iri}.", iri=f"{ID}<kind>/<key>")
        yield _wrong(place, what, remedy)
    if any(isinstance(term, Triple) for quad in quads for term in (quad.subject, quad.object)):
        what = _("there are triples about triples.")
        yield _wrong(place, what, _("State it as a thing with an address of its own."))
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    foreign = [s for s in subjects if not s.startswith((ID, *_LANGUAGES_OF_OTHERS, ONTOLOGY[:-1]))]
    if foreign:
        what = _("{count} things lie outside {namespace}; they are kept as they are.", count=len(foreign), namespace=ID)  # fmt: skip
        yield Problem(place=place, what=what, remedy="", severity=Severity.WARNING)


def ownership_problems(quads: Sequence[Quad], source: NamedNode, place: Place) -> Iterator[Problem]:
    """Yield what this source may not say: what terms of vocabularies and other sources are."""
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    ours = sorted(s for s in subjects if s.startswith((ONTOLOGY, _GRAPHS, *_LANGUAGES_OF_OTHERS)) or s == ONTOLOGY[:-1])  # fmt: skip
    if ours:
        what = _("this file describes terms that are not its own: {terms}.", terms=", ".join(ours[:_SHOWN]))  # fmt: skip
        yield _wrong(place, what, _("A source states facts; vocabularies are left as they are."))
    others = sorted(s for s in subjects if s.startswith(_SOURCES) and s != source.value)
    if others:
        what = _("this file describes another source: {sources}.", sources=", ".join(others[:_SHOWN]))  # fmt: skip
        yield _wrong(place, what, _("Load it with --source {key}, or leave that out.", key=others[0].removeprefix(_SOURCES)))  # fmt: skip


def _wrong(place: Place, what: str, remedy: str) -> Problem:
    return Problem(place=place, what=what, remedy=remedy)
