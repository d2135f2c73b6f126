"""Places in a picture: connected things near each other, none on top of another.

Three steps, each with its paper: where things belong by their distances (pivots), what pulls and pushes them
(ForceAtlas2), and room for everyone (``simpul.analysis.spacing``). The same input gives the same pixels: the first
step is rounded, so that a last digit of a machine's linear algebra does not matter; the second is the same
arithmetic on every processor and for any number of threads.
"""

from collections.abc import Sequence
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from simpul.analysis.spacing import LINE, SPACE, apart, packed
from simpul.projection import Positions, Projection, Tie

Points = NDArray[np.float64]
"""Shape (things, 2)."""
Links = NDArray[np.int64]
"""Shape (links, 2): from the row of one thing to that of another."""

_PIVOTS: Final = 50
_FEW: Final = 500
"""Up to this number each thing pushes every other one; beyond, far ones push as a group (Barnes and Hut)."""
_WORK: Final = 200_000
"""Things times rounds of pulling and pushing; a picture has settled after some twenty rounds."""
_ROUNDS: Final = (40, 300)
"""Fewest and most rounds."""
_SPREAD: Final = np.array([SPACE * 0.62, LINE * 1.05])
"""Pixels to the radius of a picture, by the root of its number of things: room for most before any is pushed."""
_QUIET: Final = {"theme": 0.15, "inCountry": 0.3, "locatedIn": 0.4, "heldIn": 0.4, "seatedIn": 0.4}
"""Ties that almost everything has pull less: they say little about what belongs together."""


def layout(projection: Projection) -> Positions:
    """Return a place for each thing; the same things and ties always get the same places.

    Each component is laid out separately; the largest is at the top, the others in rows below it.
    """
    names = sorted(thing.key for thing in projection.things)
    links, weights = _links(names, projection.ties)
    boxes = [
        _place([names[row] for row in rows], *_within(rows, links, weights))
        for rows in _components(len(names), links)
    ]
    placed = packed([points for _rows, points in boxes])
    order = [name for members, _points in boxes for name in members]
    return {
        name: (round(float(x)), round(float(y))) for name, (x, y) in zip(order, placed, strict=True)
    }


def _links(names: Sequence[str], ties: Sequence[Tie]) -> tuple[Links, NDArray[np.float64]]:
    """Return each pair of things that are tied, once, and how strongly."""
    row = {name: number for number, name in enumerate(names)}
    strength: dict[tuple[int, int], float] = {}
    for tie in ties:
        one, other = sorted((row[tie.source], row[tie.target]))
        if one != other:
            pull = _QUIET.get(tie.relation, 1.0)
            strength[one, other] = strength.get((one, other), 0.0) + pull
    pairs = sorted(strength)
    return (
        np.array(pairs, dtype=np.int64).reshape(-1, 2),
        np.array([strength[pair] for pair in pairs], dtype=np.float64),
    )


def _components(size: int, links: Links) -> list[list[int]]:
    """Return the rows of each component, the largest first."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if not size:
        return []
    matrix = coo_array((np.ones(len(links)), (links[:, 0], links[:, 1])), shape=(size, size))
    _count, labels = connected_components(matrix, directed=False)
    found: dict[int, list[int]] = {}
    for number, label in enumerate(labels.tolist()):
        found.setdefault(label, []).append(number)
    return sorted(found.values(), key=lambda rows: (-len(rows), rows[0]))


def _within(
    rows: Sequence[int], links: Links, weights: NDArray[np.float64]
) -> tuple[Links, NDArray[np.float64]]:
    """Return the links among these rows, numbered again from zero."""
    if len(rows) == 1:
        return links[:0], weights[:0]
    number = np.full(int(links.max()) + 1, -1)
    number[rows] = np.arange(len(rows))
    inside = number[links[:, 0]] >= 0
    return number[links[inside]], weights[inside]


def _place(
    names: list[str], links: Links, weights: NDArray[np.float64]
) -> tuple[list[str], Points]:
    """Return the names of a component and a place for each."""
    size = len(names)
    if size == 1:
        return names, np.zeros((1, 2))
    begin = _by_pivots(size, links) + _nudges(names)
    drawn = _by_forces(np.round(begin, 3), links, weights)
    return names, apart(_even(drawn) * np.sqrt(size) * _SPREAD)


def _by_pivots(size: int, links: Links) -> Points:
    """Return places whose distances are about those in the graph.

    Brandes and Pich, Eigensolver Methods for Progressive Multidimensional Scaling of Large Data, 2007,
    doi:10.1007/978-3-540-70904-6_6: scaling by the distances to a few pivots, far from each other.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    both = np.vstack([links, links[:, ::-1]])
    matrix = coo_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(size, size)).tocsr()
    pivot = int(np.bincount(both[:, 0], minlength=size).argmax())
    nearest = np.full(size, np.inf)
    columns: list[NDArray[np.float64]] = []
    while len(columns) < min(_PIVOTS, size) and (not columns or nearest[pivot] > 0):
        columns.append(dijkstra(matrix, directed=False, indices=pivot, unweighted=True))
        nearest = np.minimum(nearest, columns[-1])
        pivot = int(nearest.argmax())
    squares = np.array(columns).T ** 2
    centred = squares.mean(axis=0) + squares.mean(axis=1)[:, None] - squares - squares.mean()
    _values, vectors = np.linalg.eigh(centred.T @ centred)
    points = centred @ vectors[:, :-3:-1]
    # An eigenvector may come out either way round; the thing farthest along it is put to the right.
    far = np.abs(points).argmax(axis=0)
    points = points * np.where(points[far, [0, 1]] < 0, -1.0, 1.0)
    scaled: Points = points / max(float(points.std()), 1e-9) * 100
    return scaled


def _nudges(names: Sequence[str]) -> Points:
    """Return a small step for each name, the same in every build, so that no two things coincide."""
    marks = np.array([crc32(name.encode()) for name in names], dtype=np.uint32)
    return np.column_stack([marks & 0xFFFF, marks >> 16]) / 0x8000 - 1.0


def _by_forces(begin: Points, links: Links, weights: NDArray[np.float64]) -> Points:
    """Return the places after pulling along links and pushing between all.

    Jacomy, Venturini, Heymann and Bastian, ForceAtlas2, 2014, doi:10.1371/journal.pone.0098679.
    """
    from crategraph_forceatlas2 import layout as forces

    size = len(begin)
    points: Points = forces(
        size,
        links,
        init=begin,
        weights=weights,
        iterations=min(max(_WORK // size, _ROUNDS[0]), _ROUNDS[1]),
        barnesHutOptimize=size > _FEW,
        barnesHutTheta=1.2,
        scalingRatio=10,
        strongGravityMode=True,
        gravity=0.05,
    )
    return points


def _even(points: Points) -> Points:
    """Move far points in and crowded ones out, so that the picture fills its ellipse evenly.

    Each point keeps its direction from the middle; its distance becomes that of its rank.
    """
    middle = np.median(points, axis=0)
    away = points - middle
    distance = np.hypot(away[:, 0], away[:, 1])
    rank = distance.argsort(kind="stable").argsort(kind="stable")
    wanted = np.sqrt((rank + 0.5) / len(points))
    reach = max(float(np.quantile(distance, 0.95)), 1e-9)
    # Half by rank, half as it was: the shape of the graph stays to be seen.
    blend = 0.5 * wanted + 0.5 * np.minimum(distance / reach, 1.0)
    evened: Points = away / np.maximum(distance, 1e-9)[:, None] * blend[:, None]
    return evened
