"""Many that mention one thing, told apart by group and ordered by name: found once, read page by page."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from simpul.projection.reader import GROUP_OF, RANK
from simpul.projection.surroundings import MANY, Roster
from simpul.site.lines import sort_key
from simpul.site.site import Site
from simpul.store import Queryable
from simpul.terms import ONTOLOGY, NamedNode, text

_OTHERS: Final = (
    """SELECT DISTINCT ?subject ?other WHERE { ?subject $property $thing . ?subject $end ?other }"""
)
_CLASSES: Final = (
    """SELECT DISTINCT ?other ?class WHERE { ?subject $property $thing . $link ?other a ?class }"""
)
_KNOWN: Final = {ONTOLOGY + name: name for name in GROUP_OF}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of many.

    Attributes:
        subject: What mentions the thing: the other itself, or the statement that ties it.
        other: The other.
        group: The group of the other; empty where that is not drawn.
    """

    subject: str
    other: str
    group: str


def members(site: Site, right: str, language: str, iri: str, roster: Roster) -> Sequence[Member]:
    """Return the members of a roster, ordered by name; what is no tie, and much, by IRI.

    Those of large rosters are kept for as long as the build is served.
    """
    store = site.graph(right).store
    find = partial(_found, store, iri, roster)
    if len(roster.subjects) <= MANY:
        made = find()
        return [made[number] for number in _order(store, made, language, roster)]
    name = f"roster {iri} {roster.property}"
    made = site.once(right, name, find)
    order = site.once(right, f"{name} {language}", partial(_order, store, made, language, roster))
    return [made[number] for number in order]


def _order(
    store: Queryable, found: Sequence[Member], language: str, roster: Roster
) -> "array[int]":
    """Return the places of members in the order of their names."""
    if not roster.is_tie and len(found) > MANY:
        return array("L", range(len(found)))
    names = store.labels({one.other for one in found}, language)
    keys = {one: sort_key(name) for one, name in names.items()}
    order = sorted(range(len(found)), key=lambda i: (keys.get(found[i].other, found[i].other), i))
    return array("L", order)


def _found(store: Queryable, iri: str, roster: Roster) -> Sequence[Member]:
    if not roster.is_tie:
        return [Member(subject=one, other=one, group="") for one in roster.subjects]
    parts = {"$property": f"<{roster.property}>", "$thing": str(NamedNode(iri))}
    others: dict[str, str] = {}
    link = "BIND (?subject AS ?other)"
    if roster.other:
        end = f"<{ONTOLOGY}{roster.other}>"
        link = f"?subject {end} ?other ."
        rows = store.select(_filled(_OTHERS, {**parts, "$end": end}), checked=True)
        others = {text(row["subject"]): text(row["other"]) for row in rows}
    kinds: dict[str, str] = {}
    for row in store.select(_filled(_CLASSES, {**parts, "$link": link}), checked=True):
        kind, other = _KNOWN.get(text(row["class"])), text(row["other"])
        if kind:
            kinds[other] = min(kinds.get(other, kind), kind, key=RANK.__getitem__)
    found = ((one, others.get(one, one)) for one in roster.subjects)
    return [
        Member(subject=one, other=other, group=GROUP_OF[kinds[other]] if other in kinds else "")
        for one, other in found
    ]


def _filled(query: str, parts: dict[str, str]) -> str:
    for name, value in parts.items():
        query = query.replace(name, value)
    return query
