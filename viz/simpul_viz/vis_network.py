"""Things and ties in the form of vis-network (https://visjs.github.io/vis-network/docs/network/), and that library.

It comes with pyvis, from whose folder it is read: to import pyvis takes longer than to read the library.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from math import log2, sqrt
from pathlib import Path
from typing import Any, Final

from simpul.errors import MissingToolError
from simpul.locale import translate as _
from simpul.projection import Positions, Projection, Tie
from simpul.projection.subgraph import QUIET
from simpul_viz.styles import look

_LOUD: Final = {"city": 3, "network": 4}
"""Groups whose labels are larger and stay longest when one zooms out, in pixels."""
_DASHED: Final = frozenset(("sisterCityOf", "together"))
_FOLDER: Final = "lib/vis-9.1.2"


@cache
def script() -> str:
    """Return vis-network's script, fit to stand inside a page."""
    return _read("vis-network.min.js").replace("</script", "<\\/script")


@cache
def style() -> str:
    """Return vis-network's style."""
    return _read("vis-network.css")


def _read(name: str) -> str:
    found = find_spec("pyvis")
    if found is None or found.origin is None:
        raise MissingToolError("pyvis", _("Install it: pip install {tool}", tool="pyvis"))
    content = (Path(found.origin).parent / _FOLDER / name).read_text(encoding="utf-8")
    # A comment that names a source map would make a browser's tools look for it.
    lines = [line for line in content.split("\n") if not line.startswith("//# sourceMappingURL")]
    return "\n".join(lines)


def nodes(
    projection: Projection, places: Positions, degree: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Return a node for each thing: its look and its place; a page adds the label in its reader's language."""
    return [_node(thing.key, thing.group, places[thing.key], degree[thing.key]) for thing in projection.things]  # fmt: skip


def _node(key: str, group: str, place: tuple[int, int], degree: int) -> dict[str, Any]:
    shape, colour = look(group)
    weight = sqrt(degree)
    return {
        "id": key,
        "shape": shape,
        "color": colour,
        "x": place[0],
        "y": place[1],
        "size": round(min(30, 8 + 2.2 * weight), 1),
        "font": {"size": round(min(24, 13 + 1.1 * weight + _LOUD.get(group, 0)))},
    }


def edges(ties: Sequence[Tie]) -> list[dict[str, Any]]:
    """Return what the edge of each tie looks like; its ends are the tie's, and a page draws those of a pair as one."""
    return [_edge(tie) for tie in ties]


def bent_edges(projection: Projection, *, named: bool) -> list[dict[str, Any]]:
    """Return the same with those of a pair side by side.

    Args:
        projection: Things and ties.
        named: The names of ties are written on their edges.
    """
    between = Counter(frozenset((tie.source, tie.target)) for tie in projection.ties)
    seen: Counter[frozenset[str]] = Counter()
    found: list[dict[str, Any]] = []
    for tie in projection.ties:
        pair = frozenset((tie.source, tie.target))
        bend = _bend(tie, seen[pair], between[pair])
        seen[pair] += 1
        found.append(_edge(tie) | bend | ({"font": {"size": 12}} if named else {}))
    return found


def _edge(tie: Tie) -> dict[str, Any]:
    quiet = tie.relation in QUIET
    edge = {
        "dashes": quiet or tie.relation in _DASHED,
        "width": 1 if quiet else round(1.4 + 1.6 * log2(max(1, tie.weight)), 1),
    }
    return edge | ({"arrows": "to"} if tie.directed else {})


def _bend(tie: Tie, number: int, count: int) -> dict[str, Any]:
    """Return the bend of a tie: ties between the same two lie side by side, the first one straight."""
    if count == 1 or (number == 0 and count % 2):
        return {}
    step = (number + count % 2 + 1) // 2
    # A bend is seen from where the tie starts; both directions must bend by the same sides.
    clockwise = bool(number % 2) == (tie.source < tie.target)
    kind = "curvedCW" if clockwise else "curvedCCW"
    return {"smooth": {"enabled": True, "type": kind, "roundness": round(min(0.6, 0.14 * step), 2)}}
