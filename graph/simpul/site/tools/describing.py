"""The tool that tells what is known of a thing: its card, line by line, each line with the numbers of its sources."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

from simpul.locale import translate as _
from simpul.projection.near import NearReader
from simpul.projection.surroundings import surroundings
from simpul.site.addresses import path_of
from simpul.site.card import Part, named_text, parts
from simpul.site.footnotes import Footnotes
from simpul.site.lines import Line, Writer
from simpul.site.meetings import meetings
from simpul.site.rosters import members
from simpul.site.tools.answers import SOURCES, TEXT, Argument, Given, Lines, Told, Tool
from simpul.site.wording import Words
from simpul.terms import ID, ONTOLOGY

_USUAL: Final = 20
_MOST: Final = 200
_NAMES: Final = 12
"""Other names that the text has; the value has all."""


def describe() -> Tool:
    """Return the tool."""
    return Tool(
        name="describe",
        title=_("Tell what is known of a thing"),
        description=_(
            "Tell what Simpul knows of one thing: a city, network, organisation, initiative, event, agreement, document or theme. Facts come "
            "in parts, each line with the numbers of the sources that state it. Say of a fact what its source says, and name it; what does "
            "not stand there, Simpul does not know, which does not mean that it is not so."
        ),
        arguments=(
            Argument(
                name="thing",
                description=_("Its name, or better its id as find gives it, such as city/1642911."),
                required=True,
            ),
            _lines(),
        ),
        output={
            "id": TEXT,
            "name": TEXT,
            "page": TEXT,
            "parts": {
                "type": "array",
                "items": {"type": "object", "properties": {"heading": TEXT, "total": {"type": "integer"}}},
            },
            "sources": SOURCES,
        },
        answer=_described,
    )  # fmt: skip


def _lines() -> Argument:
    told = _("How many lines of each part at most.")
    return Argument(
        name="lines", type="integer", description=told, least=1, most=_MOST, default=_USUAL
    )


def _described(given: Given) -> Told:
    site, asked = given.site, given.asked
    graph = site.graph(asked.right)
    iri = graph.find(given.text("thing"))
    caveats = given.remarks
    reader = site.once(asked.right, "near", lambda: NearReader(graph.store)).fresh()
    around = surroundings(reader, iri)
    words, notes = Words(asked.language), Footnotes(asked.language)
    writer = Writer(reader, notes, words, path_of)
    thing = around.thing
    most = given.number(_lines())
    description = words.said(thing.description)
    own = [mark.number for mark in notes.refer(thing.citations)] if description else []
    found = partial(members, site, asked.right, asked.language, iri)
    told: list[dict[str, Any]] = []
    whom = partial(meetings, site, asked.right, iri, around.matters)
    for part in list(parts(around, writer, found, whom)):
        entries = part.entries[:most]
        reads = {one for entry in entries for one in entry.reads()}
        if reads:
            reader.fetch(reads)
        lines = [entry.write() for entry in entries]
        told.append(_part(part, lines, most))
        caveats += part.after
    notes.refer(thing.citations)
    name = named_text(writer, iri)
    others = dict.fromkeys(
        words.said({"": one}) for one in (*thing.labels.values(), *thing.aliases)
    )
    others.pop(name, None)
    kind = reader.labels.get(ONTOLOGY + thing.kind) if thing.kind else None
    value = {
        "id": iri,
        "name": name,
        "kind": words.said(kind) if kind else "",
        "other_names": list(others),
        "description": {"text": description, "sources": own} if description else None,
        "page": given.page(iri),
        "parts": [one for one in told if one["lines"]],
        "sources": [
            {
                "number": one.number,
                "title": notes.title(one.cited),
                "address": one.cited.address
                or (given.page(one.cited.iri) if one.cited.iri else ""),
                "passages": list(one.passages),
                "dataset": notes.dataset(one.cited),
            }
            for one in notes.sources
        ],
        "caveats": list(dict.fromkeys(caveats)),
    }
    return Told(value=value, text=_text(value))


def _part(part: Part, lines: Sequence[Line], most: int) -> dict[str, Any]:
    body = part.body()
    every = [_line(one) for one in (*body.plain, *lines)]
    for tile in body.tiles:
        every += [_line(one, tile.label) for one in tile.values]
    for name, facts in body.facts:
        every += [_line(one, name) for one in facts]
    return {
        "heading": part.heading,
        "total": len(part.entries) or len(every),
        "lines": every[:most],
    }


def _line(line: Line, name: str = "") -> dict[str, Any]:
    pieces = " ".join(_said(line))
    return {
        "text": f"{name}: {pieces}" if name else pieces,
        "sources": [mark.number for mark in line.marks],
        "things": [
            ID + piece.href.removeprefix("/page/")
            for piece in line.pieces
            if piece.href.startswith("/page/")
        ],
    }


def _said(line: Line) -> Iterator[str]:
    yield from (piece.text for piece in line.pieces)
    yield from (f"({badge.text})" for badge in line.badges)
    for remark in line.remarks:
        yield f"[{' '.join(_said(remark))}]"


def _text(value: dict[str, Any]) -> str:
    lines = Lines()
    lines.add(f"# {value['name']}", ", ".join(filter(None, (value["kind"], value["id"]))))
    if value["other_names"]:
        lines.add(_("Also: {names}", names=", ".join(value["other_names"][:_NAMES])))
    if value["description"]:
        lines.add(value["description"]["text"] + _marks(value["description"]["sources"]))
    for part in value["parts"]:
        shown = len(part["lines"])
        more = part["total"] - shown
        after = [_("… and {count} more", count=more)] if more > 0 else []
        lines.part(
            f"## {part['heading']}" if part["heading"] else "##",
            [*(f"- {one['text']}{_marks(one['sources'])}" for one in part["lines"]), *after],
        )
    lines.part(_("Sources:"), [_source(one) for one in value["sources"]])
    lines.part(_("Note:"), value["caveats"])
    return str(lines)


def _marks(numbers: Sequence[int]) -> str:
    return "".join(f" [{number}]" for number in numbers)


def _source(one: dict[str, Any]) -> str:
    told = ", ".join(filter(None, (one["title"], one["dataset"], "; ".join(one["passages"]))))
    return f"[{one['number']}] {told} {one['address']}".rstrip()
