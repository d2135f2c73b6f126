"""What a partner changed, beside what they were given and what is known now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from simpul import files
from simpul.errors import DataError, Problem
from simpul.exchange.corrections import proposal, standing
from simpul.exchange.corrections.edits import Edits, changes, edits
from simpul.exchange.corrections.meaning import meaning, said
from simpul.exchange.corrections.model import Change, Kind, Meaning, Reviewed
from simpul.exchange.corrections.sides import Returned, Sides, read_sides
from simpul.exchange.corrections.source import Accepted, Partner, content
from simpul.exchange.corrections.wording import Wording
from simpul.ingest.description import About
from simpul.ingest.load import on_trial
from simpul.ingest.pipeline import Batch, Progress
from simpul.ingest.refused_rows import row_of
from simpul.ingest.transaction import Revision, Statement
from simpul.locale import current
from simpul.locale import translate as _
from simpul.naming import Cities, gazetteer
from simpul.reason import rules_of
from simpul.reason.ontology import ontology
from simpul.store import Queryable, Waiting, silently
from simpul.store.statements import is_stated
from simpul.terms import DefaultGraph, NamedNode, Triple, rdf_type, thing

_TRIAL: Final = thing("source", "corrections-on-trial")
_DAY: Final = date(2000, 1, 1)
"""Any day: what is tried is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What came of a review.

    Attributes:
        changes: What is to be decided on.
        settled: How many changes need no decision: they were decided on, or we say the same by now.
        follows: How many statements came or went because others did, by the rules.
        left: How many are of a tool, or about the pack itself.
        notes: What was to be told of the files.
    """

    changes: Sequence[Reviewed]
    settled: int
    follows: int
    left: int
    notes: Sequence[Problem] = ()


def review(
    sent: Returned,
    store: Path,
    target: Path,
    *,
    progress: Progress = lambda _text: None,
    waiting: Waiting = silently,
) -> Review:
    """Compare what a partner sent with what they were given and with a store, and write a proposal if there is any change.

    Args:
        sent: What they sent, and what they were given.
        store: The store's folder; nothing in it is changed.
        target: The folder of the proposal.
        progress: Called with a text when a step begins.
        waiting: Called with a sentence if another process has to be waited for.

    Raises:
        DataError: A file cannot be compared.
        FormatError: A file is of no known format.
        OutputError: A file cannot be read, or the proposal cannot be written.
        StoreError: There is no store, or it cannot be read.
    """
    files.refuse_taken(target)
    progress(_("Reading {name}", name=sent.file.name))
    sides = read_sides(sent)
    progress(_("Comparing"))
    found = edits(sides.base, sides.theirs, is_part=sides.is_part)
    with on_trial(store, waiting=waiting) as transaction:
        standing.check_terms(transaction.graph)
        done = _reviewed(found, sides, transaction, progress)
        if done.changes:
            wording = Wording((transaction.graph, sides.theirs, sides.base), current())
            proposal.write(target, done.changes, wording, file=sent.file, base=sent.base)
    return done


def _reviewed(found: Edits, sides: Sides, transaction: Revision, progress: Progress) -> Review:
    progress(_("Inferring"))
    own = _without_consequences(found, sides, transaction)
    consequences = len(found.removed) + len(found.added) - len(own.removed) - len(own.added)
    ours = transaction.graph

    def follows(triple: Triple) -> bool:
        return triple in sides.inferred or _is_inferred(triple, ours)

    kept = changes(own, sides.base, sides.theirs, follows)
    meant = [(change, meaning(change, ours)) for change in kept]
    open_ = [(c, m) for c, m in meant if not standing.is_settled(c, m, ours)]
    gone = [c for c, _m in open_ if standing.is_gone(c, ours)]
    # What is gone cannot be withdrawn any more.
    open_ = [(c, m) for c, m in open_ if not (c in gone and _is_withdrawn(c))]
    reviewed = [_standing(change, meant_, transaction) for change, meant_ in open_]
    progress(_("Validating"))
    return Review(
        changes=_judged(reviewed, sides, transaction),
        settled=len(kept) - len(open_),
        follows=consequences,
        left=found.left,
        notes=sides.notes,
    )


def _is_withdrawn(change: Change) -> bool:
    return change.kind in {Kind.THING_WITHDRAWN, Kind.VALUE_WITHDRAWN}


def _standing(change: Change, meant: Meaning, transaction: Revision) -> Reviewed:
    ours = standing.stated_by_us(change.subject, standing.asked_of(change), transaction.graph)
    return Reviewed(
        change=change,
        meaning=meant,
        ours=ours,
        is_moved=standing.is_moved(change, ours),
        is_gone=standing.is_gone(change, transaction.graph),
    )


def _without_consequences(found: Edits, sides: Sides, transaction: Revision) -> Edits:
    """Return what somebody changed, less what came and went with it by the rules."""
    ours = transaction.graph
    removed = {t for t in found.removed if t not in sides.inferred and not _is_inferred(t, ours)}
    written = {head.predicate for rule in rules_of(ontology()) for head in rule.head}
    may_follow = {
        triple
        for triple in found.added
        if str(triple.predicate) in written and not _names_its_class(triple, sides)
    }
    stated = frozenset(found.added - may_follow)
    before = {t for t in may_follow if any(ours.matching(t.subject, t.predicate, t.object, DefaultGraph()))}  # fmt: skip
    follows = {t for t in before if not is_stated(ours, t)}
    if may_follow - before:
        transaction.state([Statement(source=_TRIAL, triples=stated)])
        transaction.infer()
        follows |= {t for t in may_follow - before if _is_inferred(t, ours)}
        transaction.state([Statement(source=_TRIAL)])
        transaction.infer()
    return replace(found, removed=frozenset(removed), added=frozenset(found.added - follows))


def _names_its_class(triple: Triple, sides: Sides) -> bool:
    """Return whether a triple says what a new thing is, which has to be stated though it may follow, too."""
    if triple.predicate != rdf_type or not isinstance(triple.subject, NamedNode):
        return False
    return not any(sides.base.matching(triple.subject, rdf_type, None, DefaultGraph()))


def _is_inferred(triple: Triple, ours: Queryable) -> bool:
    held = any(ours.matching(triple.subject, triple.predicate, triple.object, DefaultGraph()))
    return held and not is_stated(ours, triple)


def _judged(reviewed: Sequence[Reviewed], sides: Sides, transaction: Revision) -> list[Reviewed]:
    """Return changes with what the checks and the shapes find if all are accepted."""
    accepted = [
        Accepted(triples=tuple(said(one.meaning)), place=proposal.place_of(number))
        for number, one in enumerate(reviewed)
        if not one.is_gone
    ]
    if not accepted:
        return [*reviewed]
    about = About(today=_DAY)
    partner = Partner(name="-", received=_DAY, key=_TRIAL.value.rsplit("/", 1)[-1], about=about)
    given = content(partner, accepted, (), transaction, sides.file)
    batch = Batch(
        contents=[given],
        transaction=transaction,
        cities=Cities(gazetteer.open_index),
        keep_going=True,
    )
    try:
        told = batch.put_in().problems[partner.source]
    except DataError as error:
        told = error.problems
    rows: dict[int, list[Problem]] = {}
    for problem in told:
        if row_of(problem.place) and problem.place.row:
            rows.setdefault(problem.place.row, []).append(problem)
    return [
        replace(one, problems=tuple(rows.get(number + 2, ())))
        for number, one in enumerate(reviewed)
    ]
