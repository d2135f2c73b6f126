"""Names made of names: two places that became one ("Ottignies-Louvain-la-Neuve"), a place and where it lies.

They are looked at only where no city has the whole name, and only within a country that is known.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from simpul.naming.atlas.evidence import apart
from simpul.naming.atlas.folding import key
from simpul.naming.atlas.forms import Reading, is_phrase
from simpul.naming.atlas.index import Atlas, Bearer

TWO, HEAD = 3.0, -2.0
"""What two names that agree are worth, and what it costs to leave out where a place lies."""
_TOGETHER_KM: Final = 12.0
_SHORTEST: Final = 4
_HYPHENS: Final = re.compile("[-\u2010-\u2015]")
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
        text: As typed; only a hyphen joins two places.
        ways: To read it.
        countries: ISO codes; without any nothing is found.
    """
    if not countries:
        return
    plain = [way for way in ways if way.is_official]
    for way in plain:
        if _HYPHENS.search(text):
            yield from ((one, way, TWO) for one in _both(atlas, way.name, countries))
    for way in plain:
        place, where = _head(way.name)
        if where:
            yield from ((one, way, HEAD) for one in atlas.bearers((key(place),), countries))


def _both(atlas: Atlas, name: str, countries: Sequence[str]) -> Iterator[Bearer]:
    """Yield, for each way to cut a name in two cities that lie together, the greater of them."""
    words = name.split()
    for cut in range(1, len(words)):
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        ones = atlas.bearers((key(first),), countries)
        others = atlas.bearers((key(second),), countries) if ones else []
        for one in ones:
            for other in others:
                distance = apart(one.place, other.place)
                if one.place.id != other.place.id and distance < _TOGETHER_KM:
                    yield max(one, other, key=lambda bearer: bearer.place.population)


def _head(name: str) -> tuple[str, bool]:
    """Return a name without where the place lies, and whether anything was left out."""
    found = _WHERE.search(name)
    head = name[: found.start()] if found else ""
    return head, len(head) >= _SHORTEST and not is_phrase(head)
