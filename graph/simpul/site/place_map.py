"""Where a thing lies, as a small map: the land around it, and a mark for each place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, radians
from typing import Final, Self

from simpul_viz.coastline import outlines

_WIDE: Final = 440
_HIGH: Final = 240
_STEP: Final = 20
"""Steps of the outlines in a degree."""
_LEAST: Final = 11.0
"""Degrees of latitude that a map shows at least: enough land to know where one is."""
_AIR: Final = 1.3
_GRID: Final = 2
"""Degrees between the middles of maps."""
_BEYOND: Final = 9
"""Pixels that the land goes beyond the edges."""

Point = tuple[float, float]
"""Latitude and longitude in degrees."""
_XY = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A mark on the map, with what lies there; the address is empty where it is the page's own thing."""

    x: float
    y: float
    name: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A map.

    Attributes:
        land: The path of the land.
        places: The marks.
        wide: Its width, in pixels.
        high: Its height.
    """

    land: str
    places: Sequence[Place]
    wide: int = _WIDE
    high: int = _HIGH


def place_map(points: Sequence[tuple[Point, str, str]]) -> Map | None:
    """Return a map of places: each its point, its name and the address of its page; nothing where there is none."""
    if not points:
        return None
    window = _Window.around([point for point, _name, _href in points])
    places: list[Place] = []
    for point, name, href in points:
        x, y = window.at(point)
        places.append(Place(x=x, y=y, name=name, href=href))
    return Map(land=_land(window), places=places)


@dataclass(frozen=True, slots=True)
class _Window:
    """The part of the world that a map shows.

    Attributes:
        west: The longitude of its left edge.
        north: The latitude of its upper edge.
        scale: Pixels of a degree of latitude.
        shrink: How long a degree of longitude is there, beside one of latitude.
    """

    west: float
    north: float
    scale: float
    shrink: float

    @classmethod
    def around(cls, points: Sequence[Point]) -> Self:
        """Return what shows these points; its middle is on a grid, so that places near each other share a map."""
        latitudes, longitudes = [p[0] for p in points], [p[1] for p in points]
        middle = round((min(latitudes) + max(latitudes)) / 2 / _GRID) * _GRID
        centre = round((min(longitudes) + max(longitudes)) / 2 / _GRID) * _GRID
        shrink = max(0.2, cos(radians(middle)))
        high = max(_LEAST, (max(latitudes) - min(latitudes)) * _AIR)
        wide = max(_LEAST, (max(longitudes) - min(longitudes)) * _AIR * shrink)
        scale = round(min(_HIGH / high, _WIDE / wide), 1)
        return cls(
            west=centre - _WIDE / 2 / scale / shrink,
            north=middle + _HIGH / 2 / scale,
            scale=scale,
            shrink=shrink,
        )

    def at(self, point: Point) -> _XY:
        """Return where a point is on the map, in pixels."""
        latitude, longitude = point
        x = (longitude - self.west) * self.shrink * self.scale
        return round(x, 1), round((self.north - latitude) * self.scale, 1)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The latitudes and longitudes between which it is, and a little more: south, north, west, east."""
        room = _BEYOND / self.scale
        south = self.north - _HIGH / self.scale
        east = self.west + _WIDE / self.scale / self.shrink
        return south - room, self.north + room, self.west - room / self.shrink, east + room / self.shrink  # fmt: skip


@lru_cache(maxsize=256)
def _land(window: _Window) -> str:
    """Return the path of the land on a map."""
    south, north, west, east = window.bounds
    paths: list[str] = []
    for ring, (lowest, highest, leftmost, rightmost) in _rings():
        if lowest < north and highest > south and leftmost < east and rightmost > west:
            inside = _clipped(ring, window.bounds)
            if len(inside) > 2:
                spots = map(window.at, inside)
                paths.append(f"M{'L'.join(f'{x:g} {y:g}' for x, y in spots)}Z")
    return "".join(paths)


def _clipped(ring: Sequence[Point], bounds: Sequence[float]) -> Sequence[Point]:
    """Return what of a ring is within bounds (Sutherland and Hodgman, 1974, doi:10.1145/360767.360802)."""
    for number, limit in enumerate(bounds):
        if not ring:
            break
        ring = list(_cut(ring, number // 2, limit, -1 if number % 2 else 1))
    return ring


def _cut(ring: Sequence[Point], axis: int, limit: float, sign: int) -> Iterable[Point]:
    """Yield the points of a ring on one side of a line."""
    before = ring[-1]
    was = sign * (before[axis] - limit) >= 0
    for point in ring:
        is_inside = sign * (point[axis] - limit) >= 0
        if was != is_inside:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            yield (
                before[0] + (point[0] - before[0]) * share,
                before[1] + (point[1] - before[1]) * share,
            )
        if is_inside:
            yield point
        before, was = point, is_inside


@cache
def _rings() -> Sequence[tuple[Sequence[Point], tuple[float, float, float, float]]]:
    """Return the outlines of the land as points, each with the latitudes and longitudes that it lies between."""
    found: list[tuple[Sequence[Point], tuple[float, float, float, float]]] = []
    for steps in outlines():
        x = y = 0
        points: list[Point] = []
        for east, north in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + east, y + north
            points.append((y / _STEP, x / _STEP))
        latitudes, longitudes = [p[0] for p in points], [p[1] for p in points]
        box = min(latitudes), max(latitudes), min(longitudes), max(longitudes)
        found.append((points, box))
    return found
