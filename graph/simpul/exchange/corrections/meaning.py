"""What a change comes to: facts of the partner, and what is said of the statements of others.

Nothing of another source goes or is written over. What may stand beside the old (a further name of a thing, a
certainty) is a fact; what may stand only once is a fact of its own in the place of the old one, or else a correction
of it that names both values. The addresses are made of what is changed, so that the same change comes to the same
triples whoever makes it, and whenever.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from simpul.exchange.corrections.model import Change, Correction, Kind, Meaning, language_of
from simpul.exchange.difference import ValueChange
from simpul.naming.keys import slug
from simpul.reason.cardinalities import single_properties
from simpul.reason.dates import date_properties
from simpul.store import Queryable
from simpul.store.statements import is_stated
from simpul.terms import (
    ID,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    DefaultGraph,
    NamedNode,
    Term,
    Triple,
    dct,
    rdf_type,
    simpul,
    thing,
)

_certainty: Final = simpul("certainty")
_DISPUTED: Final = thing("certainty", "disputed")
_OF_ITS_SOURCE: Final = frozenset((dct("source"), simpul("passage"), simpul("valueAsStated")))
"""What says where a source has a fact from; it does not hold for what another one says instead."""


def meaning(change: Change, ours: Queryable) -> Meaning:
    """Return what a change comes to where this is known.

    Args:
        change: What a partner did.
        ours: What is known; only what may stand once, and is there already, makes a difference.
    """
    match change.kind:
        case Kind.NEW_THING:
            facts = tuple(quad.triple for quad in change.added)
            return Meaning(facts=facts, own=(change.subject,))
        case Kind.OTHER_FACT:
            return _other_fact(change, ours)
        case Kind.THING_WITHDRAWN:
            return _withdrawn(change)
        case _:
            return _other_value(change, ours)


def _withdrawn(change: Change) -> Meaning:
    disputed = Triple(change.subject, _certainty, _DISPUTED)
    correction = Correction(node=_node(change.subject, ()), subject=change.subject)
    return Meaning(facts=(disputed,) if change.is_fact else (), corrections=(correction,))


def _other_value(change: Change, ours: Queryable) -> Meaning:
    main = change.values[0]
    beside = main.predicate == _certainty
    stated = beside or _may_stand(change.subject, main, ours)
    facts = tuple(quad.triple for quad in change.added) if stated else ()
    if beside or (stated and not main.old):
        return Meaning(facts=facts)
    return Meaning(facts=facts, corrections=tuple(_corrections(change.subject, main)))


def _may_stand(subject: NamedNode, main: ValueChange, ours: Queryable) -> bool:
    """Return whether a partner may state a value of a thing beside what others state of it."""
    if _is_described_elsewhere(subject, ours):
        return False
    if main.predicate not in single_properties():
        return True
    held = {quad.object for quad in ours.matching(subject, main.predicate, None, DefaultGraph())}
    same = {term for term in held if language_of(term) == main.language}
    return not main.old and same <= {*main.new} and len(main.new) == 1


def _is_described_elsewhere(subject: NamedNode, ours: Queryable) -> bool:
    """Return whether only one source may describe a thing: a source, a term of the ontology or of another vocabulary."""
    own = subject.value.startswith(ID) and not subject.value.startswith(
        (f"{ID}source/", f"{ID}graph/")
    )
    return not own or any(ours.matching(subject, None, None, ONTOLOGY_GRAPH))


def _corrections(subject: NamedNode, main: ValueChange) -> Iterator[Correction]:
    """Yield corrections: of one value to another where there is one of each, else of each for itself."""
    pairs: list[tuple[Term | None, Term | None]] = [(old, None) for old in main.old]
    pairs += [(None, new) for new in main.new]
    if len(main.old) == 1 and len(main.new) == 1:
        pairs = [(main.old[0], main.new[0])]
    for old, new in pairs:
        node = _node(subject, (main.predicate, old, new))
        yield Correction(node=node, subject=subject, properties=(main.predicate,), old=old, new=new)


def _other_fact(change: Change, ours: Queryable) -> Meaning:
    """Return a fact with a node of its own, which says all that they say of it, tied to the old one."""
    added = [quad.triple for quad in change.added]
    said = [t for t in (*added, *change.rest) if _is_said_anew(t, added, ours)]
    content = sorted(f"{triple.predicate} {triple.object}" for triple in said)
    node = NamedNode(f"{change.subject.value}-{_hash(content)}")
    facts = [Triple(node, triple.predicate, triple.object) for triple in said]
    bounds = date_properties().bounded
    changed = dict.fromkeys(value.predicate for value in change.values)
    properties = tuple(property_ for property_ in changed if property_ not in bounds)
    correction = Correction(
        node=_node(change.subject, (node,)),
        subject=change.subject,
        properties=properties,
        instead=node,
    )
    if _is_another(change.values):
        facts.append(Triple(change.subject, _certainty, _DISPUTED))
    return Meaning(facts=tuple(facts), corrections=(correction,), own=(node,))


def _is_said_anew(triple: Triple, added: Sequence[Triple], ours: Queryable) -> bool:
    """Return whether a statement of the old fact holds for the new one: no inference, and not where it comes from."""
    if triple in added:
        return True
    if triple.predicate in _OF_ITS_SOURCE:
        return False
    held = ours.matching(triple.subject, triple.predicate, triple.object, INFERRED_GRAPH)
    return is_stated(ours, triple) or not any(held)


def _is_another(values: Iterable[ValueChange]) -> bool:
    """Return whether a fact is about something else than before (another member, another network), so that the old one is denied."""
    single = single_properties()
    return any(
        value.predicate in single and isinstance(term, NamedNode)
        for value in values
        for term in value.old
        if value.predicate not in {_certainty, rdf_type}
    )


def _node(subject: NamedNode, parts: Iterable[Term | None]) -> NamedNode:
    key = slug(subject.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]) or "thing"
    return thing("correction", f"{key}-{_hash([str(subject), *map(str, parts)])}")


def _hash(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:10]


def as_triples(correction: Correction) -> Iterator[Triple]:
    """Yield what a correction says, whoever makes it."""
    node = correction.node
    yield Triple(node, rdf_type, simpul("Correction"))
    yield Triple(node, simpul("corrects"), correction.subject)
    for property_ in correction.properties:
        yield Triple(node, simpul("correctedProperty"), property_)
    for name, value in (
        ("oldValue", correction.old),
        ("newValue", correction.new),
        ("statesInstead", correction.instead),
    ):
        if value is not None:
            yield Triple(node, simpul(name), value)


def said(meant: Meaning) -> Iterator[Triple]:
    """Yield all that a change comes to, whoever makes it."""
    yield from meant.facts
    for correction in meant.corrections:
        yield from as_triples(correction)
