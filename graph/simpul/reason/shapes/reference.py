"""Shapes judged by pyshacl on a copy in rdflib: the reference, and the engine for what is not compiled (their only door)."""

import hashlib
import logging
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final

import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from simpul.errors import StoreError
from simpul.locale import translate as _
from simpul.reason.shapes.findings import Finding, message_of, severity_of
from simpul.terms import BlankNode, Literal, Term, Triple

_MARKUP: Final = frozenset((RDF.HTML, RDF.XMLLiteral))
"""Datatypes whose texts rdflib reads when a literal is made, in quadratic time; no shape looks into them."""


def findings(triples: Iterable[Triple], shapes: Iterable[Triple]) -> list[Finding]:
    """Return what breaks the shapes; one thing may come more than once."""
    judged = to_rdflib(shapes)
    return [*_findings(_report(triples, judged), judged)]


def report(triples: Iterable[Triple], shapes: Iterable[Triple]) -> bytes:
    """Return the SHACL validation report as Turtle (https://www.w3.org/TR/shacl/#validation-report)."""
    return _report(triples, to_rdflib(shapes)).serialize(format="turtle", encoding="utf-8")


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


def _seen(triples: Iterable[Triple], shapes: rdflib.Graph) -> Iterator[Triple]:
    """Yield the triples that the shapes can see: those whose property they name, types and classes.

    A third of a graph is names and notes that no shape reads. Closed shapes, and queries in shapes, would see them all.
    """
    if any((None, every, None) in shapes for every in (SH.closed, SH.select, SH.ask)):
        yield from triples
        return
    named = {str(node) for triple in shapes for node in triple if isinstance(node, rdflib.URIRef)}
    named |= {str(RDF.type), str(RDFS.subClassOf)}
    yield from (triple for triple in triples if triple.predicate.value in named)


def _findings(report: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[Finding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath)
        texts = (
            text
            for text in report.objects(result, SH.resultMessage)
            if isinstance(text, rdflib.Literal)
        )
        yield Finding(
            focus=str(report.value(result, SH.focusNode)),
            path=str(path) if isinstance(path, rdflib.URIRef) else "",
            message=message_of((text.language, str(text)) for text in texts),
            severity=severity_of(str(report.value(result, SH.resultSeverity))),
            language=_language(shapes, report.value(result, SH.sourceShape)),
        )


def _language(shapes: rdflib.Graph, shape: Node | None) -> str:
    """Return the one language in which a shape wants a text; empty where it wants none."""
    wanted = shapes.value(shape, SH.qualifiedValueShape)
    first = shapes.value(wanted, SH.languageIn) if wanted else None
    return str(shapes.value(first, RDF.first)) if first else ""


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
