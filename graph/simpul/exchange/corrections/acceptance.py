"""What was accepted of a proposal, taken in as a source of the partner."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from simpul.errors import AmbiguousNameError, DataError, ParameterError, Problem, UsageError
from simpul.exchange.corrections import proposal
from simpul.exchange.corrections.decisions import Decision, decisions_of
from simpul.exchange.corrections.proposal import Proposal
from simpul.exchange.corrections.source import Accepted, Partner, content
from simpul.exchange.corrections.standing import check_terms, stated_by_us
from simpul.ingest import Options, SourceReport
from simpul.ingest.checks import is_described
from simpul.ingest.load import take_in
from simpul.ingest.pipeline import Progress
from simpul.ingest.source_content import SourceContent
from simpul.ingest.transaction import Revision, Statement, canonical
from simpul.locale import translate as _
from simpul.naming import Names
from simpul.store import Queryable, Waiting, silently
from simpul.store.statements import is_stated
from simpul.tables import Fact
from simpul.terms import NamedNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What came of accepting a proposal.

    Attributes:
        accepted: How many changes were accepted.
        rejected: How many were not.
        report: On the source that was made.
    """

    accepted: int
    rejected: int
    report: SourceReport


def accept(  # noqa: PLR0913 - what is accepted, of whom, where, and how
    folder: Path,
    partner: Partner,
    store: Path,
    *,
    dry_run: bool = False,
    progress: Progress = lambda _text: None,
    waiting: Waiting = silently,
) -> Acceptance:
    """Take in what was accepted of a proposal.

    Args:
        folder: The proposal, decided on.
        partner: Who sent what it is about.
        store: The store's folder.
        dry_run: Change nothing.
        progress: Called with a text when a step begins.
        waiting: Called with a sentence if another process has to be waited for.

    Raises:
        DataError: A change is undecided, or cannot be taken in; the store is as it was.
        UsageError: The source is another one already.
        StoreError: There is no store, or it cannot be read.
    """
    progress(_("Reading {name}", name=folder.name))
    given = proposal.read(folder)
    decided = decisions_of(given)

    def read(transaction: Revision) -> SourceContent:
        check_terms(transaction.graph)
        known = _with_organisation(partner, transaction.names)
        before = transaction.before(partner.source)
        _check(decided, given, before, transaction.graph)
        taken = content(
            known,
            [_accepted(decision, given) for decision in decided if decision.is_accepted],
            [decision.row.mark for decision in decided if not decision.is_accepted],
            transaction,
            folder / proposal.STATEMENTS,
        )
        _check_key(partner.key, taken.facts, before)
        return taken

    options = Options(about=partner.about, dry_run=dry_run)
    report = take_in(read, store, options, progress=progress, waiting=waiting)
    count = sum(decision.is_accepted for decision in decided)
    return Acceptance(accepted=count, rejected=len(decided) - count, report=report)


def _accepted(decision: Decision, given: Proposal) -> Accepted:
    return Accepted(
        triples=given.triples.get(decision.row.mark, ()),
        place=decision.place,
        reason=decision.reason,
    )


def _with_organisation(partner: Partner, names: Names) -> Partner:
    """Return the partner as the organisation of this name, if there is one.

    Raises:
        AmbiguousNameError: Several organisations bear it.
    """
    try:
        found = names.find(partner.name, "Organisation")
    except AmbiguousNameError:
        raise
    except ParameterError:
        return partner
    return replace(partner, name=names.label(found.iri), organisation=NamedNode(found.iri))


def _check(
    decided: Sequence[Decision], given: Proposal, before: Statement, ours: Queryable
) -> None:
    """Refuse what was accepted of a thing that is gone, or of which we say something else since the review.

    Raises:
        DataError: There is such a change; the error has each with its row.
    """
    problems = [
        problem
        for decision in decided
        if decision.is_accepted and (problem := _problem(decision, given, before, ours))
    ]
    if problems:
        raise DataError(problems)


def _problem(
    decision: Decision, given: Proposal, before: Statement, ours: Queryable
) -> Problem | None:
    row = decision.row
    subject = NamedNode(row.subject)
    if row.is_gone and not is_described(ours, row.subject):
        what = _("{thing} is described by no source any more.", thing=row.cells["thing"])
        remedy = _("Reject this change, or load what describes it first.")
        return Problem(place=decision.place, what=what, remedy=remedy)
    known = {str(triple) for triple in stated_by_us(subject, row.asked, ours)}
    taken = given.triples.get(row.mark, ())
    own = {str(triple) for triple in taken}
    # Accepted before, on another day or as somebody else's: the partner would be made to say it twice.
    is_said = bool(taken) and all(is_stated(ours, triple) for triple in taken)
    if (is_said and before.triples.isdisjoint(taken)) or known - own != {*row.ours} - own:
        what = _("what we say of {thing} has changed since the review.", thing=row.cells["thing"])
        remedy = _("Review the file anew, and decide on what is shown then.")
        return Problem(place=decision.place, what=what, remedy=remedy)
    return None


def _check_key(key: str, facts: Iterable[Fact], before: Statement) -> None:
    """Refuse a key that belongs to another source, of which something would be lost.

    Raises:
        UsageError: It does.
    """
    if before.triples - canonical(fact.triple for fact in facts):
        what = _("There is a source {key} already, and it says something else.", key=key)
        raise UsageError(f"{what} " + _("Give another key with --source."))
