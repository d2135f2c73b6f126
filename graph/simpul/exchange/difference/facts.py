"""Facts with a node of their own in a few words, as they are told under the thing that they are about."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from simpul.exchange.difference.knowing import value_of
from simpul.exchange.difference.model import CAME, WENT, FactChange, Knowledge, Sign, ValueChange
from simpul.exchange.difference.naming import Names
from simpul.exchange.difference.quantities import in_words
from simpul.locale import translate as _
from simpul.projection.reader import STATEMENT_ENDS
from simpul.terms import NamedNode, Quad, simpul, text, thing

_MARKS: Final = {Sign.ADDED: CAME, Sign.REMOVED: WENT, Sign.CHANGED: ""}
_TOLD_FIRST: Final = tuple(map(simpul, ("role", "officeTitle", "officeKind", "membershipStatus")))
"""What is told of a fact besides its dates."""
_CERTAIN: Final = thing("certainty", "stated")
_HIDDEN: Final = frozenset(map(simpul, ("valueAsStated", "passage")))
"""What repeats a change in the words of the source: told only where nothing else changed."""


class FactWords:
    """Tells of facts, in the language in use when it is made."""

    def __init__(self, knowledge: Knowledge, names: Names) -> None:
        self._knowledge, self._names = knowledge, names

    def facts(self, changes: Sequence[FactChange]) -> Iterator[str]:
        """Yield each fact in words; a value that took the place of another of one measure is told with it."""
        pairs = self._replaced(changes)
        for change in changes:
            if change.node.value in pairs:
                other = pairs[change.node.value]
                if change.sign is Sign.ADDED:
                    yield self._replacement(other, change)
                continue
            yield self.fact(change)

    def fact(self, change: FactChange) -> str:
        """Return one fact in words: ``+ Semarang (since 2019)``."""
        if change.was is not None and not change.values:
            return f"{self._name(change)}: " + _("key {old} → {new}", old=_key(change.was), new=_key(change.node))  # fmt: skip
        if change.kind == "Observation":
            return self._observation(change)
        if change.sign is Sign.CHANGED:
            return f"{self._name(change)}: {self._values(change.values)}"
        details = self._details(change)
        inside = f" ({', '.join(details)})" if details and change.sign is Sign.ADDED else ""
        return f"{_MARKS[change.sign]}{self._name(change)}{inside}"

    def _side(self, change: FactChange) -> Mapping[str, Sequence[Quad]]:
        return self._knowledge.old if change.sign is Sign.REMOVED else self._knowledge.new

    def _get(self, change: FactChange, name: str) -> str:
        return text(value_of(self._side(change), change.node.value, simpul(name)))

    def _name(self, change: FactChange) -> str:
        """Return what a fact is called under its thing: its other end, its measure, or its own label."""
        if change.kind in STATEMENT_ENDS:
            end = self._get(change, STATEMENT_ENDS[change.kind][0])
            return self._names.thing(end or change.node.value)
        if change.kind == "Observation":
            return self._names.thing(self._get(change, "measure") or change.node.value)
        return self._names.thing(change.node.value)

    def _details(self, change: FactChange) -> list[str]:
        side, iri = self._side(change), change.node.value
        told = [
            self._names.term(value) for link in _TOLD_FIRST if (value := value_of(side, iri, link))
        ]
        certainty = value_of(side, iri, simpul("certainty"))
        if certainty is not None and certainty != _CERTAIN:
            told.append(self._names.term(certainty))
        return [*told, *filter(None, [self._dates(change)])]

    def _dates(self, change: FactChange) -> str:
        """Return when a fact held, as its sources say it."""
        begin, end, seen = (self._date(change, name) for name in ("begin", "end", "asOf"))
        if begin and end:
            return begin if begin == end else _("{first} to {last}", first=begin, last=end)
        if begin:
            return _("since {date}", date=begin)
        if end:
            return _("until {date}", date=end)
        return _("as of {date}", date=seen) if seen else ""

    def _date(self, change: FactChange, name: str) -> str:
        value = value_of(self._side(change), change.node.value, simpul(name))
        return self._names.term(value) if value is not None else ""

    def _observation(self, change: FactChange) -> str:
        changed = {value.predicate: value for value in change.values}
        number = changed.get(simpul("numericValue"))
        unit = self._get(change, "unit")
        if change.sign is Sign.CHANGED and number is not None and len(number.old) == len(number.new) == 1:  # fmt: skip
            values = in_words([text(number.old[0]), text(number.new[0])], unit)
            rest = [v for v in change.values if v is not number]
            more = self._values(rest, hide=True)
            return self._measured(change, values) + (f"; {more}" if more else "")
        if change.sign is Sign.CHANGED:
            date = "" if simpul("asOf") in changed else self._date(change, "asOf")
            dated = f" ({date})" if date else ""
            return f"{self._name(change)}{dated}: {self._values(change.values)}"
        return _MARKS[change.sign] + self._measured(change, self._value(change))

    def _value(self, change: FactChange) -> str:
        value = self._get(change, "numericValue")
        if not value:
            return self._get(change, "category")
        return in_words([value], self._get(change, "unit"))

    def _measured(self, change: FactChange, value: str) -> str:
        date = self._date(change, "asOf")
        return f"{self._name(change)} {value}" + (f" ({date})" if date else "")

    def _values(self, values: Sequence[ValueChange], *, hide: bool = False) -> str:
        """Return what came and went of a fact; what repeats it in a source's words only where there is nothing else."""
        plain = [value for value in values if value.predicate not in _HIDDEN]
        return "; ".join(self._names.value(value) for value in (plain if plain or hide else values))

    def _replaced(self, changes: Sequence[FactChange]) -> dict[str, FactChange]:
        """Return which observation took the place of which, both ways, where one of a measure went and one came."""
        found: dict[str, FactChange] = {}
        by_measure: defaultdict[str, list[FactChange]] = defaultdict(list)
        for change in changes:
            if change.kind == "Observation" and change.sign is not Sign.CHANGED:
                by_measure[self._get(change, "measure")].append(change)
        for some in by_measure.values():
            signs = {change.sign for change in some}
            if len(some) == len(signs) == 2 and all(self._get(one, "numericValue") for one in some):  # fmt: skip
                found |= {some[0].node.value: some[1], some[1].node.value: some[0]}
        return found

    def _replacement(self, old: FactChange, new: FactChange) -> str:
        values = [self._get(change, "numericValue") for change in (old, new)]
        units = {self._get(change, "unit") for change in (old, new)}
        dates = [self._date(change, "asOf") for change in (old, new)]
        if len(units) == 1:
            shown = in_words(values, units.pop())
        else:
            shown = " → ".join(self._value(change) for change in (old, new))
        dated = " → ".join(filter(None, dict.fromkeys(dates)))
        return f"{self._name(new)} {shown}" + (f" ({dated})" if dated else "")


def _key(node: NamedNode) -> str:
    return node.value.rsplit("/", 1)[-1]
