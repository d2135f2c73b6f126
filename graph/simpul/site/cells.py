"""The rows of an answer as a page shows them: each cell a text, or links to what it names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.answer.answer import Answer
from simpul.answer.formats import Caveats, for_people
from simpul.answer.labels import headings, link, short, show, things_in
from simpul.answer.rows import SOURCES, Cited
from simpul.answer.values import is_number
from simpul.locale import translate as _
from simpul.site.addresses import page_of
from simpul.site.asking import Asked
from simpul.site.site import Site
from simpul.terms import Term, text

_SHORT: Final = 12
"""Characters of what stands in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of text.

    Attributes:
        text: The text.
        address: Where it leads; empty for nowhere.
        outside: Whether that is another site.
    """

    text: str
    address: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its parts, and whether it is a number."""

    parts: Sequence[Part]
    is_number: bool = False

    @property
    def is_short(self) -> bool:
        """Whether it is a word or a date that stands better in one line."""
        return sum(len(part.text) for part in self.parts) <= _SHORT

    @property
    def said(self) -> bool:
        """Whether it says anything."""
        return any(part.text for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows as a page shows them.

    Attributes:
        headings: What the columns are called.
        rows: The rows that are shown.
        count: How many there are.
        caveats: What must be said of them, each with its links.
        things: The IRIs of all things in the rows.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    count: int
    caveats: Sequence[Sequence[Part]]
    things: Sequence[str]


def table_of(
    site: Site, asked: Asked, answer: Answer, *, most: int, paths: Mapping[str, str]
) -> Table:
    """Return an answer as a page shows it.

    Args:
        site: The site.
        asked: What was asked.
        answer: The answer, all of its rows read.
        most: How many rows are shown at most.
        paths: The paths of the addresses that sentences about it name.
    """
    caveats = Caveats(answer)
    found = for_people(answer, caveats)
    shown = found.rows[:most]
    things = {iri for row in shown for term in row.values() for iri in things_in(term)}
    known = site.labels(asked, things)
    columns = found.variables
    return Table(
        headings=headings(columns, answer.question.columns),
        rows=[
            [
                _sources(site, answer, row.get(name))
                if name == SOURCES
                else cell_of(site, row.get(name), known)
                for name in columns
            ]
            for row in shown
        ],
        count=len(found.rows),
        caveats=[linked(caveat, paths) for caveat in caveats],
        things=sorted(things),
    )


def cell_of(site: Site, term: Term | None, known: Mapping[str, str]) -> Cell:
    """Return a term as a cell: things lead to their pages, addresses to where they are.

    Args:
        site: The site.
        term: The term; None for none.
        known: What things are called.
    """
    things = things_in(term)
    if things and all(page_of(iri) for iri in things):
        return Cell(
            parts=[
                Part(text=known.get(iri) or short(iri), address=site.address(page_of(iri)))
                for iri in things
            ]
        )
    outside = link(term)
    part = Part(text=show(term, known), address=outside, outside=bool(outside))
    return Cell(parts=[part], is_number=is_number(term))


def _sources(site: Site, answer: Answer, term: Term | None) -> Cell:
    told = text(term)
    cited = answer.cited.get(told, ()) if told else ()
    return Cell(parts=[_part(site, one) for one in cited] or [Part(text=told)])


def _part(site: Site, cited: Cited) -> Part:
    path = page_of(cited.iri)
    return Part(text=str(cited), address=site.address(path) if path else "")


def linked(sentence: str, paths: Mapping[str, str]) -> list[Part]:
    """Return a sentence with a link in the place of each address in it that is known: nobody reads an address aloud.

    >>> [part.text for part in linked("See https://x/a.", {"https://x/a": "/a"})]
    ['See ', 'this page', '.']
    """
    parts = [Part(text=sentence)]
    for address in sorted(paths, key=len, reverse=True):
        parts = [piece for part in parts for piece in _split(part, address, paths[address])]
    return parts


def _split(part: Part, address: str, path: str) -> Iterable[Part]:
    if part.address:
        return [part]
    pieces = part.text.split(address)
    found = [Part(text=pieces[0])]
    for piece in pieces[1:]:
        found += [Part(text=_("this page"), address=path), Part(text=piece)]
    return [one for one in found if one.text]
