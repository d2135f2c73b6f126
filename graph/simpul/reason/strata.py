"""The order in which rules run: each after all that feed it, and again only if it feeds itself.

A rule that says what must *not* hold (doubt) is only right when all that could hold is known; rules that
negate what they bring about themselves have no such order and are refused (Apt, Blair and Walker, Towards a
Theory of Declarative Knowledge, 1988: stratified programs).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simpul.errors import StoreError
from simpul.locale import translate as _
from simpul.reason.rules import ANYTHING, Rule


@dataclass(frozen=True, slots=True)
class Stratum:
    """Rules that feed each other, or one that feeds no other rule of its stratum.

    Attributes:
        recursive: They must run until nothing new comes.
    """

    rules: tuple[Rule, ...]
    recursive: bool


Strata = Sequence[Stratum]
"""Strata in the order in which they run."""


class Feeds:
    """Which signatures feed which rules."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self._readers: defaultdict[str, set[int]] = defaultdict(set)
        self._writers: defaultdict[str, set[int]] = defaultdict(set)
        self._fed: dict[int, set[int]] = {}
        for number, rule in enumerate(rules):
            for mark in rule.reads | rule.negates:
                self._readers[mark].add(number)
            for mark in rule.writes:
                self._writers[mark].add(number)

    def readers(self, marks: Iterable[str]) -> set[int]:
        """Return the rules whose answer may change when such triples come or go."""
        return self._matching(self._readers, marks)

    def fed_by(self, number: int) -> set[int]:
        """Return the rules that this one feeds directly."""
        if number not in self._fed:
            self._fed[number] = self.readers(self.rules[number].writes)
        return self._fed[number]

    def writers(self, marks: Iterable[str]) -> set[int]:
        """Return the rules that may bring such triples about."""
        return self._matching(self._writers, marks)

    def writes(self, numbers: Iterable[int]) -> set[str]:
        """Return the signatures of what these rules may bring about."""
        return {mark for number in numbers for mark in self.rules[number].writes}

    @staticmethod
    def _matching(index: "defaultdict[str, set[int]]", marks: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for mark in marks:
            if mark == ANYTHING:
                return set[int]().union(*index.values())
            found |= index.get(mark, set()) | index.get(ANYTHING, set())
        return found

    def reach(self, start: Iterable[int]) -> set[int]:
        """Return these rules and all that they feed, directly or not."""
        found = set(start)
        pending = list(found)
        while pending:
            fed = self.fed_by(pending.pop()) - found
            found |= fed
            pending += fed
        return found


def strata_of(rules: Sequence[Rule]) -> Strata:
    """Return the rules in the order in which they can run.

    Raises:
        StoreError: A rule negates what follows from its own conclusions.
    """
    feeds = Feeds(rules)
    reach = [frozenset(feeds.reach([number])) for number in range(len(rules))]
    groups: defaultdict[frozenset[int], list[int]] = defaultdict(list)
    for number, reached in enumerate(reach):
        # Two rules that reach the same rules, themselves included, feed each other.
        groups[reached].append(number)
    # What reaches more comes first: it reaches all that the later one does, and itself.
    order = sorted(groups.items(), key=lambda item: (-len(item[0]), item[1]))
    strata = [
        Stratum(tuple(rules[number] for number in group), any(n in feeds.fed_by(n) for n in group) or len(group) > 1)
        for _reached, group in order
    ]  # fmt: skip
    for stratum in strata:
        _check_negation(stratum)
    return strata


def _check_negation(stratum: Stratum) -> None:
    if not stratum.recursive:
        return
    written = {mark for rule in stratum.rules for mark in rule.writes}
    for rule in stratum.rules:
        if rule.negates & written:
            raise StoreError(
                _(
                    "The rule {name} negates its own conclusion; write it differently.",
                    name=rule.name,
                )
            )
