"""Who belongs to a network, and which places are tied by the networks that both are members of."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement, product
from typing import Final

from simpul.projection.dates import dates_of
from simpul.projection.model import Citation, Fact, Projection, Span, Texts, Tie
from simpul.projection.patterns import HEAD, doubted, undoubted
from simpul.projection.subgraph import by_keys, edge_subgraph, subgraph
from simpul.store import Queryable
from simpul.terms import ID, text

_ELECTED: Final = f"""    # Members elect these offices from among themselves.
    VALUES ?elected {{ <{ID}office-kind/leadership> <{ID}office-kind/committee> }}
    ?statement simpul:holder ?member ; simpul:officeIn ?network ; simpul:officeKind ?elected .
    ?member a simpul:Place ."""
_EVIDENCE: Final = f"""  {{ ?statement a simpul:Membership ; simpul:member ?member ; simpul:network ?network }}
  UNION
  {{
{_ELECTED}
  }}
{undoubted("statement")}"""
"""What proves that a place is a member of a network; by the rules of the ontology it makes ``simpul:memberOf``."""
_PROOFS: Final = f"""SELECT ?statement WHERE {{
  {{ ?statement a simpul:Membership }}
  UNION
  {{
{_ELECTED}
  }}
  MINUS {{ {doubted("statement")} }}
}}"""
"""The statements of this evidence, and memberships of nobody or nowhere; it takes a third of the time."""
QUERY: Final = f"""{HEAD}SELECT DISTINCT ?statement ?member ?network
WHERE {{
{_EVIDENCE}
}}
ORDER BY ?network ?member ?statement
"""
"""Every undoubted membership, with the statement or the elected office that proves it."""
SHARED_QUERY: Final = f"""{HEAD}SELECT ?city ?other (COUNT(DISTINCT ?network) AS ?networks)
WHERE {{
  ?city simpul:memberOf ?network .
  ?other simpul:memberOf ?network .
  FILTER (STR(?city) < STR(?other))
}}
GROUP BY ?city ?other
ORDER BY DESC(?networks) ?city ?other
"""
NETWORKS_QUERY: Final = f"""{HEAD}SELECT DISTINCT ?one ?tie ?other ?certainty ?source
WHERE {{
  GRAPH ?source {{
    {{ ?tie simpul:member ?one ; simpul:network ?other }}
    UNION {{ ?tie simpul:holder ?one ; simpul:officeIn ?other }}
    UNION {{ ?one ?tie ?other . ?one a ?kind . FILTER (?kind IN (simpul:Network, simpul:NetworkSecretariat)) }}
    OPTIONAL {{ ?tie simpul:certainty ?certainty }}
  }}
  VALUES ?class {{ simpul:Network simpul:NetworkSecretariat }}
  ?other a ?class .
  FILTER (?one != ?other && STRSTARTS(STR(?source), "{ID}source/"))
}}
ORDER BY ?other ?one ?tie ?source
"""
"""Every membership and office in a network, those in doubt included, and what networks are to each other."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A place that belongs to a network without doubt.

    Attributes:
        iri: The membership, or the elected office that proves one.
        member: IRI of the place.
        network: IRI of the network.
        span: When it counts.
    """

    iri: str
    member: str
    network: str
    span: Span


Evidence = Mapping[str, Mapping[str, Sequence[Tie]]]
"""The ties that prove a city's memberships, by city and network."""
Cities = Sequence[str]
"""Keys of cities that belong to the same networks."""


def memberships(store: Queryable) -> list[Membership]:
    """Return the undoubted memberships in a store, sorted by the statement that proves each."""
    dates = dates_of(store)
    return [
        Membership(iri=iri, member=member, network=network, span=dates.span(iri))
        for iri, member, network in sorted(evidence(store))
    ]


def evidence(store: Queryable) -> list[tuple[str, str, str]]:
    """Return what proves each undoubted membership, the member and the network."""
    return [
        (text(row["statement"]), text(row["member"]), text(row["network"]))
        for row in store.select(QUERY)
    ]


