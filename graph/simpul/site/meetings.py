"""Whom a city could meet: members of the same networks with no cooperation on record, the most promising first.

By the rule of ``simpul.analysis.similarity`` and of the explorer (``script/meetings.js``): Adamic and Adar, Friends and
neighbors on the Web, 2003, doi:10.1016/S0378-8733(03)00009-1.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log

from simpul.projection import cooperation
from simpul.projection.crowds import in_crowds
from simpul.site.site import Site
from simpul.store import Queryable
from simpul.terms import INFERRED_GRAPH, simpul, text
from simpul_viz.cards import MEETINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A city that shares networks with another, by their IRIs."""

    other: str
    networks: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circles:
    """Who belongs to which networks without doubt, as rules infer it from memberships and elected offices.

    Attributes:
        networks: The networks of each member, sorted.
        members: The members of each network that belong to another, too, or whose network is small.
        sizes: How many members each network has in all.
    """

    networks: dict[str, list[str]]
    members: Mapping[str, Sequence[str]]
    sizes: dict[str, int]


def meetings(site: Site, right: str, city: str, matters: Sequence[str]) -> Sequence[Meeting]:
    """Return whom a city could meet, by the networks that both are members of.

    Args:
        site: The site.
        right: The access right of who asks.
        city: The IRI of the city.
        matters: The IRIs of what engages it.
    """
    store = site.graph(right).store
    circles = site.once(right, "circles", lambda: _circles(store))
    found: defaultdict[str, list[str]] = defaultdict(list)
    own = circles.networks.get(city, ())
    without = {city, *(_known(store, city, matters) if own else ())}
    for network in own:
        for one in circles.members.get(network, ()):
            if one not in without:
                found[one].append(network)

    def order(one: str) -> tuple[float, str]:
        return -sum(1 / log(circles.sizes[network]) for network in found[one]), one

    return [
        Meeting(other=one, networks=found[one]) for one in nsmallest(MEETINGS, found, key=order)
    ]


def _known(store: Queryable, city: str, matters: Sequence[str]) -> set[str]:
    """Return with whom a city has to do, by what engages it."""
    if not matters:
        return set()
    rows = store.select(cooperation.query_of(matters), checked=True)
    pairs = [{text(row["from"]), text(row["to"])} for row in rows]
    return set[str]().union(*(pair for pair in pairs if city in pair))


def _circles(store: Queryable) -> Circles:
    inferred = store.matching(predicate=simpul("memberOf"), graph=INFERRED_GRAPH)
    belongs = sorted({(text(quad.object), text(quad.subject)) for quad in inferred})
    networks: defaultdict[str, list[str]] = defaultdict(list)
    sizes: defaultdict[str, int] = defaultdict(int)
    for network, member in belongs:
        networks[member].append(network)
        sizes[network] += 1
    crowd = in_crowds({member: those[0] for member, those in networks.items() if len(those) == 1})
    members: defaultdict[str, list[str]] = defaultdict(list)
    for network, member in belongs:
        if member not in crowd:
            members[network].append(member)
    return Circles(networks=dict(networks), members=members, sizes=dict(sizes))
