"""Answers that are graphs: every RDF format, sorted, or as rows for the formats that are tables."""

from collections.abc import Iterable, Sequence
from typing import Final

from simpul.store import Row, Solutions
from simpul.store.oxigraph import RDF_FORMATS, serialise
from simpul.terms import ID, PREFIXES, NamedNode, Triple

GRAPH_FORMATS: Final = tuple(RDF_FORMATS)


def as_graph(triples: Iterable[Triple], name: str) -> bytes:
    """Return triples in an RDF format of ``GRAPH_FORMATS``, sorted, each once."""
    unique = sorted(set(triples), key=str)
    return serialise(unique, name, prefixes(unique))


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
