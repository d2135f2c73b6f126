"""Suggestions as a person types: of things, of kinds and of properties (section 6)."""

from collections.abc import Iterable
from typing import Any, Final

from simpul.naming import CITY as CITIES
from simpul.site.matching.candidates import Candidate, of_kind, wider
from simpul.site.matching.desk import Desk, served
from simpul.site.matching.kinds import CITY, DATE, KINDS, every_property, kind_named
from simpul.site.matching.queries import Query, iri_of
from simpul.terms import ID

_USUAL: Final = 10
_MOST: Final = 50
_FARTHEST: Final = 1000
"""Suggestions that may be skipped; who has not found it among so many types on."""
_LONGEST: Final = 200
_ELSEWHERE: Final = 2


@served
def entity(desk: Desk) -> object:
    """Suggest things."""
    start = desk.number("cursor", 0, _FARTHEST)
    end = start + (desk.number("limit", _USUAL, _MOST) or _USUAL)
    found = _suggested(desk, desk.asked.value("prefix")[:_LONGEST], wider(_kinds(desk)), end)[
        start:end
    ]
    labels, names = desk.called(found), desk.terms(KINDS)
    return {
        "result": [
            {
                "id": one.iri.removeprefix(ID),
                "name": labels[one.iri],
                "description": desk.described(one),
                "notable": [{"id": kind, "name": names[kind]} for kind in one.kinds],
            }
            for one in found
        ]
    }


@served
def kind(desk: Desk) -> object:
    """Suggest kinds of things."""
    names = desk.terms(KINDS)
    entries = [
        {"id": one.name, "name": names[one.name]}
        | ({"broader": [{"id": one.broader, "name": names[one.broader]}]} if one.broader else {})
        for one in KINDS.values()
    ]
    return {"result": _fitting(desk, entries)}


@served
def named_property(desk: Desk) -> object:
    """Suggest properties, of a kind of things where one is named."""
    of_kinds = dict.fromkeys(name for one in _kinds(desk) for name in KINDS[one].properties)
    wanted = [*(of_kinds or every_property()), DATE]
    names = desk.terms(wanted)
    return {"result": _fitting(desk, [{"id": name, "name": names[name]} for name in wanted])}


def _kinds(desk: Desk) -> list[str]:
    return [kind_named(one, "type") for one in desk.asked.values("type") if one]


def _suggested(desk: Desk, prefix: str, kinds: set[str], most: int) -> list[Candidate]:
    """Return things that a person may be typing the name or the id of, each once."""
    matching = desk.matching
    is_id = bool(iri_of(prefix))
    meant = matching.candidates.of(Query(text=prefix, kinds=tuple(kinds), limit=1)) if is_id else []
    others: list[Candidate] = []
    if kinds != {CITY}:
        others = [of_kind(entry, 0.0) for entry in matching.things.beginning(prefix, kinds)[:most]]
    cities: list[Candidate] = []
    if prefix and (not kinds or CITY in kinds):
        places = matching.candidates.known.atlas.begin_with(prefix, most)
        cities = [
            Candidate(iri=f"{CITIES}{city.id}", name=city.name, kinds=(CITY,), score=0.0, city=city)
            for city in places
        ]
    # Neither hides the other: they take turns, as far as there are both.
    turns = [one for pair in zip(cities, others, strict=False) for one in pair]
    shared = len(turns) // 2
    every = (*meant, *turns, *cities[shared:], *others[shared:])
    return list({one.iri: one for one in reversed(every)}.values())[::-1]


def _fitting(desk: Desk, entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return those whose id or name, or a word of it, begins as what is typed; whole names come first."""
    prefix = desk.asked.value("prefix").casefold()

    def place(entry: dict[str, Any]) -> int:
        texts = [str(entry[part]).casefold() for part in ("id", "name")]
        if any(one.startswith(prefix) for one in texts):
            return 0
        words = (word for one in texts for word in one.split())
        return 1 if any(word.startswith(prefix) for word in words) else _ELSEWHERE

    start = desk.number("cursor", 0, _FARTHEST)
    found = [entry for entry in sorted(entries, key=place) if place(entry) < _ELSEWHERE]
    return found[start : start + (desk.number("limit", _MOST, _MOST) or _MOST)]
