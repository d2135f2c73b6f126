"""Inferences brought up to date after the facts changed, at the cost of the change: delete and rederive.

Gupta, Mumick and Subrahmanian, Maintaining Views Incrementally (SIGMOD 1993), section 7: stratum by stratum, what may
have followed only from something that is gone is deleted; what of it still follows is derived again; what follows
from something new is added. Only what has really changed then goes on to the next stratum.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from simpul.reason.changes import Change, Triples, restrictions
from simpul.reason.materialisation import (
    add,
    concluded,
    conclusions,
    materialise,
    of_kind,
    run,
    triples,
)
from simpul.reason.rules import ANYTHING, Rule
from simpul.reason.strata import Feeds, Strata, Stratum, strata_of
from simpul.store import OxigraphStore
from simpul.store.statements import is_stated
from simpul.terms import INFERRED_GRAPH, DefaultGraph, Triple, in_graph, thing

_FORMER_GRAPH: Final = thing("graph", "former")
"""Holds what went for as long as the rules are asked what they gave before."""


def rematerialise(
    store: OxigraphStore,
    rules: Sequence[Rule],
    *,
    added: Iterable[Triple] = (),
    removed: Iterable[Triple] = (),
) -> int:
    """Bring the inferences up to date after the stated facts changed; return how many rules the change can reach.

    Where much has changed, inferences are not looked for one by one: all that are of a kind which the change may
    undo are deleted, and made anew.

    Args:
        store: Its merge has the change already; its graph of inferences is as it was before.
        rules: All rules, as they were when the inferences were made.
        added: What is in the merge now and was not before.
        removed: What was in the merge and is no more, since no source states it.
    """
    feeds = Feeds(rules)
    change = Change(came=Triples(added), went=Triples(removed))
    came, gone = change.came.kinds, change.went.kinds
    touched = feeds.reach(feeds.readers(came | gone))
    changing = came | gone | feeds.writes(touched)
    negating = {n for n in touched if rules[n].negates & (changing | {ANYTHING})}
    undone = feeds.writes(feeds.reach(feeds.readers(gone) | negating))
    # What was stated and is no more may still follow from the rest.
    again = touched | feeds.writers(undone | gone)
    strata = strata_of([rules[number] for number in sorted(again)])
    if change.is_small:
        _maintain(store, strata, change)
    else:
        stale = (
            quad.triple for mark in sorted(undone) for quad in of_kind(store, mark, INFERRED_GRAPH)
        )
        _delete(store, list(stale))
        materialise(store, strata)
    return len(again)


def _maintain(store: OxigraphStore, strata: Strata, change: Change) -> None:
    """Delete, rederive and add, stratum by stratum; ``change`` becomes what changed in all."""
    store.add(in_graph(triple, _FORMER_GRAPH) for triple in change.went)
    added: list[bytes] = []
    ran: list[Rule] = []
    for stratum in strata:
        ran += stratum.rules
        again = _given_again(store, ran, _overdelete(store, stratum, change))
        change.concluded(triples(again))
        new = run(store, stratum, change)
        change.concluded(triples(new))
        added += [*again, *new]
    add(store, added, INFERRED_GRAPH)
    store.replace(_FORMER_GRAPH, ())


def _overdelete(store: OxigraphStore, stratum: Stratum, change: Change) -> Triples:
    """Delete what the rules of a stratum gave before with the help of what changed; add it to what went."""
    every, cause = Triples(), change
    while True:
        lines = set[bytes]().union(
            *(_given_before(store, rule, cause, change) for rule in stratum.rules)
        )
        held = (t for t in triples(lines) if in_graph(t, INFERRED_GRAPH) in store)
        deleted = _delete(store, held)
        every.update(deleted)
        change.went.update(deleted)
        store.add(in_graph(triple, _FORMER_GRAPH) for triple in deleted)
        if not (deleted and stratum.recursive):
            return every
        cause = Change(went=Triples(deleted))


def _given_again(store: OxigraphStore, rules: Sequence[Rule], deleted: Triples) -> set[bytes]:
    """Put back what some rule still gives, of this stratum or of one before, and return it."""
    if not deleted:
        return set()
    found = set[bytes]().union(
        *(
            conclusions(store, rule, rule.construct_new(given))
            for rule in rules
            for given in restrictions(rule, (rule.head, deleted))
        )
    )
    add(store, found, DefaultGraph())
    return found


def _given_before(store: OxigraphStore, rule: Rule, cause: Change, change: Change) -> set[bytes]:
    """Return as lines of N-Triples what a rule gave before the change, with the help of its cause.

    It may be a little more than that: premises are sought in what is there now, too.
    """
    given = restrictions(rule, (rule.body + rule.negative, cause.went), (rule.negative, cause.came))
    if not given:
        return set()
    # What came must not forbid what it did not forbid before.
    forbidding = {
        in_graph(triple, DefaultGraph())
        for pattern in rule.negative
        for triple in change.came.like(pattern)
    }
    for quad in forbidding:
        store.remove(quad)
    before = (DefaultGraph(), _FORMER_GRAPH)
    found = set[bytes]().union(
        *(concluded(store, rule, rule.construct(one), before) for one in given)
    )
    store.add(forbidding)
    return found


def _delete(store: OxigraphStore, stale: Iterable[Triple]) -> list[Triple]:
    """Remove inferences, from the merge too where no source states them; return what went from there."""
    return [triple for triple in stale if _is_gone(store, triple)]


def _is_gone(store: OxigraphStore, triple: Triple) -> bool:
    # Asked before: without its inference, what is said of a city of the world looks like the gazetteer's.
    stated = is_stated(store, triple)
    store.remove(in_graph(triple, INFERRED_GRAPH))
    if not stated:
        store.remove(in_graph(triple, DefaultGraph()))
    return not stated
