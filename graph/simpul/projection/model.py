"""What a picture is made of: things, ties, facts and who says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

Texts = dict[str, str]
"""A text by language; the empty language is a text without one."""

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "city": ("City",),
    "network": ("Network", "NetworkSecretariat"),
    "public": ("CityGovernment", "Agency", "Ministry", "PublicInstitution", "Government"),
    "organisation": (
        "Foundation",
        "NonGovernmentalOrganisation",
        "Company",
        "CommunityGroup",
        "Organisation",
    ),
    "post": ("Post",),
    "initiative": ("Programme", "Project", "Policy", "Facility", "Service", "Initiative"),
    "event": ("Visit", "VisitDay", "Session", "Meeting", "Event"),
    "agreement": (
        "MemorandumOfUnderstanding",
        "SisterCityAgreement",
        "PublicPrivatePartnership",
        "Agreement",
    ),
    "lesson": ("Lesson", "Interest"),
    "request": ("Request", "Commitment"),
    "judgement": ("Concern", "Assessment"),
    "place": ("Site", "District", "Province", "MetropolitanArea", "Country", "Place"),
    "theme": ("Theme",),
}
"""Classes that are drawn, by group; within a group the special ones come first."""

OTHER: Final = "other"
"""Group of the classes that are drawn in the picture of the ontology only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Who says so: a document and a passage in it, or a dataset as a whole.

    Attributes:
        inferred: No source says so; it follows from what sources say.
    """

    title: tuple[tuple[str, str], ...] = ()
    dataset: tuple[tuple[str, str], ...] = ()
    passage: str = ""
    address: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of what is known of a thing.

    Attributes:
        name: The property's or the measure's label.
        value: By language; texts of one property in one language are joined.
        order: Facts with an order stand in it: phases by number, notes last.
        date: As the source says it, EDTF.
        link: IRI outside the project, when the value is one.
    """

    name: Texts
    value: Texts
    unit: str = ""
    date: str = ""
    order: str = ""
    link: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(slots=True, kw_only=True)
class Thing:
    """A node: what it is called, its class and group, and its facts."""

    key: str
    kind: str
    group: str
    labels: Texts
    short: str = ""
    description: Texts = field(default_factory=dict[str, str])
    aliases: list[str] = field(default_factory=list[str])
    facts: list[Fact] = field(default_factory=list[Fact])
    citations: tuple[Citation, ...] = ()


@dataclass(slots=True, kw_only=True)
class Tie:
    """An edge: from one thing to another, what it is, when, and who says so.

    Attributes:
        directed: False for a tie that has no direction, such as sister cities.
    """

    source: str
    target: str
    relation: str
    name: Texts
    role: Texts = field(default_factory=dict[str, str])
    dates: dict[str, str] = field(default_factory=dict[str, str])
    notes: list[Fact] = field(default_factory=list[Fact])
    citations: tuple[Citation, ...] = ()
    directed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """Things and ties, both in a fixed order, and the labels of the classes that occur."""

    things: Sequence[Thing]
    ties: Sequence[Tie]
    kinds: Mapping[str, Texts]
