"""Cities by the names people write for them, found by the resolver."""

from dataclasses import dataclass
from typing import Protocol

from simpul.language import current
from simpul.reconcile import Asked, Resolver, open_resolver


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city that a name may mean: its GeoNames id, and words to tell it from others."""

    key: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a name may mean: one city, or candidates among which only a person can choose."""

    key: str | None
    candidates: tuple[City, ...] = ()


class Cities(Protocol):
    """Finds cities by name."""

    def find(self, name: str) -> Found:
        """Return the city that a name means, or candidates."""
        ...


class WorldCities:
    """The cities of GeoNames; their index is opened when the first name is asked for."""

    def __init__(self) -> None:
        self._resolver: Resolver | None = None

    def find(self, name: str) -> Found:
        """Return the city that a name means, or candidates."""
        if self._resolver is None:
            self._resolver = open_resolver()
        answer = self._resolver.answer(Asked(name=name))
        if answer.place:
            return Found(key=str(answer.place.id))
        atlas = self._resolver.matcher.atlas
        return Found(
            key=None,
            candidates=tuple(
                City(key=str(one.place.id), words=atlas.describe(one.place, current()))
                for one in answer.candidates
            ),
        )
