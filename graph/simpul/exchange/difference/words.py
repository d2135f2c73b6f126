"""A difference in words, in the language in use: a line for each thing that changed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.answer.labels import short
from simpul.exchange.difference.facts import FactWords
from simpul.exchange.difference.model import (
    CAME,
    WENT,
    Consequence,
    FactChange,
    Identity,
    Knowledge,
    Reason,
    Sign,
    ThingChange,
    ValueChange,
)
from simpul.exchange.difference.naming import Names
from simpul.locale import current
from simpul.locale import translate as _
from simpul.terms import NamedNode, Quad, dct, rdf_type, rdfs_label, simpul, skos

_BRIEF: Final = 6
"""Values that are told of a thing that came or went as a whole."""
_NAMES: Final = frozenset((rdfs_label, skos("prefLabel"), dct("title")))
_NOT_TOLD: Final = frozenset((rdf_type, dct("source"), simpul("passage"), *_NAMES))
"""What is not told of a thing that came or went as a whole: it is in its name, its kind and its sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingWords:
    """What changed of one thing, in words.

    Attributes:
        change: What changed.
        name: What the thing is called.
        kind: What its class is called.
        parts: Each change in a few words.
        sources: What the sources are called that say so, or no longer do.
        follows: What came and went with these changes.
    """

    change: ThingChange
    name: str
    kind: str
    parts: tuple[str, ...]
    sources: tuple[str, ...]
    follows: tuple[str, ...]

    @property
    def head(self) -> str:
        """The thing, marked where it came or went as a whole."""
        if self.change.sign is Sign.CHANGED:
            return self.name
        mark = CAME if self.change.sign is Sign.ADDED else WENT
        return f"{mark}{self.name}" + (f" ({self.kind})" if self.kind else "")

    def line(self, *, most: int = 0) -> str:
        """Return all in one line; of many parts the first, and how many more there are.

        Args:
            most: The most parts that are told, 0 for all.
        """
        shown = list(self.parts[:most] if most else self.parts)
        if len(shown) < len(self.parts):
            shown.append(_("… and {count} more", count=len(self.parts) - len(shown)))
        told = _joined(shown)
        line = f"{self.head}: {told}" if told else self.head
        if self.sources:
            line += f" — {'; '.join(self.sources)}"
        if self.follows:
            line += " " + _("[{count} more follow]", count=len(self.follows))
        return line


class Words:
    """Tells what changed, in the language in use when it is made."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._names = Names(knowledge)
        self._facts = FactWords(knowledge, self._names)

    def value(self, change: ValueChange) -> str:
        """Return what came and went of one property."""
        return self._names.value(change)

    def fact(self, change: FactChange) -> str:
        """Return what changed of one fact."""
        return self._facts.fact(change)

    def name(self, iri: str) -> str:
        """Return what a thing is called."""
        return self._names.thing(iri)

    def thing(self, change: ThingChange) -> ThingWords:
        """Return what changed of one thing."""
        quads = [q for value in change.value_changes() for q in value.removed + value.added]
        return ThingWords(
            change=change,
            name=self._names.thing(change.thing.value),
            kind=self._names.kind(change.kind),
            parts=tuple(self._parts(change)),
            sources=tuple(self._names.sources(quads)),
            follows=tuple(self.consequence(one) for one in change.follows),
        )

    def consequence(self, one: Consequence) -> str:
        """Return a statement that came or went with others."""
        return (CAME if one.added else WENT) + self.statement(one.quad)

    def statement(self, quad: Quad) -> str:
        """Return a statement as three names."""
        link = self._names.property(quad.predicate)
        return f"{self._names.term(quad.subject)} {link} {self._names.term(quad.object)}"

    def _parts(self, change: ThingChange) -> Iterator[str]:
        yield from map(_identity, change.identities)
        if change.deprecated:
            yield _("not to be used any more")
        if change.sign is Sign.CHANGED:
            yield from (self._names.value(value) for value in change.values)
        else:
            yield from self._brief(change.values)
        yield from self._facts.facts(change.facts)

    def _brief(self, values: Sequence[ValueChange]) -> Iterator[str]:
        told = _in_one_language([value for value in values if value.predicate not in _NOT_TOLD])
        for value in told[:_BRIEF]:
            yield self._names.value(value).removeprefix(CAME).removeprefix(WENT)
        if len(told) > _BRIEF:
            yield _("… and {count} more", count=len(told) - _BRIEF)


def _in_one_language(values: Sequence[ValueChange]) -> list[ValueChange]:
    """Return values, of the texts of one property those in the language in use, where there are any."""
    languages: defaultdict[NamedNode, set[str]] = defaultdict(set)
    for value in values:
        languages[value.predicate].add(value.language)
    return [
        value
        for value in values
        if value.language == current() or current() not in languages[value.predicate]
    ]


def _identity(identity: Identity) -> str:
    old, new = short(identity.old.value), short(identity.new.value)
    if identity.merged:
        return _("takes in {old}, which was the same", old=old)
    if identity.reason is Reason.REPLACED:
        return _("takes the place of {old}", old=old)
    if identity.reason is Reason.SAME_AS:
        return _("key {old} → {new}, said to be the same", old=old, new=new)
    return _("key {old} → {new}, all else being the same", old=old, new=new)


def _joined(parts: Sequence[str]) -> str:
    """Return parts with commas between what came and went, and semicolons around what changed."""
    line = ""
    for part, before in zip(parts, ("", *parts), strict=False):
        both = part.startswith((CAME, WENT)) and before.startswith((CAME, WENT))
        line += (", " if both else "; " if before else "") + part
    return line
