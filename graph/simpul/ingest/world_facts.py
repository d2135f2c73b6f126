"""Where a store holds the world's cities: which of them belong to its facts, and what is judged of it."""

from collections.abc import Iterable, Iterator

from simpul.store import OxigraphStore, Queryable
from simpul.terms import (
    CATALOGUE_GRAPH,
    GEONAMES_SOURCE,
    ID,
    DefaultGraph,
    NamedNode,
    Triple,
    in_graph,
    simpul,
    thing,
)


def is_in(graph: Queryable) -> bool:
    """Return whether a store holds the world: its catalogue says that the gazetteer is no mere sample."""
    found = graph.matching(GEONAMES_SOURCE, simpul("completeness"), None, CATALOGUE_GRAPH)
    return any(quad.object != thing("completeness", "sample") for quad in found)


def facts(graph: Queryable, mentioned: Iterable[str] = ()) -> Iterator[Triple]:
    """Yield the merge without those of the world's cities that neither a fact nor one of these IRIs mentions."""
    if not is_in(graph):
        yield from (quad.triple for quad in graph.matching(graph=DefaultGraph()))
        return
    seen: set[Triple] = set()
    wanted = {iri for iri in mentioned if iri.startswith(ID)}
    for name in graph.graph_names():
        for quad in graph.matching(graph=name):
            if quad.triple not in seen:
                seen.add(quad.triple)
                yield quad.triple
            if isinstance(quad.object, NamedNode) and quad.object.value.startswith(ID):
                wanted.add(quad.object.value)
    for iri in sorted(_with_places(graph, wanted)):
        for quad in graph.matching(NamedNode(iri), None, None, DefaultGraph()):
            if quad.triple not in seen:
                seen.add(quad.triple)
                yield quad.triple


def merge(graph: Queryable) -> Queryable:
    """Return what is judged of a store: the merge, with only those of the world's cities that facts mention."""
    if not is_in(graph):
        return graph
    found = OxigraphStore.in_memory()
    found.add(in_graph(triple, DefaultGraph()) for triple in facts(graph))
    return found


def _with_places(graph: Queryable, iris: set[str]) -> set[str]:
    """Return those IRIs that are places of the gazetteer, with the regions and countries they lie in."""
    kinds = tuple(f"{ID}{kind}/" for kind in ("city", "country", "place"))
    found = {iri for iri in iris if iri.startswith(kinds)}
    for iri in tuple(found):
        for quad in graph.matching(NamedNode(iri), None, None, DefaultGraph()):
            if isinstance(quad.object, NamedNode) and quad.object.value.startswith(kinds):
                found.add(quad.object.value)
    return found
