"""A store under change: what sources say is stated, the merge kept true to all graphs, inferences and index follow.

There are two of them and no third place where the difference shows: a new build is made in memory and written in
one go; a revision changes what is there, triple by triple, and touches only what the change can reach.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Final, Protocol

from simpul import naming, store
from simpul.ingest import world_facts
from simpul.ingest.name_index import entries
from simpul.naming import CITY, COUNTRY, Names, Origin, gazetteer
from simpul.reason import materialise, rematerialise
from simpul.reason.ontology import ontology, own_rules, own_strata
from simpul.reason.shapes import Finding, surroundings
from simpul.store import OxigraphStore, Queryable
from simpul.store.oxigraph import parse, serialise
from simpul.store.statements import holds
from simpul.terms import (
    ALL_LABELS,
    CATALOGUE_GRAPH,
    GEONAMES_SOURCE,
    ID,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Triple,
    dct,
    in_graph,
    rdf_type,
    rdfs_label,
    simpul,
    text,
)

_BULK: Final = 10_000
_GRAPHS: Final = (
    (INFERRED_GRAPH, {"en": "inferred", "id": "disimpulkan"}),
    (CATALOGUE_GRAPH, {"en": "description of sources", "id": "deskripsi sumber"}),
    (ONTOLOGY_GRAPH, {"en": "ontology", "id": "ontologi"}),
)
"""The graphs that are no source, with the names by which questions call them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a source says from now on, in the place of what it said.

    Attributes:
        triples: Its facts; none to remove the source.
        description: What is known of the source itself; none to remove it.
        add: What it said before stays.
    """

    source: NamedNode
    triples: frozenset[Triple] = frozenset()
    description: frozenset[Triple] = frozenset()
    add: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What the shapes have to judge.

    Attributes:
        graph: What they can see, in its merge.
        things: IRIs of the things that may have become right or wrong; None for all.
        elsewhere: What they found of other things when these were judged, as far as that is known.
    """

    graph: Queryable
    things: set[str] | None = None
    elsewhere: Sequence[Finding] = ()


class Transaction(Protocol):
    """A build under way."""

    @property
    def graph(self) -> Queryable:
        """What it holds so far; the merge is its default graph."""
        ...

    @property
    def names(self) -> Names:
        """The index as it was when the build began."""
        ...

    def state(self, statements: Sequence[Statement]) -> None:
        """Let sources say this and nothing else; the merge and the cities follow."""
        ...

    def infer(self) -> None:
        """Bring what is inferred up to date."""
        ...

    def lost(self) -> set[NamedNode]:
        """Return the things of which a class was stated before and is no more."""
        ...

    def scope(self) -> Scope:
        """Return what may have become right or wrong, inferences up to date."""
        ...


@cache
def _axioms() -> tuple[Quad, ...]:
    """Return the ontology, in its graph and in the merge, read once for all the builds of a process."""
    triples = {quad.triple for quad in ontology().matching()}
    places = (ONTOLOGY_GRAPH, DefaultGraph())
    return tuple(in_graph(triple, place) for place in places for triple in triples)


class NewBuild:
    """An empty store being filled: it holds the ontology, and knows of no source but the gazetteer."""

    def __init__(self) -> None:
        self.names = Names(None)
        self.graph = OxigraphStore.in_memory()
        self.graph.add(_axioms())
        self.put(CATALOGUE_GRAPH, {*_graph_names(), *gazetteer.describe()})

    def put(self, graph: NamedNode, triples: Collection[Triple]) -> None:
        """Add triples to a graph and to the merge."""
        for place in (graph, DefaultGraph()):
            self.graph.add(in_graph(triple, place) for triple in triples)

    def _put_lines(self, graph: NamedNode, lines: bytes) -> None:
        """Add N-Triples to a graph and to the merge."""
        for place in (graph, DefaultGraph()):
            self.graph.add_lines(lines, place, bulk=True)

    def state(self, statements: Sequence[Statement]) -> None:
        """Add what sources say, and the cities and countries that they, or their descriptions, mention."""
        for statement in statements:
            self.put(CATALOGUE_GRAPH, statement.description)
            self._put_lines(statement.source, serialise(statement.triples, "ntriples"))
        said = (t for one in statements for t in (*one.triples, *one.description))
        self._put_lines(GEONAMES_SOURCE, _described(_places(said), lambda _country: False))

    def infer(self) -> None:
        """Infer all that follows."""
        materialise(self.graph, own_strata())

    def lost(self) -> set[NamedNode]:
        """Return nothing: nothing was there."""
        return set()

    def scope(self) -> Scope:
        """Return everything."""
        return Scope(graph=self.graph)

    def write(self, build: Path, origins: Iterable[Origin]) -> None:
        """Write all into a build's folder.

        Args:
            build: The folder.
            origins: The rows that state things.
        """
        from concurrent.futures import ThreadPoolExecutor

        # Oxigraph leaves the interpreter to others while it writes.
        with ThreadPoolExecutor(1) as writer:
            copied = writer.submit(store.copy, self.graph, build)
            naming.write(build, entries(self.graph, None, origins))
            copied.result()


