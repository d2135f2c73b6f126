"""The page of a thing: its card, its surroundings as a picture, where it lies, and what leads on from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from simpul.locale import translate as _
from simpul.projection import Thing, Tie
from simpul.projection.facets import TO_PLACE
from simpul.projection.near import NearReader
from simpul.projection.surroundings import Roster, Surroundings, surroundings
from simpul.site.addresses import path_of
from simpul.site.asking import Asked, Reply
from simpul.site.card import SHORT, Body, Entry, Part, named_text, parts, ties_of
from simpul.site.embedded import embedded
from simpul.site.failures import NotFoundError
from simpul.site.footnotes import Footnotes
from simpul.site.html import shown
from simpul.site.leads import feed, formats, link_header, looks, questions
from simpul.site.lines import Line, Writer, is_web
from simpul.site.meetings import Meeting, meetings
from simpul.site.paging import Paging
from simpul.site.place_map import Map, Point, place_map
from simpul.site.rosters import Member, members
from simpul.site.site import Site
from simpul.site.surroundings_picture import MOST, Picture, outline_of, picture
from simpul.site.wording import Words
from simpul.terms import ID, ONTOLOGY, rdf_type, text

LONG: Final = 100
"""Lines of a part that are on one page of it."""
_AT_ONCE: Final = 150
"""Lines of a part that the page of a thing has."""
_PLACES: Final = frozenset((*TO_PLACE, "partyRole", "hasParty", "sisterCityOf"))
"""Ties that lead from a thing to where it lies, or between which places it holds."""
_MARKS: Final = 12
"""Places on one map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """A part with the lines that a page shows of it.

    Attributes:
        part: The part.
        body: What it has that is no list.
        first: The lines that are open at first.
        more: Those that are folded.
        total: How many lines there are in all.
        whole: The address of all of them, where the page does not show them; empty where it does.
    """

    part: Part
    body: Body
    first: Sequence[Line]
    more: Sequence[Line]
    total: int
    whole: str = ""


class _Page:
    """A page while it is made."""

    def __init__(self, site: Site, asked: Asked, iri: str) -> None:
        self.site, self.asked, self.iri = site, asked, iri
        store = site.graph(asked.right).store
        self.reader = site.once(asked.right, "near", lambda: NearReader(store)).fresh()
        self.around: Surroundings = surroundings(self.reader, iri)
        self.words, self.notes = Words(asked.language), Footnotes(asked.language)
        self.writer = Writer(self.reader, self.notes, self.words, self._address)

    def _address(self, iri: str) -> str:
        return self.site.address(path_of(iri))

    @property
    def thing(self) -> Thing:
        return self.around.thing

    def members(self, roster: Roster) -> Sequence[Member]:
        """Return the members of a roster in their order."""
        return members(self.site, self.asked.right, self.asked.language, self.iri, roster)

    def meetings(self) -> Sequence[Meeting]:
        """Return whom it could meet."""
        return meetings(self.site, self.asked.right, self.iri, self.around.matters)

    def shown(self, part: Part) -> ShownPart:
        """Return a part as it stands among others: its first lines, and how to get all."""
        lines = self.lines(part.entries[: _AT_ONCE if len(part.entries) <= _AT_ONCE else LONG])
        cut = SHORT if len(lines) > SHORT + 2 else len(lines)
        whole = (
            f"?{urlencode({'section': part.key})}"
            if part.count > len(lines) and part.entries
            else ""
        )
        return ShownPart(
            part=part,
            body=part.body(),
            first=lines[:cut],
            more=lines[cut:],
            total=len(part.entries),
            whole=whole,
        )

    def lines(self, entries: Sequence[Entry]) -> list[Line]:
        """Return lines, when all that they need has been read at once."""
        reads = {iri for entry in entries for iri in entry.reads()}
        if reads:
            self.reader.fetch(reads)
        return [entry.write() for entry in entries]


