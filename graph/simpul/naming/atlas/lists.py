"""Which cities a text lists where one name was asked for: "Tokyo, Osaka" is neither of the two."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Protocol, TypeVar

from simpul.naming.atlas.evidence import apart, hint
from simpul.naming.atlas.folding import LONGEST_NAME, fold, key
from simpul.naming.atlas.forms import is_phrase, readings
from simpul.naming.atlas.index import Atlas, Place

_BETWEEN_ITEMS: Final = re.compile(
    r"\s*[;\uff1b\n\r\v\f&\uff06+\uff0b]\s*|\s+(?:and|dan|serta|und|et|y|e|och|og|ve|и|و|및)\s+",
    re.IGNORECASE,
)
"""What stands between the items of a list and never between a name and where its city lies."""
_BETWEEN_NAMES: Final = re.compile(r"\s*[,،、\uff0c|/\uff0f・·]\s*|\s+[-\u2010-\u2015]\s+")
"""What stands between the items of a list, or before a country or a region."""
_COMMAS: Final = frozenset(",،、\uff0c")
"""What may also stand before a greater city near by."""
_BRACKETED: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\uff08[^\uff08\uff09]*\uff09")
_MORE: Final = re.compile(
    r"[\s,;+&/]+(?:(?:and|dan)\s+)?(?:(?:\d+|many|banyak)\s+)?"
    r"(?:others?|more|lain(?:nya|-lain)?|etc\.?|dll\.?|dsb\.?|dkk\.?|et al\.?)$",
    re.IGNORECASE,
)
"""That there are others, which the text does not name."""
_TOGETHER_KM, _AROUND_KM, _FIFTH = 12.0, 25.0, 0.2
"""Cities as near as this make one name (Brighton and Hove); a city lies by a greater one, or in its province."""


class _Found(Protocol):
    """What a name was taken for."""

    @property
    def place(self) -> Place:
        """The city."""
        ...


F = TypeVar("F", bound=_Found)
Find = Callable[[str], F | None]


def listed(atlas: Atlas, text: str, find: Find[F]) -> tuple[F, ...]:
    """Return the cities that a text lists, each once; none where it names one place, or none.

    A country, a region or a greater city near by says where a city lies, and is no item: "Paris, Texas", "Rome, New
    York". Two names of one city are no list either: "Biel/Bienne".

    Args:
        atlas: The index.
        text: As a person wrote it, with its line ends.
        find: Returns the city that a name means by itself, or None.
    """
    whole = text.strip()
    named = _MORE.sub("", whole)
    goes_on = named != whole
    if len(whole) > LONGEST_NAME or not (goes_on or _divides(named)):
        return ()
    items = [item for _mark, item in _split(named, _BETWEEN_ITEMS)]
    names = [name for item in items for _mark, name in _split(item, _BETWEEN_NAMES)]
    if len(names) + goes_on < 2 or atlas.bearers([key(whole)]) or _is_one(atlas, names):
        return ()
    found = {one.place.id: one for item in items for one in _items(atlas, item, find)}
    cities = tuple(found.values())
    if goes_on:
        return cities
    together = all(apart(cities[0].place, one.place) < _TOGETHER_KM for one in cities[1:])
    return () if together else cities


def _divides(text: str) -> bool:
    return bool(_BETWEEN_ITEMS.search(text) or _BETWEEN_NAMES.search(text))


def _split(text: str, between: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield what stands between separators, each with the one before it; those within brackets are none."""
    kept = [found.span() for found in _BRACKETED.finditer(text)]
    start, mark = 0, ""
    for found in between.finditer(text):
        if any(first < found.start() < last for first, last in kept):
            continue
        if piece := text[start : found.start()].strip():
            yield mark, piece
        start, mark = found.end(), found[0].strip()
    if piece := text[start:].strip():
        yield mark, piece


def _is_one(atlas: Atlas, names: Sequence[str]) -> bool:
    """Return whether one city bears all these names, which are two at least."""
    first, *others = names or [""]
    bearers = {one.place.id for one in atlas.bearers([key(first)])}
    return bool(others) and any(all(atlas.bears(n, name) for name in others) for n in bearers)


def _items(atlas: Atlas, text: str, find: Find[F]) -> Iterator[F]:
    """Yield the cities among names, without those that only say where the one before them lies."""
    before = ""
    for mark, name in _split(text, _BETWEEN_NAMES):
        if before and _says_where(atlas, name, before, find if mark in _COMMAS else None):
            continue
        if found := find(name):
            before = name
            yield found


def _says_where(atlas: Atlas, name: str, city: str, find: Find[F] | None) -> bool:
    """Return whether a name is that of a country or a region in which a city lies, or only a phrase.

    Args:
        atlas: The index.
        name: What stands behind the city's name.
        city: The city's name.
        find: Returns the city that a name means, where it may also be a greater one by which this lies.
    """
    # What stands in the brackets of the one says nothing of the other: "Tokyo (Japan), Osaka (Japan)".
    bare = _BRACKETED.sub("", name).strip() or name
    if is_phrase(fold(bare)):
        return True
    bearers = atlas.bearers([key(way.name) for way in readings(city) if way.is_official])
    if said := hint(atlas, bare):
        return any(said.allows(one.place) for one in bearers)
    seat = find(bare) if find else None
    if seat is None or find is None:
        return False
    if any(_is_by(one.place, seat.place) for one in bearers):
        return True
    # A district bears its own name, and a city of that name may lie in another country: "Tuzla, Istanbul".
    named = find(city)
    is_elsewhere = named is None or named.place.country != seat.place.country
    return is_elsewhere and hint(atlas, city).allows(seat.place)


def _is_by(place: Place, seat: Place) -> bool:
    """Return whether a city lies by a greater one, or in its province."""
    if place.id == seat.id:
        return True
    if place.country != seat.country or place.population >= seat.population:
        return False
    if apart(place, seat) < _AROUND_KM:
        return True
    return place.region == seat.region and place.population < seat.population * _FIFTH
