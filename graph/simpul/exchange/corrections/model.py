"""What a partner changed, one decision each, and how it stands to what is known now."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from simpul.errors import Problem
from simpul.exchange.difference import ValueChange
from simpul.terms import Literal, NamedNode, Quad, Term, Triple


class Kind(StrEnum):
    """What a partner did."""

    NEW_THING = "new-thing"
    NEW_VALUE = "new-value"
    OTHER_VALUE = "other-value"
    OTHER_FACT = "other-fact"
    """A fact with a node of its own is stated otherwise: as a whole, since its values belong together."""
    VALUE_WITHDRAWN = "value-withdrawn"
    THING_WITHDRAWN = "thing-withdrawn"


@dataclass(frozen=True)
class Change:
    """One change, to be accepted or rejected as a whole.

    Attributes:
        kind: What was done.
        subject: What is changed.
        values: What of it came and went, by property, bounds of dates included.
        rest: What they say of the same beside that, and did not change: of the property, or of the whole thing.
        is_fact: It was said before with a document that it cites.
    """

    kind: Kind
    subject: NamedNode
    values: tuple[ValueChange, ...]
    rest: tuple[Triple, ...] = ()
    is_fact: bool = False

    @cached_property
    def mark(self) -> str:
        """Sixteen hexadecimal digits that are the same whenever the same is changed."""
        lines = [f"- {quad.triple}" for quad in self.removed] + [
            f"+ {q.triple}" for q in self.added
        ]
        return hashlib.sha256("\n".join([self.kind, *sorted(lines)]).encode()).hexdigest()[:16]

    @property
    def removed(self) -> Iterator[Quad]:
        """The statements that they left out."""
        return (quad for value in self.values for quad in value.removed)

    @property
    def added(self) -> Iterator[Quad]:
        """The statements that they put in."""
        return (quad for value in self.values for quad in value.added)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is said of a statement of others that is not repeated: see ``simpul:Correction``.

    Attributes:
        node: Its address.
        subject: What is corrected.
        properties: Which of its properties; none for the whole thing.
        old: The value that is wrong.
        new: The value that is right; None where the old one is withdrawn.
        instead: The fact that is stated in the place of the whole.
    """

    node: NamedNode
    subject: NamedNode
    properties: tuple[NamedNode, ...] = ()
    old: Term | None = None
    new: Term | None = None
    instead: NamedNode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a change comes to when it is accepted.

    Attributes:
        facts: What is stated.
        corrections: What is said of statements of others.
        own: The facts among them that are stated as things of their own, and cite the partner unless they cite
            something.
    """

    facts: tuple[Triple, ...] = ()
    corrections: tuple[Correction, ...] = ()
    own: tuple[NamedNode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A change beside what is known now.

    Attributes:
        meaning: What it comes to.
        ours: What we say of the same now, by property.
        is_moved: What we say is not what the pack said.
        is_gone: Nothing describes the thing any more.
        problems: What the shapes and the other checks find.
    """

    change: Change
    meaning: Meaning
    ours: tuple[Triple, ...] = ()
    is_moved: bool = False
    is_gone: bool = False
    problems: tuple[Problem, ...] = ()


def language_of(term: Term) -> str:
    """Return the language of a text; empty for any other value."""
    return term.language or "" if isinstance(term, Literal) else ""
