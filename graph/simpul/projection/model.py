"""What a picture is made of: things, ties, facts and who says so.

A citation, a fact, a span and a proof are tuples: a large graph has a hundred thousand, made, compared and counted in C.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

Texts = dict[str, str]
"""A text by language; the empty language is a text without one."""
Positions = dict[str, tuple[int, int]]
"""Where each thing lies in a picture, by its key, in pixels; x to the right, y down."""

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "city": ("City",),
    "network": ("Network", "NetworkSecretariat"),
    "public": (
        "CityGovernment",
        "RegionalGovernment",
        "NationalGovernment",
        "Agency",
        "Ministry",
        "PublicInstitution",
        "Government",
    ),
    "organisation": (
        "Foundation",
        "NonGovernmentalOrganisation",
        "Company",
        "CommunityGroup",
        "University",
        "InternationalOrganisation",
        "Organisation",
    ),
    "post": ("Post",),
    "target": ("InterimClimateTarget", "ClimateTarget"),
    "initiative": ("Programme", "Project", "Policy", "Facility", "Service", "Initiative"),
    "event": ("Visit", "VisitDay", "Session", "Meeting", "Conference", "Workshop", "Event"),
    "agreement": (
        "MemorandumOfUnderstanding",
        "SisterCityAgreement",
        "FriendshipAgreement",
        "TwinningAgreement",
        "LetterOfIntent",
        "PublicPrivatePartnership",
        "Agreement",
    ),
    "lesson": ("Lesson", "Interest"),
    "request": ("Request", "Commitment"),
    "judgement": ("Concern", "Assessment"),
    "place": (
        "Site",
        "District",
        "Municipality",
        "Province",
        "MetropolitanArea",
        "MunicipalGroup",
        "County",
        "Country",
        "Place",
    ),
    "theme": ("Theme",),
}
"""Classes that are drawn, by group; within a group the special ones come first."""

FACETS: Final = ("theme", "network", "region", "sector")
"""What things can be filtered by, besides their kind and source."""

FIGURE: Final = "figure"
"""Key of a fact that was measured."""

OTHER: Final = "other"
"""Group of the classes that are drawn in the picture of the ontology only."""


class Citation(NamedTuple):
    """Who says so: a document and a passage in it, or a dataset as a whole.

    Attributes:
        inferred: No source says so; it follows from what sources say.
        completeness: How much of its subject the dataset covers, where that is not all of it.
        publisher: Who published the document, where that is said.
        issued: When, as its source says (EDTF), or the day on which it was read.
        licence: Address of the licence of the dataset, or its name.
        iri: IRI of the document, or of the dataset.
    """

    title: tuple[tuple[str, str], ...] = ()
    dataset: tuple[tuple[str, str], ...] = ()
    passage: str = ""
    address: str = ""
    inferred: bool = False
    completeness: tuple[tuple[str, str], ...] = ()
    publisher: str = ""
    issued: str = ""
    licence: str = ""
    iri: str = ""


class Span(NamedTuple):
    """The days between which something may have been true; each an ISO date, or empty where no source says.

    Dates in sources are vague ("about 2013"); the span is the widest that they allow.
    """

    begin: str = ""
    end: str = ""

    @property
    def is_known(self) -> bool:
        """Whether a source dates one of its sides."""
        return bool(self.begin or self.end)


class Proof(NamedTuple):
    """What sources prove of the time in which something held, and whether one of them doubts that it did.

    A span is the widest that vague dates allow; this is the narrowest. What is proven of no time may have held.

    Attributes:
        sure: From the last day that its begin may mean to the first that its end may; without a begin, nothing.
        seen: The days that each "as of" may mean: a source only saw it then.
        certainty: Key of what a source calls it, unless all state it: doubtful, disputed or former.
    """

    sure: Span = Span()
    seen: tuple[Span, ...] = ()
    certainty: str = ""

    @property
    def is_known(self) -> bool:
        """Whether a source dates it by a begin or by having seen it."""
        return bool(self.sure.begin or self.seen)


UNDATED: Final = Span()
"""Of what no source dates."""
UNPROVEN: Final = Proof()
"""Of what no source proves of any time, and none doubts."""


NOTHING: Final[Texts] = {}
"""Where nobody says anything."""


class Fact(NamedTuple):
    """One line of what is known of a thing.

    Attributes:
        key: Local name of the property, where it is one; ``FIGURE`` for what was measured.
        note: What a source adds to a figure, such as that others differ.
        thing: Key of the thing of which the line tells, where it has a card of its own.
        name: The property's or the measure's label.
        value: By language; texts of one property in one language are joined.
        order: Facts with an order stand in it: phases by number, notes last.
        date: As the source says it, EDTF.
        link: IRI outside the project, when the value is one.
        iri: IRI of the value, when it is a thing or a term of the project.
        span: The days that the date can mean.
    """

    name: Texts
    value: Texts
    key: str = ""
    unit: str = ""
    date: str = ""
    order: str = ""
    link: str = ""
    iri: str = ""
    span: Span = UNDATED
    citations: tuple[Citation, ...] = ()
    note: Texts = NOTHING
    thing: str = ""


@dataclass(slots=True, kw_only=True)
class Thing:
    """A node: what it is called, its class and group, and its facts.

    Attributes:
        facets: What one can filter by: keys of its themes, networks, regions and sectors, by ``FACETS``.
        point: Latitude and longitude in degrees (WGS84), where it lies somewhere.
        span: When it may have been there, where that is said.
        proof: When it is proven to have been there.
        acts_for: Key of the place for which it acts, where it is a body or a post of one.
        engages: Keys of the cities that it engages, where it is a matter between cities.
    """

    key: str
    kind: str
    group: str
    labels: Texts
    short: str = ""
    description: Texts = field(default_factory=dict[str, str])
    aliases: list[str] = field(default_factory=list[str])
    facts: list[Fact] = field(default_factory=list[Fact])
    citations: tuple[Citation, ...] = ()
    facets: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    point: tuple[float, float] | None = None
    span: Span = UNDATED
    proof: Proof = UNPROVEN
    acts_for: str = ""
    engages: list[str] = field(default_factory=list[str])


@dataclass(slots=True, kw_only=True)
class Tie:
    """An edge: from one thing to another, what it is, when, and who says so.

    Attributes:
        directed: False for a tie that has no direction, such as sister cities.
        weight: How much it counts, such as the number of networks that two cities share.
        member: It says without doubt that its source is a member of its target, and the graph holds so.
        single: One dataset alone lists it.
        span: When it may have held, where that is said.
        proof: When it is proven to have held.
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
    weight: float = 1
    member: bool = False
    single: bool = False
    span: Span = UNDATED
    proof: Proof = UNPROVEN

    @property
    def when(self) -> str:
        """Its dates as its sources say them: a date or an interval of EDTF, empty where none is said."""
        begin, day, end = (self.dates.get(name, "") for name in ("begin", "asOf", "end"))
        return f"{begin}/{end}" if end else begin or day


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Members of a network that nothing else ties, told of with the network rather than drawn one by one.

    Attributes:
        network: Key of the network.
        labels: What the network is called.
        things: The members.
        ties: What ties each of them to the network.
    """

    network: str
    labels: Texts
    things: Sequence[Thing]
    ties: Sequence[Tie]


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """Things and ties, both in a fixed order, and what their keys are called.

    Attributes:
        kinds: Labels of the classes that occur.
        names: Labels of the facets' keys.
        notes: What a reader must know of the whole, such as what was left out and how to see it.
        crowds: What is not among the things, but told of.
        left_aside: The two ends of each tie that one dataset alone lists and that is not among these.
        synonyms: Other names of the classes that occur, in any language.
    """

    things: Sequence[Thing]
    ties: Sequence[Tie]
    kinds: Mapping[str, Texts]
    names: Mapping[str, Texts] = field(default_factory=dict[str, Texts])
    notes: Sequence[Texts] = ()
    crowds: Sequence[Crowd] = ()
    left_aside: Sequence[tuple[str, str]] = ()
    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
