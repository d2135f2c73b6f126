"""What came and went, and how a rule is narrowed to it: only what has to do with a change is sought."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from simpul.reason.rules import ANYTHING, Pattern, Rule, signature, unify
from simpul.terms import BlankNode, Term, Triple

_SMALL: Final = 20_000
"""So many triples can stand in a query; what more of them give is found sooner by looking at all."""


class Triples:
    """Triples by their signature, for those that a pattern matches."""

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        self._by_kind: defaultdict[str, set[Triple]] = defaultdict(set)
        self.update(triples)

    def update(self, triples: Iterable[Triple]) -> None:
        """Take more of them."""
        for triple in triples:
            self._by_kind[signature(triple)].add(triple)

    def discard(self, triple: Triple) -> None:
        """Leave one out."""
        self._by_kind[signature(triple)].discard(triple)

    def __contains__(self, triple: Triple) -> bool:
        return triple in self._by_kind.get(signature(triple), ())

    def __iter__(self) -> Iterator[Triple]:
        return chain.from_iterable(self._by_kind.values())

    def __bool__(self) -> bool:
        return any(self._by_kind.values())

    def __len__(self) -> int:
        return sum(map(len, self._by_kind.values()))

    @property
    def kinds(self) -> set[str]:
        """Their signatures."""
        return {kind for kind, triples in self._by_kind.items() if triples}

    def like(self, pattern: Pattern) -> Collection[Triple]:
        """Return those that a pattern may match."""
        kind = pattern.signature
        return [*self] if kind == ANYTHING else self._by_kind.get(kind, ())


@dataclass(slots=True)
class Change:
    """What differs between the merge as it was and as it is.

    Attributes:
        came: What it holds and did not hold.
        went: What it held and holds no more; some of it may follow again.
    """

    came: Triples = field(default_factory=Triples)
    went: Triples = field(default_factory=Triples)

    @property
    def is_small(self) -> bool:
        """It is so little that it can stand in queries."""
        return len(self.came) + len(self.went) <= _SMALL

    def concluded(self, triples: Iterable[Triple]) -> None:
        """Note what follows now; what went and follows again has not changed."""
        for triple in triples:
            if triple in self.went:
                self.went.discard(triple)
            else:
                self.came.update((triple,))


def restrictions(rule: Rule, *given: tuple[Iterable[Pattern], Triples]) -> set[str]:
    """Return VALUES clauses that restrict a rule to what has to do with triples that match patterns of it.

    Only its ``bound`` variables are restricted: another one would get a value where the rule leaves it open. So the
    solutions are among the rule's own, and all that have to do with the triples are there.
    """
    found: set[str] = set()
    for patterns, triples in given:
        # Most patterns of most rules are of no kind that changed: those are asked of thousands of times in a load.
        for pattern in patterns if triples else ():
            if not (alike := triples.like(pattern)):
                continue
            names = sorted(pattern.variables & rule.bound)
            matches = (unify(pattern, triple) for triple in alike)
            rows = {
                " ".join(_value(match[n]) for n in names) for match in matches if match is not None
            }
            if rows and not names:
                return {""}
            if rows:
                heading = " ".join(f"?{name}" for name in names)
                found.add(
                    f"VALUES ({heading}) {{ {' '.join(f'({row})' for row in sorted(rows))} }}"
                )
    return found


def _value(term: Term) -> str:
    """Return a term as VALUES takes it; what has no name may be anything."""
    return "UNDEF" if isinstance(term, BlankNode | Triple) else str(term)
