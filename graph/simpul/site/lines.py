"""Lines of a card: a value of a fact, and what a thing is tied to, each with the numbers of its sources."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from simpul.projection import Citation, Fact, Thing, Tie
from simpul.projection.near import NearReader
from simpul.projection.things import thing_of
from simpul.quantities import unit_in_words
from simpul.site.footnotes import Footnotes, Mark, document_of
from simpul.site.wording import Words
from simpul.terms import ID, ONTOLOGY

_SAID: Final = frozenset(("officeTitle", "officeKind", "certainty"))
"""What a line says already, as its role."""
_DATABLE: Final = frozenset(
    ("membership", "networkOffice", "participation", "partyRole", "sisterCityOf")
)
_NUMBER: Final = "numericValue"
"""The property whose value is a quantity; other numbers may be years."""
_WEB: Final = ("https://", "http://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a line: text, perhaps with a link and a look."""

    text: str
    href: str = ""
    css: str = ""
    is_outward: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a card.

    Attributes:
        pieces: What it says, with a space between any two.
        css: How it stands: ``doubtful``, or empty.
        marks: The numbers of its sources.
        badges: How well it is stated: a text and its look each.
        remarks: What is noted of it.
    """

    pieces: Sequence[Piece]
    css: str = ""
    marks: Sequence[Mark] = ()
    badges: Sequence[Piece] = ()
    remarks: Sequence["Line"] = field(default_factory=list["Line"])


class Writer:
    """Writes lines about what a reader has read.

    Attributes:
        reader: What was read.
        notes: The sources of the page.
        words: Its words.
    """

    def __init__(
        self, reader: NearReader, notes: Footnotes, words: Words, page_of: Callable[[str], str]
    ) -> None:
        """Take what was read, the page's sources and words, and what gives the address of a thing's page."""
        self.reader, self.notes, self.words, self.page_of = reader, notes, words, page_of
        self._things: dict[str, Thing] = {}

    def thing(self, key: str) -> Thing:
        """Return a thing by its key."""
        if key not in self._things:
            self._things[key] = thing_of(self.reader, ID + key)
        return self._things[key]

    def name(self, key: str) -> str:
        """Return what a thing is called."""
        return self.words.said(self.thing(key).labels)

    def link(self, key: str) -> Piece:
        """Return a link to a thing."""
        return Piece(text=self.name(key), href=self.page_of(ID + key))

    def value(self, fact: Fact) -> list[Piece]:
        """Return the value of a fact, with its unit and date."""
        words, given = self.words, self.words.said(fact.value)
        text = words.number(given) if fact.unit or fact.key == _NUMBER else given
        made: list[Piece] = []
        if fact.iri.startswith((ID, ONTOLOGY)):
            made.append(Piece(text=text, href=self.page_of(fact.iri)))
        elif is_web(fact.link):
            made.append(Piece(text=text, href=fact.link, is_outward=True))
        elif text:
            made.append(Piece(text=text))
        if fact.unit:
            made.append(Piece(text=words.said(unit_in_words(fact.unit, given)), css="unit"))
        if fact.date:
            date = words.date(fact.date)
            made.append(Piece(text=f"({date})", css="when") if text else Piece(text=date))
        return made

    def fact(self, fact: Fact) -> Line:
        """Return the line of a fact without its name."""
        return Line(pieces=self.value(fact), marks=self.notes.refer(fact.citations))

    def tie(
        self, key: str, ties: Sequence[Tie], *, brief: bool = False, relation: str = ""
    ) -> Line:
        """Return a line about a thing that is tied: its dates, whether it is doubted, who says so."""
        words = self.words
        standings = [self.standing(tie) for tie in ties]
        best = "" if "" in standings or not standings else standings[0]
        dates = _joined(words.period(tie.dates) for tie in ties)
        party = words.word("role_party")
        roles = _joined(role for tie in ties if (role := words.said(tie.role)) != party)
        citations = list(dict.fromkeys(c for tie in ties for c in tie.citations))
        doubts = [tie.proof.certainty.removeprefix("certainty/") for tie in ties]
        doubt = doubts[0] if doubts and all(doubts) else ""
        small = (
            relation,
            f"({dates})" if dates else "",
            "" if doubt else roles,
            words.word("doubtful") if best and not doubt else "",
        )
        return Line(
            pieces=[self.link(key), *(Piece(text=text, css="when") for text in small if text)],
            css=best,
            marks=self.notes.refer(citations),
            badges=() if brief else self.badges(citations, doubt),
            remarks=list(self._remarks(ties)),
        )

    def matter(self, key: str, more: Sequence[Line] = ()) -> Line:
        """Return a line about a matter, with its day and what became of it."""
        begin = self.reader.first(ID + key, "begin")
        pieces = [self.link(key)]
        if begin:
            pieces.append(Piece(text=f"({self.words.date(begin)})", css="when"))
        thing = self.thing(key)
        marks = self.notes.refer(thing.citations)
        return Line(pieces=pieces, css=_doubted(thing), marks=marks, remarks=more)

    def standing(self, tie: Tie) -> str:
        """Return ``doubtful`` for a tie that a source doubts, or that holds between things of which one is doubted."""
        own = bool(tie.dates) or tie.span.is_known or bool(tie.proof.seen)
        if tie.relation in _DATABLE or own or tie.proof.certainty:
            return "doubtful" if tie.proof.certainty else ""
        return max(_doubted(self.thing(key)) for key in (tie.source, tie.target))

    def badges(self, citations: Iterable[Citation], doubt: str) -> list[Piece]:
        """Return by how many documents something is stated, and whether one doubts it."""
        told = {document_of(citation) for citation in citations if not citation.inferred}
        made = [Piece(text=self.words.word(doubt), css="badge doubt")] if doubt else []
        if len(told) == 1:
            made.append(Piece(text=self.words.word("one_source"), css="badge"))
        elif told:
            made.append(Piece(text=self.words.word("many_sources", len(told)), css="badge many"))
        return made

    def _remarks(self, ties: Sequence[Tie]) -> Iterable[Line]:
        """Yield what is noted of ties; the same words once on a card."""
        roles = {role for tie in ties for role in self.words.said(tie.role).split("; ")}
        for note in (note for tie in ties for note in tie.notes if note.key not in _SAID):
            if note.key == "role" and self.words.said(note.value) in roles:
                continue  # the line says it
            key = str((sorted(note.name.items()), sorted(note.value.items()), note.thing))
            if key not in self.notes.remarks:
                self.notes.remarks.add(key)
                name = Piece(text=f"{self.words.said(note.name)}:")
                line = self.fact(note)
                yield replace(line, pieces=[name, *line.pieces])


def by_other(writer: Writer, ties: Iterable[Tie], key: str) -> list[tuple[str, list[Tie]]]:
    """Return ties by the thing at their other end, those that nobody doubts first, then by name."""
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        found.setdefault(tie.target if tie.source == key else tie.source, []).append(tie)

    def order(one: tuple[str, list[Tie]]) -> tuple[bool, str, str]:
        doubted = all(writer.standing(tie) for tie in one[1])
        return doubted, sort_key(writer.name(one[0])), one[0]

    return sorted(found.items(), key=order)


def sort_key(name: str) -> str:
    """Return what names are ordered by: without accents and case.

    >>> sorted(["Ōsaka", "Zürich", "oslo", "Łódź"], key=sort_key)
    ['Łódź', 'Ōsaka', 'oslo', 'Zürich']
    """
    from simpul.naming.atlas import fold

    return fold(name)


def is_web(address: str) -> bool:
    """Return whether a reader may be sent to an address: it is one of the web, and no script."""
    return address.startswith(_WEB)


def _doubted(thing: Thing) -> str:
    return "doubtful" if thing.proof.certainty else ""


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
