"""The parts of what is most wanted of a kind of thing, one maker for each sort of section."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from simpul.projection import Fact, Tie
from simpul.projection.model import FIGURE
from simpul.projection.reader import key_of
from simpul.projection.surroundings import (
    memberships_of,
)
from simpul.site.card.lists import crowd_entries, gaps_of, list_of, tie_entries
from simpul.site.card.parts import Body, Entry, Part, Tile, Told
from simpul.site.lines import Line, Piece, Writer
from simpul.site.meetings import Meeting
from simpul.terms import ID
from simpul_viz.cards import ASKED, ASKS, PARTY, Section

_SISTERS: Final = "SisterCityAgreement"
_DATES: Final = frozenset(("begin", "end", "asOf"))


def _ties(told: Told, section: Section) -> Iterator[Part]:
    """Yield a section of ties."""
    key = told.around.thing.key

    def is_wanted(relation: str, group: str) -> bool:
        return (
            (not section.kinds or relation in section.kinds)
            and relation not in section.besides
            and (not section.groups or group in section.groups)
        )

    def test(tie: Tie, end: str) -> bool:
        is_way = not section.way or key == (tie.source if section.way == "from" else tie.target)
        return is_way and is_wanted(tie.relation, told.group(end))

    ties = told.take(test)
    crowd = [] if section.way == "from" else told.take_crowd(is_wanted)
    entries = [*tie_entries(told, ties, section), *crowd_entries(told, crowd, section)]
    after = gaps_of(told, ties) if section.gaps else []
    if section.none and not entries:
        after = [told.writer.words.word(section.none)]
    yield from list_of(section.word, told.writer.words.word(section.word), entries, after=after)


def _when(told: Told, section: Section) -> Iterator[Part]:
    facts = told.take_facts(lambda fact: fact.key in _DATES)
    words = told.writer.words

    def entry(fact: Fact) -> Entry:
        piece = Piece(text=f"{words.said(fact.name)}: {words.date(fact.date)}")
        return Entry(
            write=lambda: Line(pieces=[piece], marks=told.writer.notes.refer(fact.citations))
        )

    yield from list_of(section.word, words.word(section.word), [entry(fact) for fact in facts])


def _phases(told: Told, section: Section) -> Iterator[Part]:
    facts = told.take_facts(lambda fact: fact.order.startswith("phase"))
    words = told.writer.words

    def entry(fact: Fact) -> Entry:
        pieces = [Piece(text=words.said(fact.name), css="strong")]
        if fact.date:
            pieces.append(Piece(text=f"({words.date(fact.date)})"))
        below = [Line(pieces=[Piece(text=words.said(fact.value))])] if fact.value else []
        return Entry(
            write=lambda: Line(
                pieces=pieces, remarks=below, marks=told.writer.notes.refer(fact.citations)
            )
        )

    yield from list_of(section.word, words.word(section.word), [entry(fact) for fact in facts])


def _figures(told: Told, section: Section) -> Iterator[Part]:
    """Yield what was measured; a note that stands with several figures is said once, below them all."""
    words = told.writer.words
    by_measure: dict[object, list[Fact]] = {}
    for fact in told.take_facts(lambda fact: fact.key == FIGURE):
        measured = str(sorted(fact.name.items())), fact.unit, fact.date
        by_measure.setdefault(measured, []).append(fact)
    sets = list(by_measure.values())
    counts: dict[str, int] = {}
    for those in sets:
        for note in dict.fromkeys(words.said(fact.note) for fact in those):
            counts[note] = counts.get(note, 0) + 1
    common = [note for note, count in counts.items() if note and count > 1]
    if sets:
        yield Part(
            key=section.word,
            heading=words.word(section.word),
            after=common,
            body=lambda: Body(tiles=[_tile(told, those, common) for those in sets]),
        )


def _tile(told: Told, facts: Sequence[Fact], common: Sequence[str]) -> Tile:
    writer = told.writer
    first, words = facts[0], writer.words
    date = f" ({words.date(first.date)})" if first.date else ""
    notes = dict.fromkeys(words.said(fact.note) for fact in facts)
    undated = [fact._replace(date="") for fact in facts]
    return Tile(
        label=f"{words.said(first.name)}{date}",
        values=[writer.fact(fact) for fact in undated],
        is_split=len({words.said(fact.value) for fact in facts}) > 1,
        remarks=[note for note in notes if note and note not in common],
    )


def _matters(told: Told, groups: Sequence[str]) -> list[str]:
    """Return the keys of what engages the thing, or is tied to it, of these groups; the newest first."""
    around = told.around
    keys = dict.fromkeys((*map(key_of, around.matters), *map(around.other, around.ties)))
    found = [key for key in keys if told.group(key) in groups]
    found.sort()
    return sorted(found, key=lambda key: told.writer.thing(key).span.begin, reverse=True)


def _matter_entries(told: Told, keys: Iterable[str], section: Section) -> list[Entry]:
    writer = told.writer

    def entry(key: str) -> Entry:
        if told.group(key) == "request" and not section.brief:
            return Entry(write=lambda: writer.matter(key, [_standing(told, key)]))
        return Entry(write=lambda: writer.matter(key))

    return [entry(key) for key in keys]


def _networks(told: Told, section: Section) -> Iterator[Part]:
    """Yield the networks of a city: its own, and those of who acts for it."""
    writer = told.writer
    own = told.take(lambda tie, end: tie.relation in section.kinds and told.group(end) == "network")
    entries = tie_entries(told, own, replace(section, brief=False))
    for actor in told.around.actors:
        through = writer.words.word("through", writer.name(key_of(actor)))
        for tie in memberships_of(told.around.reader, actor):
            entries.append(_through(writer, tie, through))
    gaps = gaps_of(told, (tie for tie in own if tie.relation == "membership"))
    yield from list_of(
        section.word, writer.words.word(section.word), entries, after=gaps if entries else ()
    )


def _through(writer: Writer, tie: Tie, relation: str) -> Entry:
    return Entry(write=lambda: writer.tie(tie.target, [tie], relation=relation))


def _engaged(told: Told, section: Section) -> Iterator[Part]:
    """Yield what engages the thing, or is tied to it, of the groups of a section; the newest first."""
    keys = _matters(told, section.groups)
    told.take(lambda _tie, end: told.group(end) in section.groups)
    entries = _matter_entries(told, keys, section)
    yield from list_of(section.word, told.writer.words.word(section.word), entries)


def _visits(told: Told, section: Section) -> Iterator[Part]:
    """Yield the visits and meetings with others, each as a whole."""
    reader = told.around.reader
    keys = [
        key
        for key in _matters(told, section.groups)
        if len(reader.engages.get(ID + key, ())) > 1 and not reader.first(ID + key, "subEventOf")
    ]
    told.take(lambda _tie, end: end in keys)
    entries = _matter_entries(told, keys, section)
    yield from list_of(section.word, told.writer.words.word(section.word), entries)


def _sisters(told: Told, section: Section) -> Iterator[Part]:
    ties = told.take(lambda tie, _end: tie.relation in section.kinds)
    told.take(lambda tie, end: tie.relation in PARTY and told.writer.thing(end).kind == _SISTERS)
    entries = tie_entries(told, ties, section)
    yield from list_of(section.word, told.writer.words.word(section.word), entries)


def _agreements(told: Told, section: Section) -> Iterator[Part]:
    keys = [
        key for key in _matters(told, section.groups) if told.writer.thing(key).kind != _SISTERS
    ]
    told.take(lambda tie, _end: tie.relation in section.kinds)
    entries = _matter_entries(told, keys, section)
    yield from list_of(section.word, told.writer.words.word(section.word), entries)


def _meetings(told: Told, section: Section) -> Iterator[Part]:
    """Yield whom a city could meet, with the networks of both."""
    writer = told.writer

    def entry(meeting: Meeting) -> Entry:
        def write() -> Line:
            keys = map(key_of, meeting.networks)
            names = (writer.words.said({"": writer.thing(key).short}) or writer.name(key) for key in keys)  # fmt: skip
            shared = Piece(text=f"— {', '.join(names)}", css="when")
            return Line(pieces=[writer.link(key_of(meeting.other)), shared])

        return Entry(write=write, reads=lambda: (meeting.other, *meeting.networks))

    entries = [entry(one) for one in told.meetings()]
    heading = writer.words.word(section.word)
    yield from list_of(section.word, heading, entries, folded=section.folded)


def _request(told: Told, section: Section) -> Iterator[Part]:
    """Yield who asked or promised what of whom, how it stands, and whether anybody answered."""
    told.take_facts(lambda fact: fact.key == "status")
    ties = told.take(lambda tie, _end: tie.relation in section.kinds)

    def body() -> Body:
        marks = told.writer.notes.refer(citation for tie in ties for citation in tie.citations)
        return Body(plain=[replace(_standing(told, told.around.thing.key), marks=marks)])

    yield Part(key="standing", body=body)


def _standing(told: Told, key: str) -> Line:
    """Return who asked or promised of whom, by when, and how it stands."""
    writer, words = told.writer, told.writer.words
    reader, iri = told.around.reader, ID + key
    ends = [
        [Piece(text=words.said(writer.thing(key_of(end)).labels), href=writer.page_of(end)) for kind in kinds for end in reader.objects(iri, kind)]
        for kinds in (ASKS, ASKED)
    ]  # fmt: skip
    pieces = [*ends[0], *([Piece(text="→"), *ends[1]] if ends[1] else [])]
    due = reader.first(iri, "due")
    if due:
        pieces.append(Piece(text=words.word("due", words.date(due)), css="when"))
    statuses = [reader.labels.get(one, {"": key_of(one)}) for one in reader.objects(iri, "status")]
    said = [", ".join(words.said(status) for status in statuses)]
    is_proposed = all(status.get("en") == "Proposed" for status in statuses)
    is_answered = not is_proposed or bool(reader.first(iri, "evidence"))
    if not is_answered:
        said.append(words.word("no_answer"))
    standing = "; ".join(one for one in said if one)
    if standing:
        pieces.append(Piece(text=f"— {standing}", css="" if is_answered else "gap"))
    return Line(pieces=pieces)


MAKERS: Final[dict[str, Callable[[Told, Section], Iterator[Part]]]] = {
    "ties": _ties,
    "when": _when,
    "figures": _figures,
    "phases": _phases,
    "networks": _networks,
    "requests": _engaged,
    "visits": _visits,
    "lessons": _engaged,
    "sisters": _sisters,
    "agreements": _agreements,
    "meetings": _meetings,
    "standing": _request,
}
