"""What lies around a thing, along the paths between two things, and in common to two things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from simpul.errors import ParameterError
from simpul.locale import translate as _
from simpul.projection.model import Projection, Texts, Tie
from simpul.projection.patterns import HEAD
from simpul.projection.subgraph import QUIET, by_keys, subgraph
from simpul.projection.ties import PATTERN

_THING: Final = f"""{HEAD}SELECT DISTINCT ?subject ?property ?value ?source ?document ?passage
WHERE {{
  GRAPH ?source {{
    {{ <$thing> ?property ?value . BIND (<$thing> AS ?subject) }}
    UNION
    {{ ?subject ?property <$thing> . BIND (<$thing> AS ?value) }}
  }}
  FILTER (?property NOT IN (dct:source, simpul:passage))
  OPTIONAL {{ ?subject dct:source ?document }}
  OPTIONAL {{ ?subject simpul:passage ?passage }}
}}
ORDER BY ?subject ?property ?value ?source
"""
_COMMON: Final = f"""{HEAD}SELECT DISTINCT ?shared
WHERE {{
  {{ SELECT DISTINCT ?shared WHERE {{
{PATTERN}
  FILTER (?from = <$a> || ?to = <$a>) BIND (IF(?from = <$a>, ?to, ?from) AS ?shared) }} }}
  {{ SELECT DISTINCT ?shared WHERE {{
{PATTERN}
  FILTER (?from = <$b> || ?to = <$b>) BIND (IF(?from = <$b>, ?to, ?from) AS ?shared) }} }}
}}
ORDER BY ?shared
"""
MOST: Final = 400
"""Things around one that a reader still finds the way among."""
_LEFT_OUT: Final[Texts] = {
    "en": "{b} things further out are left out; ask for fewer hops, or open the explorer.",
    "id": "{b} hal yang lebih jauh tidak digambar; minta lebih sedikit langkah, atau buka penjelajah.",
    "ko": "더 먼 항목 {b}개는 생략했습니다. 단계를 줄이거나 탐색기를 여십시오.",
}

_ENGAGES: Final[Texts] = {"en": "engages", "id": "melibatkan", "ko": "관련 도시"}

Path = Sequence[str]
"""Keys of things, each tied to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two things and what is tied to either: the whole of it, and the keys of each part."""

    projection: Projection
    only_a: Sequence[str]
    both: Sequence[str]
    only_b: Sequence[str]


def thing_query(iri: str = "{iri}") -> str:
    """Return the SPARQL for all that sources say of a thing; without one, with a place for it to be filled in."""
    return _THING.replace("$thing", iri)


def common_query(a: str, b: str) -> str:
    """Return the SPARQL for what both of two things, by their IRIs, are tied to."""
    return _COMMON.replace("$a", a).replace("$b", b)


def ego(whole: Projection, key: str, *, hops: int, most: int = MOST) -> Projection:
    """Return a thing and what is no more than so many ties away; nearest first where there is too much.

    No way leads through a theme or a country; they are ends.
    """
    near = _neighbours(whole)
    distance = {key: 0}
    rim = [key]
    for hop in range(1, hops + 1):
        reached = {
            other
            for one in rim
            if one == key or _leads_on(one)
            for other in near.get(one, ())
            if other not in distance
        }
        distance |= dict.fromkeys(reached, hop)
        rim = sorted(reached)
    order = sorted(distance, key=lambda k: (distance[k], -len(near.get(k, ())), k))
    left_out = len(order) - most
    notes = [{k: t.format(b=left_out) for k, t in _LEFT_OUT.items()}] if left_out > 0 else []
    return subgraph(whole, order[:most], notes=notes)


def along(whole: Projection, paths: Sequence[Path]) -> Projection:
    """Return the things on these paths, with the ties between neighbours on one of them.

    Raises:
        ParameterError: There is no path.
    """
    if not paths:
        raise ParameterError(_("Nothing leads from one to the other."))
    steps = {frozenset(pair) for path in paths for pair in pairwise(path)}
    keys = {key for step in steps for key in step}
    ties = [tie for tie in whole.ties if frozenset((tie.source, tie.target)) in steps]
    stated = {frozenset((tie.source, tie.target)) for tie in ties}
    ties += [t for t in engagements(whole) if frozenset((t.source, t.target)) in steps - stated]
    return subgraph(whole, keys, ties=ties)


def engagements(whole: Projection) -> list[Tie]:
    """Return a tie from each matter to each city that it engages, by whomever acted for the city."""
    known = by_keys(whole)
    return [
        Tie(
            source=thing.key,
            target=city,
            relation="engages",
            name=_ENGAGES,
            citations=thing.citations,
            span=thing.span,
            proof=thing.proof,
        )
        for thing in whole.things
        for city in thing.engages
        if city in known
    ]


def passable(whole: Projection, start: str, goal: str) -> list[Tie]:
    """Return the ties by which one thing leads to another, engagements of cities among them.

    What says again what a tie says is no way: the agreement of two sister cities, and a part of an event.
    """
    sisters = {frozenset((t.source, t.target)) for t in whole.ties if t.relation == "sisterCityOf"}
    parts = {tie.source for tie in whole.ties if tie.relation == "subEventOf"}
    parts |= {
        thing.key
        for thing in whole.things
        if thing.kind == "SisterCityAgreement" and frozenset(thing.engages) in sisters
    }
    parts -= {start, goal}
    ties = [*whole.ties, *engagements(whole)]
    return [tie for tie in ties if tie.source not in parts and tie.target not in parts]


def compare(whole: Projection, a: str, b: str) -> Comparison:
    """Return two things with what either is tied to, and which of it both are tied to."""
    near = _neighbours(whole)
    of_a, of_b = near.get(a, {}).keys() - {b}, near.get(b, {}).keys() - {a}
    ends = {a, b}
    keys = ends | of_a | of_b
    ties = [tie for tie in whole.ties if {tie.source, tie.target} & ends]
    return Comparison(
        projection=subgraph(whole, keys, ties=ties),
        only_a=sorted(of_a - of_b),
        both=sorted(of_a & of_b),
        only_b=sorted(of_b - of_a),
    )


def _leads_on(key: str) -> bool:
    return not key.startswith(("theme/", "country/", "continent/"))


def _neighbours(whole: Projection) -> Mapping[str, Mapping[str, bool]]:
    """Return what each thing is tied to, and whether any tie but a common theme or country ties them."""
    found: dict[str, dict[str, bool]] = {}
    for tie in whole.ties:
        telling = tie.relation not in QUIET
        for one, other in ((tie.source, tie.target), (tie.target, tie.source)):
            ends = found.setdefault(one, {})
            ends[other] = ends.get(other, False) or telling
    return found
