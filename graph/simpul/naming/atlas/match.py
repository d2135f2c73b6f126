"""What a name was found to mean: the cities it may stand for, each with its score."""

from dataclasses import dataclass
from typing import Final

from simpul.naming.atlas.forms import Level
from simpul.naming.atlas.index import Place
from simpul.naming.atlas.method import Method

THRESHOLD: Final = 0.92
"""The lowest score at which a city is accepted; below it, the answer is blank."""
_LIKELY: Final = 0.005
"""Least score of a candidate that is worth showing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A city that the name may mean.

    Attributes:
        name: The name that was matched, folded.
        score: Probability from 0 to 1 that it is meant.
        method: How the name was read.
        level: What the words around the name speak of: a city, or something that is none.
    """

    place: Place
    name: str
    score: float
    method: Method
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a name means: the cities it may stand for, the likeliest first; most often one.

    Attributes:
        is_list: The text names several cities, and the candidates are those, in its order; none of them is meant alone.
    """

    text: str
    candidates: tuple[Candidate, ...] = ()
    is_list: bool = False

    def best(self, least: float = THRESHOLD) -> Candidate | None:
        """Return the city that is meant, or None where it is not certain enough."""
        first = next(iter(self.candidates), None)
        return first if first and first.score >= least and not self.is_list else None

    @property
    def likely(self) -> tuple[Candidate, ...]:
        """The cities worth showing to a person; where none is likely, the first of all."""
        if self.is_list:
            return self.candidates
        return tuple(c for c in self.candidates if c.score >= _LIKELY) or self.candidates[:1]

    @property
    def is_of_no_city(self) -> bool:
        """Whether the words around the name speak of a regency, a province, a district or another place that is no city."""
        return bool(self.candidates) and self.candidates[0].level is Level.OTHER
