"""What the gazetteer says of itself as a source: title, licence, attribution, how complete it is."""

from collections.abc import Iterator
from typing import Final

from simpul.naming.gazetteer.geonames import cities, package
from simpul.naming.gazetteer.parties import PARTIES
from simpul.terms import (
    GEONAMES_SOURCE,
    PREFIXES,
    Literal,
    NamedNode,
    Triple,
    dct,
    rdf_type,
    simpul,
    thing,
)

_MENTIONED: Final = {
    "en": "Names, coordinates and populations of the cities that the facts mention, as the package "
    "{package} has them. Names by language from Debian's libgeonames-common 0.3.0 and Unicode CLDR; "
    "items of Wikidata from its dumps of sister cities and UN/LOCODE; codes of countries from ISO 3166-1.",
    "id": "Nama, koordinat, dan jumlah penduduk kota yang disebut dalam fakta, menurut paket "
    "{package}. Nama menurut bahasa dari libgeonames-common 0.3.0 milik Debian dan Unicode CLDR; butir "
    "Wikidata dari kumpulan kota kembarnya dan UN/LOCODE; kode negara dari ISO 3166-1.",
}
_WORLD: Final = {
    "en": "Names, coordinates and populations of the {count} cities of the world with at least {level} "
    "people, and other seats of administration, as the package {package} has them. They stand in the merge "
    "alone, each with this source; in this source's graph are those that facts mention. Names by language from "
    "Debian's libgeonames-common 0.3.0 and Unicode CLDR; items of Wikidata from its dumps of sister cities and "
    "UN/LOCODE; codes of countries and names of regions from ISO 3166.",
    "id": "Nama, koordinat, dan jumlah penduduk {count} kota di dunia berpenduduk sedikitnya {level} jiwa, serta "
    "pusat pemerintahan lain, menurut paket {package}. Semuanya hanya ada dalam gabungan, masing-masing dengan "
    "sumber ini; graf sumber ini memuat kota yang disebut dalam fakta. Nama menurut bahasa dari libgeonames-common "
    "0.3.0 milik Debian dan Unicode CLDR; butir Wikidata dari kumpulan kota kembarnya dan UN/LOCODE; kode negara dan "
    "nama wilayah dari ISO 3166.",
}


def describe(level: int | None = None) -> Iterator[Triple]:
    """Yield what the source says of itself.

    Args:
        level: Least population of the cities of the world in the store; None where only those are in it that
            facts mention.
    """
    source = GEONAMES_SOURCE
    yield Triple(source, rdf_type, simpul("Source"))
    yield Triple(source, dct("title"), Literal("GeoNames: cities and countries", language="en"))
    yield Triple(source, dct("title"), Literal("GeoNames: kota dan negara", language="id"))
    yield from descriptions(level)
    licence = NamedNode("https://creativecommons.org/licenses/by/4.0/")
    yield Triple(source, dct("license"), licence)
    for party in PARTIES:
        for credit in party.credits:
            yield Triple(source, dct("rights"), credit)
    yield Triple(source, dct("accessRights"), thing("access", "public"))
    page = NamedNode("https://www.geonames.org/")
    yield Triple(source, NamedNode(PREFIXES["dcat"] + "landingPage"), page)


def descriptions(level: int | None) -> Iterator[Triple]:
    """Yield what the source says of its contents, which differs with the world in the store."""
    for language, text in (_WORLD if level else _MENTIONED).items():
        count = f"{len(cities(level)):,}" if level else ""
        if language == "id":
            count = count.replace(",", ".")
        filled = text.format(package=package(), level=level, count=count)
        yield Triple(GEONAMES_SOURCE, dct("description"), Literal(filled, language=language))
    yield Triple(
        GEONAMES_SOURCE,
        simpul("completeness"),
        thing("completeness", "partial" if level else "sample"),
    )
