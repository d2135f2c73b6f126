"""A source's graph replaced by what it says now, and the merge kept true to all graphs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.ingest import world
from simpul.naming import gazetteer
from simpul.reason import rematerialise, rules_of
from simpul.reason.ontology import ontology
from simpul.store import Store
from simpul.store.statements import holds
from simpul.terms import (
    CATALOGUE_GRAPH,
    GEONAMES_SOURCE,
    ID,
    INFERRED_GRAPH,
    DefaultGraph,
    NamedNode,
    Triple,
    dct,
    in_graph,
    rdf_type,
    simpul,
)

_CITY: Final = ID + "city/"
_COUNTRY: Final = ID + "country/"
_BULK: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of the graphs.

    Attributes:
        said: Triples that the source says and did not say before.
        unsaid: Triples that it said and says no more.
        added: Triples that no graph stated before.
        removed: Triples that no graph states any more.
    """

    said: frozenset[Triple]
    unsaid: frozenset[Triple]
    added: frozenset[Triple]
    removed: frozenset[Triple]

    def __bool__(self) -> bool:
        return bool(self.said or self.unsaid)


def together(changes: Sequence[Change]) -> Change:
    """Return several changes, one after the other, as one."""
    said, unsaid, added, removed = (set[Triple]() for _part in range(4))
    for change in changes:
        said, unsaid = (said | change.said) - change.unsaid, (unsaid | change.unsaid) - change.said
        added, removed = (added | change.added) - change.removed, (removed | change.removed) - change.added  # fmt: skip
    return Change(said=frozenset(said), unsaid=frozenset(unsaid), added=frozenset(added), removed=frozenset(removed))  # fmt: skip


def canonical(triples: Iterable[Triple]) -> set[Triple]:
    """Return triples as a store gives them back: Oxigraph keeps the value of a number, not how it was written."""
    kept = Store.in_memory()
    kept.add(in_graph(triple, DefaultGraph()) for triple in triples)
    return {quad.triple for quad in kept.quads()}


def replace_source(
    store: Store, source: NamedNode, says: set[Triple], description: set[Triple]
) -> Change:
    """Let a source say this and nothing else; what other graphs say stays.

    The merge and the cities follow; what is inferred does not yet.

    Args:
        store: A build under way.
        source: The source, and the name of its graph.
        says: Its facts, canonical; none to remove the source.
        description: What is known of the source itself, canonical; none to remove it.
    """
    graph = _Graph(store)
    before = {quad.triple for quad in store.quads(source)}
    known = {quad.triple for quad in store.matching(source, None, None, CATALOGUE_GRAPH)}
    graph.replace(source, before, says)
    graph.replace(CATALOGUE_GRAPH, known, description)
    _follow_cities(graph, says - before, before - says)
    return Change(
        said=frozenset((says - before) | (description - known)),
        unsaid=frozenset((before - says) | (known - description)),
        added=frozenset(graph.added - graph.removed),
        removed=frozenset(graph.removed - graph.added),
    )


def reinfer(store: Store, change: Change) -> None:
    """Bring what is inferred up to date."""
    rules = rules_of(ontology())
    rematerialise(store, rules, added=change.added, removed=change.removed)