@dataclass(slots=True)
class _Change:
    """What the merge gained and lost; what came and went again leaves no trace."""

    added: set[Triple] = field(default_factory=set[Triple])
    removed: set[Triple] = field(default_factory=set[Triple])

    def came(self, triple: Triple) -> None:
        """Note a triple that came."""
        if triple in self.removed:
            self.removed.remove(triple)
        else:
            self.added.add(triple)

    def went(self, triple: Triple) -> None:
        """Note a triple that went."""
        if triple in self.added:
            self.added.remove(triple)
        else:
            self.removed.add(triple)


class Revision:
    """A build that began with what the store held, graph and index."""

    def __init__(
        self,
        build: Path,
        graph: OxigraphStore,
        *,
        findings: Sequence[Finding] = (),
        keeps_day: bool = True,
    ) -> None:
        """Begin with a build.

        Args:
            build: Its folder.
            graph: Its graph.
            findings: What the shapes found of it, as far as that is known.
            keeps_day: A source that says the same as before keeps its description, with the day and the checksum.
        """
        self._build, self.graph = build, graph
        self._findings, self._keeps_day = findings, keeps_day
        self.names = Names(build, graph)
        self._before: dict[NamedNode, Statement] = {}
        self._change = _Change()
        self._to_infer = _Change()
        self._gazetteer: dict[str, frozenset[Triple]] = {}

    def before(self, source: NamedNode) -> Statement:
        """Return what a source said when the build began."""
        if source not in self._before:
            self._before[source] = self.now(source)
        return self._before[source]

    def now(self, source: NamedNode) -> Statement:
        """Return what a source says now."""
        described = self.graph.matching(source, None, None, CATALOGUE_GRAPH)
        return Statement(
            source=source,
            triples=frozenset(quad.triple for quad in self.graph.matching(graph=source)),
            description=frozenset(quad.triple for quad in described),
        )

    def state(self, statements: Sequence[Statement]) -> None:
        """Let sources say this and nothing else; what other graphs say stays."""
        said: set[Triple] = set()
        unsaid: set[Triple] = set()
        for statement in statements:
            before, now = self.before(statement.source), self.now(statement.source)
            says = canonical(statement.triples)
            if statement.add:
                says |= before.triples
            description: Collection[Triple] = canonical(statement.description)
            is_old = frozenset(says) == before.triples and is_same(description, before.description)
            if self._keeps_day and is_old:
                description = before.description  # read again on another day, and nothing is new
            self._replace(statement.source, now.triples, says)
            self._replace(CATALOGUE_GRAPH, now.description, description)
            # Also the city of which a source says that it is its list.
            said |= (says - now.triples) | ({*description} - {*now.description})
            unsaid |= (now.triples - says) | ({*now.description} - {*description})
        self._follow_cities(said, unsaid)

    def _replace(self, graph: NamedNode, before: Iterable[Triple], after: Iterable[Triple]) -> None:
        """Make one set of a graph's triples another; the merge loses what no graph states any more."""
        old, new = {*before}, {*after}
        for triple in old - new:
            self.graph.remove(in_graph(triple, graph))
        self._add(graph, new - old)
        self._merge(new - old)
        for triple in old - new:
            if not (self._is_in_a_graph(triple) or self._is_of_the_world(triple)):
                self.graph.remove(in_graph(triple, DefaultGraph()))
                self._went(triple)

    def _add(self, graph: NamedNode | DefaultGraph, triples: set[Triple]) -> None:
        self.graph.add((in_graph(t, graph) for t in triples), bulk=len(triples) >= _BULK)

    def _merge(self, new: set[Triple]) -> None:
        fresh = {triple for triple in new if not holds(self.graph, triple)}
        self._add(DefaultGraph(), fresh)
        for triple in fresh:
            self._came(triple)
        for triple in new - fresh:
            # What was inferred is stated now; it is no inference any more.
            inferred = in_graph(triple, INFERRED_GRAPH)
            held = self.graph.matching(triple.subject, triple.predicate, triple.object, INFERRED_GRAPH)  # fmt: skip
            if next(held, None):
                self.graph.remove(inferred)
                self._change.came(triple)  # nothing new follows: it held before

    def _came(self, triple: Triple) -> None:
        self._change.came(triple)
        self._to_infer.came(triple)

    def _went(self, triple: Triple) -> None:
        self._change.went(triple)
        self._to_infer.went(triple)

    def _is_in_a_graph(self, triple: Triple) -> bool:
        """Return whether a source, or the ontology, states this in a graph of its own."""
        if not isinstance(triple.subject, NamedNode) or isinstance(triple.object, Triple):
            return True
        found = self.graph.matching(triple.subject, triple.predicate, triple.object)
        return any(
            isinstance(quad.graph_name, NamedNode) and quad.graph_name != INFERRED_GRAPH
            for quad in found
        )

    def _is_of_the_world(self, triple: Triple) -> bool:
        """Return whether the world's gazetteer says this; where all of it is loaded, it is only in the merge."""
        node = triple.subject
        if not isinstance(node, NamedNode) or not node.value.startswith((CITY, COUNTRY)):
            return False
        if node.value not in self._gazetteer:
            city = node.value.startswith(CITY)
            named = holds(self.graph, Triple(node, dct("source"), GEONAMES_SOURCE))
            whole = named if city else self._has_world
            said = frozenset(canonical(_world_says(node.value))) if whole else frozenset[Triple]()
            self._gazetteer[node.value] = said
        return triple in self._gazetteer[node.value]

    @cached_property
    def _has_world(self) -> bool:
        return world_facts.is_in(self.graph)

    def _follow_cities(self, said: set[Triple], unsaid: set[Triple]) -> None:
        """Add the cities and countries that are mentioned now, and remove those that no longer are."""
        new = {iri for iri in _places(said) if not self._is_described(iri)}
        self._replace(GEONAMES_SOURCE, (), canonical(_parsed(_described(new, self._is_described))))
        gone = _places(unsaid)
        for prefix in (CITY, COUNTRY):
            for iri in sorted(iri for iri in gone if iri.startswith(prefix)):
                node = NamedNode(iri)
                if not self._is_mentioned(node):
                    held = self.graph.matching(node, None, None, GEONAMES_SOURCE)
                    own = {quad.triple for quad in held}
                    self._replace(GEONAMES_SOURCE, own, ())
                    # A city's country goes with it, also where the merge keeps both with the world.
                    gone |= _places(own)

    def _is_described(self, iri: str) -> bool:
        """Return whether the gazetteer's own graph, which has what facts mention, has this place."""
        kind = simpul("City") if iri.startswith(CITY) else simpul("Country")
        found = self.graph.matching(NamedNode(iri), rdf_type, kind, GEONAMES_SOURCE)
        return next(found, None) is not None

    def _is_mentioned(self, node: NamedNode) -> bool:
        """Return whether a source, or a city that is mentioned itself, names this place, or says something of it."""
        own = {INFERRED_GRAPH, GEONAMES_SOURCE}
        return any(
            isinstance(quad.graph_name, NamedNode) and quad.graph_name != INFERRED_GRAPH
            for quad in self.graph.matching(None, None, node)
        ) or any(
            isinstance(quad.graph_name, NamedNode) and quad.graph_name not in own
            for quad in self.graph.matching(node, None, None)
        )

    def infer(self) -> None:
        """Infer what follows from what came and went since the last time."""
        change, self._to_infer = self._to_infer, _Change()
        rematerialise(self.graph, own_rules(), added=change.added, removed=change.removed)

    def lost(self) -> set[NamedNode]:
        """Return the things of which a class was stated before and is no more."""
        gone = (triple.subject for triple in self._change.removed if triple.predicate == rdf_type)
        return {node for node in gone if isinstance(node, NamedNode)}

    def scope(self) -> Scope:
        """Return the things that the change touches, with what the shapes can reach from them."""
        things = self._touched()
        elsewhere = [finding for finding in self._findings if finding.focus not in things]
        seen = surroundings(self.graph, things)
        return Scope(graph=seen, things=things, elsewhere=elsewhere)

    def renamed(self) -> set[NamedNode]:
        """Return the things that gained or lost a name."""
        changed = self._change.added | self._change.removed
        nodes = (triple.subject for triple in changed if triple.predicate in ALL_LABELS)
        return {node for node in nodes if isinstance(node, NamedNode)}

    def _touched(self) -> set[str]:
        """Return the things that a change may make right or wrong.

        It says something of them, takes something from them, or points at them; or they point at a thing whose
        class changed. What lies further off was judged when it came in.
        """
        changed = self._change.added | self._change.removed
        nodes = {
            term.value
            for triple in changed
            for term in (triple.subject, triple.object)
            if isinstance(term, NamedNode)
        }
        for node in {t.subject for t in changed if t.predicate == rdf_type}:
            # What points at a place of the gazetteer cannot be wrong for that.
            if isinstance(node, NamedNode) and not any(
                self.graph.matching(node, rdf_type, None, GEONAMES_SOURCE)
            ):
                pointing = self.graph.matching(None, None, node, DefaultGraph())
                nodes |= {text(q.subject) for q in pointing if isinstance(q.subject, NamedNode)}
        return {iri for iri in nodes if iri.startswith(ID)}

    def index(self, origins: Mapping[NamedNode, Sequence[Origin]]) -> None:
        """Write anew in the index what the change concerns, inferences up to date.

        Args:
            origins: All rows of each source that is new or changed.
        """
        self.names.close()
        things = sorted(self._touched())
        rows = [origin for of_source in origins.values() for origin in of_source]
        sources = [source.value for source in origins]
        naming.revise(self._build, things, sources, entries(self.graph, things, rows))

    def close(self) -> None:
        """Let go of the files; nothing more can be stated."""
        self.names.close()
        self.graph.close()


