"""Answers that are graphs: every RDF format, sorted, or as rows for the formats that are tables."""

import io
from collections.abc import Iterable, Sequence
from typing import Final

import pyoxigraph as ox

from simpul.store import Row, Solutions
from simpul.terms import ID, PREFIXES, NamedNode, Quad, Triple

GRAPH_FORMATS: Final[dict[str, ox.RdfFormat]] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "n3": ox.RdfFormat.N3,
}


def as_graph(triples: Iterable[Triple], name: str) -> bytes:
    """Return triples in an RDF format of ``GRAPH_FORMATS``, sorted, each once."""
    unique = sorted(set(triples), key=str)
    return serialise(unique, GRAPH_FORMATS[name], prefixes(unique))


def serialise(
    statements: Sequence[Triple] | Sequence[Quad], format_: ox.RdfFormat, names: dict[str, str]
) -> bytes:
    """Return statements in an RDF format, in the order given."""
    output = io.BytesIO()
    ox.serialize(statements, output, format=format_, prefixes=names)
    return output.getvalue()


def prefixes(triples: Sequence[Triple]) -> dict[str, str]:
    """Return the project's prefixes, and one for each kind of thing that the triples mention."""
    kinds = {
        term.value.removeprefix(ID).split("/", 1)[0]
        for triple in triples
        for term in (triple.subject, triple.object)
        if isinstance(term, NamedNode) and term.value.startswith(ID)
    }
    free = sorted(kind for kind in kinds if kind and kind not in PREFIXES)
    return PREFIXES | {kind: f"{ID}{kind}/" for kind in free}


def as_rows(triples: Iterable[Triple]) -> Solutions:
    """Return triples as rows of subject, predicate and object, for the formats that are tables."""
    names = ("subject", "predicate", "object")
    rows: list[Row] = [
        dict(zip(names, (triple.subject, triple.predicate, triple.object), strict=True))
        for triple in sorted(set(triples), key=str)
    ]
    return Solutions(variables=names, rows=rows)
