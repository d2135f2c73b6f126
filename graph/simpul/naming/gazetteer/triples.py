"""Cities, regions and countries as N-Triples: written as text, which is the fastest way into the store.

A plain build parses the few it needs, without regions, which facts hardly ever mention; the whole world goes in
as it is.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from simpul.naming.gazetteer import areas, languages, nations, regions, wikidata
from simpul.naming.gazetteer.geonames import City, cities
from simpul.store.oxigraph import parse
from simpul.terms import (
    GEONAMES_SOURCE,
    ID,
    ONTOLOGY,
    PREFIXES,
    XSD,
    Triple,
    dct,
    rdf_type,
    rdfs_label,
    skos,
)

_ESCAPED: Final = re.compile(r'[\x00-\x1f"\\\x7f]')
_TYPE, _LABEL, _ALIAS = str(rdf_type), str(rdfs_label), str(skos("altLabel"))
_SOURCE: Final = f"{dct('source')} {GEONAMES_SOURCE}"
_SAME: Final = f"<{PREFIXES['schema']}sameAs>"
_ENTITY: Final = "http://www.wikidata.org/entity/"
_CENTROID: Final = f"<{PREFIXES['dcat']}centroid>"
_WKT: Final = f"<{PREFIXES['geo']}wktLiteral>"
_DECIMAL, _INTEGER = f"<{XSD}decimal>", f"<{XSD}integer>"
_CITY, _COUNTRY, _PROVINCE = (
    f"{_TYPE} <{ONTOLOGY}{kind}>" for kind in ("City", "Country", "Province")
)
_IN_COUNTRY, _IN_REGION, _WITHIN, _LATITUDE, _LONGITUDE, _POPULATION, _ZONE, _CODE, _REGION_CODE = (
    f"<{ONTOLOGY}{name}>"
    for name in (
        "inCountry",
        "inRegion",
        "within",
        "latitude",
        "longitude",
        "population",
        "timeZone",
        "countryCode",
        "regionCode",
    )
)


def city_triples(city: City) -> Iterator[Triple]:
    """Yield what GeoNames says of a city; alternate names whose language is not known come without one."""
    yield from _parsed(city_lines(city))


def world_triples(city: City) -> Iterator[Triple]:
    """Yield what the world has of a city, its region and its country."""
    country = city["countrycode"]
    yield from _parsed(world_city_lines(city))
    yield from _parsed(region_lines(country, city["admin1code"]))
    yield from _parsed(country_lines(country))


def country_triples(code: str) -> Iterator[Triple]:
    """Yield what is known of a country; nothing for a code that is none."""
    yield from _parsed(country_lines(code))


def _parsed(text: str) -> Iterator[Triple]:
    for quad in parse(text.encode(), "ntriples"):
        yield quad.triple


def city_lines(city: City) -> str:
    """Return the N-Triples of a city, each on its line.

    Coordinates are WGS84, as decimals and as GeoSPARQL WKT (longitude first).
    """
    number, country = city["geonameid"], city["countrycode"]
    node = f"<{ID}city/{number}>"
    latitude, longitude = _plain(city["latitude"]), _plain(city["longitude"])
    always = (
        f"{node} {_CITY} .\n{node} {_LABEL} {_literal(city['name'])} .\n"
        f"{node} {_IN_COUNTRY} <{ID}country/{country}> .\n"
        f"{node} {_SAME} <https://sws.geonames.org/{number}/> .\n"
        f'{node} {_LATITUDE} "{latitude}"^^{_DECIMAL} .\n'
        f'{node} {_LONGITUDE} "{longitude}"^^{_DECIMAL} .\n'
        f'{node} {_CENTROID} "POINT({longitude} {latitude})"^^{_WKT} .\n'
    )
    lines = [always]
    if item := wikidata.item_of(number):
        lines.append(f"{node} {_SAME} <{_ENTITY}{item}> .\n")
    if city["population"]:
        lines.append(f'{node} {_POPULATION} "{city["population"]}"^^{_INTEGER} .\n')
    if city["timezone"]:
        lines.append(f'{node} {_ZONE} "{city["timezone"]}" .\n')
    return "".join((*lines, *_other_names(node, city)))


def _other_names(node: str, city: City) -> Iterator[str]:
    """Yield the N-Triples of a city's names but GeoNames' own; one whose language is known is not stated without it too."""
    labels, aliases = languages.by_language(city)
    for language, name in labels.items():
        yield f"{node} {_LABEL} {_literal(name)}@{language} .\n"
    for language, name in aliases:
        yield f"{node} {_ALIAS} {_literal(name)}@{language} .\n"
    said = {city["name"], "", *labels.values(), *(name for _language, name in aliases)}
    for name in sorted({*city["alternatenames"]} - said):
        yield f"{node} {_ALIAS} {_literal(name)} .\n"


def world_city_lines(city: City) -> str:
    """Return the N-Triples of a city of the world: also its region, and that GeoNames says so."""
    node, code = f"<{ID}city/{city['geonameid']}>", city["admin1code"]
    lines = f"{city_lines(city)}{node} {_SOURCE} .\n"
    if code:
        lines += f"{node} {_WITHIN} <{ID}place/{region_key(city['countrycode'], code)}> .\n"
    return lines


def region_lines(country: str, code: str) -> str:
    """Return the N-Triples of a first-level region; nothing where there is no code."""
    if not code:
        return ""
    node = f"<{ID}place/{region_key(country, code)}>"
    labels = "".join(
        f"{node} {_LABEL} {_literal(regions.name_in(country, code, language))}@{language} .\n"
        for language in ("en", "id")
    )
    return (
        f"{node} {_PROVINCE} .\n{labels}{node} {_IN_COUNTRY} <{ID}country/{country}> .\n"
        f"{node} {_WITHIN} <{ID}country/{country}> .\n"
        f"{node} {_REGION_CODE} {_literal(region_key(country, code))} .\n{node} {_SOURCE} .\n"
    )


def country_lines(code: str) -> str:
    """Return the N-Triples of a country; nothing for a code that is none."""
    if not nations.is_country(code):
        return ""
    node = f"<{ID}country/{code}>"
    lines = [f'{node} {_COUNTRY} .\n{node} {_CODE} "{code}" .\n']
    lines += [
        f"{node} {_LABEL} {_literal(name)}@{language} .\n"
        for language, name in nations.names(code).items()
    ]
    lines += [f"{node} {_IN_REGION} <{ID}region/{part}> .\n" for part in areas.world_regions(code)]
    if known := nations.geonames_id(code):
        lines.append(f"{node} {_SAME} <https://sws.geonames.org/{known}/> .\n")
    return "".join(lines)


def region_key(country: str, code: str) -> str:
    """Return the key of a region's IRI: GeoNames' code after its country's, such as ``ID.04``."""
    return f"{country}.{code}"


def _plain(degrees: float) -> str:
    """Return degrees as a decimal number without an exponent, six digits behind the point."""
    return format(degrees, "f")


def _literal(text: str) -> str:
    if _ESCAPED.search(text):
        text = _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04X}", text)
    return f'"{text}"'


def world_lines(level: int) -> Iterable[str]:
    """Yield the N-Triples of all countries, their regions, and the cities of at least this population."""
    known = cities(level)
    for code in sorted(nations.all_codes()):
        yield country_lines(code)
    for country, code in sorted({(c["countrycode"], c["admin1code"]) for c in known.values()}):
        yield region_lines(country, code)
    for city in known.values():
        yield world_city_lines(city)
