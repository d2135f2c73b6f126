"""What places do with each other: visits, agreements, lessons, interests, requests and commitments.

This is the one definition of cooperation. The view, the analysis, the export to graph tools and the SPARQL that
a page offers all run ``QUERY``; docs/decisions.md says why it is as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from simpul.projection.dates import dates_of
from simpul.projection.model import Citation, Fact, Projection, Span, Texts, Thing, Tie
from simpul.projection.patterns import HEAD, undoubted
from simpul.projection.reader import key_of
from simpul.projection.subgraph import by_keys, subgraph
from simpul.store import Queryable, Row
from simpul.terms import ONTOLOGY, NamedNode, text


def _query(aside: str, of: str = "") -> str:
    """Return the definition; ``aside`` leaves some agreements aside before they are looked at."""
    return f"""{HEAD}SELECT DISTINCT ?from ?to ?kind ?matter ?begin
WHERE {{
  {{
    {of}?matter simpul:visitingCity ?one ; simpul:hostCity ?two . BIND (simpul:Visit AS ?kind)
    # A day of a visit is part of it, and no visit of its own.
    FILTER NOT EXISTS {{ ?matter simpul:subEventOf ?visit . ?visit simpul:visitingCity ?one ; simpul:hostCity ?two }}
  }}
  UNION {{ {of}?matter simpul:learnedFrom ?one ; simpul:learnedBy ?two . BIND (simpul:Lesson AS ?kind) }}
  UNION {{ {of}?matter simpul:interestOf ?one ; simpul:seeksFrom ?two . BIND (simpul:Interest AS ?kind) }}
  UNION {{ {of}?matter simpul:requestedBy ?one ; simpul:requestedOf ?two . BIND (simpul:Request AS ?kind) }}
  UNION {{ {of}?matter simpul:promisedBy ?one ; simpul:promisedTo ?two . BIND (simpul:Commitment AS ?kind) }}
  UNION {{
    # An agreement binds both ways, so it gives two rows.
    {{ {of}?matter simpul:hasParty ?one{aside} }} ?matter simpul:hasParty ?two .
    BIND (IF(EXISTS {{ ?matter a simpul:SisterCityAgreement }}, simpul:SisterCityAgreement,
          IF(EXISTS {{ ?matter a simpul:TwinningAgreement }}, simpul:TwinningAgreement, simpul:Agreement)) AS ?kind)
  }}
  # The place itself has a part in the matter, or its government does, or a unit or a post of that government.
  ?one simpul:actsFor? ?from . FILTER EXISTS {{ ?from a simpul:Place }}
  ?two simpul:actsFor? ?to . FILTER EXISTS {{ ?to a simpul:Place }}
  # A state, a building and a street have no such ties of their own.
  FILTER NOT EXISTS {{ {{ ?from a simpul:Country }} UNION {{ ?from a simpul:Site }} }}
  FILTER NOT EXISTS {{ {{ ?to a simpul:Country }} UNION {{ ?to a simpul:Site }} }}
  FILTER (?from != ?to)
{undoubted("matter")}
  OPTIONAL {{ ?matter simpul:begin ?begin }}
}}
ORDER BY ?matter ?from ?to ?begin
"""


# Nearly all agreements are listed by one dataset alone: they are taken away together, and not looked up one by one.
_ASIDE: Final = " MINUS { ?matter simpul:listedOnlyIn ?dataset }"
QUERY: Final = _query(_ASIDE)
"""What places do with each other; agreements that one dataset alone lists are left aside."""
WHOLE_QUERY: Final = _query("")
"""The same with those agreements."""
MUTUAL: Final = frozenset(("Agreement", "TwinningAgreement", "SisterCityAgreement"))
"""Kinds that lead both ways, and that end; what else happened does not cease to have happened."""


def query_of(matters: Iterable[str]) -> str:
    """Return the definition for these matters alone, by their IRIs."""
    listed = " ".join(str(NamedNode(iri)) for iri in sorted(matters))
    return _query(_ASIDE, f"VALUES ?matter {{ {listed} }} ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What one place did with another.

    Attributes:
        source: IRI of the place it comes from: the guest, who taught, who asks, who promises.
        target: IRI of the other place.
        kind: Class of the matter, as the definition tells them apart.
        matter: IRI of the visit, agreement, lesson, interest, request or commitment.
        begin: As the source says it (EDTF); empty where none does.
        span: When it counts.
    """

    source: str
    target: str
    kind: str
    matter: str
    begin: str
    span: Span

    @property
    def mutual(self) -> bool:
        """Whether it leads both ways; there is then an act for each way."""
        return self.kind in MUTUAL


