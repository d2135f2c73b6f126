"""What has a date, as rows of a timeline: bars that last, marks that happen, dates that are due."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from simpul.edtf import bounds
from simpul.projection.model import Citation, Projection, Proof, Span, Texts, Thing, Tie
from simpul.projection.patterns import HEAD, stated_by_several
from simpul.projection.subgraph import by_keys

Section = Literal["membership", "agreement", "initiative", "event", "phase", "due"]
SECTIONS: Final[Sequence[Section]] = (
    "due",
    "membership",
    "agreement",
    "initiative",
    "phase",
    "event",
)
"""In the order in which they stand from top to bottom."""


QUERY: Final = f"""{HEAD}SELECT DISTINCT ?thing ?property ?said
WHERE {{
  {{
    VALUES ?class {{ simpul:Membership simpul:Agreement simpul:Initiative simpul:Event simpul:Phase }}
    VALUES ?property {{ simpul:begin simpul:end simpul:asOf }}
    ?thing a ?class ; ?property ?said .
  }}
  UNION {{ ?thing ?property ?said . FILTER (?property = simpul:due) }}
  FILTER NOT EXISTS {{ ?thing a simpul:ClimateTarget }}
{stated_by_several("thing")}
}}
ORDER BY ?thing ?property ?said
"""
"""Every date of what stands on a timeline, as sources say it; when climate targets are due is a question (``targets-due``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One bar or mark.

    Attributes:
        row: Key of the thing whose row it is in: a network for its memberships, an initiative for its phases.
        thing: Key of the thing that it tells of and opens.
        said: The dates as the source says them (EDTF), by property.
        span: Empty on a side without a date.
        proof: When it is proven to have held.
        is_mark: It did not last, or nobody says how long: sources only saw it on the days of the span.
    """

    section: Section
    row: str
    thing: str
    name: Texts
    said: dict[str, str]
    span: Span
    citations: tuple[Citation, ...]
    proof: Proof = field(default_factory=Proof)
    is_mark: bool = False


def entries(whole: Projection) -> list[Entry]:
    """Return everything that has a date, by section, row and time."""
    things = by_keys(whole)
    found = [*_memberships(whole, things), *(e for t in whole.things for e in _of_thing(t))]
    rank = {section: number for number, section in enumerate(SECTIONS)}
    found.sort(key=lambda e: (rank[e.section], e.row, e.span.begin or e.span.end, e.thing))
    return found


def undated(whole: Projection) -> int:
    """Return how many memberships no source dates."""
    return sum(t.relation == "membership" and not t.dates for t in whole.ties)


def _memberships(whole: Projection, things: dict[str, Thing]) -> Iterator[Entry]:
    for tie in whole.ties:
        if tie.relation == "membership" and tie.dates:
            yield Entry(
                section="membership",
                row=tie.target,
                thing=tie.source,
                name=things[tie.source].labels,
                said=dict(tie.dates),
                span=_own(tie),
                citations=tie.citations,
                proof=tie.proof,
                is_mark={*tie.dates} == {"asOf"},
            )


def _own(tie: Tie) -> Span:
    """Return when a membership was, by its own dates; it may end with its network, but does not begin with it."""
    if "begin" in tie.dates:
        return tie.span
    if "end" in tie.dates:
        return Span(end=tie.span.end)
    # A source only saw it: it is placed on the day on which it did.
    first, last = bounds(tie.dates["asOf"])
    return Span(begin=first.isoformat(), end=last.isoformat())


def _of_thing(thing: Thing) -> Iterator[Entry]:
    said = {f.key: f.date for f in thing.facts if f.key in {"begin", "end", "asOf", "due"}}
    dated = {f.key: f.span for f in thing.facts if f.key in said and f.key != "due"}
    section: Section | None = {  # type: ignore[assignment]  # the groups that are sections
        "event": "event",
        "agreement": "agreement",
        "initiative": "initiative",
    }.get(thing.group)
    own = {name: date for name, date in said.items() if name != "due"}
    if section and dated:
        made = _entry(section, thing, thing.labels, own, _lasting(dated), thing.citations)
        yield replace(made, is_mark=section == "event" or {*dated} == {"asOf"})
    for fact in thing.facts:
        if fact.key == "due" and thing.group != "target":
            due = _entry("due", thing, thing.labels, {"due": fact.date}, fact.span, fact.citations)
            yield replace(due, is_mark=True)
        elif fact.order.startswith("phase") and fact.span.begin:
            yield _entry("phase", thing, fact.name, {"begin": fact.date}, fact.span, fact.citations)


def _lasting(dated: Mapping[str, Span]) -> Span:
    """Return the days from a thing's begin to its end; of what sources only saw, the days on which they did."""
    if {*dated} == {"asOf"}:
        return dated["asOf"]
    nothing = Span()
    return Span(begin=dated.get("begin", nothing).begin, end=dated.get("end", nothing).end)


def _entry(  # noqa: PLR0913, PLR0917 - one parameter for each part
    section: Section,
    thing: Thing,
    name: Texts,
    said: dict[str, str],
    span: Span,
    citations: tuple[Citation, ...],
) -> Entry:
    return Entry(
        section=section,
        row=thing.key,
        thing=thing.key,
        name=name,
        said=said,
        span=span,
        citations=citations,
        proof=thing.proof,
    )
