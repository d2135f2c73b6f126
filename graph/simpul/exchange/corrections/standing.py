"""How a change stands to what is known now: settled already, about a thing that is gone, or against newer facts."""

from collections.abc import Sequence
from typing import TypeAlias

from simpul.errors import StoreError
from simpul.exchange.corrections.meaning import said
from simpul.exchange.corrections.model import Change, Kind, Meaning, language_of
from simpul.ingest.checks import is_described
from simpul.locale import translate as _
from simpul.reason.cardinalities import single_properties
from simpul.store import Queryable
from simpul.store.statements import holds, is_stated
from simpul.terms import (
    CATALOGUE_GRAPH,
    DefaultGraph,
    Literal,
    NamedNode,
    Triple,
    rdf_type,
    simpul,
)

Asked: TypeAlias = tuple[NamedNode, str]
"""A property, and the language of its values where they are texts."""


def check_terms(ours: Queryable) -> None:
    """Refuse a store whose ontology has no words for corrections.

    Raises:
        StoreError: It was built by an earlier version of Simpul.
    """
    if not any(ours.matching(simpul("Correction"), rdf_type, None)):
        raise StoreError(
            _(
                "The store was built by an earlier version, which knows no corrections. Build it anew with `simpul build`."
            )
        )


def is_settled(change: Change, meant: Meaning, ours: Queryable) -> bool:
    """Return whether nothing is left to decide: it was accepted or declined before, or we say the same by now."""
    declined = ours.matching(None, simpul("declined"), Literal(change.mark), CATALOGUE_GRAPH)
    if any(declined) or all(holds(ours, triple) for triple in said(meant)):
        return True
    has_new = all(is_stated(ours, quad.triple) for quad in change.added)
    has_old = any(is_stated(ours, quad.triple) for quad in change.removed)
    return has_new and not has_old


def is_gone(change: Change, ours: Queryable) -> bool:
    """Return whether a change is about a thing that the pack describes and nothing here does any more."""
    return change.kind is not Kind.NEW_THING and not is_described(ours, change.subject.value)


def asked_of(change: Change) -> tuple[Asked, ...]:
    """Return the properties that are changed; none where it is the whole thing."""
    if change.kind is Kind.THING_WITHDRAWN:
        return ()
    return tuple((value.predicate, value.language) for value in change.values)


def stated_by_us(subject: NamedNode, asked: Sequence[Asked], ours: Queryable) -> tuple[Triple, ...]:
    """Return what sources say of a thing by these properties, sorted; by all where none is named."""
    held = (
        quad.triple
        for predicate, language in asked or ((None, ""),)
        for quad in ours.matching(subject, predicate, None, DefaultGraph())
        if predicate is None or language_of(quad.object) == language
    )
    return tuple(sorted({triple for triple in held if is_stated(ours, triple)}, key=str))


def is_moved(change: Change, known: tuple[Triple, ...]) -> bool:
    """Return whether we say something else by now than what they were given.

    Args:
        change: What they changed.
        known: What we say of the same.
    """
    if change.kind is Kind.NEW_THING:
        return False
    theirs = {quad.triple for quad in (*change.removed, *change.added)} | {*change.rest}
    # A pack need not hold all that is said of a thing, so only what stands in the place of a value counts.
    asked = {value.predicate for value in change.values} & single_properties()
    other = [t for t in known if t not in theirs and t.predicate in asked]
    return bool(other or {quad.triple for quad in change.removed} - {*known})
