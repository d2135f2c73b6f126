"""Which thing of ours an address means: the one rule for RDF, cells, parameters and names.

GeoNames' addresses, in each of their forms, are its number, and a city is known by that. Others are what the store
says: that a thing of ours is the same. An address that is nearly one of ours is told with the right one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from simpul.locale import translate as _
from simpul.naming.cities import CITY
from simpul.terms import ID, ONTOLOGY, PREFIXES, DefaultGraph, NamedNode, skos, text

if TYPE_CHECKING:
    from simpul.store import Queryable

SAME: Final = tuple(
    NamedNode(iri)
    for iri in (
        PREFIXES["schema"] + "sameAs",
        "http://schema.org/sameAs",
        PREFIXES["owl"] + "sameAs",
        skos("exactMatch").value,
    )
)
"""Properties by which a thing is said to be the same as one with another address."""
_GEONAMES: Final = re.compile(
    r"(?:(?:(?:https?:)?//)?(?:\w+\.)?geonames\.org/(?:\w\w/)?|(?:geonames|gn):)(?P<number>[0-9]{1,18})(?:[/?#.].*)?",
    re.IGNORECASE,
)
_WIKIDATA: Final = re.compile(
    r"(?:(?:(?:https?:)?//)?(?:\w+\.)?wikidata\.org/(?:entity|wiki)/(?:Special:\w+/|Item:)?|(?:wikidata|wd):|)"
    r"(?P<item>Q[1-9][0-9]*)(?:[/?#.].*)?",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"(?:https?:)?//(?:www\.)?(?P<rest>[^\s/?#]+.*)", re.IGNORECASE)
_OURS: Final = re.compile(
    r"(?:https?:)?//(?:www\.)?w3id\.org(?::[0-9]+)?/+simpul(?:/+|(?=#))(?P<rest>.*)", re.IGNORECASE
)
_WELL_FORMED: Final = re.compile(re.escape(ID) + r"[a-z]+/[\w.+-]+")
_TERM: Final = re.compile(r"ontology[#:/]+(?P<name>\w+)/?", re.IGNORECASE)
_IN_ID: Final = re.compile(r"id[/#]+", re.IGNORECASE)
_MODULES: Final = frozenset((
    "agreements", "alignments", "cooperation", "core", "events", "initiatives", "knowledge",
    "memberships", "observations", "organisations", "places", "shapes", "simpul", "sources", "targets", "themes",
    "vocabularies", "world-regions",
))  # fmt: skip
"""What lies beside the terms of the ontology: its modules, each with an address of its own."""


def geonames_number(address: str) -> str:
    """Return the number that an address of GeoNames holds, whatever its form; empty for any other text.

    >>> geonames_number("http://www.geonames.org/1642911/jakarta.html"), geonames_number("geonames:1642911")
    ('1642911', '1642911')
    """
    found = _GEONAMES.fullmatch(address)
    return found["number"] if found else ""


def city_number(address: str) -> str:
    """Return the number of the city that an address of GeoNames, of Wikidata or of ours means; empty for any other text.

    >>> city_number("https://w3id.org/simpul/id/city/1642911"), city_number("gn:1642911"), city_number("1642911")
    ('1642911', '1642911', '')
    >>> city_number("wd:Q3630"), city_number("Q3630"), city_number("Q1")
    ('1642911', '1642911', '')
    """
    key = corrected(address).removeprefix(CITY)
    if key.isascii() and key.isdecimal() and not address.isdecimal():
        return key
    if item := wikidata_item(address):
        # The gazetteer is opened for an item alone: most texts are names.
        from simpul.naming.gazetteer import city_of

        return city_of(item)
    return geonames_number(address)


def wikidata_item(address: str) -> str:
    """Return the item that an address of Wikidata, or a text such as Q3630, names; empty for any other text.

    >>> wikidata_item("https://www.wikidata.org/wiki/Special:EntityData/Q3630.json"), wikidata_item("Q3630")
    ('Q3630', 'Q3630')
    """
    found = _WIKIDATA.fullmatch(address)
    return found["item"].upper() if found else ""


def corrected(address: str) -> str:
    """Return the address of ours that one means which is nearly so; any other text, and each of ours, as it is.

    >>> corrected("http://www.w3id.org/simpul/City/1642911/"), corrected("https://w3id.org/simpul/ontology/City")
    ('https://w3id.org/simpul/id/city/1642911', 'https://w3id.org/simpul/ontology#City')
    """
    if _WELL_FORMED.fullmatch(address) or "w3id.org" not in address.casefold():
        return address
    found = _OURS.fullmatch(unquote(address))
    if not found:
        return address
    rest = found["rest"]
    term = _TERM.fullmatch(rest)
    if term and term["name"].casefold() not in _MODULES:
        return ONTOLOGY + term["name"]
    if rest.casefold().startswith("ontology"):
        return ONTOLOGY[:-1] + rest.removesuffix("/")[len("ontology") :]
    kind, *key = re.split(r"[/#]+", _IN_ID.sub("", rest, count=1).strip("/#"))
    return f"{ID}{kind.casefold()}/{'/'.join(key)}" if kind and key else address


def canonical(address: str) -> str:
    """Return what all forms of one address have in common; empty where a text is no address.

    >>> canonical("http://www.example.org/a%20b/") == canonical("https://example.org/a b")
    True
    """
    if number := geonames_number(address):
        return f"geonames.org/{number}"
    if item := wikidata_item(address):
        return f"wikidata.org/{item}"
    found = _ADDRESS.fullmatch(unquote(address))
    if not found:
        return ""
    host, slash, path = found["rest"].partition("/")
    return f"{host.casefold()}{slash}{path}".rstrip("/")


def no_city(number: str) -> tuple[str, str]:
    """Return what is wrong with a GeoNames number that is no city's, and what to do."""
    what = _("GeoNames has no city with the id {id}.", id=number)
    return what, _("Look the city up at https://www.geonames.org and write its number.")


def no_item(item: str) -> tuple[str, str]:
    """Return what is wrong with an item of Wikidata that the store knows nothing by, and what to do."""
    what = _("nothing here is known as {item} of Wikidata.", item=item)
    return what, _("Write the city's GeoNames number, which Wikidata has as P1566.")


class SameThings:
    """The things of a store by the other addresses that it says they have.

    Args:
        graph: What the store holds; None for nothing.
    """

    def __init__(self, graph: "Queryable | None") -> None:
        self._graph = graph

    def find(self, address: str) -> list[str]:
        """Return the things of ours that an address means, as the store has it: several where several claim it."""
        known = canonical(address)
        # All that the store says of sameness is read for an address alone: with the world's cities that takes seconds.
        return self._things.get(known, []) if known else []

    @cached_property
    def _things(self) -> dict[str, list[str]]:
        # GeoNames' number is the key of a city, so that no statement is needed for one, and none can deny it.
        found: defaultdict[str, set[str]] = defaultdict(set)
        for thing, address in self._statements():
            known = canonical(address)
            if known and not (thing.startswith(CITY) and known.startswith("geonames.org/")):
                found[known].add(thing)
        return {known: sorted(things) for known, things in found.items()}

    def _statements(self) -> Iterator[tuple[str, str]]:
        """Yield each thing of ours with an address elsewhere that is said to be the same."""
        if self._graph is None:
            return
        for predicate in SAME:
            for quad in self._graph.matching(None, predicate, None, DefaultGraph()):
                one, other = text(quad.subject), text(quad.object)
                if one.startswith(ID) and not other.startswith(ID):
                    yield one, other
                elif other.startswith(ID) and not one.startswith(ID):
                    yield other, one
