"""Data quality: the SHACL shapes under ``ontology/shapes/`` (only door to ``pyshacl``)."""

import hashlib
import logging
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from simpul import paths
from simpul.errors import Severity, StoreError
from simpul.folders import files_in
from simpul.locale import current
from simpul.locale import translate as _
from simpul.reason.dates import date_properties, false_bounds
from simpul.reason.literals import ill_typed
from simpul.reason.ontology import ontology
from simpul.store import OxigraphStore, Queryable
from simpul.terms import (
    ONTOLOGY,
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Term,
    Triple,
    rdf_type,
    text,
)

_INVERSE: Final = NamedNode(str(SH.inversePath))
_TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_MARKUP: Final = frozenset((RDF.HTML, RDF.XMLLiteral))
"""Datatypes whose texts rdflib reads when a literal is made, in quadratic time; no shape looks into them."""
_SEVERITIES: Final = {
    str(SH.Violation): Severity.ERROR,
    str(SH.Warning): Severity.WARNING,
    str(SH.Info): Severity.ADVICE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A thing that breaks a shape.

    Attributes:
        focus: IRI of the thing.
        path: IRI of the property concerned; empty where the whole thing is.
        message: In the language in use, saying what to do.
        language: Of the text that is missing; empty where none is, or any will do.
    """

    focus: str
    path: str
    message: str
    severity: Severity
    language: str = ""


def shapes_graph(folder: Path | None = None) -> rdflib.Graph:
    """Return the shapes of a folder as one graph.

    Raises:
        FormatError: A shape file is not Turtle; the message says where.
    """
    return to_rdflib(quad.triple for quad in _shapes(folder).matching())


def _shapes(folder: Path | None) -> OxigraphStore:
    found = OxigraphStore.in_memory()
    root = folder or paths.ontology() / "shapes"
    for file in files_in(root, root.glob("*.ttl")):
        found.load(file, DefaultGraph())
    return found


def surroundings(graph: Queryable, things: Iterable[str]) -> set[Triple]:
    """Return the triples that the shapes can reach from some things, and the ontology."""
    found = {quad.triple for quad in ontology().matching()}
    pending = {NamedNode(iri) for iri in things}
    for predicate in _inverse_paths():
        for node in list(pending):
            pending |= {
                quad.subject
                for quad in graph.matching(None, predicate, node, DefaultGraph())
                if isinstance(quad.subject, NamedNode)
            }
    objects: set[NamedNode] = set()
    for node in pending:
        for quad in graph.matching(node, None, None, DefaultGraph()):
            found.add(quad.triple)
            if isinstance(quad.object, NamedNode) and quad.predicate != rdf_type:
                objects.add(quad.object)
    for node in objects - pending:
        found |= {q.triple for q in graph.matching(node, rdf_type, None, DefaultGraph())}
    return found


def _inverse_paths() -> list[NamedNode]:
    """Return the properties that the shapes follow backwards, sorted."""
    inverse = {quad.object for quad in _shapes(None).matching(None, _INVERSE, None)}
    return sorted((n for n in inverse if isinstance(n, NamedNode)), key=lambda node: node.value)


def validate(
    triples: Iterable[Triple],
    shapes: rdflib.Graph | None = None,
    *,
    advice: bool = False,
    focus: Iterable[str] | None = None,
) -> list[Finding]:
    """Return what breaks the shapes, worst first, then by thing.

    The triples are taken as they are: inference comes before. Advice on what a source may well leave open
    (when, who) is left out unless asked for.

    Args:
        triples: What is known.
        shapes: Else Simpul's own.
        advice: Give advice too.
        focus: IRIs of the things to judge; else all.
    """
    # pyshacl has focus nodes of its own, but lets the values of a property pass unseen with them (0.40).
    wanted = None if focus is None else set(focus)
    judged = _at_once(shapes or shapes_graph(), advice=advice)
    known = list(triples)
    wrong = dict((*ill_typed(known), *false_bounds(known)))
    told = [_of_literal(triple, what) for triple, what in wrong.items()]
    # rdflib cannot compare a value that is none of its datatype.
    rest = [triple for triple in known if triple not in wrong] if wrong else known
    found = {
        finding
        for finding in (*told, *_not_told(_findings(_report(rest, judged), judged), told))
        if wanted is None or finding.focus in wanted
    }
    order = list(Severity)
    return sorted(
        (f for f in found if advice or f.severity is not Severity.ADVICE),
        key=lambda f: (order.index(f.severity), f.focus, f.path, f.message),
    )


def _of_literal(triple: Triple, what: str) -> Finding:
    """Return the finding on a literal that is wrong; a warning where the property is not Simpul's."""
    own = triple.predicate.value.startswith(ONTOLOGY)
    return Finding(
        focus=text(triple.subject),
        path=triple.predicate.value,
        message=what,
        severity=Severity.ERROR if own else Severity.WARNING,
    )


def _not_told(findings: Iterable[Finding], told: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what the shapes find but of values that are told of with what they should be, and of their bounds."""
    values = {(finding.focus, finding.path) for finding in told}
    dated = date_properties()
    for finding in findings:
        path = NamedNode(finding.path) if finding.path else None
        of = dated.bounded.get(path) if path else None
        if {(finding.focus, finding.path), (finding.focus, of.value if of else "")} & values:
            continue
        yield finding


def report(triples: Iterable[Triple], shapes: rdflib.Graph | None = None) -> bytes:
    """Return the SHACL validation report as Turtle (https://www.w3.org/TR/shacl/#validation-report)."""
    return _report(triples, shapes or shapes_graph()).serialize(format="turtle", encoding="utf-8")


def _report(triples: Iterable[Triple], shapes: rdflib.Graph) -> rdflib.Graph:
    try:
        with _unsaid():
            _conforms, found, _text = pyshacl.validate(
                to_rdflib(_seen(triples, shapes)),
                shacl_graph=shapes,
                inference="none",
                advanced=False,
            )
    except ReportableRuntimeError as error:
        raise StoreError(_("The shapes cannot be used: {reason}.", reason=error.message)) from None
    if not isinstance(found, rdflib.Graph):
        raise StoreError(_("The shapes cannot be used: {reason}.", reason=found))
    return found


@contextmanager
def _unsaid() -> Generator[None]:
    """Keep to itself what rdflib logs of literals, each with its traceback: a finding tells of them."""
    log = logging.getLogger("rdflib.term")
    log.addFilter(_nothing)
    try:
        yield
    finally:
        log.removeFilter(_nothing)


def _nothing(_record: logging.LogRecord) -> bool:
    return False


def _at_once(shapes: rdflib.Graph, *, advice: bool) -> rdflib.Graph:
    """Return shapes that find the same, of which pyshacl judges each for all things at once.

    A shape of a property that a shape with targets names is asked for one thing after the other. Given the same
    targets it is asked once (SHACL, 2.1.3), in half the time. Shapes that only give advice are left out where
    none is wanted.
    """
    found = rdflib.Graph()
    for triple in shapes:
        found.add(triple)
    for shape, part in list(found.subject_objects(SH.property)):
        targets = [(how, of) for how in _TARGETS for of in found.objects(shape, how)]
        is_advice = not advice and (part, SH.severity, SH.Info) in found
        if is_advice or (targets and _stands_alone(found, shape)):
            found.remove((shape, SH.property, part))
            for how, of in () if is_advice else targets:
                found.add((part, how, of))
    return found


def _stands_alone(shapes: rdflib.Graph, shape: Node) -> bool:
    """Return whether nothing depends on which parts a shape has: it is open, in use, and no other shape names it."""
    told = {SH.closed, SH.deactivated} & {*shapes.predicates(shape)}
    return not told and next(shapes.subjects(None, shape), None) is None


def _seen(triples: Iterable[Triple], shapes: rdflib.Graph) -> Iterator[Triple]:
    """Yield the triples that the shapes can see: those whose property they name, types and classes.

    A third of a graph is names and notes that no shape reads. Closed shapes would see them all.
    """
    if (None, SH.closed, None) in shapes:
        yield from triples
        return
    named = {str(node) for triple in shapes for node in triple if isinstance(node, rdflib.URIRef)}
    named |= {str(RDF.type), str(RDFS.subClassOf)}
    yield from (triple for triple in triples if triple.predicate.value in named)


def _findings(report: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[Finding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath)
        severity = str(report.value(result, SH.resultSeverity))
        yield Finding(
            focus=str(report.value(result, SH.focusNode)),
            path=str(path) if isinstance(path, rdflib.URIRef) else "",
            message=_message(report, result),
            severity=_SEVERITIES.get(severity, Severity.WARNING),
            language=_language(shapes, report.value(result, SH.sourceShape)),
        )


def _language(shapes: rdflib.Graph, shape: Node | None) -> str:
    """Return the one language in which a shape wants a text; empty where it wants none."""
    wanted = shapes.value(shape, SH.qualifiedValueShape)
    first = shapes.value(wanted, SH.languageIn) if wanted else None
    return str(shapes.value(first, RDF.first)) if first else ""


def _message(report: rdflib.Graph, result: Node) -> str:
    texts = {
        message.language: str(message)
        for message in report.objects(result, SH.resultMessage)
        if isinstance(message, rdflib.Literal)
    }
    return texts.get(current()) or texts.get("en") or next(iter(texts.values()), "")


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return the triples as an rdflib graph."""
    graph = rdflib.Graph()
    node = cache(_node)  # most nodes come many times
    for triple in triples:
        graph.add((node(triple.subject), node(triple.predicate), node(triple.object)))
    return graph


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _node(term: Term) -> Node:
    match term:
        case Literal():
            if term.language:
                return rdflib.Literal(term.value, lang=term.language)
            datatype = rdflib.URIRef(term.datatype.value)
            plain = datatype == rdflib.XSD.string
            value = _digest(term.value) if datatype in _MARKUP else term.value
            return rdflib.Literal(value, datatype=None if plain else datatype, normalize=False)
        case BlankNode():
            return rdflib.BNode(term.value)
        case _:
            return rdflib.URIRef(str(term)[1:-1])
