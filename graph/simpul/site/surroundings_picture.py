"""What lies around a thing as a small picture: the thing in the middle, neighbours in two columns, each a link to its page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.locale import translate as _
from simpul.projection import GROUPS, Tie
from simpul.projection.subgraph import QUIET
from simpul.projection.surroundings import Surroundings
from simpul.site.lines import Writer
from simpul_viz.styles import look

MOST: Final = 16
"""Neighbours that are drawn; the card has all."""
_WIDE: Final = 460
_ROW: Final = 30
_MARGIN: Final = 26
_COLUMN: Final = 163
"""How far from the edge the neighbours stand; their names have this room."""
_LETTERS: Final = 19
_OUTLINES: Final = {
    "dot": "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z",
    "square": "M-5.500-5.500h11v11h-11Z",
    "diamond": "M0-7.500 7.500 0 0 7.500-7.500 0Z",
    "hexagon": "M-7 0-3.500-6h7L7 0 3.500 6h-7Z",
    "triangle": "M0-7 7 5.500H-7Z",
    "triangleDown": "M0 7-7-5.500H7Z",
    "star": "M0-8 2.200-2.700 7.600-2.500 3.400.900 4.800 6.200 0 3.200-4.800 6.200-3.400.900-7.600-2.500-2.200-2.700Z",
}
"""What the shapes of the explorer look like, around their middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A thing of the picture.

    Attributes:
        name: What it is called.
        label: The same, as long as there is room.
        href: The address of its page; empty for the thing in the middle.
        group: The group that its colour says.
        outline: The path of its shape.
        x: Where it stands, to the right.
        y: Where it stands, down.
        anchor: Which end of its name stands beside it.
        text_x: Where that is.
        ties: How it is tied to the thing in the middle.
    """

    name: str
    label: str
    href: str
    group: str
    outline: str
    x: int
    y: int
    anchor: str
    text_x: int
    ties: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of what lies around a thing.

    Attributes:
        middle: The thing.
        others: Its neighbours.
        wide: Its width, in pixels.
        high: Its height.
        said: What it shows, in words.
    """

    middle: Drawn
    others: Sequence[Drawn]
    wide: int
    high: int
    said: str


def picture(
    around: Surroundings, writer: Writer, name: str, also: Iterable[Tie], total: int
) -> Picture | None:
    """Return what lies around a thing; nothing where nothing does.

    Args:
        around: The thing, and what is around it.
        writer: Gives names and addresses.
        name: What the thing is called.
        also: Some of the ties of which there are many.
        total: How many there are of these.
    """
    ties: dict[str, list[Tie]] = {}
    for tie in around.ties:
        ties.setdefault(around.other(tie), []).append(tie)
    total += len(ties)
    for tie in also:
        ties.setdefault(around.other(tie), []).append(tie)
    chosen = _chosen(writer, ties)
    if not chosen:
        return None
    rows = -(-len(chosen) // 2)
    high = max(rows, 3) * _ROW + 2 * _MARGIN
    said = _(
        "{name}: {count} of {total} neighbours",
        name=name,
        count=len(chosen),
        total=writer.words.number(total),
    )
    return Picture(
        middle=_drawn(writer, around.thing.key, (_WIDE // 2, high // 2), "middle"),
        others=[
            _beside(
                writer,
                key,
                ties[key],
                (number >= rows, round(high / 2 + (number % rows - (rows - 1) / 2) * _ROW)),
            )
            for number, key in enumerate(chosen)
        ],
        wide=_WIDE,
        high=high,
        said=said,
    )


def _chosen(writer: Writer, ties: Mapping[str, Sequence[Tie]]) -> Sequence[str]:
    """Return whom to draw: some of each group, what is most surely and most often tied first, beside others of its group."""

    def order(key: str) -> tuple[bool, bool, bool, int, str]:
        quiet = all(tie.relation in QUIET for tie in ties[key])
        again = writer.thing(key).kind == "SisterCityAgreement" and len(ties) > MOST
        doubted = all(writer.standing(tie) for tie in ties[key])
        return again, quiet, doubted, -len(ties[key]), key

    by_group: dict[str, list[str]] = {}
    for key in sorted(ties, key=order):
        by_group.setdefault(writer.thing(key).group, []).append(key)
    turns = sorted(
        (*order(key)[:2], turn, _rank(group), key)
        for group, keys in by_group.items()
        for turn, key in enumerate(keys)
    )
    chosen = [key for *_before, key in turns[:MOST]]
    return sorted(chosen, key=lambda key: (_rank(writer.thing(key).group), order(key)))


def _rank(group: str) -> int:
    return list(GROUPS).index(group) if group in GROUPS else len(GROUPS)


def _beside(writer: Writer, key: str, ties: Sequence[Tie], place: tuple[bool, int]) -> Drawn:
    """Return a neighbour in the column to the right or left, so far down."""
    is_right, y = place
    names = ", ".join(dict.fromkeys(writer.words.said(tie.name) for tie in ties))
    x = _WIDE - _COLUMN if is_right else _COLUMN
    return _drawn(writer, key, (x, y), "start" if is_right else "end", names)


def _drawn(writer: Writer, key: str, place: tuple[int, int], anchor: str, ties: str = "") -> Drawn:
    thing = writer.thing(key)
    name, group = writer.name(key), thing.group or "other"
    short = writer.words.said({"": thing.short}) if thing.short else name
    label = name if len(name) <= _LETTERS else short
    return Drawn(
        name=name,
        label=label if len(label) <= _LETTERS else label[: _LETTERS - 1].rstrip() + "…",
        href=writer.link(key).href,
        group=group,
        outline=outline_of(group),
        x=place[0],
        y=place[1],
        anchor=anchor,
        text_x=place[0] + {"start": 13, "end": -13}.get(anchor, 0),
        ties=ties,
    )


def outline_of(group: str) -> str:
    """Return the path of the shape that things of a group have."""
    return _OUTLINES[look(group or "other")[0]]
