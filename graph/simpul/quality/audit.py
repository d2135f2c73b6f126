"""The shapes' findings on a store or on a partner's files, each with where it comes from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from simpul.errors import Place, Severity
from simpul.ingest import world
from simpul.naming import Names
from simpul.reason.ontology import conclusions, no_term, ontology
from simpul.reason.shapes import Finding, report, validate
from simpul.store import OxigraphStore, Queryable, rdf_files
from simpul.terms import (
    CATALOGUE_GRAPH,
    ID,
    ONTOLOGY,
    NamedNode,
    Triple,
    rdf_type,
    text,
)


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
        for finding in validate(_merge(graph), advice=True)
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
    files: Sequence[Path], known: Queryable | None = None, *, largest: int | None = None
) -> list[Located]:
    """Return what breaks the shapes in RDF files, advice included, and unknown Simpul terms, file by file.

    Files are taken together, with the ontology and what follows from both; only what a file itself describes
    is judged.

    Args:
        files: RDF files, of the format that their names end in.
        known: A store that their references may lead into.
        largest: Megabytes that a file may become; see ``rdf_files.read``.

    Raises:
        FormatError: A file is not RDF; the message says where.
        OutputError: A file cannot be read.
    """
    stores = [(file, _read(file, largest)) for file in files]
    found = validate(_merge(_together(stores, known)), advice=True)
    located: list[Located] = []
    for file, one in stores:
        described = {text(quad.subject) for quad in one.matching()}
        judged = [*_undeclared(one), *(f for f in found if f.focus in described)]
        located += [Located(source=str(file), place=None, finding=finding) for finding in judged]
    return located


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
        return report(_merge(known))
    return report(_merge(_together([(file, _read(file, largest)) for file in files], known)))


def _together(stores: Sequence[tuple[Path, Queryable]], known: Queryable | None) -> Queryable:
    """Return what files say, with the ontology, what they refer to in a store, and what follows from all."""
    spoken_of = {
        text(term)
        for _file, one in stores
        for q in one.matching()
        for term in (q.subject, q.object)
    }
    said = (quad.triple for _file, one in stores for quad in one.matching())
    return conclusions(world.facts(known, spoken_of) if known is not None else (), said)


def _read(file: Path, largest: int | None) -> Queryable:
    one = OxigraphStore.in_memory()
    one.add(rdf_files.read(file, largest=largest))
    return one


def _merge(graph: Queryable) -> Iterable[Triple]:
    """Return what is checked: the merge, with only those of the world's cities that facts mention."""
    return list(world.facts(graph))
