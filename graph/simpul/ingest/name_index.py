"""The entries of the side index: names, classes and countries of things as a graph has them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from simpul.naming import Entries, Name, Origin
from simpul.store import Queryable
from simpul.terms import (
    ALL_LABELS,
    ID,
    ONTOLOGY,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    rdf_type,
    simpul,
    text,
)

_PREFERRED: Final = frozenset(ALL_LABELS[:2])


def entries(graph: Queryable, things: Sequence[str] | None, origins: Iterable[Origin]) -> Entries:
    """Return what the index has to hold.

    Args:
        graph: With inferences.
        things: The IRIs that it is about; None for all.
        origins: The rows that state things.
    """
    nodes = None if things is None else [NamedNode(iri) for iri in things]
    return Entries(
        names=_names(graph, nodes),
        classes=_classes(graph, nodes),
        origins=origins,
        countries=(
            (text(quad.subject), text(quad.object))
            for quad in _said(graph, nodes, simpul("inCountry"))
        ),
    )


def _said(
    graph: Queryable, nodes: Sequence[NamedNode] | None, predicate: NamedNode
) -> Iterator[Quad]:
    """Yield what the merge says of some things, or of all, by a property."""
    for node in (None,) if nodes is None else nodes:
        yield from graph.matching(node, predicate, None, DefaultGraph())


def _names(graph: Queryable, nodes: Sequence[NamedNode] | None) -> Iterator[Name]:
    for predicate in ALL_LABELS:
        labels = [
            (text(quad.subject), quad.object)
            for quad in _said(graph, nodes, predicate)
            if text(quad.subject).startswith(ID)
        ]
        for iri, label in sorted(labels, key=lambda pair: (pair[0], str(pair[1]))):
            language = label.language if isinstance(label, Literal) else None
            preferred = predicate in _PREFERRED
            yield Name(text=text(label), iri=iri, preferred=preferred, language=language or "")


def _classes(graph: Queryable, nodes: Sequence[NamedNode] | None) -> Iterator[tuple[str, str]]:
    for quad in _said(graph, nodes, rdf_type):
        thing, kind = text(quad.subject), text(quad.object)
        if thing.startswith(ID) and kind.startswith(ONTOLOGY):
            yield thing, kind.removeprefix(ONTOLOGY)
