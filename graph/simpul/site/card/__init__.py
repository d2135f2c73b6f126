"""The card of a thing, as the explorer tells it: what is most wanted of its kind first, then the rest by subject.

``simpul_viz.cards`` says which sections there are; here they become parts, each a heading with entries that are
written when they are shown.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from simpul.projection.surroundings import Roster, Surroundings
from simpul.site.card.lists import ties_of
from simpul.site.card.naming import named_text
from simpul.site.card.parts import SHORT, Body, Entry, Part, Told
from simpul.site.card.rest import facts_of, named, rest, singles
from simpul.site.card.sections import MAKERS
from simpul.site.lines import Writer
from simpul.site.meetings import Meeting
from simpul.site.rosters import Member
from simpul.terms import skos
from simpul_viz.cards import sections_of

__all__ = ["SHORT", "Body", "Entry", "Part", "named_text", "parts", "ties_of"]

_NOT_TOLD: Final = frozenset(skos(name).value for name in ("prefLabel", "topConceptOf"))
"""What a concept says for machines, and its name and its list say to readers."""


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
        for part in MAKERS[section.what](told, section):
            wanted += 1
            yield part
    yield from rest(told)
    yield from singles(told)
    remarks = told.take_facts(lambda fact: fact.key.endswith("note"))
    told.facts += remarks
    yield from facts_of(told, folded=bool(wanted))
    yield from named(told)
