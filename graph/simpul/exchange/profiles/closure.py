"""What goes with selected triples, so that no thing is named that is not described: decided here for all profiles.

- Of the subject of a selected triple goes all that the graph says of it, and each observation of it.
- Of any other thing that is mentioned goes what tells what it is: its types, its labels and all its other literals
  (dates with their bounds), its documents, and what the shapes require that it has; and so on from there.
- A source that states any of this is described in full.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from simpul.reason.shapes.requirements import Requirements, own_requirements
from simpul.store import Queryable
from simpul.terms import (
    GEONAMES_SOURCE,
    ID,
    ONTOLOGY_GRAPH,
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Triple,
    dct,
    in_graph,
    rdf_type,
    simpul,
)

_ABOUT, _OBSERVATION = simpul("about"), simpul("Observation")
_ALWAYS: Final = frozenset((rdf_type, dct("source")))


@dataclass(slots=True)
class Closure:
    """Statements, and what goes with them; it grows as things are added.

    Attributes:
        quads: All there is so far, each in the graph that states it.
    """

    store: Queryable
    requirements: Requirements = field(default_factory=own_requirements)
    quads: set[Quad] = field(default_factory=set[Quad])
    _whole: set[NamedNode | BlankNode] = field(default_factory=set[NamedNode | BlankNode])
    _told: set[NamedNode] = field(default_factory=set[NamedNode])

    def add(self, things: Iterable[NamedNode | BlankNode]) -> None:
        """Take all that the graph says of some things, and what goes with it."""
        pending = [(thing, True) for thing in things]
        while pending:
            thing, is_whole = pending.pop()
            if isinstance(thing, BlankNode) or is_whole:
                pending += self._take(thing)
            elif thing not in self._told and thing not in self._whole:
                self._told.add(thing)
                pending += self._keep(self._telling(thing))

    def keep(self, quads: Iterable[Quad]) -> None:
        """Take some statements, and in full what they are about."""
        found = list(quads)
        self.quads.update(found)
        self.add({quad.subject for quad in found if not isinstance(quad.subject, Triple)})

    def stating(self, triple: Triple) -> list[Quad]:
        """Return a triple in each graph that states it; none where the graph does not hold it.

        A blank node has another label where another process answered: then each that is in its place may be it.
        """
        subject, object_ = triple.subject, triple.object
        quads = list(self.store.matching(subject, triple.predicate, object_))
        if not quads and any(isinstance(term, BlankNode) for term in (subject, object_)):
            known = None if isinstance(subject, BlankNode) else subject
            value = None if isinstance(object_, BlankNode) else object_
            quads = [
                quad
                for quad in self.store.matching(known, triple.predicate, value)
                if (known or isinstance(quad.subject, BlankNode))
                and (value or isinstance(quad.object, BlankNode))
            ]
        return _in_graphs(quads)

    def _take(self, thing: NamedNode | BlankNode) -> Iterator[tuple[NamedNode | BlankNode, bool]]:
        """Take all that the graph says of a thing, and yield what goes with it."""
        if thing in self._whole:
            return
        self._whole.add(thing)
        yield from self._keep(self._stated(thing))
        if isinstance(thing, NamedNode):
            for quad in self.store.matching(None, _ABOUT, thing, DefaultGraph()):
                observed = quad.subject
                kinds = self.store.matching(observed, rdf_type, _OBSERVATION, DefaultGraph())
                if next(kinds, None) and isinstance(observed, NamedNode):
                    yield observed, True

    def _keep(self, quads: Iterable[Quad]) -> Iterator[tuple[NamedNode | BlankNode, bool]]:
        """Add quads, and yield what they mention; whether each thing goes in full."""
        for quad in quads:
            self.quads.add(quad)
            graph = quad.graph_name
            if (
                isinstance(graph, NamedNode)
                and graph != ONTOLOGY_GRAPH
                and graph not in self._whole
            ):
                yield graph, True
            for term in (quad.subject, quad.object):
                if isinstance(term, BlankNode):
                    yield term, True
                elif isinstance(term, NamedNode) and term.value.startswith(ID):
                    yield term, False

    def _stated(self, thing: NamedNode | BlankNode) -> list[Quad]:
        return _in_graphs(list(self.store.matching(thing)))

    def _telling(self, thing: NamedNode) -> Iterator[Quad]:
        """Yield what tells what a thing is, and what it must have."""
        quads = self._stated(thing)
        types = {quad.object for quad in quads if quad.predicate == rdf_type}
        steps = self.requirements.of(
            {type_ for type_ in types if isinstance(type_, NamedNode)},
            {quad.predicate for quad in quads},
        )
        forward = _ALWAYS | {step.property for step in steps if not step.inverse}
        for quad in quads:
            if isinstance(quad.object, Literal) or quad.predicate in forward:
                yield quad
        for step in steps:
            if step.inverse:
                yield from _in_graphs(list(self.store.matching(None, step.property, thing)))


def _in_graphs(quads: Sequence[Quad]) -> list[Quad]:
    """Return quads without those of the merge, which has all again.

    The world's cities are in the merge alone: what no graph says of them is GeoNames'.
    """
    named = [quad for quad in quads if isinstance(quad.graph_name, NamedNode)]
    return named or [in_graph(quad.triple, GEONAMES_SOURCE) for quad in quads]
