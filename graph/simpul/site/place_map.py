"""Where a thing lies, as a small map: the land around it, and a mark for each place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from typing import Final

from simpul_viz.coastline import outlines

_WIDE: Final = 440
_HIGH: Final = 240
_STEP: Final = 20
"""Steps of the outlines in a degree."""
_LEAST: Final = 11.0
"""Degrees of latitude that a map shows at least: enough land to know where one is."""
_AIR: Final = 1.3

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
    window = _Window([point for point, _name, _href in points])
    places = [Place(x=x, y=y, name=name, href=href) for point, name, href in points for x, y in [window.at(point)]]  # fmt: skip
    paths = (window.path(ring) for ring in _rings())
    return Map(land="".join(path for path in paths if path), places=places)


class _Window:
    """The part of the world that a map shows: by latitude and longitude, degrees of longitude as long as they are there."""

    def __init__(self, points: Sequence[Point]) -> None:
        latitudes, longitudes = [p[0] for p in points], [p[1] for p in points]
        middle = (min(latitudes) + max(latitudes)) / 2
        self._shrink = max(0.2, cos(radians(middle)))
        high = max(_LEAST, (max(latitudes) - min(latitudes)) * _AIR)
        wide = (max(longitudes) - min(longitudes)) * _AIR * self._shrink
        self._scale = min(_HIGH / high, _WIDE / max(wide, 1e-6))
        self._top = middle + _HIGH / 2 / self._scale
        centre = (min(longitudes) + max(longitudes)) / 2
        self._left = centre - _WIDE / 2 / self._scale / self._shrink

    def at(self, point: Point) -> _XY:
        """Return where a point is on the map, in pixels."""
        latitude, longitude = point
        x = (longitude - self._left) * self._shrink * self._scale
        return round(x, 1), round((self._top - latitude) * self._scale, 1)

    def path(self, ring: Sequence[Point]) -> str:
        """Return the path of an outline, as far as it is on the map."""
        inside = _clipped([self.at(point) for point in ring])
        return f"M{'L'.join(f'{x:g} {y:g}' for x, y in inside)}Z" if len(inside) > 2 else ""


def _clipped(ring: Sequence[_XY]) -> Sequence[_XY]:
    """Return what of a ring is within the map and a little beyond its edges (Sutherland and Hodgman, 1974, doi:10.1145/360767.360802)."""
    for axis, limit, sign in ((0, -9, 1), (0, _WIDE + 9, -1), (1, -9, 1), (1, _HIGH + 9, -1)):
        if not ring:
            break
        ring = list(_cut(ring, axis, limit, sign))
    return ring


def _cut(ring: Sequence[_XY], axis: int, limit: float, sign: int) -> Iterable[_XY]:
    """Yield the points of a ring on one side of a line."""
    before = ring[-1]
    for point in ring:
        was, is_ = (sign * (one[axis] - limit) >= 0 for one in (before, point))
        if was != is_:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            x, y = (before[n] + (point[n] - before[n]) * share for n in (0, 1))
            yield round(x, 1), round(y, 1)
        if is_:
            yield point
        before = point


@cache
def _rings() -> Sequence[Sequence[Point]]:
    """Return the outlines of the land, each as points."""
    found: list[list[Point]] = []
    for steps in outlines():
        x = y = 0
        points: list[Point] = []
        for east, north in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + east, y + north
            points.append((y / _STEP, x / _STEP))
        found.append(points)
    return found