def thing_page(site: Site, asked: Asked, iri: str) -> Reply:
    """Return the page of a thing, or one page of a long part of it.

    Raises:
        NotFoundError: It has no such part, or that has no such page.
    """
    made = _Page(site, asked, iri)
    section = asked.value("section")
    described = made.notes.refer(made.thing.citations) if made.thing.description else []
    told = list(parts(made.around, made.writer, made.members, made.meetings))
    if section:
        reply = _one_part(made, told, section)
    else:
        shown_parts = [made.shown(part) for part in told]
        made.notes.refer(made.thing.citations)
        reply = shown(
            site,
            asked,
            "thing.html",
            title=name_of(made),
            parts=shown_parts,
            description=made.words.said(made.thing.description),
            described=described,
            picture=_picture(made),
            map=_map(made),
            looks=looks(site, made.thing, iri),
            questions=questions(site, asked, iri),
            embedded=embedded({quad.triple for quad in made.reader.quads.get(iri, ())}),
            **_frame(made),
        )
    return replace(reply, headers={"Link": link_header(site, iri)})


def _one_part(made: _Page, told: Sequence[Part], section: str) -> Reply:
    """Return one page of a long part."""
    part = next((one for one in told if one.key == section and one.entries), None)
    if part is None:
        raise NotFoundError(_("There is no such page of this list."))
    paging = Paging.of(made.asked, total=len(part.entries), size=LONG)
    lines = made.lines(part.entries[paging.first : paging.end])
    shown_part = ShownPart(
        part=replace(part, folded=False), body=Body(), first=lines, more=(), total=len(part.entries)
    )
    return shown(
        made.site,
        made.asked,
        "thing_list.html",
        title=f"{name_of(made)}: {part.heading}",
        one=shown_part,
        paging=paging,
        **_frame(made),
    )


def _picture(made: _Page) -> Picture | None:
    """Return what lies around the thing, with some of those of which there are many."""
    some: list[Tie] = []
    total = 0
    for roster in (roster for roster in made.around.rosters if roster.is_tie):
        found = made.members(roster)
        total += len(found)
        made.reader.fetch(iri for one in found[:MOST] for iri in (one.subject, one.other))
        some += (tie for one in found[:MOST] for tie in ties_of(made.around, roster, one))
    return picture(made.around, made.writer, name_of(made), some, total)


def _map(made: _Page) -> Map | None:
    """Return where the thing lies: itself, or the places that it names."""
    thing = made.thing
    if thing.point is not None:
        return place_map([(thing.point, made.words.said(thing.labels), "")])
    found: dict[str, Point] = {}
    for tie in made.around.ties:
        other = made.around.other(tie)
        point = made.writer.thing(other).point
        if tie.relation in _PLACES and point is not None:
            found[other] = point
    links = [made.writer.link(key) for key in found]
    return place_map([(point, link.text, link.href) for point, link in zip(found.values(), links, strict=True)][:_MARKS])  # fmt: skip


def name_of(made: _Page) -> str:
    """Return what the thing is called; what it ties, where it is a statement."""
    return named_text(made.writer, made.iri)


def _frame(made: _Page) -> dict[str, Any]:
    """Return what every page of a thing has."""
    thing, words = made.thing, made.words
    name = name_of(made)
    others = dict.fromkeys(
        words.said({"": one}) for one in (*thing.labels.values(), *thing.aliases)
    )
    for known in (name, thing.key):
        others.pop(known, None)
    stated = made.reader.quads.get(made.iri, ())
    classes = {text(quad.object): None for quad in stated if quad.predicate == rdf_type}
    kinds = [ONTOLOGY + thing.kind] if thing.kind else sorted(classes)
    return {
        "name": name,
        "thing": thing,
        "iri": made.iri,
        "others": list(others),
        "kinds": [
            (words.said(made.reader.labels.get(kind, {"": kind})), made.site.address(path_of(kind)))
            for kind in kinds
        ],
        "short": words.said({"": thing.short}),
        "outline": outline_of(thing.group),
        "doubt": words.word("doubtful") if thing.proof.certainty else "",
        "wording": words,
        "notes": made.notes,
        "formats": formats(made.site, made.iri),
        "feed": feed(made.site, made.iri) if made.iri.startswith(ID) else "",
        "page_of": made.writer.page_of,
        "is_web": is_web,
    }
