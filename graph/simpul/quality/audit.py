"""The shapes' findings on a store or on a partner's files, each with where it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from simpul.errors import Place, Problem, Severity
from simpul.ingest import world_facts
from simpul.ingest.description import document_facts
from simpul.ingest.rdf_addresses import with_our_addresses
from simpul.ingest.rdf_alignments import Aligned, read_aligned
from simpul.ingest.rdf_input import content_problems
from simpul.ingest.rdf_values import with_values
from simpul.ingest.references import References
from simpul.ingest.transaction import of_gazetteer
from simpul.locale import LANGUAGES
from simpul.naming import Cities, Names, gazetteer
from simpul.reason.ontology import conclusions, no_term, ontology
from simpul.reason.shapes import Finding, report, validate
from simpul.store import OxigraphStore, Queryable, rdf_files
from simpul.tables import Fact
from simpul.terms import (
    CATALOGUE_GRAPH,
    ID,
    ONTOLOGY,
    DefaultGraph,
    Literal,
    NamedNode,
    Triple,
    dct,
    in_graph,
    rdf_type,
    text,
    thing,
)

_FILES: Final = "files"
"""Key of the source and the document that files are while they are checked."""
_DOCUMENT: Final = thing("document", _FILES).value


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A finding and where it comes from.

    Attributes:
        source: The source's IRI, or the file as it was named.
        place: The row of a table that states the thing; None where no table does.
    """

    source: str
    place: Place | None
    finding: Finding


def audit_store(graph: Queryable, names: Names) -> list[Located]:
    """Return what breaks the shapes in a store, advice included, by source; its names know the rows."""
    found = [
        located
        for finding in validate(world_facts.merge(graph), advice=True)
        for located in _in_store(finding, graph, names)
    ]
    return sorted(found, key=lambda located: located.source)


def _in_store(finding: Finding, graph: Queryable, names: Names) -> list[Located]:
    if origins := names.origins(finding.focus):
        return [Located(source=o.source, place=o.place, finding=finding) for o in origins]
    graphs = {
        text(quad.graph_name)
        for quad in graph.matching(NamedNode(finding.focus), None, None)
        if isinstance(quad.graph_name, NamedNode)
    }
    sources = sorted(name for name in graphs if name.startswith(f"{ID}source/"))
    return [
        Located(source=source, place=None, finding=finding)
        for source in sources or [CATALOGUE_GRAPH.value]
    ]


def audit_files(
    files: Sequence[Path],
    known: Queryable | None = None,
    names: Names | None = None,
    *,
    largest: int | None = None,
) -> list[Located]:
    """Return what breaks the shapes in RDF files, advice included, and unknown Simpul terms, file by file.

    Files are taken together, with the ontology and what follows from both; only what a file itself describes
    is judged.

    Args:
        files: RDF files, of the format that their names end in.
        known: A store that their references may lead into.
        names: Of that store.
        largest: Megabytes that a file may become; see ``rdf_files.read``.

    Raises:
        FormatError: A file is not RDF; the message says where.
        OutputError: A file cannot be read.
    """
    read = _read(files, largest, known, names)
    found = validate(world_facts.merge(_together(read.stores, known)), advice=True)
    located = [
        Located(source=problem.place.file, place=None, finding=_finding(problem))
        for problem in read.problems
    ]
    for file, one in read.stores.items():
        described = {text(quad.subject) for quad in one.matching()} - {_DOCUMENT}
        own = (f for f in found if f.focus in described and f.focus.startswith(ID))
        located += [Located(source=file, place=None, finding=f) for f in (*_undeclared(one), *own)]
    order = {str(file): number for number, file in enumerate(files)}
    return sorted(located, key=lambda one: order[one.source])


def _finding(problem: Problem) -> Finding:
    """Return what is to be said of a file as a whole as a finding on no thing."""
    message = " ".join(filter(None, (problem.what, problem.remedy)))
    return Finding(focus="", path="", message=message, severity=problem.severity)


def _undeclared(one: Queryable) -> list[Finding]:
    """Return a finding for each term of Simpul's namespace that the ontology does not have: shapes cannot find those."""
    declared = {text(quad.subject) for quad in ontology().matching(None, rdf_type, None)}
    found: dict[tuple[str, str], Finding] = {}
    for quad in one.matching():
        for term in (quad.subject, quad.predicate, quad.object):
            iri = term.value if isinstance(term, NamedNode) else ""
            if iri.startswith(ONTOLOGY) and iri not in declared:
                focus, path = text(quad.subject), text(quad.predicate)
                message = " ".join(filter(None, no_term(iri)))
                finding = Finding(focus=focus, path=path, message=message, severity=Severity.ERROR)
                found.setdefault((focus, iri), finding)
    return [found[key] for key in sorted(found)]


def shacl_report(
    files: Sequence[Path], known: Queryable | None = None, *, largest: int | None = None
) -> bytes:
    """Return the SHACL validation report on files, or on a store where there are none, as Turtle."""
    if not files and known is not None:
        return report(world_facts.merge(known))
    return report(world_facts.merge(_together(_read(files, largest).stores, known)))


def _together(stores: Mapping[str, Queryable], known: Queryable | None) -> Queryable:
    """Return what files say, with the ontology, what they refer to in a store, and what follows from all."""
    spoken_of = {
        text(term)
        for one in stores.values()
        for q in one.matching()
        for term in (q.subject, q.object)
    }
    said = [quad.triple for one in stores.values() for quad in one.matching()]
    others = world_facts.facts(known, spoken_of) if known is not None else ()
    return conclusions(others, said, of_gazetteer(said))


@dataclass(slots=True, kw_only=True)
class _Read:
    """What files say, read as `load` reads them: a store for each, by its name, and what is told of them."""

    stores: dict[str, OxigraphStore] = field(default_factory=dict[str, OxigraphStore])
    problems: list[Problem] = field(default_factory=list[Problem])


def _read(
    files: Sequence[Path],
    largest: int | None,
    known: Queryable | None = None,
    names: Names | None = None,
) -> _Read:
    read, facts, names = _Read(), list[Fact](), names or Names(None)
    for file in files:
        place = Place(file=str(file))
        said = [*rdf_files.read(file, largest=largest)]
        quads, mapped = with_our_addresses(said, names, place)
        read.problems += [*mapped, *content_problems(quads, place)]
        facts += [Fact(quad.triple, place) for quad in quads]
        read.stores[str(file)] = OxigraphStore.in_memory()
    aligned = _aligned(facts, known or OxigraphStore.in_memory(), names)
    dated, told = with_values([*facts, *aligned.facts])
    read.problems += [*aligned.problems, *told]
    for name, one in read.stores.items():
        one.add(in_graph(f.triple, DefaultGraph()) for f in dated if f.place.file == name)
    return read


def _aligned(facts: Sequence[Fact], known: Queryable, names: Names) -> Aligned:
    """Return what facts say through the alignments; it cites a document that the files would become."""
    source = thing("source", _FILES)
    references = References(names=names, cities=Cities(gazetteer.open_index))
    aligned = read_aligned(facts, source, lambda: _FILES, references, known)
    if not aligned.facts:
        return aligned
    titles = {Triple(source, dct("title"), Literal(_FILES, language=tag)) for tag in LANGUAGES}
    place = facts[0].place
    document = [Fact(fact.triple, place) for fact in document_facts(source, _FILES, titles)]
    return replace(aligned, facts=[*aligned.facts, *document])
