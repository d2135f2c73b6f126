"""Whose facts the gazetteer states: parties that are to be credited wherever facts of theirs are, and only there.

A fact's party is told by the fact itself. A name of a city in a language is GeoNames' or CLDR's, which only the tables
it was made from can tell; but no city is stated without its country, whose names are CLDR's.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.store import Queryable
from simpul.terms import (
    GEONAMES_SOURCE,
    PREFIXES,
    Literal,
    NamedNode,
    rdf_type,
    rdfs_label,
    simpul,
    text,
)

_SAME: Final = NamedNode(PREFIXES["schema"] + "sameAs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody whose facts are among those of the gazetteer.

    Attributes:
        name: What they are called.
        rights: How they are to be credited, by language.
        states: Whether a graph has a fact of theirs among those of the gazetteer.
    """

    name: str
    rights: Mapping[str, str]
    states: Callable[[Queryable], bool]

    @property
    def credits(self) -> Sequence[Literal]:
        """How they are to be credited, as the source of the gazetteer says it."""
        return [Literal(text, language=language) for language, text in self.rights.items()]


def _same_as(graph: Queryable, beginning: str) -> bool:
    quads = graph.matching(None, _SAME, None, GEONAMES_SOURCE)
    return any(text(quad.object).startswith(beginning) for quad in quads)


def _has_a_place(graph: Queryable) -> bool:
    # A city that is only mentioned comes without its addresses elsewhere.
    city = next(graph.matching(None, rdf_type, simpul("City"), GEONAMES_SOURCE), None)
    return city is not None or _same_as(graph, "https://sws.geonames.org/")


def _names_a_country(graph: Queryable) -> bool:
    countries = graph.matching(None, rdf_type, simpul("Country"), GEONAMES_SOURCE)
    return any(
        next(graph.matching(quad.subject, rdfs_label, None, GEONAMES_SOURCE), None)
        for quad in countries
    )


CLDR: Final = Party(
    name="Unicode CLDR",
    rights={
        "en": "Names © Unicode, Inc., from Unicode CLDR (https://cldr.unicode.org), Unicode License V3.",
        "id": "Nama © Unicode, Inc., dari Unicode CLDR (https://cldr.unicode.org), Unicode License V3.",
    },
    states=_names_a_country,
)
PARTIES: Final = (
    Party(
        name="GeoNames",
        rights={
            "en": "Contains data of GeoNames (https://www.geonames.org), CC BY 4.0.",
            "id": "Memuat data GeoNames (https://www.geonames.org), CC BY 4.0.",
        },
        states=_has_a_place,
    ),
    CLDR,
    Party(
        name="Wikidata",
        rights={
            "en": "Items of Wikidata (https://www.wikidata.org), CC0.",
            "id": "Butir Wikidata (https://www.wikidata.org), CC0.",
        },
        states=lambda graph: _same_as(graph, "http://www.wikidata.org/entity/"),
    ),
)
"""All of them: GeoNames' facts and names (also those by language, by way of Debian), CLDR's names, Wikidata's items."""
