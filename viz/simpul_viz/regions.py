"""Cities by region on both sides of the networks that they join: an overview that reads like a table."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from statistics import fmean
from typing import Final, TypeAlias

from simpul.projection import Positions, Projection, Thing
from simpul.projection.subgraph import by_keys

_HEADING: Final = 74
"""Pixels that the name of a region takes, with the air above it."""
_ABOVE: Final = 12
"""Pixels from it to the middle of the first thing's row, beyond half of that."""
_HIGH: Final = 84
_GROWTH: Final = 7.0
"""Pixels more for a thing, by the root of how many ties it has: it is larger, and its label has a line more."""
_WIDE: Final = 172
_GUTTER: Final = 250
"""Pixels between columns of two kinds, for the lines."""
_ROWS: Final = 8
_STEP: Final = 0.62
"""Of its height, how far down the next of two columns that stand as a zigzag begins."""
_MANY: Final = 8
"""Cities of a continent that are told apart by area."""
_ROUNDS: Final = 6
_FEWEST: Final = 3
"""Networks, and cities, without which there is nothing to lay out by."""
_CENTRE: Final = "network"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands above things that belong together.

    Attributes:
        name: A facet's key, such as an area, or a group.
        keys: The things below it.
    """

    name: str
    x: int
    y: int
    keys: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a page opens on: where each thing lies, and what is written above them."""

    places: Positions
    headings: Sequence[Heading] = field(default_factory=tuple[Heading, ...])


_Band: TypeAlias = tuple[str, list[str]]


def by_region(
    projection: Projection, chosen: Sequence[str], degree: Mapping[str, int]
) -> Overview | None:
    """Return the chosen in columns: western cities, networks, eastern cities, all else.

    Args:
        projection: All things and ties.
        chosen: Keys of what is shown.
        degree: How many ties each thing has.

    Returns:
        None where there are too few networks, cities or areas for columns.
    """
    things = by_keys(projection)
    shown = [things[key] for key in chosen]
    networks = [thing.key for thing in shown if thing.group == "network"]
    areas = _areas(thing for thing in shown if thing.group == "city")
    if len(networks) < _FEWEST or len(areas) < 2 or sum(map(len, areas.values())) < _FEWEST:
        return None
    west, east = _sides(areas, things)
    placed = {key for side in (west, east) for _name, keys in side for key in keys}
    rest = _by_group(thing for thing in shown if thing.key not in placed | set(networks))
    columns = [west, [(_CENTRE, networks)], east, *([rest] if rest else [])]
    _untangle(columns, _neighbours(projection, set(chosen)))
    return _placed(columns, degree)


def _areas(cities: Iterable[Thing]) -> dict[str, list[str]]:
    """Return the cities that lie somewhere, by continent, and by area where a continent has many."""
    located = [city for city in cities if city.point is not None]
    continents = Counter(_region(city, "continent/") for city in located)
    found: dict[str, list[str]] = defaultdict(list)
    for city in located:
        continent = _region(city, "continent/")
        area = _region(city, "area/") if continents[continent] > _MANY else ""
        if name := area or continent:
            found[name].append(city.key)
    return dict(found)


def _region(city: Thing, level: str) -> str:
    return next((key for key in city.facets.get("region", ()) if key.startswith(level)), "")


def _sides(
    areas: Mapping[str, list[str]], things: Mapping[str, Thing]
) -> tuple[list[_Band], list[_Band]]:
    """Return the areas of the west and of the east, the northern first, with as many cities on either side."""

    def middle(area: str, axis: int) -> float:
        points = [point for key in areas[area] if (point := things[key].point) is not None]
        return fmean(point[axis] for point in points)

    order = sorted(areas, key=lambda area: (middle(area, 1), area))
    counts = [len(areas[area]) for area in order]
    cut = min(range(1, len(order)), key=lambda n: abs(sum(counts[:n]) - sum(counts[n:])))

    def side(names: Sequence[str]) -> list[_Band]:
        ordered = sorted(names, key=lambda area: (-middle(area, 0), area))
        return [(area, list(areas[area])) for area in ordered]

    return side(order[:cut]), side(order[cut:])


