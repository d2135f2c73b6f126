"""Statements as RDF for others to read: sorted, each once, in any format."""

from collections.abc import Iterable, Sequence
from typing import Final

from simpul.store.oxigraph import RDF_FORMATS, serialise
from simpul.terms import ID, PREFIXES, NamedNode, Quad, Triple

GRAPH_FORMATS: Final = tuple(RDF_FORMATS)
_OF_DATASETS: Final = frozenset(("trig", "nquads"))
"""The formats that keep the graph of each statement."""


def as_graph(triples: Iterable[Triple], format_: str) -> bytes:
    """Return triples in one of ``GRAPH_FORMATS``, sorted, each once."""
    unique = sorted(set(triples), key=str)
    return serialise(unique, format_, _prefixes(unique))


def as_dataset(quads: Iterable[Quad], format_: str) -> bytes:
    """Return quads in one of ``GRAPH_FORMATS``, sorted, each once; where it has no named graphs, their triples."""
    if format_ not in _OF_DATASETS:
        return as_graph((quad.triple for quad in quads), format_)
    unique = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad)))
    return serialise(unique, format_, _prefixes([quad.triple for quad in unique]))


def _prefixes(triples: Sequence[Triple]) -> dict[str, str]:
    """Return the project's prefixes, and one for each kind of thing that the triples mention."""
    kinds = {
        term.value.removeprefix(ID).split("/", 1)[0]
        for triple in triples
        for term in (triple.subject, triple.object)
        if isinstance(term, NamedNode) and term.value.startswith(ID)
    }
    free = sorted(kind for kind in kinds if kind and kind not in PREFIXES)
    return PREFIXES | {kind: f"{ID}{kind}/" for kind in free}
