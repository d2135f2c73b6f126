"""Where things lie in a picture (the only door to ``networkx``)."""

from collections.abc import Mapping, Sequence
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from simpul.projection import Projection

Positions = dict[str, tuple[int, int]]
"""Place of each thing in the picture, in pixels; x to the right, y down."""

_SPACE: Final = 190
"""Pixels that a thing and its label need from side to side."""
_LINE: Final = 74
"""Pixels that they need from top to bottom."""
_SEED: Final = 7017
_ITERATIONS: Final = 400
_LARGE: Final = 500
_ROUNDS: Final = 150
_QUIET: Final = {"theme": 0.15, "inCountry": 0.3, "locatedIn": 0.4, "heldIn": 0.4, "seatedIn": 0.4}
"""Ties that nearly everything has pull less: they say little about what belongs together."""


def graph_of(projection: Projection) -> "nx.Graph[str]":
    """Return the undirected graph of a projection; parallel ties count as one heavier edge."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(thing.key for thing in projection.things)
    for tie in projection.ties:
        weight = _QUIET.get(tie.relation, 1.0)
        if graph.has_edge(tie.source, tie.target):
            graph[tie.source][tie.target]["weight"] += weight
        else:
            graph.add_edge(tie.source, tie.target, weight=weight)
    return graph


def layout(projection: Projection) -> Positions:
    """Return a place for each thing: connected ones near each other, none on top of another.

    Force-directed (Fruchterman and Reingold, Graph Drawing by Force-directed Placement, 1991), from a fixed
    start, so that the same graph always gives the same picture. Small components lie in rows below the largest.
    """
    graph = graph_of(projection)
    components = sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(c)))
    placed: Positions = {}
    left, top, width, tallest = 0, 0, 0, 0
    for component in components:
        names = sorted(component)
        points = _place(graph.subgraph(names), names)
        low, high = points.min(axis=0), points.max(axis=0)
        wide, tall = (round(float(side)) for side in high - low)
        if left and left + wide > width:
            left, top, tallest = 0, top + tallest + 2 * _LINE, 0
        for name, (x, y) in zip(names, points, strict=True):
            placed[name] = (round(float(x - low[0]) + left), round(float(y - low[1]) + top))
        width, tallest = max(width, wide), max(tallest, tall)
        left += wide + _SPACE
    return placed


def _place(graph: "nx.Graph[str]", names: Sequence[str]) -> NDArray[np.float64]:
    if len(names) == 1:
        return np.zeros((1, 2))
    found = _forces(graph, len(names))
    points = np.array([found[name] for name in names], dtype=np.float64)
    return _apart(_even(points) * _SPACE * float(np.sqrt(len(names))) * np.array([0.58, 0.45]))


def _forces(graph: "nx.Graph[str]", size: int) -> Mapping[str, NDArray[np.floating]]:
    """Return a first place for each thing by forces between them.

    networkx' spring layout needs scipy for 500 things or more; there ForceAtlas2 serves (Jacomy and others,
    ForceAtlas2, PLoS ONE, 2014), which asks for numpy only.
    """
    if size >= _LARGE:
        return nx.forceatlas2_layout(graph, max_iter=_ROUNDS, weight="weight", seed=_SEED)
    return nx.spring_layout(
        graph,
        k=3.0 / np.sqrt(size),
        iterations=_ITERATIONS,
        weight="weight",
        seed=_SEED,
        method="force",
    )


def _even(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Draw far points in and crowded ones out, so that the picture fills its ellipse evenly.

    Each point keeps its direction from the middle; its distance becomes that of its rank.
    """
    middle = np.median(points, axis=0)
    away = points - middle
    distance = np.hypot(away[:, 0], away[:, 1])
    rank = distance.argsort().argsort()
    wanted = np.sqrt((rank + 0.5) / len(points))
    # Half by rank, half as it was: the shape of the graph stays to be seen.
    blend = 0.5 * wanted + 0.5 * np.minimum(distance / np.quantile(distance, 0.95), 1.0)
    evened: NDArray[np.float64] = away / np.maximum(distance, 1e-9)[:, None] * blend[:, None]
    return evened


def _apart(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Push points apart until each has room for itself and its label."""
    room = np.array([_SPACE, _LINE], dtype=np.float64)
    for _round in range(300):
        one, other = np.nonzero(_near(points, room))
        gap = (points[one] - points[other]) / room
        distance = np.sqrt((gap**2).sum(axis=1))
        close = distance < 1
        if not close.any():
            break
        one, gap, distance = one[close], gap[close], distance[close]
        # Points in the same place part along a fixed direction.
        gap[distance == 0] = np.array([0.1, 0.1])
        push = (1 - distance) / np.maximum(distance, 0.1)
        np.add.at(points, one, push[:, None] * gap * room * 0.35)
    return points


def _near(points: NDArray[np.float64], room: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which pairs of points overlap in both directions; few do, so that the rest is cheap."""
    aside = np.abs(points[:, None, 0] - points[None, :, 0]) < room[0]
    above = np.abs(points[:, None, 1] - points[None, :, 1]) < room[1]
    near: NDArray[np.bool_] = aside & above
    np.fill_diagonal(near, val=False)
    return near
