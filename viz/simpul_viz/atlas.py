"""One page with every view: what all of them draw of one graph, and where the page opens."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Final
from urllib.parse import urlencode

from simpul.projection import Projection, Texts, Tie
from simpul.projection.statements import Statements
from simpul.projection.timeline import Entry
from simpul_viz.picture import Drawing, Picture

_WRITTEN: Final = {"drawing": "view"}
"""What the address of a page calls where it opens, where that is another word."""
OVERVIEW: Final = "explorer"
"""The scene that has everything; the map and the timeline draw it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where a page opens, as its address would say it.

    Attributes:
        scene: Name of what it looks at: one of its scenes, or one that the page computes of two things or around one.
        a: Key of the thing in the middle, or of the first of two.
        b: Key of the second.
        hops: How many ties away from the first.
        drawing: How it is drawn at first.
        selected: Key of the thing whose card is open.
    """

    scene: str = OVERVIEW
    a: str = ""
    b: str = ""
    hops: int = 2
    drawing: Drawing = "network"
    selected: str = ""

    @property
    def state(self) -> str:
        """What an address says behind ``#`` for a page of the whole to open here (``page/script/state.js``).

        >>> Start(scene="around", a="city/1642911", selected="city/1642911").state
        'scene=around&a=city%2F1642911&selected=city%2F1642911'
        """
        usual = asdict(Start())
        written = {
            _WRITTEN.get(name, name): value
            for name, value in asdict(self).items()
            if value != usual[name]
        }
        return urlencode(written)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a page opens.

    Attributes:
        title: What it is called at the start, in each language.
        start: Where it opens.
    """

    title: Texts
    start: Start = field(default_factory=Start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """What a page holds, wherever it opens.

    Attributes:
        whole: All things and ties of the graph.
        scenes: What each view draws of it, by name; its ties may be others than those of the whole.
        entries: What has a date.
        map_ties: Ties that the map draws of the whole; None for those of the scene.
        is_one: It has one scene alone and computes no others, as the ontology or the answer of a query.
    """

    whole: Projection
    scenes: Mapping[str, Picture]
    entries: Sequence[Entry] = ()
    map_ties: Sequence[Tie] | None = None
    statements: Statements | None = None
    is_one: bool = False


def alone(picture: Picture) -> tuple[Atlas, Opening]:
    """Return the page of one picture."""
    atlas = Atlas(
        whole=picture.projection,
        scenes={OVERVIEW: picture},
        entries=picture.entries,
        statements=picture.statements,
        is_one=True,
    )
    start = Start(drawing=picture.drawing, selected=picture.selected)
    return atlas, Opening(title=picture.title, start=start)
