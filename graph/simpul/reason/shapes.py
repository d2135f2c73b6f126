"""Data quality: the SHACL shapes under ``ontology/shapes/`` (only door to ``pyshacl``)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from simpul import paths
from simpul.errors import FormatError, Severity, StoreError
from simpul.locale import current
from simpul.locale import translate as _
from simpul.terms import BlankNode, Literal, Term, Triple

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
    """

    focus: str
    path: str
    message: str
    severity: Severity


def shapes_graph(folder: Path | None = None) -> rdflib.Graph:
    """Return the shapes of a folder as one graph.

    Raises:
        FormatError: A shape file is no Turtle; the message says where.
    """
    graph = rdflib.Graph()
    for file in sorted((folder or paths.ontology() / "shapes").glob("*.ttl")):
        try:
            graph.parse(file)
        except (SyntaxError, ValueError) as error:
            raise FormatError(
                _("{path}: not readable as RDF: {reason}.", path=file, reason=error)
            ) from None
    return graph


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
    found = {
        finding
        for finding in _findings(_report(triples, shapes))
        if wanted is None or finding.focus in wanted
    }
    order = list(Severity)
    return sorted(
        (f for f in found if advice or f.severity is not Severity.ADVICE),
        key=lambda f: (order.index(f.severity), f.focus, f.path, f.message),
    )


def report(triples: Iterable[Triple], shapes: rdflib.Graph | None = None) -> bytes:
    """Return the SHACL validation report as Turtle (https://www.w3.org/TR/shacl/#validation-report)."""
    return _report(triples, shapes).serialize(format="turtle", encoding="utf-8")


def _report(triples: Iterable[Triple], shapes: rdflib.Graph | None) -> rdflib.Graph:
    shapes = shapes or shapes_graph()
    try:
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


def _findings(report: rdflib.Graph) -> Iterator[Finding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath)
        severity = str(report.value(result, SH.resultSeverity))
        yield Finding(
            focus=str(report.value(result, SH.focusNode)),
            path=str(path) if isinstance(path, rdflib.URIRef) else "",
            message=_message(report, result),
            severity=_SEVERITIES.get(severity, Severity.WARNING),
        )


def _message(report: rdflib.Graph, result: Node) -> str:
    texts = {
        text.language: str(text)
        for text in report.objects(result, SH.resultMessage)
        if isinstance(text, rdflib.Literal)
    }
    return texts.get(current()) or texts.get("en") or next(iter(texts.values()), "")


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return the triples as an rdflib graph."""
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    return graph


def _node(term: Term) -> Node:
    match term:
        case Literal():
            if term.language:
                return rdflib.Literal(term.value, lang=term.language)
            datatype = rdflib.URIRef(term.datatype.value)
            plain = datatype == rdflib.XSD.string
            return rdflib.Literal(term.value, datatype=None if plain else datatype, normalize=False)
        case BlankNode():
            return rdflib.BNode(term.value)
        case _:
            return rdflib.URIRef(str(term)[1:-1])
