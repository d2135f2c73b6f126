"""How central a thing is in a graph; each function returns a number for each node.

All take an undirected graph in which two things are tied once (``graphs.simple``); ``weight`` counts the ties.
"""

from typing import Final

import networkx as nx
import numpy as np

_SEED: Final = 7017
_WORK: Final = 4_000_000
"""Nodes and edges that betweenness looks at: beyond, it is estimated from some of the nodes."""
_FEWEST: Final = 32
_ROWS: Final = 256
"""Nodes whose distances are held at once."""
_DIGITS: Final = 6

Numbers = dict[str, float]


def degree(graph: "nx.Graph[str]") -> Numbers:
    """Return how many others each is tied to.

    Freeman, Centrality in social networks: conceptual clarification, 1978, doi:10.1016/0378-8733(78)90021-7.
    """
    return {node: float(count) for node, count in graph.degree()}


def strength(graph: "nx.Graph[str]") -> Numbers:
    """Return the sum of the weights of each one's ties.

    Barrat, Barthélemy, Pastor-Satorras and Vespignani, The architecture of complex weighted networks, 2004,
    doi:10.1073/pnas.0400087101.
    """
    return {node: float(count) for node, count in graph.degree(weight="weight")}


def sources_of_betweenness(graph: "nx.Graph[str]") -> int:
    """Return from how many nodes betweenness is computed: from all, where that takes only seconds."""
    size = max(len(graph) + graph.number_of_edges(), 1)
    return min(len(graph), max(_FEWEST, _WORK // size))


def betweenness(graph: "nx.Graph[str]") -> Numbers:
    """Return the share of the shortest paths between all others that passes through each, from 0 to 1.

    A tie of weight 2 is half as long as one of weight 1. Freeman, A set of measures of centrality based on
    betweenness, 1977, doi:10.2307/3033543, by the algorithm of Brandes, 2001,
    doi:10.1080/0022250X.2001.9990249; of many nodes, an estimate from some of them, by Brandes and Pich,
    Centrality estimation in large networks, 2007, doi:10.1142/S0218127407018403.
    """
    apart = nx.Graph(graph)
    for one, other, weight in graph.edges(data="weight", default=1):
        apart[one][other]["length"] = 1.0 / weight
    weighted = any(weight != 1 for _one, _other, weight in graph.edges(data="weight", default=1))
    chosen = sources_of_betweenness(graph)
    found: Numbers = nx.betweenness_centrality(
        apart,
        k=None if chosen == len(graph) else chosen,
        weight="length" if weighted else None,
        seed=_SEED,
    )
    return _rounded(found)


def closeness(graph: "nx.Graph[str]") -> Numbers:
    """Return how near each is to all others: the mean of one divided by the steps to them, 0 where there is no path.

    Marchiori and Latora, Harmony in the small-world, 2000, doi:10.1016/S0378-4371(00)00311-3. Unlike the mean
    distance it also holds where the graph falls into parts.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    nodes = list(graph)
    if len(nodes) < 2:
        return dict.fromkeys(nodes, 0.0)
    row = {node: position for position, node in enumerate(nodes)}
    ends = np.array([[row[one], row[other]] for one, other in graph.edges], dtype=np.int64).reshape(
        -1, 2
    )
    links = (np.ones(len(ends)), (ends[:, 0], ends[:, 1]))
    matrix = coo_array(links, shape=(len(nodes), len(nodes))).tocsr()
    sums: list[float] = []
    for start in range(0, len(nodes), _ROWS):
        rows = np.arange(start, min(start + _ROWS, len(nodes)))
        steps = dijkstra(matrix, directed=False, unweighted=True, indices=rows)
        steps[np.arange(len(rows)), rows] = np.inf
        sums += (1.0 / steps).sum(axis=1).tolist()
    return _rounded({node: sum_ / (len(nodes) - 1) for node, sum_ in zip(nodes, sums, strict=True)})


def eigenvector(graph: "nx.Graph[str]") -> Numbers:
    """Return how well each is tied to others that are well tied themselves; the highest is 1.

    Computed on the largest part that hangs together; all others get 0, since between parts the measure says
    nothing. Bonacich, Factoring and weighting approaches to status scores and clique identification, 1972,
    doi:10.1080/0022250X.1972.9989806.
    """
    found = dict.fromkeys(graph, 0.0)
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    if parts and len(parts[0]) > 1:
        inner = nx.Graph(graph.subgraph(sorted(parts[0])))
        scores = nx.eigenvector_centrality(inner, max_iter=10_000, tol=1e-9, weight="weight")
        highest = max(scores.values())
        found |= {node: score / highest for node, score in scores.items()}
    return _rounded(found)


def core(graph: "nx.Graph[str]") -> Numbers:
    """Return the largest k for which each belongs to a group whose members all have k ties within it.

    Seidman, Network structure and minimum degree, 1983, doi:10.1016/0378-8733(83)90028-X, by the algorithm of
    Batagelj and Zaveršnik, 2011, doi:10.1007/s11634-010-0079-y.
    """
    return {node: float(k) for node, k in nx.core_number(graph).items()}


def _rounded(numbers: Numbers) -> Numbers:
    """Return numbers without the digits in which machines differ."""
    return {node: round(float(number), _DIGITS) for node, number in numbers.items()}
