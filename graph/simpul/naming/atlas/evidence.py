"""What is known of a place beside its name, and whether a city agrees with it."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.naming.atlas.folding import key
from simpul.naming.atlas.forms import readings
from simpul.naming.atlas.index import Atlas, Place, Rank

_PARTS: Final = re.compile(r"[\s.]*[-\u2010-\u2015][\s.]*")
_EARTH_KM: Final = 6371.0
_DEPENDENCIES: Final = {
    "CN": ("HK", "MO", "TW"),
    "CY": ("TR",),
    "DK": ("GL", "FO"),
    "EH": ("MA", "DZ"),
    "FI": ("AX",),
    "FR": ("GP", "MQ", "RE", "GF", "YT", "NC", "PF", "PM", "BL", "MF", "WF"),
    "GB": ("IM", "JE", "GG", "GI", "BM", "KY", "FK"),
    "IL": ("PS",),
    "MA": ("EH",),
    "NL": ("CW", "AW", "SX", "BQ"),
    "NO": ("SJ",),
    "PS": ("IL",),
    "RS": ("XK",),
    "RU": ("UA",),
    "TR": ("CY",),
    "UA": ("RU",),
    "US": ("PR", "GU", "VI", "AS", "MP"),
}
"""Where else a city may stand that a list puts into a country: dependencies, and where sources disagree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of a place beside its name.

    Attributes:
        countries: ISO codes of the countries it may lie in; empty where nothing is said.
        region: A region's name or code as typed; empty where nothing is said.
        latitude: Degrees north, or None.
        longitude: Degrees east, or None.
        population: How many people live there, or None.
    """

    countries: tuple[str, ...] = ()
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None

    def kilometres_to(self, place: Place) -> float | None:
        """Return how far a city is from the coordinates that are known, or None."""
        if self.latitude is None or self.longitude is None:
            return None
        return kilometres(self.latitude, self.longitude, place.latitude, place.longitude)


NOTHING: Final = Evidence()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Countries and regions that one text beside a name may mean; neither where it means no such thing."""

    countries: frozenset[str] = frozenset()
    regions: frozenset[tuple[str, str]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.countries or self.regions)

    def allows(self, place: Place) -> bool:
        """Return whether a city lies in one of them."""
        return place.country in self.countries or (place.country, place.region) in self.regions

    def within(self) -> set[str]:
        """Return the countries it mentions, directly or by their regions."""
        return {*self.countries, *(country for country, _code in self.regions)}


def hint(atlas: Atlas, text: str) -> Hint:
    """Return what a text beside a name may mean: "IL" is Illinois, and Israel; "Lviv oblast" is Lviv."""
    for names in _wordings(text):
        countries = frozenset(code for name in names for code in atlas.country_codes(name))
        regions = frozenset(code for name in names for code in atlas.region_codes(name))
        if countries or regions:
            return Hint(countries=countries, regions=regions)
    return Hint()


def _wordings(text: str) -> Iterator[Sequence[str]]:
    """Yield the text as it is, then without the words around its names, then its parts."""
    yield (text,)
    yield [way.name for way in readings(text)]
    yield [part for part in _PARTS.split(text) if part]


def seats(atlas: Atlas, text: str) -> tuple[Place, ...]:
    """Return the greatest city of each country that has a text, or what stands in it, for its own name.

    Most provinces are called after their seat, so "Lviv oblast" tells where to look although no list of regions is at
    hand; and "Tokyo, Osaka" is no city at all.
    """
    for names in _wordings(text):
        owners = [
            one.place for one in atlas.bearers(tuple(map(key, names))) if one.rank == Rank.LABEL
        ]
        greatest: dict[str, Place] = {}
        for place in sorted(owners, key=lambda place: (-place.population, place.id)):
            greatest.setdefault(place.country, place)
        if greatest:
            return tuple(greatest.values())
    return ()


def dependencies(countries: Iterable[str]) -> tuple[str, ...]:
    """Return where else a city of these countries may stand in GeoNames."""
    return tuple(near for code in countries for near in _DEPENDENCIES.get(code, ()))


def kilometres(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Return the great-circle distance of two points given in degrees.

    >>> round(kilometres(-6.2146, 106.8451, 37.566, 126.9784))
    5297
    """
    a, b = math.radians(latitude), math.radians(to_latitude)
    east = math.radians(to_longitude - longitude)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def apart(one: Place, other: Place) -> float:
    """Return how many kilometres two cities are apart."""
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


__all__ = ["NOTHING", "Evidence", "Hint", "apart", "dependencies", "hint", "kilometres", "seats"]
