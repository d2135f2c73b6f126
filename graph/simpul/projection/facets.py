"""What things can be filtered by: the themes, networks, regions and sectors that they have to do with."""

from collections.abc import Iterable, Sequence
from typing import Final

from simpul.naming import gazetteer
from simpul.projection.model import Texts, Thing, Tie
from simpul.projection.reader import Reader, key_of
from simpul.terms import ID

TO_PLACE: Final = (
    "inCountry",
    "within",
    "locatedIn",
    "seatedIn",
    "governs",
    "heldIn",
    "heldAt",
    "hostCity",
    "visitingCity",
)
"""Ties that lead from a thing to where it lies."""
_TO_BODY: Final = ("postIn", "partOf", "party", "operatedBy", "ledBy", "raisedBy", "requestedBy")
"""Ties that lead to those involved, and so to their places."""
_STEPS: Final = 3


def give_facets(things: Sequence[Thing], ties: Sequence[Tie], reader: Reader) -> dict[str, Texts]:
    """Set the facets of things from their ties, and return what the facets' keys are called."""
    by_key = {thing.key: thing for thing in things}
    for thing in things:
        thing.facets = {"sector": [key_of(i) for i in reader.objects(ID + thing.key, "sector")]}
    for tie in ties:
        if tie.relation == "theme":
            _add(by_key[tie.source], "theme", [tie.target])
        elif tie.member:
            _add(by_key[tie.source], "network", [tie.target])
    for thing in things:
        if thing.group == "network":
            _add(thing, "network", [thing.key])
        elif thing.group == "theme":
            _add(thing, "theme", [thing.key])
    names = _give_regions(by_key, ties)
    for thing in things:
        for key in (key for keys in thing.facets.values() for key in keys):
            names.setdefault(key, reader.labels.get(ID + key, {"": key}))
    return names


def _add(thing: Thing, facet: str, keys: Iterable[str]) -> None:
    thing.facets[facet] = sorted({*thing.facets.get(facet, ()), *keys})


def _give_regions(by_key: dict[str, Thing], ties: Sequence[Tie]) -> dict[str, Texts]:
    """Give each thing the countries that its places lead to, with their part of the world and continent."""
    ways: dict[str, list[str]] = {key: [] for key in by_key}
    for tie in ties:
        if tie.relation in TO_PLACE or tie.relation in _TO_BODY:
            ways[tie.source].append(tie.target)
    names: dict[str, Texts] = {}
    for key, thing in by_key.items():
        for country in sorted(_countries(key, ways)):
            around = _around(country.removeprefix("country/"))
            names |= around
            _add(thing, "region", [country, *around])
    return names


def _around(country: str) -> dict[str, Texts]:
    """Return the sub-region and the continent of a country, by key; South America is both, and comes once."""
    continent, part = gazetteer.continent(country), gazetteer.area(country)
    found = dict([continent]) if continent[0] else {}
    if part[1] and part[1] not in found.values():
        found |= dict([part])
    return found


def _countries(key: str, ways: dict[str, list[str]]) -> set[str]:
    near = {key}
    for _step in range(_STEPS):
        near |= {target for one in near for target in ways[one]}
    return {one for one in near if one.startswith("country/")}
