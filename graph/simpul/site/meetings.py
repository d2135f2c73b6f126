"""Whom a city could meet: members of the same networks with no cooperation on record, the most promising first.

By the rule of ``simpul.analysis.similarity`` and of the explorer (``script/meetings.js``): Adamic and Adar, Friends and
neighbors on the Web, 2003, doi:10.1016/S0378-8733(03)00009-1.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log

from simpul.projection import cooperation
from simpul.projection.crowds import in_crowds
from simpul.projection.memberships import evidence
from simpul.site.site import Site
from simpul.store import Queryable
from simpul.terms import text
from simpul_viz.cards import MEETINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A city that shares networks with another, by their IRIs."""

    other: str
    networks: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circles:
    """Who belongs to which networks without doubt, and who has to do with whom.

    Attributes:
        networks: The networks of each member, sorted.
        members: The members of each network that belong to another, too, or whose network is small.
        sizes: How many members each network has in all.
        known: With whom each place has to do.
    """

    networks: dict[str, list[str]]
    members: dict[str, list[str]]
    sizes: dict[str, int]
    known: dict[str, set[str]]


def meetings(site: Site, right: str, city: str) -> Sequence[Meeting]:
    """Return whom a city could meet, by the networks that both are members of."""
    store = site.graph(right).store
    circles = site.once(right, "circles", lambda: _circles(store))
    found: defaultdict[str, list[str]] = defaultdict(list)
    without = {city, *circles.known.get(city, ())}
    for network in circles.networks.get(city, ()):
        for one in circles.members[network]:
            if one not in without:
                found[one].append(network)

    def order(one: str) -> tuple[float, str]:
        return -sum(1 / log(circles.sizes[network]) for network in found[one]), one

    return [
        Meeting(other=one, networks=found[one]) for one in nsmallest(MEETINGS, found, key=order)
    ]


def _circles(store: Queryable) -> Circles:
    belongs = sorted({(network, member) for _statement, member, network in evidence(store)})
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
    known: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.select(cooperation.QUERY, checked=True):
        known[text(row["from"])].add(text(row["to"]))
        known[text(row["to"])].add(text(row["from"]))
    return Circles(networks=dict(networks), members=defaultdict(list, members), sizes=dict(sizes), known=dict(known))  # fmt: skip