def canonical(triples: Iterable[Triple]) -> set[Triple]:
    """Return triples as a store gives them back: Oxigraph keeps the value of a number, not how it was written."""
    kept = OxigraphStore.in_memory()
    kept.add(in_graph(triple, DefaultGraph()) for triple in triples)
    return {quad.triple for quad in kept.matching()}


def is_same(one: Iterable[Triple], other: Iterable[Triple]) -> bool:
    """Return whether two descriptions of a source differ in nothing but the day and the checksum."""
    passing = {simpul("checksum"), simpul("retrieved")}
    first, second = ({t for t in d if t.predicate not in passing} for d in (one, other))
    return first == second


def _graph_names() -> Iterator[Triple]:
    for graph, names in _GRAPHS:
        for language, name in names.items():
            yield Triple(graph, rdfs_label, Literal(name, language=language))


def _places(triples: Iterable[Triple]) -> set[str]:
    """Return the cities and countries that triples mention, or say something of."""
    return {
        node.value
        for triple in triples
        for node in (triple.subject, triple.object)
        if isinstance(node, NamedNode) and node.value.startswith((CITY, COUNTRY))
    }


def of_gazetteer(triples: Iterable[Triple]) -> set[Triple]:
    """Return what GeoNames says of the cities and countries that triples mention."""
    return _parsed(_described(_places(triples), lambda _country: False))


def _parsed(lines: bytes) -> set[Triple]:
    return {quad.triple for quad in parse(lines, "ntriples")}


def _described(iris: Iterable[str], is_described: Callable[[str], bool]) -> bytes:
    """Return as N-Triples what the gazetteer says of places, and of the countries of cities that are not described yet."""
    places = {*iris}
    cities = gazetteer.find(iri.removeprefix(CITY) for iri in places if iri.startswith(CITY))
    codes = {city["countrycode"] for city in cities.values()}
    codes |= {iri.removeprefix(COUNTRY) for iri in places if iri.startswith(COUNTRY)}
    found = [gazetteer.city_lines(city) for city in cities.values()]
    found += [gazetteer.country_lines(code) for code in codes if not is_described(COUNTRY + code)]
    return "".join(found).encode()


def _world_says(iri: str) -> Iterator[Triple]:
    if iri.startswith(CITY):
        for city in gazetteer.find([iri.removeprefix(CITY)]).values():
            yield from gazetteer.world_triples(city)
    else:
        yield from gazetteer.country_triples(iri.removeprefix(COUNTRY))
