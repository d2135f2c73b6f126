"""How sources come into a store, one way for all: stated, checked, inferred from, validated.

What is put in has been planned (`source_plan`) and read (`source_content`). It is stated in a build under way
(`transaction`), whether the store was empty or not, and judged (`checks`): references first, since inferences and
shapes make no sense where they lead to nothing. Where it may be loaded in part, the rows that turn out wrong are
left out and the rest is judged anew, until nothing wrong is left.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from simpul.errors import DataError, Problem
from simpul.ingest.checks import (
    Fault,
    broken_shapes,
    dangling,
    orphans,
    other_names,
    shape_findings,
)
from simpul.ingest.refused_rows import Refused, by_row, errors, row_of
from simpul.ingest.source_content import SourceContent
from simpul.ingest.transaction import Statement, Transaction
from simpul.locale import translate as _
from simpul.naming import Cities
from simpul.reason.shapes import Finding
from simpul.terms import NamedNode

Progress: TypeAlias = Callable[[str], None]
"""Called with a text that says what begins now."""
_MOST_ROUNDS: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of sources.

    Attributes:
        contents: What each says now, refused rows left out.
        problems: Of each source, each once.
        refused: The rows of each source that were left out.
        findings: What the shapes found, of other sources too.
    """

    contents: Sequence[SourceContent]
    problems: Mapping[NamedNode, Sequence[Problem]]
    refused: Mapping[NamedNode, Refused]
    findings: Sequence[Finding] = ()

    @property
    def all_problems(self) -> list[Problem]:
        """The problems of all sources."""
        return [problem for content in self.contents for problem in self.problems[content.iri]]


@dataclass(slots=True, kw_only=True)
class Batch:
    """Sources on their way into a build, all at once.

    Attributes:
        contents: What was read, a source each.
        transaction: The build under way.
        cities: Finds cities by name.
        add: What the sources said before stays.
        keep_going: Leave out rows that are wrong.
        progress: Called with a text when a step begins.
    """

    contents: Sequence[SourceContent]
    transaction: Transaction
    cities: Cities
    add: bool = False
    keep_going: bool = False
    progress: Progress = lambda _text: None
    _problems: dict[NamedNode, list[Problem]] = field(
        default_factory=dict[NamedNode, list[Problem]], init=False
    )
    _refused: dict[NamedNode, Refused] = field(default_factory=dict[NamedNode, Refused], init=False)
    _findings: Sequence[Finding] = field(default=(), init=False)

    def put_in(self) -> Outcome:
        """Let the sources say what was read.

        Raises:
            DataError: Something is wrong and, with ``keep_going``, no row could be left out to mend it; it has
                every problem that was found.
        """
        for content in self.contents:
            self._problems[content.iri] = [*content.problems]
            self._refused[content.iri] = by_row(content.problems)
        if self.keep_going and self._is_unreadable():
            raise self._error()
        for _round in range(_MOST_ROUNDS):
            left = [content.without({*self._refused[content.iri]}) for content in self.contents]
            self._state(left)
            found = self._faults(left)
            for fault in found:
                self._problems.setdefault(fault.source, []).append(fault.problem)
            wrong = [fault for fault in found if errors([fault.problem])]
            if not wrong and (self.keep_going or not errors(self._all())):
                return self._outcome(left)
            if not (self.keep_going and self._refuse(wrong, left)):
                break
        raise self._error()

    def _is_unreadable(self) -> bool:
        """Return whether something is wrong that is no matter of single rows."""
        return any(
            errors(content.unread) or any(row_of(p.place) is None for p in errors(content.problems))
            for content in self.contents
        )

    def _state(self, contents: Sequence[SourceContent]) -> None:
        self.progress(_("Looking up cities"))
        self.transaction.state(
            [
                Statement(
                    source=content.iri,
                    triples=frozenset(fact.triple for fact in content.facts),
                    description=content.description,
                    add=self.add,
                )
                for content in contents
            ]
        )

    def _faults(self, contents: Sequence[SourceContent]) -> list[Fault]:
        """Return what is wrong, or worth telling, with what is stated; the shapes only if nothing else is wrong."""
        # What is missing may stand in a row that has a problem of its own.
        told_already = set[str]().union(*(c.attempted for c in contents if not self.keep_going))
        wrong = [f for f in dangling(contents, self.transaction) if f.missing not in told_already]
        wrong += orphans(contents, self.transaction)
        told = other_names(contents, self.transaction.graph, self.cities)
        if wrong or (errors(self._all()) and not self.keep_going):
            return [*wrong, *told]
        self.progress(_("Inferring"))
        self.transaction.infer()
        self.progress(_("Validating"))
        self._findings = shape_findings(self.transaction)
        return [*told, *broken_shapes(contents, self._findings, self.transaction.names)]

    def _refuse(self, wrong: Sequence[Fault], contents: Sequence[SourceContent]) -> bool:
        """Leave out the rows with these faults; return whether that can mend them."""
        rows = {c.iri: {row_of(fact.place) for fact in c.facts} for c in contents}
        for fault in wrong:
            row = row_of(fault.problem.place)
            if row is None or row not in rows.get(fault.source, ()):
                return False  # it is no row of this source, or one that was left out already
            self._refused[fault.source].setdefault(row, []).append(fault.problem)
        return True

    def _outcome(self, contents: Sequence[SourceContent]) -> Outcome:
        told = {source: [*dict.fromkeys(found)] for source, found in self._problems.items()}
        return Outcome(
            contents=contents, problems=told, refused=self._refused, findings=self._findings
        )

    def _all(self) -> list[Problem]:
        return [problem for found in self._problems.values() for problem in found]

    def _error(self) -> DataError:
        return DataError(dict.fromkeys(self._all()))
