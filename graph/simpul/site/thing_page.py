"""The page of a thing: its card, its surroundings as a picture, where it lies, and what leads on from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from simpul.locale import translate as _
from simpul.projection import Thing
from simpul.projection.near import NearReader
from simpul.projection.surroundings import Surroundings, surroundings
from simpul.site.addresses import path_of
from simpul.site.asking import Asked, Reply
from simpul.site.card import SHORT, Entry, Part, named_text, parts
from simpul.site.failures import NotFoundError
from simpul.site.footnotes import Footnotes
from simpul.site.html import shown
from simpul.site.lines import Line, Writer, is_web
from simpul.site.rosters import members
from simpul.site.site import Site
from simpul.site.wording import Words
from simpul.terms import ONTOLOGY
from simpul_viz.styles import look

LONG: Final = 100
"""Lines of a part that are on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """A part with the lines that a page shows of it.

    Attributes:
        part: The part.
        first: The lines that are open at first.
        more: Those that are folded.
        total: How many there are in all.
        whole: The address of all of them, where the page does not show them; empty where it does.
    """

    part: Part
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

    def parts(self) -> Sequence[Part]:
        found = partial(members, self.site, self.asked.right, self.asked.language, self.iri)
        return list(parts(self.around, self.writer, found))

    def shown(self, part: Part) -> ShownPart:
        """Return a part as it stands among others: its first lines, and how to get all."""
        lines = self.lines(part.entries[:LONG])
        cut = SHORT if len(lines) > SHORT + 2 else len(lines)
        whole = (
            f"?{urlencode({'section': part.key})}"
            if part.count > len(lines) and part.entries
            else ""
        )
        return ShownPart(
            part=part, first=lines[:cut], more=lines[cut:], total=part.count, whole=whole
        )

    def lines(self, entries: Sequence[Entry]) -> list[Line]:
        """Return lines, when all that they need has been read at once."""
        reads = {iri for entry in entries for iri in entry.reads}
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
    told = made.parts()
    if section:
        return _one_part(made, told, section)
    shown_parts = [made.shown(part) for part in told]
    made.notes.refer(made.thing.citations)
    return shown(
        site,
        asked,
        "thing.html",
        title=name_of(made),
        parts=shown_parts,
        description=made.words.said(made.thing.description),
        described=described,
        **_frame(made),
    )


def _one_part(made: _Page, told: Sequence[Part], section: str) -> Reply:
    part = next((one for one in told if one.key == section and one.entries), None)
    pages = -(-len(part.entries) // LONG) if part else 0
    number = made.asked.value("page", "1")
    if part is None or not (
        number.isascii() and number.isdecimal() and 1 <= int(number[:9]) <= pages
    ):
        raise NotFoundError(_("There is no such page of this list."))
    here = int(number)
    lines = made.lines(part.entries[(here - 1) * LONG : here * LONG])
    shown_part = ShownPart(part=replace(part, folded=False), first=lines, more=(), total=part.count)
    return shown(
        made.site,
        made.asked,
        "thing.html",
        title=f"{name_of(made)}: {part.heading}",
        parts=[shown_part],
        description="",
        described=[],
        pages=[(n, f"?{urlencode({'section': section, 'page': n})}") for n in range(1, pages + 1)],
        here=here,
        first_number=(here - 1) * LONG + 1,
        **_frame(made),
    )


def name_of(made: _Page) -> str:
    """Return what the thing is called; what it ties, where it is a statement."""
    return named_text(made.writer, made.iri)


def _frame(made: _Page) -> dict[str, Any]:
    """Return what every page of a thing has."""
    thing, words = made.thing, made.words
    name = name_of(made)
    others = dict.fromkeys(
        words.said({"": text}) for text in (*thing.labels.values(), *thing.aliases)
    )
    others.pop(name, None)
    kinds = [ONTOLOGY + thing.kind] if thing.kind else []
    return {
        "name": name,
        "thing": thing,
        "iri": made.iri,
        "others": list(others),
        "kinds": [
            (words.said(made.reader.labels.get(kind, {"": kind})), made.site.address(path_of(kind)))
            for kind in kinds
        ],
        "shape": look(thing.group or "other")[0],
        "doubt": words.word("doubtful") if thing.proof.certainty else "",
        "words": words,
        "notes": made.notes,
        "page_of": made.writer.page_of,
        "is_web": is_web,
    }
