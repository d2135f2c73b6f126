"""When things held: the first and the last day that sources allow, for things and statements alike."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from simpul.projection.model import Span
from simpul.store import Queryable
from simpul.terms import NamedNode, text

_ASKED: Final = "SELECT ?thing ?value {{ {values} ?thing simpul:{name} ?value }}"
_AT_ONCE: Final = 500
"""Things that a query names."""


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


def dates_of(store: Queryable, things: Collection[str] | None = None) -> Dates:
    """Return the days of these things, by their IRIs, or else of everything in a store; of several the widest."""
    occasion = _first(store, "arisesFrom", things)
    ended_with = _first(store, "endedWith", things)
    if things is not None:
        things = {*things, *occasion.values(), *ended_with.values()}
    return Dates(
        begin=_first(store, "beginEarliest", things),
        seen=_first(store, "asOfEarliest", things),
        end=_last(store, "endLatest", things),
        occasion=occasion,
        ended_with=ended_with,
    )


def _first(store: Queryable, name: str, things: Collection[str] | None) -> dict[str, str]:
    return {thing: min(found) for thing, found in _values(store, name, things).items()}


def _last(store: Queryable, name: str, things: Collection[str] | None) -> dict[str, str]:
    return {thing: max(found) for thing, found in _values(store, name, things).items()}


def _values(store: Queryable, name: str, things: Collection[str] | None) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for values in _named(things):
        for thing, value in store.solutions(_ASKED.format(name=name, values=values)):
            found[text(thing)].append(text(value))
    return found


def _named(things: Collection[str] | None) -> Iterator[str]:
    """Yield what binds the variable to these things, some at a time; nothing binds it to all."""
    if things is None:
        yield ""
        return
    named = [str(NamedNode(thing)) for thing in sorted(things)]
    for start in range(0, len(named), _AT_ONCE):
        yield f"VALUES ?thing {{ {' '.join(named[start : start + _AT_ONCE])} }}"