class _Graph:
    """A store under change: what the merge gained and lost."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.added: set[Triple] = set()
        self.removed: set[Triple] = set()
        self._world: dict[str, frozenset[Triple]] = {}

    def replace(self, graph: NamedNode, before: set[Triple], after: set[Triple]) -> None:
        """Make one set of a graph's triples another."""
        for triple in before - after:
            self.store.remove(in_graph(triple, graph))
        new = after - before
        self.store.add((in_graph(t, graph) for t in new), bulk=len(new) >= _BULK)
        self._merge(new)
        for triple in before - after:
            if not (self._in_a_graph(triple) or self._in_world(triple)):
                self.store.remove(in_graph(triple, DefaultGraph()))
                self.removed.add(triple)

    def _merge(self, new: set[Triple]) -> None:
        fresh = {triple for triple in new if not holds(self.store, triple)}
        self.store.add((in_graph(t, DefaultGraph()) for t in fresh), bulk=len(fresh) >= _BULK)
        self.added |= fresh
        for triple in new - fresh:
            # What was inferred is stated now; it is no inference any more.
            inferred = in_graph(triple, INFERRED_GRAPH)
            if next(
                self.store.matching(
                    triple.subject, triple.predicate, triple.object, INFERRED_GRAPH
                ),
                None,
            ):
                self.store.remove(inferred)
                self.added.add(triple)

    def _in_a_graph(self, triple: Triple) -> bool:
        """Tell whether a source, or the ontology, states this in a graph of its own."""
        if not isinstance(triple.subject, NamedNode) or isinstance(triple.object, Triple):
            return True
        found = self.store.matching(triple.subject, triple.predicate, triple.object)
        return any(
            isinstance(quad.graph_name, NamedNode) and quad.graph_name != INFERRED_GRAPH
            for quad in found
        )

    def _in_world(self, triple: Triple) -> bool:
        """Tell whether the world's gazetteer says this; where it is whole, it stands in the merge alone."""
        node = triple.subject
        if not isinstance(node, NamedNode) or not node.value.startswith((_CITY, _COUNTRY)):
            return False
        if node.value not in self._world:
            city = node.value.startswith(_CITY)
            named = holds(self.store, Triple(node, dct("source"), GEONAMES_SOURCE))
            whole = named if city else world.level_of(self.store.folder) is not None
            said = frozenset(canonical(_world_says(node.value))) if whole else frozenset[Triple]()
            self._world[node.value] = said
        return triple in self._world[node.value]


def _world_says(iri: str) -> Iterator[Triple]:
    if iri.startswith(_CITY):
        for city in gazetteer.find([iri.removeprefix(_CITY)]).values():
            yield from gazetteer.world_triples(city)
    else:
        yield from gazetteer.country_triples(iri.removeprefix(_COUNTRY))


def _follow_cities(graph: _Graph, said: set[Triple], unsaid: set[Triple]) -> None:
    """Add the cities and countries that are mentioned now, remove those that nobody mentions any more."""
    store = graph.store
    new = {iri for iri in _places(said) if not _is_described(store, iri)}
    cities = gazetteer.find(iri.removeprefix(_CITY) for iri in new if iri.startswith(_CITY))
    codes = {city["countrycode"] for city in cities.values()}
    codes |= {iri.removeprefix(_COUNTRY) for iri in new if iri.startswith(_COUNTRY)}
    after = {triple for city in cities.values() for triple in gazetteer.city_triples(city)}
    after |= {
        triple
        for code in codes
        if not _is_described(store, _COUNTRY + code)
        for triple in gazetteer.country_triples(code)
    }
    graph.replace(GEONAMES_SOURCE, set(), canonical(after))
    for prefix in (_CITY, _COUNTRY):
        gone = {iri for iri in _places(unsaid) if iri.startswith(prefix)}
        if prefix == _COUNTRY:
            gone |= {t.object.value for t in graph.removed if _names_country(t)}  # type: ignore[union-attr]  # it is a node  # fmt: skip
        for iri in sorted(gone):
            if not _is_mentioned(store, NamedNode(iri)):
                own = {
                    q.triple for q in store.matching(NamedNode(iri), None, None, GEONAMES_SOURCE)
                }
                graph.replace(GEONAMES_SOURCE, own, set())


def _names_country(triple: Triple) -> bool:
    return isinstance(triple.object, NamedNode) and triple.object.value.startswith(_COUNTRY)


def _places(triples: Iterable[Triple]) -> set[str]:
    return {
        triple.object.value
        for triple in triples
        if isinstance(triple.object, NamedNode)
        and triple.object.value.startswith((_CITY, _COUNTRY))
    }


def _is_described(store: Store, iri: str) -> bool:
    """Tell whether the gazetteer's own graph, which has what facts mention, has this place."""
    kind = simpul("City") if iri.startswith(_CITY) else simpul("Country")
    return next(store.matching(NamedNode(iri), rdf_type, kind, GEONAMES_SOURCE), None) is not None


def _is_mentioned(store: Store, node: NamedNode) -> bool:
    """Tell whether a source, or a city that is mentioned itself, names this place."""
    return any(
        isinstance(quad.graph_name, NamedNode) and quad.graph_name != INFERRED_GRAPH
        for quad in store.matching(None, None, node)
    )
