"""What a page opens on, and where things lie when the picture is a diagram rather than a web."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import sqrt
from typing import Final

from simpul.analysis import layout
from simpul.projection import Positions, Projection
from simpul.projection.neighbourhood import Comparison, Path
from simpul.projection.subgraph import by_keys, subgraph
from simpul_viz.regions import Overview, by_region

ROOM: Final = 44
"""Things that a screen holds with readable names."""
_SLACK: Final = 1.5
"""A picture with little more than that is shown whole."""
_SHARES: Final = (0.3, 0.65)
"""Shares of the room: what the first group takes at most, then the next of the rest."""
_WIDE: Final = 168
_HIGH: Final = 84
_ROWS: Final = 9
_BOX: Final = (156.0, 84.0)
"""Pixels that a small thing and its label need."""
_GROWTH: Final = (4.0, 7.0)
"""Pixels more, by the root of how many ties it has: it is larger, and its label has a line more."""
_SHOWN: Final = 9
"""Things that only one side of a comparison has, and the page opens with."""
_ASPECT: Final = 1.15
_WHERE: Final = "inCountry"
"""A tie by which a country would be well tied to any picture."""
_AIR: Final = 1.9
"""Times the room that all boxes need, which is how much of it the opening picture has."""


def overview(
    projection: Projection,
    degree: Mapping[str, int],
    *,
    first: Sequence[str],
    off: Sequence[str],
) -> Overview:
    """Return what the page opens on and where it lies: the best connected, important groups first.

    Cities that join networks stand by region on both sides of these; anything else is laid out by what it is tied to.

    Args:
        projection: All that the page holds.
        degree: How many ties each thing has.
        first: Groups that the overview begins with.
        off: Groups that are hidden at the start.
    """
    ranked = sorted(
        (thing for thing in projection.things if thing.group not in off),
        key=lambda thing: (-degree[thing.key], thing.key),
    )
    if len(ranked) <= ROOM * _SLACK:
        return _laid_out(projection, [thing.key for thing in ranked], degree)
    chosen: list[str] = []
    for group, share in zip(first, (*_SHARES, 1.0), strict=False):
        room = round((ROOM - len(chosen)) * share)
        chosen += [thing.key for thing in ranked if thing.group == group][:room]
    ranking = [thing.key for thing in ranked]
    chosen += _best_tied(projection, ranking, chosen)
    # What has no tie to the rest of the overview tells nothing there; others take its room.
    near = _ends_among(projection, chosen)
    chosen = [key for key in chosen if near.get(key)]
    chosen += _best_tied(projection, ranking, chosen)
    return _laid_out(projection, chosen, degree)


def _laid_out(projection: Projection, chosen: Sequence[str], degree: Mapping[str, int]) -> Overview:
    return by_region(projection, chosen, degree) or Overview(
        places=_spread(layout(subgraph(projection, chosen)), degree)
    )


def _best_tied(projection: Projection, ranking: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """Return what fills the room that is left: what has most ties to what is chosen, then the best connected."""
    inside, tied = set(chosen), _ends_among(projection, chosen)
    rank = {key: number for number, key in enumerate(ranking)}
    rest = [key for key in ranking if key not in inside and (key in tied or not inside)]
    rest.sort(key=lambda key: (-min(3, len(tied.get(key, ()))), rank[key]))
    return rest[: ROOM - len(chosen)]


def _ends_among(projection: Projection, chosen: Sequence[str]) -> dict[str, set[str]]:
    """Return which of the chosen each thing is tied to."""
    inside = set(chosen)
    tied: dict[str, set[str]] = {}
    for tie in projection.ties:
        if tie.relation == _WHERE:
            continue
        for one, other in ((tie.source, tie.target), (tie.target, tie.source)):
            if other in inside:
                tied.setdefault(one, set()).add(other)
    return tied


def _spread(places: Positions, degree: Mapping[str, int]) -> Positions:
    """Return the places in a frame of a screen's shape, pushed apart until no label lies on another."""
    if len(places) < 2:
        return places
    keys = sorted(places)
    boxes = [
        tuple(
            side + growth * min(10, sqrt(degree[key]))
            for side, growth in zip(_BOX, _GROWTH, strict=True)
        )
        for key in keys
    ]
    area = sum(wide * high for wide, high in boxes) * _AIR
    columns = [_framed([places[key][0] for key in keys], sqrt(area * _ASPECT))]
    columns.append(_framed([places[key][1] for key in keys], sqrt(area / _ASPECT)))
    spots = [list(spot) for spot in zip(*columns, strict=True)]
    for _round in range(300):
        if not _push(spots, boxes):
            break
    return {key: (round(x), round(y)) for key, (x, y) in zip(keys, spots, strict=True)}


