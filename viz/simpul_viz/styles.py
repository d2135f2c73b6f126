"""What each group of things looks like; shape and label tell what colour alone would not."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from simpul.projection import GROUPS, OTHER

STYLES: Final[dict[str, tuple[str, str]]] = {
    "city": ("dot", "#1f5fa8"),
    "network": ("hexagon", "#b5471b"),
    "public": ("square", "#2f6f5e"),
    "organisation": ("square", "#8a5a9e"),
    "post": ("triangle", "#4d6b85"),
    "target": ("star", "#4f7a28"),
    "initiative": ("star", "#a87400"),
    "event": ("diamond", "#a8324e"),
    "agreement": ("diamond", "#5a6e1f"),
    "lesson": ("triangle", "#007a87"),
    "request": ("triangleDown", "#c2442e"),
    "judgement": ("triangleDown", "#6d6a75"),
    "place": ("dot", "#7a8a99"),
    "theme": ("hexagon", "#74889b"),
    "other": ("square", "#74889b"),
}
"""Shape and colour of each group."""

SECTORS: Final[dict[str, tuple[str, str]]] = {
    "sector/public": ("square", "#2f6f5e"),
    "sector/private": ("diamond", "#a87400"),
    "sector/civil": ("dot", "#8a5a9e"),
    "sector/unsaid": ("hexagon", "#6b7885"),
}
"""The same where bodies are grouped by sector."""
TIES: Final = (
    "#1f5fa8",
    "#b5471b",
    "#2f6f5e",
    "#8a5a9e",
    "#8a6100",
    "#a8324e",
    "#5a6e1f",
    "#007a87",
)
"""Colours of kinds of tie; a tie is named when one of its ends is chosen."""
_UNKNOWN: Final = ("triangle", "#4d6b85")


def look(group: str) -> tuple[str, str]:
    """Return shape and colour of a group."""
    return STYLES.get(group) or SECTORS.get(group, _UNKNOWN)


def legend(present: Iterable[str]) -> list[Mapping[str, Any]]:
    """Return the groups that are present, in the order in which a legend lists them."""
    order = [*GROUPS, OTHER, *SECTORS]
    groups = sorted(set(present), key=lambda g: (order.index(g) if g in order else len(order), g))
    return [{"key": g, "shape": look(g)[0], "colour": look(g)[1]} for g in groups]


def tint(colour: str) -> str:
    """Return a colour as it is on a dark ground: mixed with white, so that it stands out as much (``script/look.js``).

    >>> tint("#1f5fa8")
    '#84a7cf'
    """
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(part * 0.55 + 255 * 0.45):02x}" for part in parts)
