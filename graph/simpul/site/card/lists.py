"""Lists of what a thing is tied to: entries of ties, and what their sources leave out."""

from collections.abc import Iterable, Iterator, Sequence

from simpul.projection import Tie
from simpul.projection.reader import key_of
from simpul.projection.surroundings import (
    Roster,
    Surroundings,
)
from simpul.projection.ties import stated_ties, statement_tie
from simpul.site.card.parts import Entry, Part, Told
from simpul.site.lines import Line, by_other
from simpul.site.rosters import Member
from simpul_viz.cards import Section


def list_of(key: str, heading: str, entries: Sequence[Entry], *, folded: bool = False, after: Sequence[str] = ()) -> Iterator[Part]:  # fmt: skip
    """Yield the part that is a list; none where it has no line and nothing to say."""
    if entries or after:
        count = len(entries) if len(entries) > 1 else 0
        yield Part(key=key, heading=heading, count=count, entries=entries, folded=folded, after=after)  # fmt: skip


def tie_entries(told: Told, ties: Iterable[Tie], section: Section) -> list[Entry]:
    """Return an entry for each thing that is tied."""
    writer, key = told.writer, told.around.thing.key

    def entry(end: str, those: list[Tie]) -> Entry:
        relation = relation_of(told, those) if section.named else ""
        return Entry(write=lambda: writer.tie(end, those, brief=section.brief, relation=relation))

    return [entry(end, those) for end, those in by_other(writer, ties, key)]


def relation_of(told: Told, ties: Iterable[Tie]) -> str:
    """Return how ties are called, as they are told behind the thing that is tied."""
    key, words = told.around.thing.key, told.writer.words
    names = dict.fromkeys(
        ("← " if tie.directed and tie.target == key else "") + words.said(tie.name) for tie in ties
    )
    return f"— {', '.join(names)}"


def crowd_entries(
    told: Told, crowd: Iterable[tuple[Roster, Member]], section: Section
) -> list[Entry]:
    """Return an entry for each of many that are tied alike."""

    def entry(roster: Roster, member: Member) -> Entry:
        def write() -> Line:
            ties = list(ties_of(told.around, roster, member))
            relation = relation_of(told, ties) if section.named else ""
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


def gaps_of(told: Told, ties: Iterable[Tie]) -> list[str]:
    """Return which lists behind ties are not complete: a count of members says nothing then."""
    words = told.writer.words
    found: dict[str, str] = {}
    for citation in (citation for tie in ties for citation in tie.citations):
        if citation.completeness:
            title = words.said(dict(citation.dataset or citation.title))
            found[title] = words.said(dict(citation.completeness)).lower()
    lists = [f"{title} ({how})" for title, how in found.items()]
    return [words.word("gap", "; ".join(lists))] if lists else []
