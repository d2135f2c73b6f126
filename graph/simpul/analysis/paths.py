"""Chains of ties between two things: the few shortest explanations, each step with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import log10
from typing import Final, cast

import networkx as nx

from simpul.projection import Projection
from simpul.projection.neighbourhood import passable

_QUIET: Final = {"theme", "inCountry"}
"""Ties that explain little: half the graph has them."""
_LONG: Final = 2.0
"""Length of such a tie, where another is 1."""
_COMMON: Final = 0.1
"""What passing by a thing with ten ties adds: the more ties it has, the less it explains."""


Ties = dict[str, dict[str, object]]
"""The attributes of each tie between two things, by its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From one thing of a chain to the next, and every tie between the two.

    Attributes:
        ties: The attributes of each tie with ``forward``: True where it leads the way the chain goes.
    """

    source: str
    target: str
    ties: Sequence[dict[str, object]]


def chains(
    graph: "nx.MultiDiGraph[str]", source: str, target: str, *, most: int
) -> list[list[Step]]:
    """Return the shortest chains between two things, the best first; none where there is no way.

    Direction does not matter. Of equally long chains, the one through rarer things comes first. Yen, Finding
    the k shortest loopless paths in a network, 1971, doi:10.1287/mnsc.17.11.712.

    Args:
        graph: Things and their ties, as ``graphs.ties`` gives them.
        source: IRI of one thing, which is in the graph.
        target: IRI of the other.
        most: How many chains at most.
    """
    lengths = _lengths(graph)
    if not nx.has_path(lengths, source, target):
        return []
    found = nx.shortest_simple_paths(lengths, source, target, weight="length")
    return [
        [_step(graph, one, other) for one, other in pairwise(path)] for path in islice(found, most)
    ]


def shortest_paths(whole: Projection, start: str, goal: str, *, most: int) -> list[list[str]]:
    """Return such chains of a picture, as the keys of the things that each passes through.

    They pass through what engages two cities, whoever acted for them, and not through what says the same again
    (``simpul.projection.neighbourhood.passable``).

    Args:
        whole: Things and ties; a thing without a tie may be asked for.
        start: Key of one thing.
        goal: Key of the other.
        most: How many paths at most.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(thing.key for thing in whole.things)
    graph.add_edges_from(
        (t.source, t.target, {"relation": t.relation}) for t in passable(whole, start, goal)
    )
    return [
        [start, *(step.target for step in chain)] for chain in chains(graph, start, goal, most=most)
    ]


def _lengths(graph: "nx.MultiDiGraph[str]") -> "nx.Graph[str]":
    """Return the undirected graph in which each pair is tied once, with a length."""
    lengths: nx.Graph[str] = nx.Graph()
    lengths.add_nodes_from(graph)
    ends: dict[tuple[str, str], bool] = {}
    relations: Iterable[tuple[str, str, str]] = graph.edges(data="relation")
    for source, target, relation in relations:
        one, other = sorted((source, target))
        ends[one, other] = ends.get((one, other), True) and relation in _QUIET
    lengths.add_edges_from(sorted(ends))
    passing = {node: _COMMON / 2 * log10(max(count, 1)) for node, count in lengths.degree()}
    for (one, other), quiet in ends.items():
        lengths[one][other]["length"] = (_LONG if quiet else 1.0) + passing[one] + passing[other]
    return lengths


def _step(graph: "nx.MultiDiGraph[str]", one: str, other: str) -> Step:
    forth = _between(graph, one, other)
    back = _between(graph, other, one)
    return Step(
        source=one,
        target=other,
        ties=[
            *({**forth[key], "forward": True} for key in sorted(forth)),
            *({**back[key], "forward": False} for key in sorted(back)),
        ],
    )


def _between(graph: "nx.MultiDiGraph[str]", source: str, target: str) -> Ties:
    return cast("Ties", dict(graph[source].get(target, {})))
