"""What the card of a thing tells first, by its group: the sections, their order, and which ties each of them takes.

What a section has told is not told again; what none of them takes follows by the group of the thing at the other end.
"""

from dataclasses import dataclass
from typing import Final, Literal

What = Literal[
    "ties",
    "when",
    "figures",
    "phases",
    "networks",
    "requests",
    "visits",
    "lessons",
    "sisters",
    "agreements",
    "meetings",
    "standing",
]
"""What a section has: ties, facts of a kind, or matters that engage a city."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a card.

    Attributes:
        word: The key of its heading among the pages' texts.
        what: What it has.
        kinds: The kinds of tie that it takes; empty for any.
        besides: Kinds of tie that it leaves to other sections.
        groups: The groups of the things at the other end; empty for any.
        way: ``from`` where the thing must be the source of the tie, ``to`` where it must be its target.
        named: Whether a line says what kind of tie it is.
        brief: Whether a line leaves out how many sources state it, or what became of a request.
        gaps: Whether lists that are not complete are told of.
        none: The key of what is said where nothing is in it.
        folded: Whether it is closed at first.
    """

    word: str
    what: What = "ties"
    kinds: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    way: Literal["", "from", "to"] = ""
    named: bool = False
    brief: bool = True
    gaps: bool = False
    none: str = ""
    folded: bool = False


MEMBERSHIPS: Final = ("membership", "networkOffice")
PARTY: Final = ("partyRole", "claimedBy", "hasParty")
"""Kinds of tie between an agreement and its parties."""
ASKS: Final = ("requestedBy", "promisedBy")
"""Kinds of tie from a request or commitment to who makes it."""
ASKED: Final = ("requestedOf", "promisedTo")
"""Kinds of tie from a request or commitment to whom it is made."""
MEETINGS: Final = 10
"""Cities that are named as those whom to meet."""

_FIGURES: Final = Section(word="figures", what="figures")
_WHEN: Final = Section(word="when", what="when")
_CITY: Final = (
    Section(word="networks_of", what="networks", kinds=MEMBERSHIPS, groups=("network",), gaps=True),
    Section(word="requests_of", what="requests", groups=("request",), brief=False),
    Section(word="visits_of", what="visits", groups=("event",)),
    Section(word="lessons_of", what="lessons", groups=("lesson",)),
    Section(word="sisters_of", what="sisters", kinds=("sisterCityOf",), brief=False),
    Section(word="agreements_of", what="agreements", kinds=PARTY, groups=("agreement",)),
    Section(word="meet_of", what="meetings", folded=True),
)
_NETWORK: Final = (
    _WHEN,
    Section(word="became", groups=("network",), besides=MEMBERSHIPS, named=True),
    Section(word="members_of", kinds=("membership",), way="to", brief=False, gaps=True),
    Section(word="offices_of", kinds=("networkOffice",), way="to", brief=False),
)
_INITIATIVE: Final = (
    _FIGURES,
    Section(
        word="owners_of",
        kinds=("ledBy", "operatedBy", "initiatedBy", "steeredBy", "partner", "involves", "beneficiaries"),
        way="from",
        named=True,
    ),
    Section(word="where", kinds=("locatedIn",)),
    _WHEN,
    Section(word="phases_of", what="phases"),
    Section(word="lessons_from", groups=("lesson", "judgement")),
    Section(word="seen_by", groups=("event",)),
)  # fmt: skip
_EVENT: Final = (
    _WHEN,
    Section(word="where", kinds=("heldIn", "heldAt", "hostCity", "visitingCity"), named=True),
    Section(word="took_part", kinds=("participation",)),
    Section(word="came_of_it", kinds=("arisesFrom",), way="to"),
    Section(word="parts_of", kinds=("subEventOf",), named=True),
)
_INSTITUTION: Final = (
    Section(word="belongs_to", kinds=("partOf", "postIn", "governs", "seatedIn"), named=True),
    Section(word="works_on", groups=("initiative",), named=True),
    Section(word="requests_of", what="requests", groups=("request",)),
    Section(word="events_of", groups=("event",), named=True),
)
_REQUEST: Final = (
    Section(word="", what="standing", kinds=ASKS + ASKED),
    Section(word="arose_from", kinds=("arisesFrom",), brief=False),
)
_AGREEMENT: Final = (Section(word="parties_of", kinds=PARTY), _WHEN)
_THEME: Final = (
    Section(word="worked_on_by", groups=("initiative",), none="nobody_worked"),
    Section(word="themes_near", groups=("theme",)),
)

SECTIONS: Final[dict[str, tuple[Section, ...]]] = {
    "city": _CITY,
    "network": _NETWORK,
    "initiative": _INITIATIVE,
    "target": _INITIATIVE,
    "event": _EVENT,
    "public": _INSTITUTION,
    "organisation": _INSTITUTION,
    "post": _INSTITUTION,
    "request": _REQUEST,
    "agreement": _AGREEMENT,
    "theme": _THEME,
}
"""The sections of each group; of others, and after these, what was measured."""


def sections_of(group: str) -> tuple[Section, ...]:
    """Return the sections of a card that come first, with what was measured."""
    own = SECTIONS.get(group, ())
    return own if _FIGURES in own else (*own, _FIGURES)
