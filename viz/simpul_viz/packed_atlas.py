"""What a page holds, packed: the same wherever the page opens and whatever it speaks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from simpul.analysis import layout
from simpul.projection import Positions, Texts, Tie
from simpul.projection.crowds import notes_of
from simpul.projection.neighbourhood import thing_query
from simpul.projection.singles import notes_of as notes_of_singles
from simpul.projection.statements import Statements
from simpul.projection.timeline import SECTIONS
from simpul.terms import ID
from simpul_viz import vis_network
from simpul_viz.arrangement import overview
from simpul_viz.atlas import Atlas
from simpul_viz.coastline import outlines
from simpul_viz.pages import packed
from simpul_viz.payload import columns, degrees, payload, steps
from simpul_viz.picture import Picture
from simpul_viz.regions import Overview
from simpul_viz.styles import TIES, legend
from simpul_viz.texts import TEXTS

_ASPECT: Final = 1.1
_STRETCH: Final = 1.7
"""Times that the whole may be made higher, to fill a window of that aspect."""
_FOLLOWED: Final = 170
"""Weighted ties that one can still follow with the eye."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedAtlas:
    """What a page holds, as it stands there.

    Attributes:
        data: What the script needs.
        turtle: What sources state of the things, as Turtle; empty where the page offers none.
        notes: What a reader must know of the whole, by language: whom it does not draw one by one, and what it leaves aside.
        labels: What things are called of which it has all that is stated, by key.
    """

    data: str
    turtle: str
    notes: Sequence[Texts]
    labels: Mapping[str, Texts]


def pack(atlas: Atlas) -> PackedAtlas:
    """Return what a page holds, packed; the same atlas gives the same text."""
    stated = atlas.statements
    return PackedAtlas(
        data=packed(_data(atlas)),
        turtle=packed(_parts(stated)) if stated else "",
        notes=[*notes_of(atlas.whole), *notes_of_singles(atlas.whole)],
        labels={t.key: t.labels for t in atlas.whole.things if stated and t.key in stated.of},
    )


def _parts(stated: Statements) -> dict[str, Any]:
    return {field.name: getattr(stated, field.name) for field in fields(stated)}


def _data(atlas: Atlas) -> dict[str, Any]:
    """Return what the script needs."""
    numbers = _Numbers(atlas)
    scenes = {name: numbers.scene(picture) for name, picture in atlas.scenes.items()}
    pictured = [thing for one in atlas.scenes.values() for thing in one.projection.things]
    map_ties = None if atlas.map_ties is None else numbers.of_ties(atlas.map_ties)
    data = payload(atlas.whole, atlas.entries, numbers.also)
    for picture in atlas.scenes.values():
        data["names"] |= {
            group: picture.projection.names[group]
            for group in sorted({thing.group for thing in picture.projection.things})
            if group in picture.projection.names
        }
    return data | {
        "texts": TEXTS,
        "scenes": scenes,
        "order": list(scenes),
        "mapTies": map_ties,
        "one": atlas.is_one,
        "base": ID,
        "thing_query": thing_query() if atlas.statements else "",
        "groups": legend(thing.group for thing in (*atlas.whole.things, *pictured)),
        "colours": TIES,
        "stated": numbers.of_things(atlas.statements.of) if atlas.statements else [],
        "sections": SECTIONS,
        "land": outlines() if any(thing.point for thing in atlas.whole.things) else [],
        "nodes": columns(_nodes(atlas)),
        "edges": columns(vis_network.edges((*atlas.whole.ties, *numbers.also))),
    }


class _Numbers:
    """The numbers of things and ties on a page, by which its scenes tell which they have.

    Attributes:
        also: Ties of scenes that the whole does not have, numbered after its own.
    """

    def __init__(self, atlas: Atlas) -> None:
        self.also: list[Tie] = []
        self._whole = atlas.whole
        self._ties = {id(tie): number for number, tie in enumerate(atlas.whole.ties)}
        self._things = {thing.key: number for number, thing in enumerate(atlas.whole.things)}
        self._groups = {thing.key: thing.group for thing in atlas.whole.things}

    def of_things(self, keys: Iterable[str]) -> list[int]:
        """Return the numbers of things."""
        return steps(sorted(self._things[key] for key in keys if key in self._things))

    def of_ties(self, ties: Sequence[Tie]) -> list[int]:
        """Return the numbers of ties; those that are new get the next."""
        for tie in ties:
            if id(tie) not in self._ties:
                self._ties[id(tie)] = len(self._whole.ties) + len(self.also)
                self.also.append(tie)
        return steps(sorted(self._ties[id(tie)] for tie in ties))

    def scene(self, picture: Picture) -> dict[str, Any]:
        """Return a scene; what it has of the whole is left out where that is all."""
        drawn = picture.projection
        is_whole = drawn.things is self._whole.things or len(drawn.things) == len(self._things)
        regrouped = {t.key: t.group for t in drawn.things if t.group != self._groups[t.key]}
        return {
            "title": picture.title,
            "things": None if is_whole else self.of_things(thing.key for thing in drawn.things),
            "ties": None
            if picture.counted or drawn.ties is self._whole.ties
            else self.of_ties(drawn.ties),
            "groups": regrouped,
            "off": list(picture.off),
            "weighted": picture.weighted,
            "coloured": picture.coloured,
            "named": picture.named_ties,
            "least": _least(picture),
            "query": picture.query,
            # What the page counts itself it also tells of, as far as it is filtered.
            "notes": []
            if picture.counted
            else [note for note in drawn.notes if note not in self._whole.notes],
            **_opening(picture),
        }


def _least(picture: Picture) -> int:
    """Return the weight from which ties are drawn at first, so that the picture stays readable and is never empty."""
    weights = [tie.weight for tie in picture.projection.ties] if picture.weighted else []
    if len(weights) <= _FOLLOWED:
        return 1
    heaviest, *_rest = weights = sorted(weights, reverse=True)
    return max(1, min(int(heaviest), int(weights[_FOLLOWED]) + 1))


def _opening(picture: Picture) -> dict[str, list[list[Any]]]:
    """Return what a scene opens on, where that lies, and what is written above it."""
    projection = picture.projection
    places = picture.opening or picture.places
    if places is not None:
        opening = Overview(places=places)
    else:
        least = _least(picture)
        strong = [tie for tie in projection.ties if max(1, tie.weight) >= least]
        seen = replace(projection, ties=strong)
        opening = overview(seen, degrees(seen), first=picture.first, off=picture.off)
    return {
        "overview": [[key, x, y] for key, (x, y) in sorted(opening.places.items())],
        "headings": [[one.name, one.x, one.y, list(one.keys)] for one in opening.headings],
    }


def _nodes(atlas: Atlas) -> list[dict[str, Any]]:
    """Return a node for each thing of the whole, with its place in a picture of all."""
    whole = atlas.whole
    given = next((one.places for one in atlas.scenes.values() if one.places is not None), None)
    places = given if given and len(given) == len(whole.things) else _filling(layout(whole))
    return vis_network.nodes(whole, places, degrees(whole))


def _filling(places: Positions) -> Positions:
    """Return the places, higher where a window would stay empty above and below them."""
    if not places:
        return places
    xs, ys = zip(*places.values(), strict=True)
    times = (max(xs) - min(xs)) / _ASPECT / max(1, max(ys) - min(ys))
    times = min(_STRETCH, max(1.0, times))
    return {key: (x, round(y * times)) for key, (x, y) in places.items()}
