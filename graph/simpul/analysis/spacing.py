"""Room in a picture: things are pushed apart until none covers another, and components are packed."""

from collections.abc import Iterator, Mapping, Sequence
from math import floor
from typing import Final

import numpy as np
from numpy.typing import NDArray

SPACE: Final = 190
"""Pixels that a thing and its label need from side to side."""
LINE: Final = 74
"""Pixels that they need from top to bottom."""
_ROOM: Final = np.array([SPACE, LINE], dtype=np.float64)
_ROUNDS: Final = 100
_STEP: Final = 0.4
"""From ring to ring of the search for a free place."""
_RINGS: Final = 12
"""How far a point looks for a place by itself."""
_COLUMN: Final = 1 << 32
"""From the number of a cell to that of the next in its line: more than there are lines."""
_NEAR: Final = tuple(across * _COLUMN + down for across in (0, -1, 1) for down in (0, -1, 1))
"""From the number of a cell to its own and those around it."""
_WIDE: Final = 1.6
"""Width of a packed picture by its height, as screens have it."""

Points = NDArray[np.float64]


def apart(points: Points) -> Points:
    """Return points of which no two are nearer than ``SPACE`` sideways and ``LINE`` up and down at once.

    Pairs that overlap are pushed apart, all at once, for some rounds (after Gansner and Hu, Efficient,
    Proximity-Preserving Node Overlap Removal, 2010, doi:10.7155/jgaa.00198, with the pairs from a k-d tree in
    place of a triangulation); what is still in the way then takes the nearest free place.
    """
    loose = points / _ROOM
    for _round in range(_ROUNDS):
        if not _push(loose):
            break
    return _settle(loose) * _ROOM


def _push(loose: Points) -> bool:
    """Push overlapping points apart a little, in place; return whether there were any."""
    from scipy.spatial import cKDTree

    pairs = cKDTree(loose).query_pairs(1.0, p=np.inf, output_type="ndarray")
    if not len(pairs):
        return False
    # The tree gives its pairs in an order of its own; sums of floats depend on it.
    pairs = pairs[np.argsort(pairs[:, 0] * len(loose) + pairs[:, 1])]
    one, other = pairs[:, 0], pairs[:, 1]
    gap = loose[one] - loose[other]
    # Points in the same place part along a fixed direction.
    gap[np.abs(gap).max(axis=1) < 1e-6] = (0.01, 0.02)
    missing = 1.02 - np.abs(gap)
    # Part along the axis where less is missing, as two boxes do.
    axis = (missing[:, 1] <= missing[:, 0]).astype(int)
    rows = np.arange(len(pairs))
    step = np.where(gap[rows, axis] < 0, -1.0, 1.0) * missing[rows, axis] * 0.4
    moved = 2 * np.concatenate([one, other]) + np.concatenate([axis, axis])
    moves = np.bincount(moved, np.concatenate([step, -step]), loose.size).reshape(loose.shape)
    loose += np.clip(moves, -1.0, 1.0)
    return True


def _settle(loose: Points) -> Points:
    """Move each point that still overlaps to the nearest free place; those in the middle stay.

    Where a point has none near, all that have none are placed together, on a lattice.
    """
    middle = np.median(loose, axis=0)
    order = np.abs(loose - middle).max(axis=1).argsort(kind="stable")
    placed = loose.copy()
    # In a cell of one by one only one point can stand.
    taken: dict[int, tuple[float, float]] = {}
    crowded: list[int] = []
    for number in order.tolist():
        around = _around(*loose[number].tolist())
        place = next((place for place in around if _is_free(*place, taken)), None)
        if place is None:
            crowded.append(number)
        else:
            taken[_cell(*place)] = placed[number] = place
    if crowded:
        placed[crowded] = _on_lattice(loose[crowded], np.array([*taken.values()]).reshape(-1, 2))
    return placed


def _on_lattice(crowded: Points, others: Points) -> Points:
    """Return a free place on a lattice for each point, the nearest that those before it have left.

    In each round every point that is left looks for its nearest free place, and of those that find the same one the
    first takes it.
    """
    from scipy.spatial import cKDTree

    free = _free_places(crowded, others)
    placed = crowded.copy()
    left = np.arange(len(crowded))
    while len(left):
        _distance, nearest = cKDTree(free).query(crowded[left], p=np.inf)
        places, first = np.unique(nearest, return_index=True)
        placed[left[first]] = free[places]
        left = np.delete(left, first)
        free = np.delete(free, places, axis=0)
    return placed


def _free_places(crowded: Points, others: Points) -> Points:
    """Return the places of a lattice around points that no other point is in the way of, as many as there are points."""
    from scipy.spatial import cKDTree

    low, high = np.floor(crowded.min(axis=0)), np.ceil(crowded.max(axis=0))
    tree = cKDTree(others) if len(others) else None
    reach = 0
    while True:
        columns, lines = (
            np.arange(first - reach, last + reach + 1, dtype=np.float64)
            for first, last in zip(low.tolist(), high.tolist(), strict=True)
        )
        lattice: Points = np.column_stack(
            [np.repeat(columns, len(lines)), np.tile(lines, len(columns))]
        )
        if tree is not None:
            distance, _nearest = tree.query(lattice, p=np.inf)
            lattice = lattice[distance >= 1]
        if len(lattice) >= len(crowded):
            return lattice
        reach = 2 * reach + 4


def _cell(x: float, y: float) -> int:
    """Return the number of the cell that a place is in."""
    return floor(x) * _COLUMN + floor(y)


def _is_free(x: float, y: float, taken: Mapping[int, tuple[float, float]]) -> bool:
    cell = floor(x) * _COLUMN + floor(y)
    for near in _NEAR:
        if cell + near in taken:
            across, down = taken[cell + near]
            if -1 < across - x < 1 and -1 < down - y < 1:
                return False
    return True


def _around(x: float, y: float) -> Iterator[tuple[float, float]]:
    """Yield a place, then others on rings around it."""
    yield x, y
    for ring in range(1, _RINGS + 1):
        reach = ring * _STEP
        for step in range(-ring, ring):
            side = step * _STEP
            yield x + side, y - reach
            yield x + reach, y + side
            yield x - side, y + reach
            yield x - reach, y - side


def packed(boxes: Sequence[Points]) -> Points:
    """Return the points of all boxes, one box after the other, none over another: in rows, the first on top.

    Args:
        boxes: The points of each component, the largest first.
    """
    if not boxes:
        return np.zeros((0, 2))
    sizes = [box.max(axis=0) - box.min(axis=0) + _ROOM for box in boxes]
    area = float(sum(size[0] * size[1] for size in sizes))
    width = max(float(sizes[0][0]), float(np.sqrt(area * _WIDE)))
    left, top, tallest = 0.0, 0.0, 0.0
    placed: list[Points] = []
    for box, (wide, tall) in zip(boxes, sizes, strict=True):
        if left and left + wide > width:
            left, top, tallest = 0.0, top + tallest, 0.0
        placed.append(box - box.min(axis=0) + np.array([left, top]))
        left += wide
        tallest = max(tallest, float(tall))
    return np.vstack(placed)
