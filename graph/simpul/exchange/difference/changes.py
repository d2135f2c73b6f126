"""Statements that came and went, gathered by what they are about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from simpul.exchange.difference.model import ValueChange
from simpul.terms import Literal, NamedNode, Quad

_About: TypeAlias = tuple[str, str, str]
"""Subject, property and language."""


def value_changes(
    removed: Iterable[Quad], added: Iterable[Quad], *, keys: Mapping[str, str] | None = None
) -> list[ValueChange]:
    """Return what came and went of each property of each subject, sorted by subject, property and language.

    Statements about nodes without a name are left out: nothing can be said of them but by what refers to them.

    Args:
        removed: The statements that only the old side has.
        added: Those that only the new side has.
        keys: The IRIs under which subjects go on, by those that they had.
    """
    gone, came = _by_property(removed, keys or {}), _by_property(added, {})
    return [_value_change(about, gone, came) for about in sorted({*gone, *came})]


def sorted_quads(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    """Return quads in the order of their lines, each once."""
    return tuple(sorted(set(quads), key=str))


def _value_change(
    about: _About, gone: dict[_About, list[Quad]], came: dict[_About, list[Quad]]
) -> ValueChange:
    subject, predicate, language = about
    return ValueChange(
        subject=NamedNode(subject),
        predicate=NamedNode(predicate),
        language=language,
        removed=sorted_quads(gone.get(about, ())),
        added=sorted_quads(came.get(about, ())),
    )


def _by_property(quads: Iterable[Quad], keys: Mapping[str, str]) -> dict[_About, list[Quad]]:
    found: defaultdict[_About, list[Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            value = quad.object
            language = value.language or "" if isinstance(value, Literal) else ""
            subject = keys.get(quad.subject.value, quad.subject.value)
            found[subject, quad.predicate.value, language].append(quad)
    return dict(found)


def by_subject(changes: Iterable[ValueChange]) -> dict[str, Sequence[ValueChange]]:
    """Return changes by the IRI of their subject."""
    found: defaultdict[str, list[ValueChange]] = defaultdict(list)
    for change in changes:
        found[change.subject.value].append(change)
    return dict(found)
