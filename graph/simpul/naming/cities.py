"""The cities of an index by name: which one a name means, and whose own name it is where others have it for an alias."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from simpul.errors import shortened
from simpul.locale import current
from simpul.locale import translate as _
from simpul.naming.atlas import Atlas, Candidate, Level, Matcher, Place
from simpul.terms import ID

CITY: Final = f"{ID}city/"
COUNTRY: Final = f"{ID}country/"
_FAR_GREATER: Final = 10
"""A namesake with this many times the population makes a name ambiguous."""
_LONGEST: Final = 18
"""SQLite has whole numbers of at most eight bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a name means among the world's cities: one of them, or candidates among which only a person can choose.

    Attributes:
        city: The one that it means.
        is_sure: The name is the city's own and not another's alias; otherwise a person should see which was taken.
        is_city: The words around the name may speak of a city, not of a regency or a province.
        is_list: The candidates are the cities that the text lists, and it means none of them alone.
    """

    city: Place | None = None
    candidates: tuple[Place, ...] = ()
    is_sure: bool = True
    is_city: bool = True
    is_list: bool = False


class Cities:
    """The cities of one index; it is opened when the first name is looked up.

    Args:
        opened: Opens the index.
    """

    def __init__(self, opened: Callable[[], Atlas]) -> None:
        self._opened = opened

    @cached_property
    def matcher(self) -> Matcher:
        """What weighs the cities that bear a name."""
        return Matcher(self._opened())

    @property
    def atlas(self) -> Atlas:
        """The index itself."""
        return self.matcher.atlas

    def find(self, name: str) -> Meaning:
        """Return the city that a name means, or candidates."""
        match = self.matcher.match(name)
        if best := match.best():
            return Meaning(city=best.place, is_sure=self._is_own(best))
        if match.is_list:
            return Meaning(candidates=tuple(one.place for one in match.likely), is_list=True)
        cities = [one for one in match.likely if one.level is Level.CITY]
        aliases = {one.place.id for one in cities if not self._is_own(one)}
        owners = self.matcher.namesakes(name, aliases)
        if len(owners) == 1:
            return Meaning(city=owners[0], is_sure=False)
        return Meaning(
            candidates=tuple(one.place for one in match.likely), is_city=not match.is_of_no_city
        )

    def _is_own(self, candidate: Candidate) -> bool:
        return self.atlas.is_own_name(candidate.place.id, candidate.name)

    def listed(self, name: str) -> str:
        """Return a sentence on the cities that a text lists where one was asked for; empty where it lists none."""
        match = self.matcher.match(name)
        return several(name, [one.place for one in match.likely]) if match.is_list else ""

    def owners(self, name: str, aliased: Iterable[str]) -> list[str]:
        """Return the cities of some size whose own name this is, by population.

        Args:
            name: As a person wrote it.
            aliased: IRIs of things that have the name for an alias.
        """
        numbers = {place.id for iri in aliased if (place := self.at(iri))}
        return [f"{CITY}{city.id}" for city in self.matcher.namesakes(name, numbers)]

    def is_far_greater(self, city: Place, others: Iterable[str]) -> bool:
        """Return whether a city is none of these, and so much greater that a person may well have meant it."""
        known = [place for iri in others if (place := self.at(iri))]
        most = max((place.population for place in known), default=0)
        return city not in known and city.population > _FAR_GREATER * most

    def at(self, iri: str) -> Place | None:
        """Return the city with this IRI, or None where there is none."""
        number = iri.removeprefix(CITY)
        is_key = number.isascii() and number.isdecimal() and len(number) <= _LONGEST
        return self.atlas.city(int(number)) if number != iri and is_key else None

    def describe(self, city: Place) -> str:
        """Return a city's name with its region and country in the language in use."""
        return self.atlas.describe(city, current())


def several(name: str, cities: Sequence[Place]) -> str:
    """Return a sentence that says which cities a text lists; of one that goes on, the text names no other."""
    told = [f"{city.name} ({city.id})" for city in cities]
    return _(
        "{name} names several cities: {cities}.",
        name=repr(shortened(name)),
        cities=", ".join(told if len(told) > 1 else (*told, "…")),
    )