def acts(store: Queryable, *, also_single_datasets: bool = False) -> list[Act]:
    """Return what places did with each other, in a fixed order."""
    query = WHOLE_QUERY if also_single_datasets else QUERY
    rows = store.select(query).rows
    dates = dates_of(store, {text(row["matter"]) for row in rows})
    found: dict[tuple[str, str, str], Act] = {}
    for row in rows:
        act = _act(row, dates.span(text(row["matter"])))
        # Sources that date a matter differently give it several rows; the earliest stands.
        found.setdefault((act.source, act.target, act.matter), act)
    return list(found.values())


def _act(row: Row, span: Span) -> Act:
    kind = text(row["kind"]).removeprefix(ONTOLOGY)
    return Act(
        source=text(row["from"]),
        target=text(row["to"]),
        kind=kind,
        matter=text(row["matter"]),
        begin=text(row.get("begin")),
        span=span if kind in MUTUAL else Span(begin=span.begin),
    )


def cooperation(
    store: Queryable, whole: Projection, *, also_single_datasets: bool = False
) -> Projection:
    """Return places with what goes between them; things of one kind make one tie, which lists them.

    Cities that are sisters, or that one dataset alone ties, have the one tie that the whole has, with its dates
    and sources.
    """
    things = by_keys(whole)
    drawn = {frozenset((t.source, t.target)): t for t in whole.ties if t.single}
    drawn |= {frozenset((t.source, t.target)): t for t in whole.ties if t.relation == "sisterCityOf"}  # fmt: skip
    sisters: dict[frozenset[str], Tie] = {}
    found: dict[tuple[str, str, str], list[Act]] = {}
    for act in acts(store, also_single_datasets=also_single_datasets):
        source, target = key_of(act.source), key_of(act.target)
        pair = frozenset((source, target))
        if pair in drawn and (
            act.kind == "SisterCityAgreement" or key_of(act.matter) not in things
        ):
            sisters[pair] = drawn[pair]
        elif not (act.mutual and source > target):
            kind = things[key_of(act.matter)].kind
            found.setdefault((source, target, kind), []).append(act)
    ties = [*sisters.values(), *(_tie(*ends, those, things, whole.kinds) for ends, those in sorted(found.items()))]  # fmt: skip
    return subgraph(whole, {key for t in ties for key in (t.source, t.target)}, ties=ties)


def _tie(  # noqa: PLR0913, PLR0917 - a tie's ends and kind, what it lists, and the names of both
    source: str,
    target: str,
    kind: str,
    those: list[Act],
    things: Mapping[str, Thing],
    kinds: Mapping[str, Texts],
) -> Tie:
    citations: dict[Citation, None] = {}
    notes: list[Fact] = []
    for act in those:
        thing = things[key_of(act.matter)]
        citations |= dict.fromkeys(thing.citations)
        notes.append(
            Fact(
                name=kinds[kind],
                value=thing.labels,
                date=act.begin,
                citations=thing.citations,
                thing=thing.key,
            )
        )
    begins = [act.span.begin for act in those]
    ends = [act.span.end for act in those]
    return Tie(
        source=source,
        target=target,
        relation=kind[0].lower() + kind[1:],
        name=kinds[kind],
        notes=notes,
        citations=tuple(citations),
        directed=not those[0].mutual,
        weight=len(those),
        span=Span(begin=min(begins) if all(begins) else "", end=max(ends) if all(ends) else ""),
    )
