"""What a difference is made of: statements that came and went, by property, by fact and by thing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from simpul.locale import Texts
from simpul.terms import NamedNode, Quad, Term

CAME: Final = "+ "
WENT: Final = "\N{MINUS SIGN} "


class Sign(StrEnum):
    """Whether something came, went, or is there on both sides and not the same."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Reason(StrEnum):
    """Why a thing that went is known to go on, or is not to be used any more."""

    SAME_AS = "same-as"
    """A statement says that the two are the same, or both bear one identifier of others."""
    REPLACED = "replaced"
    """A statement says which one takes its place."""
    SAME_STATEMENTS = "same-statements"
    """All that is said of it is now said of another; nothing says that the two are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChange:
    """What came and went of one property of one subject, in one language where its values are texts.

    Attributes:
        subject: What the statements are about.
        predicate: Its property.
        language: The language of the texts; empty for any other value.
        removed: The statements that only the old side has, each with the graph that says so, sorted.
        added: Those that only the new side has.
    """

    subject: NamedNode
    predicate: NamedNode
    language: str = ""
    removed: tuple[Quad, ...] = ()
    added: tuple[Quad, ...] = ()

    @property
    def old(self) -> tuple[Term, ...]:
        """The values that are gone, each once; one that another source still states is not."""
        return _only(self.removed, self.added)

    @property
    def new(self) -> tuple[Term, ...]:
        """The values that came, each once; one that another source stated before is none."""
        return _only(self.added, self.removed)

    @property
    def is_restated(self) -> bool:
        """Whether the values are the same, and only who says so is not."""
        return not self.old and not self.new


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A fact with a node of its own (a membership, a participation, an observation …) that came, went or changed.

    Attributes:
        node: The fact.
        kind: The local name of its class, such as ``Membership``.
        sign: Whether it came, went or changed.
        values: What of it came and went, sorted by property.
        was: The key that it had before, where all else is the same.
    """

    node: NamedNode
    kind: str
    sign: Sign
    values: tuple[ValueChange, ...]
    was: NamedNode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """A statement that came or went because others did: an inference, or what is computed of a stated value."""

    quad: Quad
    added: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """That a thing goes on under another key.

    Attributes:
        old: The key that is gone, or is not to be used any more.
        new: The key that stands for it now.
        reason: How that is known.
        merged: The new key was there before: two things became one.
    """

    old: NamedNode
    new: NamedNode
    reason: Reason
    merged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingChange:
    """All that changed of one thing.

    Attributes:
        thing: The thing; where it bears another key now, the new one.
        kind: The local name of its most special class; empty where no side says.
        sign: Whether it came, went or changed. One that is only mentioned in facts that changed has changed.
        values: What of its own properties came and went, sorted by property.
        facts: The facts about it that came, went or changed, sorted.
        follows: What came and went with them.
        identities: The keys that it takes over.
        deprecated: It is said not to be used any more, and was not before.
    """

    thing: NamedNode
    kind: str
    sign: Sign
    values: tuple[ValueChange, ...] = ()
    facts: tuple[FactChange, ...] = ()
    follows: tuple[Consequence, ...] = ()
    identities: tuple[Identity, ...] = ()
    deprecated: bool = False

    def value_changes(self) -> Iterator[ValueChange]:
        """Yield what of its own properties, and of those of its facts, came and went."""
        yield from self.values
        for fact in self.facts:
            yield from fact.values


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What must be known of both sides to tell what changed between them.

    Attributes:
        old: All that the old side says of each subject that changed or is mentioned there, by IRI.
        new: The same of the new side.
        labels: What things are called, by IRI: on the new side, else on the old one, else in the ontology.
    """

    old: Mapping[str, Sequence[Quad]] = field(default_factory=dict[str, Sequence[Quad]])
    new: Mapping[str, Sequence[Quad]] = field(default_factory=dict[str, Sequence[Quad]])
    labels: Mapping[str, Texts] = field(default_factory=dict[str, Texts])


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed from one graph to another.

    Attributes:
        old: What a person calls the old side.
        new: What a person calls the new side.
        removed: The statements that only the old side has, sorted; what is inferred is among them.
        added: Those that only the new side has.
        things: What changed, by thing, in a fixed order.
        untied: What came and went without a change that it could be tied to: another version infers it otherwise.
        knowledge: What the telling needs to know.
    """

    old: str
    new: str
    removed: tuple[Quad, ...]
    added: tuple[Quad, ...]
    things: tuple[ThingChange, ...]
    untied: tuple[Consequence, ...] = ()
    knowledge: Knowledge = field(default_factory=Knowledge)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.removed or self.added)


def _only(quads: tuple[Quad, ...], others: tuple[Quad, ...]) -> tuple[Term, ...]:
    stay = {quad.object for quad in others}
    return tuple(dict.fromkeys(quad.object for quad in quads if quad.object not in stay))
