"""What a card tells when what is most wanted has been told: the other ties, facts, and what mentions the thing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simpul.locale import translate as _
from simpul.projection.reader import key_of
from simpul.projection.surroundings import (
    Roster,
    single_ties_of,
)
from simpul.site.card.lists import crowd_entries, list_of, relation_of, tie_entries
from simpul.site.card.naming import named_text
from simpul.site.card.parts import SHORT, Body, Entry, Part, Told
from simpul.site.lines import Line, Piece, sort_key
from simpul_viz.cards import Section
from simpul_viz.texts import TEXTS

if TYPE_CHECKING:
    from simpul.projection import Fact, Tie
    from simpul.site.rosters import Member


def rest(told: Told) -> Iterator[Part]:
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
        entries = tie_entries(told, by_group.get(group, ()), section)
        entries += crowd_entries(told, crowds.get(group, ()), section)
        heading = _group_name(told, group)
        yield from list_of(f"rest-{group}", heading, entries, folded=not is_small)


def _group_name(told: Told, group: str) -> str:
    return told.writer.words.word(group if group in TEXTS else "other")


def singles(told: Told) -> Iterator[Part]:
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
            relation = relation_of(told, ties) if section.named else ""
            return writer.tie(around.other(ties[0]), ties, relation=relation)

        return Entry(
            write=write, reads=lambda: (agreement, *around.reader.engages.get(agreement, ()))
        )

    entries = [entry(agreement) for agreement in around.singles]
    heading = writer.words.word("singles", len(entries)).partition(" (")[0]
    aside = writer.words.word("left_aside", writer.words.number(len(entries)))
    yield from list_of("singles", heading, entries, folded=True, after=[aside])


def facts_of(told: Told, *, folded: bool) -> Iterator[Part]:
    """Yield the facts that are no figures, by property; what several sources state is told once."""
    same: dict[object, Fact] = {}
    for fact in told.facts:
        key = str((sorted(fact.name.items()), sorted(fact.value.items()), fact.date, fact.link))
        before = same.get(key)
        citations = (*before.citations, *fact.citations) if before else fact.citations
        same[key] = (before or fact)._replace(citations=tuple(dict.fromkeys(citations)))
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


def named(told: Told) -> Iterator[Part]:
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
            yield from list_of(
                f"named-{roster.relation}", heading, entries, folded=len(entries) > SHORT
            )
