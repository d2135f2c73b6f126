"""Crowds: members of a large network that nothing else ties, told of with the network rather than drawn one by one."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from simpul.locale import said
from simpul.projection.model import Crowd, Projection, Texts, Thing, Tie
from simpul.projection.subgraph import QUIET, by_keys, subgraph

FEW: Final = 300
"""Members without another tie that a picture still draws; a network with more of them has a crowd."""
_WHERE: Final = QUIET | {"within"}
"""Ties that say of a thing where it lies or what it is about; they bind it to nothing that acts."""
_NOTE: Final[Texts] = {
    "en": "{b} members of {a} have no other tie and are not drawn one by one. The search finds them, and "
    "“simpul view … --every-member” draws them.",
    "id": "{b} anggota {a} tidak memiliki hubungan lain dan tidak digambar satu per satu. Pencarian menemukannya, "
    "dan “simpul view … --every-member” menggambarnya.",
    "ko": "{a}의 회원 {b}개는 다른 관계가 없어 하나씩 그리지 않았습니다. 검색으로 찾을 수 있고, "
    "“simpul view … --every-member”로 그릴 수 있습니다.",
}


def folded(whole: Projection, *, keep: Collection[str] = ()) -> Projection:
    """Return the whole without its crowds, which it holds apart.

    A member is one of a crowd where all that sources tell of it is where it lies and that it belongs to one
    network, and where that network has more than ``FEW`` such members.

    Args:
        whole: All things and ties.
        keep: Keys of what is asked for, which is drawn in any case.
    """
    leaves = _leaves(whole)
    network_of = in_crowds({key: leaves[key] for key in leaves.keys() - keep})
    if not network_of:
        return whole
    drawn = {thing.key for thing in whole.things if thing.key not in network_of}
    return replace(subgraph(whole, drawn), kinds=whole.kinds, crowds=_crowds(whole, network_of))


def in_crowds(network_of: Mapping[str, str]) -> Mapping[str, str]:
    """Return those whose network has more than ``FEW`` of these members.

    Args:
        network_of: The one network of each member that belongs to no other.
    """
    sizes = Counter(network_of.values())
    return {member: network for member, network in network_of.items() if sizes[network] > FEW}


def notes_of(projection: Projection) -> list[Texts]:
    """Return what a reader must know of each crowd, by language."""
    return [
        {
            language: text.format(a=said(crowd.labels, language), b=len(crowd.things))
            for language, text in _NOTE.items()
        }
        for crowd in projection.crowds
    ]


def _leaves(whole: Projection) -> Mapping[str, str]:
    """Return the one network of each thing of which nothing else is told."""
    network_of: dict[str, str] = {}
    bound: set[str] = set()
    for tie in whole.ties:
        if tie.relation == "membership":
            if network_of.setdefault(tie.source, tie.target) != tie.target:
                bound.add(tie.source)
            bound.add(tie.target)
        else:
            bound.add(tie.target)
            if tie.relation not in _WHERE:
                bound.add(tie.source)
    known = by_keys(whole)
    return {
        key: network
        for key, network in network_of.items()
        if key not in bound and not _is_told_of(known[key])
    }


def _is_told_of(thing: Thing) -> bool:
    """Return whether others than those who describe a thing tell something of it, such as what was measured there."""
    return any(not set(fact.citations) <= set(thing.citations) for fact in thing.facts)


def _crowds(whole: Projection, network_of: Mapping[str, str]) -> list[Crowd]:
    things: dict[str, list[Thing]] = {}
    for thing in whole.things:
        if thing.key in network_of:
            things.setdefault(network_of[thing.key], []).append(thing)
    ties: dict[str, list[Tie]] = {}
    for tie in whole.ties:
        if tie.relation == "membership" and tie.source in network_of:
            ties.setdefault(tie.target, []).append(tie)
    known = by_keys(whole)
    return [
        Crowd(network=key, labels=known[key].labels, things=members, ties=ties[key])
        for key, members in sorted(things.items())
    ]
