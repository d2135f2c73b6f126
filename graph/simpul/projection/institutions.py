"""Who works with whom: organisations tied by the events, agreements and initiatives in which both have a part.

This is the one definition of working together. The view, the analysis, the export to graph tools and the SPARQL
that a page offers come from it; docs/decisions.md says why it is as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from simpul.projection.dates import dates_of
from simpul.projection.model import Citation, Fact, Projection, Span, Texts, Thing, Tie
from simpul.projection.patterns import HEAD, undoubted
from simpul.projection.reader import key_of
from simpul.projection.subgraph import BODIES, by_keys, subgraph
from simpul.store import Queryable
from simpul.terms import text

UNSAID: Final = "sector/unsaid"
"""Group of organisations whose sector no source states."""
_UNSAID: Final[Texts] = {"en": "Sector not said", "id": "Sektor tidak disebut", "ko": "부문 미상"}
_PUBLIC: Final[Texts] = {"en": "Public sector", "id": "Sektor publik", "ko": "공공 부문"}
_TOGETHER: Final[Texts] = {"en": "together in", "id": "bersama dalam", "ko": "함께한 일"}


def _has_part(body: str) -> str:
    """Return the pattern of an organisation that has a part in a work, itself or by one of its posts."""
    return f"""  ?work (simpul:involves|^simpul:event/simpul:participant|simpul:hasParty)/simpul:postIn? ?{body} .
  ?{body} a simpul:Organisation ."""


_PARTS_QUERY: Final = f"""{HEAD}SELECT DISTINCT ?work ?body
WHERE {{
{_has_part("body")}
{undoubted("work")}
}}
ORDER BY ?work ?body
"""
_EVENTS: Final = "SELECT ?event { ?event a simpul:Event }"
QUERY: Final = f"""{HEAD}SELECT ?body ?other (COUNT(DISTINCT ?work) AS ?together)
WHERE {{
{_has_part("body")}
{_has_part("other")}
  FILTER (STR(?body) < STR(?other))
{undoubted("work")}
}}
GROUP BY ?body ?other
ORDER BY DESC(?together) ?body ?other
"""
"""Each two organisations that have a part in one work, and in how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An event, agreement or initiative, and the organisations that have a part in it.

    Attributes:
        iri: IRI of the work.
        bodies: IRIs of the organisations, sorted.
        span: When it counts.
    """

    iri: str
    bodies: tuple[str, ...]
    span: Span


def works(store: Queryable) -> list[Work]:
    """Return what organisations did together, or one of them alone, sorted."""
    bodies: defaultdict[str, list[str]] = defaultdict(list)
    for row in store.select(_PARTS_QUERY):
        bodies[text(row["work"])].append(text(row["body"]))
    events = {text(row["event"]) for row in store.select(_EVENTS)}
    dates = dates_of(store, bodies)
    return [
        Work(iri=iri, bodies=tuple(found), span=_span(dates.span(iri), happened=iri in events))
        for iri, found in sorted(bodies.items())
    ]


def _span(span: Span, *, happened: bool) -> Span:
    """Return when a work counts; what happened does not cease to have happened."""
    return Span(begin=span.begin) if happened else span


def institutions(store: Queryable, whole: Projection) -> Projection:
    """Return organisations tied by what each two do together.

    Each one's group is its sector; a public body is of the public sector by definition. A network that works with
    none of the others is no institution of this picture.
    """
    things = by_keys(whole)
    ties = _together(works(store), things, _citations(whole))
    tied = {key for tie in ties for key in (tie.source, tie.target)}
    bodies = tied | {key for key, thing in things.items() if thing.group in BODIES - {"post", "network"}}  # fmt: skip
    drawn = subgraph(whole, bodies, ties=ties)
    return replace(
        drawn,
        # The whole keeps its things as they are: those of this projection are copies.
        things=[replace(thing, group=_sector(thing)) for thing in drawn.things],
        names={"sector/public": _PUBLIC, **whole.names, UNSAID: _UNSAID},
    )


def _sector(thing: Thing) -> str:
    stated = thing.facets.get("sector", [])
    if stated:
        return stated[0]
    return "sector/public" if thing.group == "public" else UNSAID


def _citations(whole: Projection) -> Mapping[tuple[str, str], dict[Citation, None]]:
    """Return who says that a body has a part in a work, by body and work; a post speaks for its organisation."""
    bodies: defaultdict[str, set[str]] = defaultdict(set)
    for tie in whole.ties:
        if tie.relation == "postIn":
            bodies[tie.source].add(tie.target)
    found: defaultdict[tuple[str, str], dict[Citation, None]] = defaultdict(dict)
    for tie in whole.ties:
        for actor, work in ((tie.source, tie.target), (tie.target, tie.source)):
            for body in (actor, *bodies.get(actor, ())):
                found[body, work] |= dict.fromkeys(tie.citations)
    return found


def _together(
    found: Iterable[Work],
    things: Mapping[str, Thing],
    cited: Mapping[tuple[str, str], dict[Citation, None]],
) -> list[Tie]:
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for work in found:
        for one, other in combinations(work.bodies, 2):
            shared[key_of(one), key_of(other)].append(key_of(work.iri))
    return [
        _tie(pair, {work: cited[pair[0], work] | cited[pair[1], work] for work in keys}, things)
        for pair, keys in sorted(shared.items())
    ]


def _tie(
    pair: tuple[str, str],
    cited: Mapping[str, Mapping[Citation, None]],
    things: Mapping[str, Thing],
) -> Tie:
    return Tie(
        source=pair[0],
        target=pair[1],
        relation="together",
        name=_TOGETHER,
        notes=[
            Fact(name=_TOGETHER, value=things[work].labels, citations=tuple(said), thing=work)
            for work, said in cited.items()
        ],
        citations=tuple(dict.fromkeys(citation for said in cited.values() for citation in said)),
        directed=False,
        weight=len(cited),
    )
