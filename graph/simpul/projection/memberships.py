"""Cities tied by the networks that both are members of."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

from simpul.projection.model import Citation, Fact, Projection, Span, Texts, Tie
from simpul.projection.subgraph import by_keys, part

_NAME: Final[Texts] = {
    "en": "networks shared",
    "id": "jejaring bersama",
    "ko": "함께하는 네트워크",
}
_MOST: Final = 2000
"""Ties that a page still draws well; beyond it, pairs that share fewer networks are left out."""
_LEFT_OUT: Final[Texts] = {
    "en": "Pairs of cities that share fewer than {a} networks are left out: there are {b} of them. "
    "“simpul view compare” shows any two cities.",
    "id": "Pasangan kota dengan kurang dari {a} jejaring bersama tidak digambar: ada {b} pasangan. "
    "“simpul view compare” menunjukkan dua kota mana pun.",
    "ko": "함께하는 네트워크가 {a}개 미만인 도시 쌍 {b}개는 생략했습니다. "
    "“simpul view compare”로 어느 두 도시든 볼 수 있습니다.",
}
Memberships = Mapping[str, Mapping[str, Sequence[Tie]]]
"""A city's memberships, by city and network."""


def shared(whole: Projection, *, most: int = _MOST) -> Projection:
    """Return cities tied by the networks they share; the weight is how many, each network a note.

    Only undoubted memberships count, as in the question ``shared-networks``. Of more than ``most`` pairs, those that share least are left out, and
    a note says so.
    """
    by_city = memberships(whole)
    names = {key: thing.labels for key, thing in by_keys(whole).items()}
    counts = {
        pair: len(both)
        for pair in combinations(sorted(by_city), 2)
        if (both := by_city[pair[0]].keys() & by_city[pair[1]].keys())
    }
    least = _least(list(counts.values()), most)
    ties = [
        _tie(one, other, by_city, names) for (one, other), n in sorted(counts.items()) if n >= least
    ]
    left_out = sum(count < least for count in counts.values())
    notes = [{k: t.format(a=least, b=left_out) for k, t in _LEFT_OUT.items()}] if left_out else []
    return part(whole, {key for t in ties for key in (t.source, t.target)}, ties=ties, notes=notes)


def memberships(whole: Projection) -> Memberships:
    """Return what proves each undoubted membership, by city and network.

    Where no source lists a member, an office to which members elect one of themselves proves it.
    """
    found: dict[str, dict[str, list[Tie]]] = {}
    for relation in ("membership", "networkOffice"):
        listed = {(city, network) for city, networks in found.items() for network in networks}
        for tie in whole.ties:
            if tie.member and tie.relation == relation and (tie.source, tie.target) not in listed:
                found.setdefault(tie.source, {}).setdefault(tie.target, []).append(tie)
    return found


def _least(counts: Sequence[int], most: int) -> int:
    """Return the smallest weight at which no more than so many ties are left."""
    least = 1
    while sum(count >= least for count in counts) > most:
        least += 1
    return least


def _tie(one: str, other: str, by_city: Memberships, names: Mapping[str, Texts]) -> Tie:
    both = sorted(by_city[one].keys() & by_city[other].keys())
    citations: dict[Citation, None] = {}
    notes: list[Fact] = []
    spans: list[Span] = []
    for network in both:
        stated = [*by_city[one][network], *by_city[other][network]]
        said = dict.fromkeys(citation for tie in stated for citation in tie.citations)
        citations |= said
        spans.append(_overlap([tie.span for tie in stated]))
        notes.append(Fact(name=_NAME, value=names[network], span=spans[-1], citations=tuple(said)))
    return Tie(
        source=one,
        target=other,
        relation="shared",
        name=_NAME,
        notes=notes,
        citations=tuple(citations),
        directed=False,
        weight=len(both),
        span=_union(spans),
    )


def _overlap(spans: Sequence[Span]) -> Span:
    """Return when all may have held at once."""
    begins = [span.begin for span in spans if span.begin]
    ends = [span.end for span in spans if span.end]
    return Span(begin=max(begins, default=""), end=min(ends, default=""))


def _union(spans: Sequence[Span]) -> Span:
    """Return when any may have held."""
    begins, ends = [span.begin for span in spans], [span.end for span in spans]
    return Span(begin=min(begins) if all(begins) else "", end=max(ends) if all(ends) else "")
