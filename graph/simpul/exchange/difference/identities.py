"""Things that go on under another key: said by the statements, or told from all else being the same."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from simpul.exchange.difference.model import Consequence, Identity, Knowledge, Reason
from simpul.terms import (
    INFERRED_GRAPH,
    PREFIXES,
    Literal,
    NamedNode,
    Quad,
    Term,
    dct,
    rdf_type,
    text,
)

SAME_AS: Final = NamedNode(PREFIXES["owl"] + "sameAs")
DEPRECATED: Final = NamedNode(PREFIXES["owl"] + "deprecated")
REPLACES: Final = dct("replaces")
REPLACED_BY: Final = dct("isReplacedBy")
_IDENTIFIER: Final = NamedNode(PREFIXES["schema"] + "sameAs")
"""How the ontology ties a thing to its entry in somebody else's register."""

_Statements: TypeAlias = Mapping[str, Sequence[Quad]]
_Signature: TypeAlias = frozenset[tuple[str, str]]


def identities_of(
    gone: Iterable[str], came: Iterable[str], added: Iterable[Quad], knowledge: Knowledge
) -> list[Identity]:
    """Return which keys stand for others now, sorted by the old key; no key goes on as two.

    Args:
        gone: IRIs of which only the old side says anything.
        came: IRIs of which only the new side says anything.
        added: What only the new side states, where it may say which key stands for which.
        knowledge: What both sides say of these.
    """
    gone, came = sorted(gone), set(came)
    found: dict[str, Identity] = {}
    for identity in _stated(added):
        old = identity.old.value
        if old in knowledge.old and old not in found:
            merged = identity.new.value in knowledge.old
            found[old] = _identity(identity.old, identity.new, identity.reason, merged=merged)
    left = [iri for iri in gone if iri not in found]
    taken = {identity.new.value for identity in found.values()}
    for old, new in _registered(left, came - taken, knowledge):
        found[old] = _identity(NamedNode(old), NamedNode(new), Reason.SAME_AS)
    found |= _alike(found, gone, came, knowledge)
    return [found[iri] for iri in sorted(found)]


def is_deprecated(iri: str, statements: _Statements) -> bool:
    """Return whether a thing is said not to be used any more."""
    values = [quad.object for quad in statements.get(iri, ()) if quad.predicate == DEPRECATED]
    return any(isinstance(value, Literal) and value.value in {"true", "1"} for value in values)


def _identity(old: NamedNode, new: NamedNode, reason: Reason, *, merged: bool = False) -> Identity:
    return Identity(old=old, new=new, reason=reason, merged=merged)


def _stated(quads: Iterable[Quad]) -> Iterator[Identity]:
    """Yield what things take the place of others, as statements say."""
    for quad in sorted(quads, key=str):
        one, other = quad.subject, quad.object
        if isinstance(one, NamedNode) and isinstance(other, NamedNode):
            if quad.predicate == SAME_AS:
                yield _identity(other, one, Reason.SAME_AS)
            elif quad.predicate == REPLACES:
                yield _identity(other, one, Reason.REPLACED)
            elif quad.predicate == REPLACED_BY:
                yield _identity(one, other, Reason.REPLACED)


def _registered(
    gone: Iterable[str], came: Iterable[str], knowledge: Knowledge
) -> Iterator[tuple[str, str]]:
    """Yield the things that bear one identifier in the register of somebody else, where no other bears it."""

    def identifiers(iri: str, statements: _Statements) -> _Signature:
        quads = statements.get(iri, ())
        return frozenset(("", str(q.object)) for q in quads if q.predicate == _IDENTIFIER)

    yield from _pairs(gone, came, knowledge, identifiers)


def _alike(
    known: Mapping[str, Identity], gone: Sequence[str], came: Iterable[str], knowledge: Knowledge
) -> dict[str, Identity]:
    """Return the things of which the same is said, once the keys that are known to have changed are the new ones.

    A key that changed makes others found that mention it, and so on.
    """
    found: dict[str, Identity] = {}
    came = set(came)
    while True:
        all_known = {**known, **found}
        keys = {f"<{old}>": f"<{one.new.value}>" for old, one in all_known.items()}
        taken = {one.new.value for one in all_known.values()}

        def said(iri: str, statements: _Statements, keys: Mapping[str, str] = keys) -> _Signature:
            return _signature(iri, statements, keys)

        left = [iri for iri in gone if iri not in known and iri not in found]
        pairs = list(_pairs(left, came - taken, knowledge, said))
        if not pairs:
            return found
        for old, new in pairs:
            found[old] = _identity(NamedNode(old), NamedNode(new), Reason.SAME_STATEMENTS)


def _signature(iri: str, statements: _Statements, keys: Mapping[str, str]) -> _Signature:
    """Return what is stated of a thing; a bare class is no more than nothing, for many things have it."""
    stated = [
        (quad.predicate, quad.object)
        for quad in statements.get(iri, ())
        if quad.graph_name != INFERRED_GRAPH
    ]
    if all(predicate == rdf_type for predicate, _value in stated):
        return frozenset()
    return frozenset((text(predicate), _renamed(value, iri, keys)) for predicate, value in stated)


def _renamed(value: Term, own: str, keys: Mapping[str, str]) -> str:
    written = str(value)
    return "" if written == f"<{own}>" else keys.get(written, written)


def _pairs(
    gone: Iterable[str],
    came: Iterable[str],
    knowledge: Knowledge,
    signature: Callable[[str, _Statements], _Signature],
) -> Iterator[tuple[str, str]]:
    """Yield which of the one have the signature of which of the others, where nothing else has it."""
    before: defaultdict[_Signature, list[str]] = defaultdict(list)
    after: defaultdict[_Signature, list[str]] = defaultdict(list)
    for iri in gone:
        before[signature(iri, knowledge.old)].append(iri)
    for iri in came:
        after[signature(iri, knowledge.new)].append(iri)
    for found, olds in before.items():
        news = after.get(found, [])
        if found and len(olds) == len(news) == 1:
            yield olds[0], news[0]


def under_new_keys(
    gone: Sequence[Quad], came: Sequence[Quad], keys: Mapping[str, str]
) -> tuple[list[Quad], list[Quad], dict[str, list[Consequence]]]:
    """Take apart what is said as before but for the keys that changed.

    Args:
        gone: The statements that only the old side has.
        came: Those that only the new side has.
        keys: The new keys, by the old ones.

    Returns:
        What else went, what else came, and what went and came with a key, by the new key.
    """
    if not keys:
        return list(gone), list(came), {}
    fresh = set(came)
    matched: set[Quad] = set()
    left: list[Quad] = []
    found: defaultdict[str, list[Consequence]] = defaultdict(list)
    for quad in gone:
        now = _with(quad, keys)
        if now == quad or now not in fresh:
            left.append(quad)
            continue
        matched.add(now)
        key = now.subject if now.subject != quad.subject else now.object
        found[text(key)] += [Consequence(quad=quad, added=False), Consequence(quad=now, added=True)]
    return left, [quad for quad in came if quad not in matched], dict(found)


def _with(quad: Quad, keys: Mapping[str, str]) -> Quad:
    """Return a statement with the new keys of its subject and its value."""
    subject, value = quad.subject, quad.object
    if isinstance(subject, NamedNode) and subject.value in keys:
        subject = NamedNode(keys[subject.value])
    if isinstance(value, NamedNode) and value.value in keys:
        value = NamedNode(keys[value.value])
    return Quad(subject, quad.predicate, value, quad.graph_name)
