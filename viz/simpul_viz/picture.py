"""What a view draws: things and ties, where they lie, and what the page says at first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from simpul.projection import Positions, Projection, Texts
from simpul.projection.statements import Statements
from simpul.projection.timeline import Entry

Drawing = Literal["network", "map", "timeline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page before it is written.

    Attributes:
        places: Where things lie, for a picture that is arranged; else the layout of the whole is computed.
        opening: What the page opens on and where, for a picture that is arranged; else its overview.
        first: Groups that the overview begins with, the most important first.
        off: Groups that are hidden until a reader asks for them.
        selected: Key of the thing that is open at the start.
        query: SPARQL that gives what the page shows.
        weighted: Ties count differently, and a reader may leave out the light ones.
        coloured: Ties are coloured by what they are.
        named_ties: The picture writes on each tie what it is.
        story: What the panel says before anything is chosen: paths or a comparison.
        counted: Its ties count what two things share; a page counts them itself, as of any year.
    """

    projection: Projection
    title: Texts = field(default_factory=dict[str, str])
    drawing: Drawing = "network"
    places: Positions | None = None
    opening: Positions | None = None
    first: Sequence[str] = ("network", "city")
    off: Sequence[str] = ()
    selected: str = ""
    query: str = ""
    weighted: bool = False
    coloured: bool = False
    named_ties: bool = False
    story: Mapping[str, Any] = field(default_factory=dict[str, Any])
    entries: Sequence[Entry] = ()
    statements: Statements | None = None
    counted: bool = False
