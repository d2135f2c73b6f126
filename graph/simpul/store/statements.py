"""Who states a triple: the merge tells that it holds, the named graphs who says so."""

from simpul.store.protocol import Queryable
from simpul.terms import (
    GEONAMES_SOURCE,
    INFERRED_GRAPH,
    DefaultGraph,
    NamedNode,
    Triple,
    dct,
)


def holds(store: Queryable, triple: Triple) -> bool:
    """Return whether the merge holds this triple."""
    found = store.matching(triple.subject, triple.predicate, triple.object, DefaultGraph())
    return next(found, None) is not None


def stated_in(store: Queryable, triple: Triple) -> list[NamedNode]:
    """Return the graphs that state a triple, sorted: all that hold it but the merge and the inferences."""
    found = store.matching(triple.subject, triple.predicate, triple.object)
    names = {quad.graph_name for quad in found}
    if names == {DefaultGraph()} and _is_reference(store, triple):
        return [GEONAMES_SOURCE]
    return sorted(
        (name for name in names if isinstance(name, NamedNode) and name != INFERRED_GRAPH),
        key=lambda name: name.value,
    )


def _is_reference(store: Queryable, triple: Triple) -> bool:
    """Return whether a triple that is only in the merge is the gazetteer's (see ``simpul.ingest.world``)."""
    return isinstance(triple.subject, NamedNode) and holds(
        store, Triple(triple.subject, dct("source"), GEONAMES_SOURCE)
    )


def is_stated(store: Queryable, triple: Triple) -> bool:
    """Return whether a source, or the ontology, states this triple."""
    return bool(stated_in(store, triple))
