"""What a brief is made of, whatever format it is written in: sections of sentences, tables and a timeline, and notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_WEB: Final = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence, with the numbers of the notes that it rests on."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of plain texts under headings.

    Attributes:
        headings: One for each column.
        rows: The cells of each row.
        notes: The numbers of each row's notes.
        left_out: A sentence on the rows that there are more of; empty where all are there.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[int, ...], ...]
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A bar or a point of a timeline.

    Attributes:
        label: What it is.
        said: Its date in words.
        begin: Where it begins, in years with a fraction.
        end: Where it ends; the same for a point, None where it goes on or nobody says.
    """

    label: str
    said: str
    begin: float
    end: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Marks in order, between the first and the last year that is drawn."""

    marks: tuple[Mark, ...]
    first: int
    last: int

    def share(self, year: float) -> float:
        """Return where a moment lies between the first year and the last: 0 to 1."""
        return min(1.0, max(0.0, (year - self.first) / max(1, self.last - self.first)))

    def years(self, most: int = 6) -> Sequence[int]:
        """Return the years that are written below it, at even steps."""
        span = max(1, self.last - self.first)
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if span / step <= most)
        return range(-(-self.first // step) * step, self.last + 1, step)


Block = Line | Table | Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A source: what it is called, who published it when, where it is found, and the passages that were used.

    An address that leads to no page of the Web is not kept, so that none is followed that does something.
    """

    number: int
    text: str
    address: str = ""

    def __post_init__(self) -> None:
        """Let go of an address that is none of the Web."""
        if not _WEB.fullmatch(self.address):
            object.__setattr__(self, "address", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief in one language.

    Attributes:
        title: What it is about.
        subtitle: What it is, and of which data.
        notice: That it holds what not everybody may see; empty where everybody may.
        sections: Its parts, in the order in which they are read.
        notes: Its sources, by number.
        colophon: What is said of the sources below them.
        language: en or id.
    """

    title: str
    subtitle: str
    notice: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    colophon: str
    language: str
