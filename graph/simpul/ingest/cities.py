"""Cities by the names people write for them, found by the resolver."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from simpul.ingest.reconcile import Answer, Asked, Resolver, open_resolver
from simpul.locale import current
from simpul.naming.atlas import Level, Method, Place, key


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city that a name may mean: its GeoNames id, and words to tell it from others."""

    key: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a name may mean: one city, or candidates among which only a person can choose.

    Attributes:
        city: The one that it means.
        is_sure: The name is the city's own and not another's alias; otherwise the user is told which city was taken.
        is_city: The words around the name may speak of a city, not of a regency or a province.
    """

    city: City | None = None
    candidates: tuple[City, ...] = ()
    is_sure: bool = True
    is_city: bool = True


class Cities:
    """The cities of the world by name; their index is opened when the first name is asked for."""

    @cached_property
    def _resolver(self) -> Resolver:
        return open_resolver()

    def find(self, name: str) -> Found:
        """Return the city that a name means, or candidates."""
        answer = self._resolver.answer(Asked(name=name))
        if not answer.place:
            owners = self._owners(answer)
            if len(owners) == 1:
                return Found(city=owners[0], is_sure=False)
            return Found(
                candidates=tuple(self._city(one.place) for one in answer.candidates),
                is_city=answer.method is not Method.NOT_A_CITY,
            )
        best = self._resolver.matcher.match(name).candidates[0]
        own = key(best.name) == key(answer.place.name)
        return Found(city=self._city(answer.place), is_sure=own)

    def _owners(self, answer: Answer) -> tuple[City, ...]:
        """Return the larger cities whose own name it is, where only other cities' aliases leave a doubt."""
        cities = [one for one in answer.candidates if one.level is Level.CITY]
        aliases = [str(one.place.id) for one in cities if key(one.name) != key(one.place.name)]
        return self.namesakes(answer.asked.name, aliases) if cities else ()

    def namesakes(self, name: str, cities: Collection[str]) -> tuple[City, ...]:
        """Return the cities of some size whose own name this is, where others only have it for an alias.

        Args:
            name: As a person wrote it.
            cities: Keys of those others.
        """
        numbers = {int(city) for city in cities if city.isdecimal()}
        return tuple(map(self._city, self._resolver.matcher.namesakes(name, numbers)))

    def _city(self, place: Place) -> City:
        words = self._resolver.matcher.atlas.describe(place, current())
        return City(key=str(place.id), words=words)
