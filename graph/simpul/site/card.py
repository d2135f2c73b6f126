"""The card of a thing, as the explorer tells it: what is most wanted of its kind first, then the rest by subject.

``simpul_viz.cards`` says which sections there are; here they become parts, each a heading with entries that are
written when they are shown.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from simpul.locale import translate as _
from simpul.projection import Fact, Tie
from simpul.projection.model import FIGURE
from simpul.projection.reader import STATEMENT_ENDS, key_of
from simpul.projection.surroundings import (
    Roster,
    Surroundings,
    memberships_of,
    single_ties_of,
)
from simpul.projection.ties import stated_ties, statement_tie
from simpul.site.lines import Line, Piece, Writer, by_other, sort_key
from simpul.site.meetings import Meeting
from simpul.site.rosters import Member
from simpul.terms import ID, ONTOLOGY, skos
from simpul_viz.cards import ASKED, ASKS, PARTY, Section, sections_of
from simpul_viz.texts import TEXTS

SHORT: Final = 8
"""Lines of a part that are open at first."""
_SISTERS: Final = "SisterCityAgreement"
_NOT_TOLD: Final = frozenset(skos(name).value for name in ("prefLabel", "topConceptOf"))
"""What a concept says for machines, and its name and its list say to readers."""
_DATES: Final = frozenset(("begin", "end", "asOf"))


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


def parts(
    around: Surroundings,
    writer: Writer,
    members: Callable[[Roster], Sequence[Member]],
    meetings: Callable[[], Sequence[Meeting]],
) -> Iterator[Part]:
    """Yield the parts of a card in their order.

    Args:
        around: The thing and what is around it.
        writer: Writes lines.
        members: Gives the members of a roster in their order.
        meetings: Gives whom it could meet, where it is a city.
    """
    ties = [roster for roster in around.rosters if roster.is_tie]
    told = Told(
        around=around,
        writer=writer,
        members=members,
        meetings=meetings,
        ties=list(around.ties),
        facts=[fact for fact in around.thing.facts if fact.key not in _NOT_TOLD],
        crowd=[(roster, member) for roster in ties for member in members(roster)],
    )
    wanted = 0
    for section in sections_of(around.thing.group):
        for part in _MAKERS[section.what](told, section):
            wanted += 1
            yield part
    yield from _rest(told)
    yield from _singles(told)
    remarks = told.take_facts(lambda fact: fact.key.endswith("note"))
    told.facts += remarks
    yield from _facts(told, folded=bool(wanted))
    yield from _named(told)


def _lines(key: str, heading: str, entries: Sequence[Entry], *, folded: bool = False, after: Sequence[str] = ()) -> Iterator[Part]:  # fmt: skip
    if entries or after:
        count = len(entries) if len(entries) > 1 else 0
        yield Part(key=key, heading=heading, count=count, entries=entries, folded=folded, after=after)  # fmt: skip


def _tie_entries(told: Told, ties: Iterable[Tie], section: Section) -> list[Entry]:
    writer, key = told.writer, told.around.thing.key

    def entry(end: str, those: list[Tie]) -> Entry:
        relation = _relation(told, those) if section.named else ""
        return Entry(write=lambda: writer.tie(end, those, brief=section.brief, relation=relation))

    return [entry(end, those) for end, those in by_other(writer, ties, key)]


def _relation(told: Told, ties: Iterable[Tie]) -> str:
    key, words = told.around.thing.key, told.writer.words
    names = dict.fromkeys(
        ("← " if tie.directed and tie.target == key else "") + words.said(tie.name) for tie in ties
    )
    return f"— {', '.join(names)}"


def _crowd_entries(
    told: Told, crowd: Iterable[tuple[Roster, Member]], section: Section
) -> list[Entry]:
    def entry(roster: Roster, member: Member) -> Entry:
        def write() -> Line:
            ties = list(ties_of(told.around, roster, member))
            relation = _relation(told, ties) if section.named else ""
            return told.writer.tie(
                key_of(member.other), ties, brief=section.brief, relation=relation
            )

        return Entry(write=write, reads=lambda: (member.subject, member.other))

    return [entry(*one) for one in crowd]


def ties_of(around: Surroundings, roster: Roster, member: Member) -> Iterator[Tie]:
    """Yield the ties of one of many to the thing."""
    reader = around.reader
    if roster.other:
        found = list(statement_tie(reader, member.subject))
    else:
        stated = [
            said
            for said in reader.statements.get(member.subject, ())
            if said.predicate == roster.property and said.value == around.iri
        ]
        found = list(stated_ties(reader, member.subject, stated))
    for tie in found:
        tie.source, tie.target = key_of(tie.source), key_of(tie.target)
        yield tie


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
    entries = [*_tie_entries(told, ties, section), *_crowd_entries(told, crowd, section)]
    after = _gaps(told, ties) if section.gaps else []
    if section.none and not entries:
        after = [told.writer.words.word(section.none)]
    yield from _lines(section.word, told.writer.words.word(section.word), entries, after=after)


def _gaps(told: Told, ties: Iterable[Tie]) -> list[str]:
    """Return which lists behind ties are not complete: a count of members says nothing then."""
    words = told.writer.words
    found: dict[str, str] = {}
    for citation in (citation for tie in ties for citation in tie.citations):
        if citation.completeness:
            title = words.said(dict(citation.dataset or citation.title))
            found[title] = words.said(dict(citation.completeness)).lower()
    lists = [f"{title} ({how})" for title, how in found.items()]
    return [words.word("gap", "; ".join(lists))] if lists else []


def _when(told: Told, section: Section) -> Iterator[Part]:
    facts = told.take_facts(lambda fact: fact.key in _DATES)
    words = told.writer.words

    def entry(fact: Fact) -> Entry:
        piece = Piece(text=f"{words.said(fact.name)}: {words.date(fact.date)}")
        return Entry(
            write=lambda: Line(pieces=[piece], marks=told.writer.notes.refer(fact.citations))
        )

    yield from _lines(section.word, words.word(section.word), [entry(fact) for fact in facts])


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

    yield from _lines(section.word, words.word(section.word), [entry(fact) for fact in facts])


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
    undated = [replace(fact, date="") for fact in facts]
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
    entries = _tie_entries(told, own, replace(section, brief=False))
    for actor in told.around.actors:
        through = writer.words.word("through", writer.name(key_of(actor)))
        for tie in memberships_of(told.around.reader, actor):
            entries.append(_through(writer, tie, through))
    gaps = _gaps(told, (tie for tie in own if tie.relation == "membership"))
    yield from _lines(
        section.word, writer.words.word(section.word), entries, after=gaps if entries else ()
    )


def _through(writer: Writer, tie: Tie, relation: str) -> Entry:
    return Entry(write=lambda: writer.tie(tie.target, [tie], relation=relation))


def _engaged(told: Told, section: Section) -> Iterator[Part]:
    """Yield what engages the thing, or is tied to it, of the groups of a section; the newest first."""
    keys = _matters(told, section.groups)
    told.take(lambda _tie, end: told.group(end) in section.groups)
    entries = _matter_entries(told, keys, section)
    yield from _lines(section.word, told.writer.words.word(section.word), entries)


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
    yield from _lines(section.word, told.writer.words.word(section.word), entries)


def _sisters(told: Told, section: Section) -> Iterator[Part]:
    ties = told.take(lambda tie, _end: tie.relation in section.kinds)
    told.take(lambda tie, end: tie.relation in PARTY and told.writer.thing(end).kind == _SISTERS)
    entries = _tie_entries(told, ties, section)
    yield from _lines(section.word, told.writer.words.word(section.word), entries)


def _agreements(told: Told, section: Section) -> Iterator[Part]:
    keys = [
        key for key in _matters(told, section.groups) if told.writer.thing(key).kind != _SISTERS
    ]
    told.take(lambda tie, _end: tie.relation in section.kinds)
    entries = _matter_entries(told, keys, section)
    yield from _lines(section.word, told.writer.words.word(section.word), entries)


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
    yield from _lines(section.word, heading, entries, folded=section.folded)


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


def _rest(told: Told) -> Iterator[Part]:
    """Yield what is left, by subject rather than by the name of the property."""
    by_group: dict[str, list[Tie]] = {}
    for tie in told.ties:
        by_group.setdefault(told.group(told.around.other(tie)), []).append(tie)
    crowds: dict[str, list[tuple[Roster, Member]]] = {}
    for one in told.crowd:
        crowds.setdefault(one[1].group, []).append(one)
    groups = {*by_group, *crowds}
    is_small = len(groups) < 3 and len(told.ties) + len(told.crowd) < SHORT
    for group in sorted(groups, key=lambda group: sort_key(_group_name(told, group))):
        section = Section(word=group, named=True)
        entries = _tie_entries(told, by_group.get(group, ()), section)
        entries += _crowd_entries(told, crowds.get(group, ()), section)
        heading = _group_name(told, group)
        yield from _lines(f"rest-{group}", heading, entries, folded=not is_small)


def _group_name(told: Told, group: str) -> str:
    return told.writer.words.word(group if group in TEXTS else "other")


def _singles(told: Told) -> Iterator[Part]:
    """Yield the ties that one dataset alone lists: told of, and left aside."""
    around, writer = told.around, told.writer
    if not around.singles:
        return
    section = Section(word="singles", named=True, brief=False)

    def entry(agreement: str) -> Entry:
        def write() -> Line:
            ties = list(single_ties_of(around, agreement))
            if not ties:
                return Line(pieces=[writer.link(key_of(agreement))])
            relation = _relation(told, ties) if section.named else ""
            return writer.tie(around.other(ties[0]), ties, relation=relation)

        return Entry(
            write=write, reads=lambda: (agreement, *around.reader.engages.get(agreement, ()))
        )

    entries = [entry(agreement) for agreement in around.singles]
    heading = writer.words.word("singles", len(entries)).partition(" (")[0]
    aside = writer.words.word("left_aside", writer.words.number(len(entries)))
    yield from _lines("singles", heading, entries, folded=True, after=[aside])


def _facts(told: Told, *, folded: bool) -> Iterator[Part]:
    """Yield the facts that are no figures, by property; what several sources state is told once."""
    same: dict[object, Fact] = {}
    for fact in told.facts:
        key = str((sorted(fact.name.items()), sorted(fact.value.items()), fact.date, fact.link))
        before = same.get(key)
        citations = (*before.citations, *fact.citations) if before else fact.citations
        same[key] = replace(before or fact, citations=tuple(dict.fromkeys(citations)))
    by_name: dict[str, list[Fact]] = {}
    for fact in same.values():
        by_name.setdefault(told.writer.words.said(fact.name), []).append(fact)
    if not by_name:
        return
    yield Part(
        key="facts",
        heading=told.writer.words.word("facts"),
        count=len(same) if folded else 0,
        folded=folded,
        body=lambda: Body(
            facts=[
                (name, [told.writer.fact(one) for one in those]) for name, those in by_name.items()
            ]
        ),
    )


def _named(told: Told) -> Iterator[Part]:
    """Yield what mentions the thing besides: statements that name a role, a document or a source."""
    writer = told.writer

    def entry(iri: str) -> Entry:
        def write() -> Line:
            return Line(pieces=[Piece(text=named_text(writer, iri), href=writer.page_of(iri))])

        return Entry(write=write, reads=lambda: (iri,))

    for roster in told.around.rosters:
        if not roster.is_tie:
            name = writer.words.said(roster.name)
            entries = [entry(member.subject) for member in told.members(roster)]
            heading = _("Where it stands as “{property}”", property=name)
            yield from _lines(
                f"named-{roster.relation}", heading, entries, folded=len(entries) > SHORT
            )


def named_text(writer: Writer, iri: str) -> str:
    """Return what anything is called: its label, or what it ties, or its key."""
    reader, words = writer.reader, writer.words
    label = reader.labels.get(iri)
    if label:
        return words.said(label)
    kind = reader.classes.get(iri, "")
    if not kind:
        return key_of(iri)
    about = STATEMENT_ENDS.get(kind, ("about", "phaseOf", "measure"))
    ends = [end for name in about for end in reader.objects(iri, name)]
    names = [words.said(reader.labels.get(end, {"": key_of(end)})) for end in ends]
    called = words.said(reader.labels.get(ONTOLOGY + kind, {"": kind}))
    return f"{called}: {' – '.join(names)}" if names else called  # noqa: RUF001 - from the one to the other


_MAKERS: Final[dict[str, Callable[[Told, Section], Iterator[Part]]]] = {
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
