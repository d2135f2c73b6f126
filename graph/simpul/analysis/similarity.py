"""Similarity, and who should meet: what two things have in common, and how rare that is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt
from typing import TYPE_CHECKING, Final

from simpul.analysis.graphs import check_pairs, networks_in

if TYPE_CHECKING:
    import networkx as nx

_DIGITS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """How similar two things are by what they are tied to.

    Attributes:
        jaccard: Shared things by all things either is tied to, from 0 to 1.
        cosine: Shared things by the geometric mean of the numbers each is tied to, from 0 to 1.
        shared: The shared things.
    """

    other: str
    jaccard: float
    cosine: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two things that share networks and of which no cooperation is on record.

    Attributes:
        adamic_adar: Each shared network counts one divided by the logarithm of its number of members.
        resource_allocation: Each counts one divided by that number.
    """

    one: str
    other: str
    adamic_adar: float
    resource_allocation: float
    networks: tuple[str, ...]


def similar(graph: "nx.Graph[str]", of: str) -> list[Similarity]:
    """Return what shares at least one neighbour with a thing, the most similar first.

    Jaccard, The distribution of the flora in the alpine zone, 1912, doi:10.1111/j.1469-8137.1912.tb05611.x;
    Salton, Wong and Yang, A vector space model for automatic indexing, 1975, doi:10.1145/361219.361220.
    """
    mine = set(graph[of])
    candidates = sorted({other for near in mine for other in graph[near]} - {of})
    found = [_similarity(mine, set(graph[other]), other) for other in candidates]
    return sorted(found, key=lambda one: (-one.jaccard, -one.cosine, one.other))


def _similarity(mine: set[str], theirs: set[str], other: str) -> Similarity:
    shared = mine & theirs
    return Similarity(
        other=other,
        jaccard=round(len(shared) / len(mine | theirs), _DIGITS),
        cosine=round(len(shared) / sqrt(len(mine) * len(theirs)), _DIGITS),
        shared=tuple(sorted(shared)),
    )


def meetings(
    belongs: "nx.Graph[str]",
    cooperate: "nx.Graph[str]",
    *,
    of: str = "",
    without: Collection[str] = (),
) -> list[Meeting]:
    """Return pairs of members that share networks and did not cooperate yet, the most promising first.

    Adamic and Adar, Friends and neighbors on the Web, 2003, doi:10.1016/S0378-8733(03)00009-1; Zhou, Lü and
    Zhang, Predicting missing links via local information, 2009, doi:10.1140/epjb/e2009-00335-8. Both rest on what
    two have in common, here on the graph of members and networks.

    Args:
        belongs: Members and networks, as ``graphs.memberships`` gives them.
        cooperate: Undirected; a tie in it rules a pair out.
        of: One member, whose pairs alone are wanted; all members' where empty.
        without: Members whose pairs are not wanted.
    """
    networks = sorted(networks_in(belongs))
    groups = [(network, sorted(belongs[network].keys() - without)) for network in networks]
    if not of:
        check_pairs(len(group) for _network, group in groups)
    shared: dict[tuple[str, str], list[str]] = {}
    for network, group in groups:
        for pair in _pairs(group, of):
            shared.setdefault(pair, []).append(network)
    found = [
        _meeting(belongs, pair, tuple(common))
        for pair, common in shared.items()
        if not cooperate.has_edge(*pair)
    ]
    return sorted(found, key=lambda m: (-m.adamic_adar, -m.resource_allocation, m.one, m.other))


def _pairs(group: list[str], of: str) -> Iterable[tuple[str, str]]:
    if not of:
        return combinations(group, 2)
    return ((of, other) for other in group if other != of) if of in group else ()


def _meeting(belongs: "nx.Graph[str]", pair: tuple[str, str], common: tuple[str, ...]) -> Meeting:
    sizes = [belongs.degree(network) for network in common]
    return Meeting(
        one=pair[0],
        other=pair[1],
        adamic_adar=round(sum(1 / log(size) for size in sizes), _DIGITS),
        resource_allocation=round(sum(1 / size for size in sizes), _DIGITS),
        networks=common,
    )
