"""When things held: the first and the last day that sources allow, for things and statements alike."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from simpul.projection.model import Span
from simpul.store import Queryable
from simpul.terms import text

_DAYS: Final = "SELECT ?thing ?day {{ ?thing simpul:{0} ?day }}"
_WHOLES: Final = "SELECT ?thing ?other {{ ?thing simpul:{0} ?other }}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The days that bound what sources say, as ``xsd:date``, by the IRI of what they date.

    Attributes:
        begin: First day that the begin may mean.
        seen: First day on which a source says that it held.
        end: Last day that the end may mean.
        occasion: The event from which a thing arose.
        ended_with: What ended a membership by its own end, such as its network.
    """

    begin: dict[str, str]
    seen: dict[str, str]
    end: dict[str, str]
    occasion: dict[str, str]
    ended_with: dict[str, str]

    def span(self, iri: str) -> Span:
        """Return from when to when something counts.

        It counts from its begin; where no source dates that, from the occasion it arose from, or else from the
        first day on which a source saw it. It counts until its end, or the end of what ended it.
        """
        begin = self.begin.get(iri) or self.begin.get(self.occasion.get(iri, ""))
        end = self.end.get(iri) or self.end.get(self.ended_with.get(iri, ""))
        return Span(begin=begin or self.seen.get(iri, ""), end=end or "")


def dates_of(store: Queryable) -> Dates:
    """Return the days of everything in a store; of several the widest."""
    return Dates(
        begin=_first(store, _DAYS.format("beginEarliest")),
        seen=_first(store, _DAYS.format("asOfEarliest")),
        end=_last(store, _DAYS.format("endLatest")),
        occasion=_first(store, _WHOLES.format("arisesFrom")),
        ended_with=_first(store, _WHOLES.format("endedWith")),
    )


def _first(store: Queryable, query: str) -> dict[str, str]:
    return {thing: min(found) for thing, found in _values(store, query).items()}


def _last(store: Queryable, query: str) -> dict[str, str]:
    return {thing: max(found) for thing, found in _values(store, query).items()}


def _values(store: Queryable, query: str) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in store.select(query):
        found[text(row["thing"])].append(text(row[next(n for n in row if n != "thing")]))
    return found
