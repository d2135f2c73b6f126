"""Names made of names: two places that became one ("Ottignies-Louvain-la-Neuve"), a place and where it lies.

They are looked at only where no city has the whole name, and only within a country that is known.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from simpul.naming.atlas.evidence import apart, hint
from simpul.naming.atlas.folding import key
from simpul.naming.atlas.forms import Reading, is_phrase
from simpul.naming.atlas.index import Atlas, Bearer

TWO, PLACED, UNPLACED = 3.0, -2.0, -11.0
"""What two names that agree are worth; what it costs to leave out where a place lies, if a city of that name or
a region confirms it, and if nothing does: Weissach im Tal is not Weissach."""
_CONFIRMED_KM: Final = 80.0
_TOGETHER_KM: Final = 12.0
_SHORTEST: Final = 4
_JOINING: Final = re.compile(
    "[-\u2010-\u2015&]| (?:and|und|et|y|e|i|dan|og|och|és) ", re.IGNORECASE
)
_AND: Final = frozenset(("and", "und", "et", "y", "e", "i", "dan", "og", "och", "es"))
_WHERE: Final = re.compile(
    r" (?:de|del|da|do|dos|di|im|am|an der|in der|bei|sur|sous|les|lez|en|upon|on|la) "
)
"""Ciutadella de Menorca, Frankfurt am Main, Stratford-upon-Avon."""


def joined(
    atlas: Atlas, text: str, ways: Sequence[Reading], countries: Sequence[str]
) -> Iterator[tuple[Bearer, Reading, float]]:
    """Yield cities of which a name is made, each with what its reading is worth.

    Args:
        atlas: The index.
        text: As typed; only a hyphen or a word for “and” joins two places.
        ways: To read it.
        countries: ISO codes; without any nothing is found.
    """
    if not countries:
        return
    plain = [way for way in ways if way.is_official]
    for way in plain:
        if _JOINING.search(text):
            yield from ((one, way, TWO) for one in _both(atlas, way.name, countries))
    for way in plain:
        place, where = _head(way.name)
        if place:
            said = hint(atlas, where)
            around = atlas.bearers((key(where),), countries)
            for one in atlas.bearers((key(place),), countries):
                confirmed = said.allows(one.place) or any(
                    other.place.population > one.place.population
                    and apart(one.place, other.place) < _CONFIRMED_KM
                    for other in around
                )
                yield one, way, PLACED if confirmed else UNPLACED


def _both(atlas: Atlas, name: str, countries: Sequence[str]) -> Iterator[Bearer]:
    """Yield, for each way to cut a name in two cities that lie together, the greater of them."""
    words = name.split()
    for cut in range(1, len(words)):
        rest = words[cut + 1 :] if words[cut] in _AND else words[cut:]
        first, second = " ".join(words[:cut]), " ".join(rest)
        ones = atlas.bearers((key(first),), countries)
        others = atlas.bearers((key(second),), countries) if ones else []
        for one in ones:
            for other in others:
                distance = apart(one.place, other.place)
                if one.place.id != other.place.id and distance < _TOGETHER_KM:
                    yield max(one, other, key=lambda bearer: bearer.place.population)


def _head(name: str) -> tuple[str, str]:
    """Return a name without where the place lies, and that; two empty texts where it says nothing of that."""
    found = _WHERE.search(name)
    head = name[: found.start()] if found else ""
    if not found or len(head) < _SHORTEST or is_phrase(head):
        return "", ""
    return head, name[found.end() :]