def _framed(values: Sequence[int], side: float) -> list[float]:
    low, high = min(values), max(values)
    return [(value - low) / max(1, high - low) * side for value in values]


def _push(spots: list[list[float]], boxes: Sequence[tuple[float, ...]]) -> bool:
    """Push each two that overlap apart, the way that is shorter; return whether any did."""
    moved = False
    for number, one in enumerate(spots):
        wide, high = boxes[number]
        for before in range(number):
            other = spots[before]
            across, down = other[0] - one[0], other[1] - one[1]
            room = (boxes[before][0] + wide) / 2, (boxes[before][1] + high) / 2
            need = room[0] - abs(across), room[1] - abs(down)
            if need[0] > 1 and need[1] > 1:
                moved = True
                axis, gap = (0, across) if need[0] / room[0] < need[1] / room[1] else (1, down)
                step = need[axis] / 2 * (1 if gap >= 0 else -1)
                other[axis] += step
                one[axis] -= step
    return moved


def opening(comparison: Comparison, degree: Mapping[str, int]) -> Comparison:
    """Return the comparison with no more than a column of what only one side has, the best connected."""
    rank = _by_kind(comparison.projection)

    def few(keys: Sequence[str]) -> list[str]:
        return sorted(keys, key=lambda key: (rank[key][0] > 0, -degree[key], key))[:_SHOWN]

    return replace(comparison, only_a=few(comparison.only_a), only_b=few(comparison.only_b))


def comparison_in_columns(comparison: Comparison, a: str, b: str) -> Positions:
    """Return columns: what only the first has, the first, what both have, the second, what only the second has."""
    order = _by_kind(comparison.projection)
    both = _columns(sorted(comparison.both, key=order.__getitem__), centre=True)
    half = max((abs(x) for x, _y in both.values()), default=0) + round(1.3 * _WIDE)
    left = _columns(sorted(comparison.only_a, key=order.__getitem__))
    right = _columns(sorted(comparison.only_b, key=order.__getitem__))
    places: Positions = dict(both)
    places[a], places[b] = (-half, 0), (half, 0)
    places |= {key: (-half - _WIDE - x, y) for key, (x, y) in left.items()}
    places |= {key: (half + _WIDE + x, y) for key, (x, y) in right.items()}
    return places


def _by_kind(projection: Projection) -> Mapping[str, tuple[int, str]]:
    """Return a sort key for each thing: networks first, then by group."""
    groups = ["network", *sorted({t.group for t in projection.things} - {"network"})]
    return {key: (groups.index(t.group), key) for key, t in by_keys(projection).items()}


def _columns(keys: Sequence[str], *, centre: bool = False) -> Positions:
    """Return places in columns of one height, from the middle to the right, or around the middle."""
    count = -(-len(keys) // _ROWS)
    rows = -(-len(keys) // count) if count else 0
    shift = (count - 1) / 2 if centre else 0
    return {
        key: (
            round((number // rows - shift) * _WIDE),
            round((number % rows - (rows - 1) / 2) * _HIGH),
        )
        for number, key in enumerate(keys)
    }


def paths_in_lanes(paths: Sequence[Path]) -> Positions:
    """Return the paths as lines from left to right, the shortest in the middle."""
    if not paths:
        return {}
    span = max(len(path) for path in paths) - 1
    wide = max(span, 2) * round(1.5 * _WIDE)
    found: dict[str, list[tuple[float, float]]] = {}
    for number, path in enumerate(paths):
        lane = (number + 1) // 2 * (1 if number % 2 else -1) * 1.6 * _HIGH
        for step, key in enumerate(path):
            ends = step in {0, len(path) - 1}
            found.setdefault(key, []).append(
                (step / max(1, len(path) - 1) * wide, 0 if ends else lane)
            )
    # A thing on several paths stands on the first of them.
    return {key: (round(spots[0][0]), round(spots[0][1])) for key, spots in found.items()}
