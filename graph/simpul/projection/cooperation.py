"""What goes from city to city: visits, agreements, sister ties, lessons, interests, requests and promises."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

from simpul.projection.model import Citation, Fact, Projection, Span, Texts, Thing, Tie
from simpul.projection.subgraph import by_keys, homes, part

_WAYS: Final = {
    "visitingCity": ("hostCity", "heldIn"),
    "learnedFrom": ("learnedBy",),
    "interestOf": ("seeksFrom",),
    "requestedBy": ("requestedOf",),
    "promisedBy": ("promisedTo",),
}
"""Of each thing that has one of the first: it leads from there to one of the second."""

_Pair = tuple[str, str, str]
"""From a city, to a city, and what goes between them."""


def cooperation(whole: Projection) -> Projection:
    """Return cities with what goes between them; things of one kind make one tie, which lists them.

    A visit leads from the visitor to the host, a lesson from who taught to who learned; an agreement has
    no direction. Bodies stand for their city.
    """
    home, things = homes(whole), by_keys(whole)
    found: dict[_Pair, list[Thing]] = {}
    for key, ends in _ends(whole).items():
        for source, target in _pairs(ends, home):
            found.setdefault((source, target, things[key].kind), []).append(things[key])
    for key, cities in _parties(whole, home).items():
        if things[key].kind != "SisterCityAgreement":
            for source, target in combinations(sorted(cities), 2):
                found.setdefault((source, target, things[key].kind), []).append(things[key])
    sisters = [tie for tie in whole.ties if tie.relation == "sisterCityOf"]
    ties = [*sisters, *(_tie(pair, those, whole.kinds) for pair, those in sorted(found.items()))]
    return part(whole, {key for t in ties for key in (t.source, t.target)}, ties=ties)


def _ends(whole: Projection) -> dict[str, dict[str, list[str]]]:
    """Return what leads from and to, by thing and relation; parts of a visit are left to the visit."""
    wanted = {*_WAYS, *(name for names in _WAYS.values() for name in names)}
    found: dict[str, dict[str, list[str]]] = {}
    for tie in whole.ties:
        if tie.relation in wanted:
            found.setdefault(tie.source, {}).setdefault(tie.relation, []).append(tie.target)
    visits = {key for key, ends in found.items() if "visitingCity" in ends}
    inner = {t.source for t in whole.ties if t.relation == "subEventOf" and t.target in visits}
    return {key: ends for key, ends in found.items() if key not in inner}


def _pairs(ends: Mapping[str, list[str]], home: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for start, stops in _WAYS.items():
        goals = next((ends[stop] for stop in stops if stop in ends), list[str]())
        sources = sorted({home[key] for key in ends.get(start, ()) if key in home})
        targets = sorted({home[key] for key in goals if key in home})
        yield from ((one, other) for one in sources for other in targets if one != other)


def _parties(whole: Projection, home: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for tie in whole.ties:
        if tie.relation == "partyRole" and tie.source in home:
            found.setdefault(tie.target, set()).add(home[tie.source])
    return found


def _tie(pair: _Pair, those: list[Thing], kinds: Mapping[str, Texts]) -> Tie:
    source, target, kind = pair
    citations: dict[Citation, None] = {}
    notes: list[Fact] = []
    for thing in those:
        said = dict.fromkeys(thing.citations)
        citations |= said
        date = next((fact.date for fact in thing.facts if fact.key == "begin"), "")
        notes.append(Fact(name=kinds[kind], value=thing.labels, date=date, citations=tuple(said)))
    begins = [thing.span.begin for thing in those]
    return Tie(
        source=source,
        target=target,
        relation=kind[0].lower() + kind[1:],
        name=kinds[kind],
        notes=notes,
        citations=tuple(citations),
        directed=those[0].group != "agreement",
        weight=len(those),
        span=Span(begin=min(begins) if all(begins) else ""),
    )