def _by_group(things: Iterable[Thing]) -> list[_Band]:
    found: dict[str, list[str]] = defaultdict(list)
    for thing in things:
        found[thing.group].append(thing.key)
    return sorted(found.items(), key=lambda band: (-len(band[1]), band[0]))


def _neighbours(projection: Projection, inside: set[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for tie in projection.ties:
        if tie.source in inside and tie.target in inside and tie.source != tie.target:
            found[tie.source].add(tie.target)
            found[tie.target].add(tie.source)
    return found


def _untangle(columns: Sequence[list[_Band]], near: Mapping[str, set[str]]) -> None:
    """Order what is in each band by the middle of what it is tied to, so that lines cross less (Sugiyama, 1981)."""
    for _round in range(_ROUNDS):
        row = _rows(columns)
        for column in columns:
            own = {key for _name, keys in column for key in keys}
            for _name, keys in column:
                middle = {
                    key: fmean([row[other] for other in near[key] - own] or [row[key]])
                    for key in keys
                }
                rank = {key: (round(place, 6), key) for key, place in middle.items()}
                keys.sort(key=rank.__getitem__)


def _rows(columns: Sequence[Sequence[_Band]]) -> dict[str, float]:
    """Return how far down each thing stands in its column, from 0 to 1."""
    found: dict[str, float] = {}
    for column in columns:
        keys = [key for _name, those in column for key in those]
        found |= {key: (number + 0.5) / len(keys) for number, key in enumerate(keys)}
    return found


def _placed(columns: Sequence[Sequence[_Band]], degree: Mapping[str, int]) -> Overview:
    """Return the places in columns, each around one middle; a long one stands in two beside each other."""
    places: dict[str, tuple[int, int]] = {}
    headings: list[Heading] = []
    left = 0
    for column in columns:
        spots: dict[str, tuple[int, float]] = {}
        heads: list[tuple[str, float, list[str]]] = []
        is_double = column[0][0] == _CENTRE or sum(len(keys) for _name, keys in column) > _ROWS
        down = 0.0
        for name, keys in column:
            heads.append((name, down + _HEADING - _ABOVE, keys))
            rows = _zigzag if column[0][0] == _CENTRE else _rows_of
            made, down = rows(keys, degree, down + _HEADING, is_double=is_double)
            spots |= made
        middle = left + (_WIDE / 2 if is_double else 0)
        places |= {
            k: (left + across * _WIDE, round(y - down / 2)) for k, (across, y) in spots.items()
        }
        headings += [
            Heading(name=name, x=round(middle), y=round(y - down / 2), keys=keys)
            for name, y, keys in heads
        ]
        left += (_WIDE if is_double else 0) + _GUTTER
    return Overview(places=places, headings=headings)


def _in_rows(keys: Sequence[str], wide: int) -> list[Sequence[str]]:
    return [keys[start : start + wide] for start in range(0, len(keys), wide)]


def _height(key: str, degree: Mapping[str, int]) -> float:
    return _HIGH + _GROWTH * min(10, sqrt(degree[key]))


def _rows_of(
    keys: Sequence[str], degree: Mapping[str, int], down: float, *, is_double: bool
) -> tuple[dict[str, tuple[int, float]], float]:
    """Return in which of two columns each stands and how far down, in rows, and where the last ends."""
    found: dict[str, tuple[int, float]] = {}
    for row in _in_rows(keys, 2 if is_double else 1):
        height = max(_height(key, degree) for key in row)
        found |= {key: (across, down + height / 2) for across, key in enumerate(row)}
        down += height
    return found, down


def _zigzag(
    keys: Sequence[str], degree: Mapping[str, int], down: float, *, is_double: bool
) -> tuple[dict[str, tuple[int, float]], float]:
    """Return the same of what stands now left, now right, so that lines from both sides find their way."""
    found: dict[str, tuple[int, float]] = {}
    ends = [down, down]
    for number, key in enumerate(keys):
        across, height = number % 2 if is_double else 0, _height(key, degree)
        top = max(ends[across], down)
        found[key] = (across, top + height / 2)
        ends[across], down = top + height, top + height * _STEP
    return found, max(ends)
