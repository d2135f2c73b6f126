"""A source put into a build and judged: with leave, again and again without the rows that turn out wrong."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.errors import DataError, Place, Problem, Severity
from simpul.ingest import checking
from simpul.ingest.change import Change, canonical, reinfer, replace_source, together
from simpul.ingest.describing import same
from simpul.ingest.faults import Refused, Row, by_row, errors, row_of
from simpul.ingest.incoming import Incoming
from simpul.ingest.options import Options
from simpul.locale import translate as _
from simpul.naming import Names
from simpul.store import Store
from simpul.tables import Fact
from simpul.terms import ID, Triple, text

_MOST_ROUNDS: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """A source on its way into a build.

    Attributes:
        names: Of the build as it was.
        before: What the source said before.
        known: What was known of the source itself.
        progress: Told what begins.
    """

    graph: Store
    names: Names
    incoming: Incoming
    options: Options
    before: set[Triple]
    known: set[Triple]
    progress: Callable[[str], None]

    def settle(self, refused: Refused) -> Change:
        """Put in what is right, leaving out rows that turn out wrong, until nothing wrong is left.

        Without leave to go on it ends as soon as something is wrong, with all problems of that stage.

        Args:
            refused: The rows known to be wrong; those that turn out wrong are added.

        Raises:
            DataError: With leave to go on, and no row could be left out to mend it.
        """
        incoming = self.incoming
        own = {row_of(fact.place) for fact in incoming.facts}
        changes: list[Change] = []
        for _round in range(_MOST_ROUNDS):
            facts = [fact for fact in incoming.facts if row_of(fact.place) not in refused]
            change = self._put(facts)
            changes.append(change)
            found = self._judge(facts, together(changes), change)
            incoming.problems += found
            if not (wrong := errors(found)) or not self.options.keep_going:
                return together(changes)
            rows = by_row(wrong)
            if not rows.keys() <= own - refused.keys() or any(not row_of(p.place) for p in wrong):
                break  # it is no row of this source, or one that was left out already
            refused |= rows
        raise DataError(incoming.problems)

    def _put(self, facts: Sequence[Fact]) -> Change:
        """Let the source say these facts."""
        says = canonical(fact.triple for fact in facts)
        says |= self.before if self.options.add else set[Triple]()
        description = canonical(self.incoming.description)
        if says == self.before and same(description, self.known):
            description = self.known  # read again on another day, and nothing is new
        return replace_source(self.graph, self.incoming.iri, says, description)

    def _judge(self, facts: Sequence[Fact], whole: Change, change: Change) -> list[Problem]:
        incoming, going = self.incoming, self.options.keep_going
        wrong = errors(incoming.problems)
        if going and any(row_of(problem.place) is None for problem in wrong):
            raise DataError(incoming.problems)
        found = [
            problem
            for problem in checking.dangling(facts, self.graph, self.names)
            if going or not _is_awaited(problem, incoming.attempted)
        ]
        found += checking.orphans(whole, incoming.iri, self.graph, self.names)
        if found or (wrong and not going):
            return found
        self.progress(_("Inferring"))
        reinfer(self.graph, change)
        self.progress(_("Validating"))
        return self._shapes(facts, whole)

    def _shapes(self, facts: Sequence[Fact], whole: Change) -> list[Problem]:
        places: defaultdict[str, dict[Row | None, Place]] = defaultdict(dict)
        cells: dict[tuple[str, Row | None, str], Place] = {}
        for fact in facts:
            subject, row = text(fact.triple.subject), row_of(fact.place)
            place = Place(file=fact.place.file, sheet=fact.place.sheet, row=fact.place.row)
            places[subject].setdefault(row, place)
            cells.setdefault((subject, row, text(fact.triple.predicate)), fact.place)
        found: list[Problem] = []
        for finding in checking.findings(self.graph, checking.touched(self.graph, whole)):
            own = [
                cells.get((finding.focus, row, finding.path), place)
                for row, place in places.get(finding.focus, {}).items()
            ]
            if not own and finding.severity is not Severity.ERROR:
                continue  # what another source's things could do better was told when they came
            others = [origin.place for origin in self.names.origins(finding.focus)][:1]
            local = finding.path.replace("#", "/").rsplit("/", 1)[-1]
            about = finding.focus.removeprefix(ID)
            named = f"{about} {local}:".replace(" :", ":")
            key = Place(file=self.incoming.iri.value.rsplit("/", 1)[-1])
            found += [
                Problem(
                    place=place,
                    # Where a column is named, the property's name would only say it again.
                    what=f"{about}:" if place.column else named,
                    remedy=finding.message,
                    severity=finding.severity,
                )
                for place in own or others or [key]
            ]
        return found


def _is_awaited(problem: Problem, attempted: set[str]) -> bool:
    """Tell whether what is missing stands in a row that has a problem of its own."""
    return any(iri.removeprefix(ID) in problem.what.split() for iri in attempted)
