"""What a campaign is made of: parts, their trials, and the faults that a trial finds."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import TypeAlias


class Verdict(StrEnum):
    """What is wrong where something is."""

    LOST = "lost"
    """What a command said it had done is not there."""
    HALF = "half"
    """A store or a file is neither as it was nor as it should become, or something half made stays."""
    UNCAUGHT = "uncaught"
    """An error that is no ``SimpulError``, or the end of the process."""
    HUNG = "hung"
    """It took more time or memory than the part allows."""
    THROUGH = "through"
    """Something was let through that a guard must hold: a query, or words of a library on the output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a trial found."""

    verdict: Verdict
    what: str


Trial: TypeAlias = Callable[[Random, Path], Iterable[Fault]]
"""Tries once, by chance of its own, in an empty folder; what lies there is kept where faults are found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One way of trying.

    Attributes:
        name: As the command line and the table have it.
        about: What is tried, in a line.
        whole: Trials of a whole campaign.
        slice: Trials among the other tests.
        prepare: Makes ready in a folder that all trials of one process share, and returns the trial.
        share: Of the time of a whole campaign.
        inputs: What one trial tries, where it is more than one thing.
        seconds: Processor time that a trial may take.
        patience: Time that a trial may take by the clock, which a busy machine stretches.
        megabytes: Memory that a trial may take.
    """

    name: str
    about: str
    whole: int
    slice: int
    prepare: Callable[[Path], Trial]
    share: float = 1
    inputs: int = 1
    seconds: float = 60
    patience: float = 300
    megabytes: int = 2000


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was tried in a part, and found."""

    part: str
    tried: int = 0
    seconds: float = 0
    faults: dict[int, list[Fault]] = field(default_factory=dict[int, list[Fault]])

    def counts(self) -> Mapping[Verdict, int]:
        """Return how many faults there are of each kind."""
        found = Counter(fault.verdict for faults in self.faults.values() for fault in faults)
        return {verdict: found[verdict] for verdict in Verdict}
