"""What a card is made of: parts, each a heading with entries that are written when they are shown."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from simpul.projection import Fact, Tie
from simpul.projection.surroundings import (
    Roster,
    Surroundings,
)
from simpul.site.lines import Line, Writer
from simpul.site.meetings import Meeting
from simpul.site.rosters import Member

SHORT: Final = 8
"""Lines of a part that are open at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line that is written when it is shown.

    Attributes:
        write: Writes it.
        reads: Gives the IRIs of what it needs to have been read.
    """

    write: Callable[[], Line]
    reads: Callable[[], Iterable[str]] = tuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """What was measured, of one time: a value, or those that sources disagree on."""

    label: str
    values: Sequence[Line]
    is_split: bool
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a part has that is no list.

    Attributes:
        plain: Lines that stand by themselves.
        tiles: What was measured.
        facts: Lines by the name of their property.
    """

    plain: Sequence[Line] = ()
    tiles: Sequence[Tile] = ()
    facts: Sequence[tuple[str, Sequence[Line]]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading with what stands below it, which is written when it is shown: sources are numbered as they are met.

    Attributes:
        key: What the address of its pages calls it.
        heading: Its heading, without a count.
        count: The count behind it; 0 for none.
        entries: Its lines.
        folded: Whether it is closed at first.
        after: What is said below the lines: which lists are not complete, or that there is nothing.
        body: Writes what it has instead of lines.
    """

    key: str
    heading: str = ""
    count: int = 0
    entries: Sequence[Entry] = ()
    folded: bool = False
    after: Sequence[str] = ()
    body: Callable[[], Body] = Body


@dataclass(slots=True, kw_only=True)
class Told:
    """A card while it is made: what it has still to tell."""

    around: Surroundings
    writer: Writer
    members: Callable[[Roster], Sequence[Member]]
    meetings: Callable[[], Sequence[Meeting]]
    ties: list[Tie] = field(default_factory=list[Tie])
    facts: list[Fact] = field(default_factory=list[Fact])
    crowd: list[tuple[Roster, Member]] = field(default_factory=list[tuple[Roster, Member]])

    def take(self, test: Callable[[Tie, str], bool]) -> list[Tie]:
        """Return the ties of which something is so, and tell them no more."""
        found = [tie for tie in self.ties if test(tie, self.around.other(tie))]
        told = {id(tie) for tie in found}
        self.ties = [tie for tie in self.ties if id(tie) not in told]
        return found

    def take_facts(self, test: Callable[[Fact], bool]) -> list[Fact]:
        """Return the facts of which something is so, and tell them no more."""
        found = [fact for fact in self.facts if test(fact)]
        self.facts = [fact for fact in self.facts if not test(fact)]
        return found

    def take_crowd(self, test: Callable[[str, str], bool]) -> list[tuple[Roster, Member]]:
        """Return those of many whose kind of tie and group are so, and tell them no more."""
        found = [one for one in self.crowd if test(one[0].relation, one[1].group)]
        self.crowd = [one for one in self.crowd if not test(one[0].relation, one[1].group)]
        return found

    def group(self, key: str) -> str:
        """Return the group of a thing."""
        return self.writer.thing(key).group
