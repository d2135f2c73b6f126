"""What things are browsed by: each facet is a pattern of SPARQL, by which its choices are found and a list is asked for again.

A facet says for each thing which values it has. The same patterns, with a variable in the place of a value, make the
index (``simpul.site.browsing``), so that a list and the query that stands for it cannot tell two things.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.projection import GROUPS
from simpul.terms import ID, ONTOLOGY

_BROWSED: Final = (
    "Place",
    "Organisation",
    "Post",
    "Initiative",
    "ClimateTarget",
    "Event",
    "Agreement",
    "Lesson",
    "Interest",
    "Request",
    "Commitment",
    "Concern",
    "Assessment",
    "Theme",
    "Document",
)
"""The classes under which all lies that is browsed."""
_ROOTS: Final = ", ".join(f"simpul:{name}" for name in _BROWSED)


def _either(*names: str) -> str:
    return "|".join(f"simpul:{name}" for name in names)


KINDS: Final = (
    *dict.fromkeys((*(name for names in GROUPS.values() for name in names), *_BROWSED)),
)
"""The classes that things are browsed by."""
AT: Final = "simpul:inCountry|simpul:within"
MET: Final = _either(
    "engages", "locatedIn", "heldIn", "heldAt", "seatedIn", "governs", "actsFor", "claimedBy"
)
"""What leads from a matter or a body to the places that it has to do with."""
TO_NETWORK: Final = _either(
    "memberOf",
    "ledBy",
    "initiatedBy",
    "operatedBy",
    "partner",
    "supportedBy",
    "involves",
    "hasParticipant",
    "partOf",
)
TO_THEME: Final = "simpul:theme|simpul:interestIn"
TO_THING: Final = _either(
    "member",
    "network",
    "hasParty",
    "party",
    "about",
    "participant",
    "event",
    "holder",
    "officeIn",
    "locatedIn",
    "heldIn",
    "theme",
    "agreement",
)
"""What leads from a fact to the things that it is about."""
DAYS: Final = _either("beginEarliest", "endLatest", "dueEarliest", "issuedEarliest", "asOfEarliest")
"""The days that a thing bears: from when, until when, due, issued, known to hold."""
DOUBTED: Final = "doubted"
ONE_DATASET: Final = "one-dataset"
ONE_DOCUMENT: Final = "one-document"
SEVERAL_DOCUMENTS: Final = "several-documents"
SURE: Final[Mapping[str, str]] = {
    SEVERAL_DOCUMENTS: "?thing dct:source ?one , ?another . FILTER (?one != ?another)",
    ONE_DOCUMENT: "?thing dct:source ?one . FILTER NOT EXISTS { ?thing dct:source ?another . FILTER (?one != ?another) }",
    ONE_DATASET: "?thing simpul:listedOnlyIn ?dataset .",
    DOUBTED: f"?thing simpul:certainty ?certainty . FILTER (?certainty != <{ID}certainty/stated>)",
}
"""How sure what is said of a thing is, each with what says so."""
_STATED: Final = "FILTER EXISTS { GRAPH ?stated { ?thing a ?class } }"
"""The world's cities of which no fact speaks are in no graph of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One way in which things differ.

    Attributes:
        key: Its name in addresses.
        pattern: Returns the SPARQL that things with a value of it fit.
    """

    key: str
    pattern: Callable[[str], str]


def _kind(value: str) -> str:
    return f"?thing a simpul:{value} ."


def _country(value: str) -> str:
    return _in(f"<{ID}{value}>")


def _region(value: str) -> str:
    return f"?country simpul:inRegion <{ID}{value}> ; a simpul:Country . {_in('?country')}"


def _in(country: str) -> str:
    return (
        f"{{ ?thing {AT}|{MET} {country} }} UNION {{ ?place {AT} {country} . ?thing {MET} ?place }}"
    )


def _network(value: str) -> str:
    return f"?thing {TO_NETWORK} <{ID}{value}> . <{ID}{value}> a simpul:Network ."


def _theme(value: str) -> str:
    return f"?thing {TO_THEME} <{ID}{value}> . <{ID}{value}> a simpul:Theme ."


def _year(value: str) -> str:
    return f"?thing {DAYS} ?day . FILTER (YEAR(?day) = {value})"


def _source(value: str) -> str:
    return f"GRAPH <{ID}{value}> {{ {{ ?thing a ?said }} UNION {{ ?fact {TO_THING} ?thing }} }}"


def _sure(value: str) -> str:
    return SURE[value]


FACETS: Final[Mapping[str, Facet]] = {
    facet.key: facet
    for facet in (
        Facet(key="kind", pattern=_kind),
        Facet(key="region", pattern=_region),
        Facet(key="country", pattern=_country),
        Facet(key="network", pattern=_network),
        Facet(key="theme", pattern=_theme),
        Facet(key="year", pattern=_year),
        Facet(key="source", pattern=_source),
        Facet(key="sure", pattern=_sure),
    )
}


def sparql(
    chosen: Mapping[str, Sequence[str]],
    known: Collection[tuple[str, str]],
    *,
    has_world: bool = False,
) -> str:
    """Return the query that a choice stands for.

    Args:
        chosen: Values by facet; what has one of those of a facet fits it, and a thing must fit each facet.
        known: The facets and values that there are; others are never written into a query.
        has_world: The graph has the world's cities, too, of which most are in no fact.

    Raises:
        KeyError: A value is not one of them.
    """
    for facet, values in chosen.items():
        for value in values:
            if (facet, value) not in known:
                raise KeyError(value)
    blocks = [_block(FACETS[facet], values) for facet, values in chosen.items() if values]
    if not blocks:
        blocks = [f"?thing a ?kind . FILTER (?kind IN ({_ROOTS}))"]
    elif not chosen.get("kind"):
        blocks.append(f"FILTER EXISTS {{ ?thing a ?kind . FILTER (?kind IN ({_ROOTS})) }}")
    if has_world:
        blocks.append(_STATED)
    body = "\n  ".join(blocks)
    return f"SELECT DISTINCT ?thing\nWHERE {{\n  {body}\n}}\nORDER BY ?thing\n"


def _block(facet: Facet, values: Sequence[str]) -> str:
    """Return what things must fit for a facet, found by itself: engines join what is small faster than they follow what is large."""
    either = "\n      UNION ".join(f"{{ {facet.pattern(value)} }}" for value in values)
    return f"{{ SELECT DISTINCT ?thing WHERE {{\n      {either}\n  }} }}"


def iri_of(facet: str, value: str) -> str:
    """Return the thing that a value is; empty for what is no thing: a year, a degree of certainty."""
    if facet in {"year", "sure"}:
        return ""
    return (ONTOLOGY if facet == "kind" else ID) + value
