"""How who reads an answer asks further: as they would write it where they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from simpul.catalogue import quoted

Values = Mapping[str, Sequence[str]]
"""Values by parameter, as a person wrote them."""


class Further(Protocol):
    """Says how to ask what a sentence beside an answer speaks of."""

    @property
    def also_single_datasets(self) -> str:
        """How to ask for ties that one dataset alone lists, too."""
        ...

    def question(self, name: str, values: Values) -> str:
        """Return how to ask a question of the catalogue."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ByCommand:
    """How to ask on the command line.

    Attributes:
        also_single_datasets: As in ``Further``; from Python it is another word.
    """

    also_single_datasets: str = "--also-single-datasets"

    def question(self, name: str, values: Values) -> str:
        """Return the command, as it is written in a text.

        >>> ByCommand().question("visits-of", {"city": ["New York City"]})
        "`simpul query visits-of -p city='New York City'`"
        """
        given = [
            f"-p {parameter}={quoted(value)}"
            for parameter, several in values.items()
            for value in several
        ]
        return f"`{' '.join(('simpul query', name, *given))}`"


COMMAND: Final = ByCommand()
PYTHON: Final = ByCommand(also_single_datasets="also_single_datasets=True")
