"""The structure of a graph: its communities, and the ties and things that alone hold it together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

import networkx as nx

_SEED: Final = 7017


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """Communities, the largest first, each sorted.

    Attributes:
        modularity: How much more ties lie within communities than by chance (Newman and Girvan, Finding and
            evaluating community structure in networks, 2004, doi:10.1103/PhysRevE.69.026113).
    """

    communities: Sequence[Sequence[str]]
    modularity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A tie or a thing without which a part falls apart.

    Attributes:
        ends: The two ends of a tie, or the one thing.
        parts: Sizes of what remains of its part of the graph, largest first.
    """

    ends: tuple[str, ...]
    parts: tuple[int, ...]


def communities(graph: "nx.Graph[str]") -> Partition:
    """Return groups that are tied more to each other than to the rest.

    Blondel, Guillaume, Lambiotte and Lefebvre, Fast unfolding of communities in large networks, 2008,
    doi:10.1088/1742-5468/2008/10/P10008, from a fixed seed. The method looks at nodes in the order of a set, so
    they are numbered first: numbers, unlike texts, have the same order in every run.
    """
    names = sorted(graph)
    if not graph.number_of_edges():
        return Partition(communities=[[name] for name in names], modularity=0.0)
    number = {name: position for position, name in enumerate(names)}
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(names)))
    for one, other, weight in sorted(graph.edges(data="weight", default=1)):
        numbered.add_edge(number[one], number[other], weight=weight)
    found = cast("list[set[int]]", nx.community.louvain_communities(numbered, seed=_SEED))
    quality = float(nx.community.modularity(numbered, found))
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    return Partition(
        communities=[[names[position] for position in group] for group in groups],
        modularity=round(quality, 6),
    )


def bridges(graph: "nx.Graph[str]") -> list[Cut]:
    """Return the ties that are the only link between two parts, those between the largest parts first.

    Tarjan, A note on finding the bridges of a graph, 1974, doi:10.1016/0020-0190(74)90003-9.
    """
    found = [(min(ends), max(ends)) for ends in nx.bridges(graph)]
    sides = _sides(graph, found)
    cuts = [Cut(ends=ends, parts=sides[ends]) for ends in sorted(found)]
    return sorted(cuts, key=_weight)


def _sides(
    graph: "nx.Graph[str]", found: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], tuple[int, int]]:
    """Return how many things are on either side of each bridge.

    Without its bridges a graph is a forest of blocks joined by the bridges: one walk over each tree counts all.
    """
    trimmed = nx.Graph(graph)
    trimmed.remove_edges_from(found)
    block_of: dict[str, int] = {}
    sizes: list[int] = []
    for block, members in enumerate(nx.connected_components(trimmed)):
        sizes.append(len(members))
        block_of |= dict.fromkeys(members, block)
    forest: nx.Graph[int] = nx.Graph()
    for ends in found:
        forest.add_edge(block_of[ends[0]], block_of[ends[1]], ends=ends)
    found_sides: dict[tuple[str, str], tuple[int, int]] = {}
    for (one, other), (here, there) in _halves(forest, dict(enumerate(sizes))).items():
        found_sides[forest[one][other]["ends"]] = (max(here, there), min(here, there))
    return found_sides


def _halves(
    forest: "nx.Graph[int]", sizes: Mapping[int, int]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each edge of a forest how much lies on the side of its first and of its second end."""
    halves: dict[tuple[int, int], tuple[int, int]] = {}
    for tree in nx.connected_components(forest):
        below = {node: sizes[node] for node in tree}
        whole = sum(below.values())
        for parent, child in reversed(list(nx.dfs_edges(forest, min(tree)))):
            below[parent] += below[child]
            halves[parent, child] = (whole - below[child], below[child])
            halves[child, parent] = (below[child], whole - below[child])
    return halves


def cutpoints(graph: "nx.Graph[str]") -> list[Cut]:
    """Return the things without which a part would fall apart, those that cut off most first.

    Hopcroft and Tarjan, Efficient algorithms for graph manipulation, 1973, doi:10.1145/362248.362272.
    """
    # The stubs of networkx say that these yield single nodes and sets: it is the other way round.
    found = cast("Iterable[set[str]]", nx.biconnected_components(graph))
    blocks = [sorted(block) for block in found]
    points = sorted(set(nx.articulation_points(graph)))
    number = {node: len(blocks) + position for position, node in enumerate(points)}
    # The tree of blocks and the points between them: a point counts as one, a block as the rest of it.
    forest: nx.Graph[int] = nx.Graph()
    sizes = dict.fromkeys(number.values(), 1)
    for position, block in enumerate(blocks):
        inner = [node for node in block if node in number]
        sizes[position] = len(block) - len(inner)
        forest.add_edges_from((number[node], position) for node in inner)
    halves = _halves(forest, sizes)
    cuts = [
        Cut(
            ends=(node,),
            parts=tuple(sorted((halves[at, block][1] for block in forest[at]), reverse=True)),
        )
        for node, at in number.items()
    ]
    return sorted(cuts, key=_weight)


def _weight(cut: Cut) -> tuple[int, tuple[str, ...]]:
    """Sort by how many things a cut would part from the largest rest, most first."""
    return -sum(cut.parts[1:]), cut.ends
