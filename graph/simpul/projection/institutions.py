"""Who works with whom: bodies tied by what they do together, grouped by sector."""

from dataclasses import replace
from itertools import combinations
from typing import Final

from simpul.projection.model import Citation, Fact, Projection, Texts, Thing, Tie
from simpul.projection.subgraph import BODIES, by_keys, part

UNSAID: Final = "sector/unsaid"
"""Group of bodies of which no source says the sector."""
_UNSAID: Final[Texts] = {"en": "Sector not said", "id": "Sektor tidak disebut", "ko": "부문 미상"}
_TOGETHER: Final[Texts] = {"en": "together in", "id": "bersama dalam", "ko": "함께한 일"}
_JOINED: Final = frozenset(("initiative", "event", "agreement"))
_MANY: Final = 12
"""An event with more participants than this ties none of them: they were in one hall, no more."""


def institutions(whole: Projection) -> Projection:
    """Return bodies tied by what each two do together, and by what one is to another.

    Each body's group is its sector; a public body is of the public sector by definition.
    """
    things = by_keys(whole)
    bodies = {key for key, thing in things.items() if thing.group in BODIES - {"post"}}
    between = [t for t in whole.ties if t.source in bodies and t.target in bodies]
    ties = [*between, *_together(whole, things, bodies)]
    # A network that works with none of the others is no institution of this picture.
    tied = {key for tie in ties for key in (tie.source, tie.target)}
    bodies = {key for key in bodies if key in tied or things[key].group != "network"}
    drawn = part(whole, bodies, ties=ties)
    sectors = {key: things[key].traits.get("sector", []) for key in bodies}
    return replace(
        drawn,
        # The whole keeps its things as they are: those of this projection are copies.
        things=[replace(t, group=_sector(t, sectors[t.key])) for t in drawn.things],
        names={**whole.names, UNSAID: _UNSAID, **_sector_names(whole)},
    )


def _sector_names(whole: Projection) -> dict[str, Texts]:
    fallback: Texts = {"en": "Public sector", "id": "Sektor publik", "ko": "공공 부문"}
    return {"sector/public": whole.names.get("sector/public", fallback)}


def _sector(thing: Thing, stated: list[str]) -> str:
    if stated:
        return stated[0]
    return "sector/public" if thing.group == "public" else UNSAID


def _together(whole: Projection, things: dict[str, Thing], bodies: set[str]) -> list[Tie]:
    joined: dict[str, dict[str, Tie]] = {}
    for tie in whole.ties:
        for body, other in ((tie.source, tie.target), (tie.target, tie.source)):
            if body in bodies and things[other].group in _JOINED:
                joined.setdefault(other, {}).setdefault(body, tie)
    found: dict[tuple[str, str], list[str]] = {}
    for key in sorted(joined):
        if len(joined[key]) <= _MANY:
            for pair in combinations(sorted(joined[key]), 2):
                found.setdefault(pair, []).append(key)
    return [_tie(pair, keys, things, joined) for pair, keys in sorted(found.items())]


def _tie(
    pair: tuple[str, str],
    keys: list[str],
    things: dict[str, Thing],
    joined: dict[str, dict[str, Tie]],
) -> Tie:
    citations: dict[Citation, None] = {}
    notes: list[Fact] = []
    for key in keys:
        said = dict.fromkeys(c for body in pair for c in joined[key][body].citations)
        citations |= said
        notes.append(Fact(name=_TOGETHER, value=things[key].labels, citations=tuple(said)))
    return Tie(
        source=pair[0],
        target=pair[1],
        relation="together",
        name=_TOGETHER,
        notes=notes,
        citations=tuple(citations),
        directed=False,
        weight=len(keys),
    )