def proofs(store: Queryable) -> set[str]:
    """Return the statements that prove memberships without doubt, where they name a member and a network."""
    return {text(statement) for (statement,) in store.solutions(_PROOFS)}


def networks(whole: Projection) -> Projection:
    """Return the cities and the networks that they join, networks without members included."""
    alone = {thing.key for thing in whole.things if thing.group == "network"}
    by_key = by_keys(whole)
    return edge_subgraph(
        whole,
        lambda tie: (
            tie.relation in {"membership", "networkOffice"}
            or {by_key[tie.source].group, by_key[tie.target].group} == {"network"}
        ),
        also=alone,
    )


def shared(whole: Projection, *, most: int = _MOST) -> Projection:
    """Return cities tied by the networks they share; the weight is how many, each network a note.

    Only undoubted memberships count, as in the question ``shared-networks``. Of more than ``most`` pairs, those
    that share least are left out, and a note says so.
    """
    by_city = _evidence(whole)
    names = {key: thing.labels for key, thing in by_keys(whole).items()}
    alike = _alike(by_city)
    counts = _counts(alike)
    least = _least(counts, most)
    pairs = sorted(
        (min(pair), max(pair))
        for one, other, weight in alike
        if weight >= least
        for pair in _pairs(one, other)
    )
    ties = [_tie(one, other, by_city, names) for one, other in pairs]
    left_out = sum(pairs for weight, pairs in counts.items() if weight < least)
    notes = [{k: t.format(a=least, b=left_out) for k, t in _LEFT_OUT.items()}] if left_out else []
    return subgraph(
        whole, {key for t in ties for key in (t.source, t.target)}, ties=ties, notes=notes
    )


def _alike(by_city: Evidence) -> list[tuple[Cities, Cities, int]]:
    """Return each two groups of cities that share networks, and how many.

    Cities that belong to the same networks are one group, which is paired with itself too: of ten thousand cities,
    nearly all belong to one network alone.
    """
    groups: dict[frozenset[str], list[str]] = {}
    for city in sorted(by_city):
        groups.setdefault(frozenset(by_city[city]), []).append(city)
    return [
        (groups[one], groups[other], len(one & other))
        for one, other in combinations_with_replacement(groups, 2)
        if one & other
    ]


def _pairs(one: Cities, other: Cities) -> Iterator[tuple[str, str]]:
    return combinations(one, 2) if one is other else product(one, other)


def _counts(alike: Iterable[tuple[Cities, Cities, int]]) -> Mapping[int, int]:
    """Return how many pairs of cities share so many networks."""
    found: Counter[int] = Counter()
    for one, other, weight in alike:
        size = len(one)
        found[weight] += size * (size - 1) // 2 if one is other else size * len(other)
    return found


def _evidence(whole: Projection) -> Evidence:
    """Return what proves each membership; an office only where no source lists the member."""
    found: dict[str, dict[str, list[Tie]]] = {}
    for relation in ("membership", "networkOffice"):
        listed = {(city, network) for city, networks in found.items() for network in networks}
        for tie in whole.ties:
            if tie.member and tie.relation == relation and (tie.source, tie.target) not in listed:
                found.setdefault(tie.source, {}).setdefault(tie.target, []).append(tie)
    return found


def _least(counts: Mapping[int, int], most: int) -> int:
    """Return the smallest weight at which no more than so many ties are left."""
    least = 1
    while sum(pairs for weight, pairs in counts.items() if weight >= least) > most:
        least += 1
    return least


def _tie(one: str, other: str, by_city: Evidence, names: Mapping[str, Texts]) -> Tie:
    both = sorted(by_city[one].keys() & by_city[other].keys())
    citations: dict[Citation, None] = {}
    notes: list[Fact] = []
    spans: list[Span] = []
    for network in both:
        stated = [*by_city[one][network], *by_city[other][network]]
        said = dict.fromkeys(citation for tie in stated for citation in tie.citations)
        citations |= said
        spans.append(_overlap([tie.span for tie in stated]))
        notes.append(
            Fact(
                name=_NAME,
                value=names[network],
                span=spans[-1],
                citations=tuple(said),
                thing=network,
            )
        )
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
