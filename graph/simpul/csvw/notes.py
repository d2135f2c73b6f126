"""What is found on the way: warnings that go on, errors that end the work."""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NoReturn

from simpul.errors import DataError, Place, Problem, Severity
from simpul.locale import translate as _

_MOST: Final = 100
"""This many of a kind (of one column, say) are reported one by one; the rest are counted."""


class Profile(Enum):
    """Who reads, and so what ends the work: the recommendation lets a converter go on with most faults."""

    CONVERTER = "converter"
    """Tells in warnings of what does not fit, and goes on."""
    VALIDATOR = "validator"
    """Takes data that does not fit its metadata for an error; values that metadata may not have, for a warning."""
    SOURCE = "source"
    """Takes all of it for an error: what is not quite right is no source."""


@dataclass(slots=True, kw_only=True)
class Notes:
    """Every problem of one run, in the order in which it was found."""

    profile: Profile = Profile.CONVERTER
    problems: list[Problem] = field(default_factory=list[Problem])
    counts: Counter[tuple[str, str, Severity]] = field(
        default_factory=Counter[tuple[str, str, Severity]]
    )

    @property
    def strict(self) -> bool:
        """Whether nothing that is wrong is let pass."""
        return self.profile is Profile.SOURCE

    def warn(self, place: Place, what: str, remedy: str = "") -> None:
        """Keep what the recommendation bids to warn of."""
        self._keep(place, what, remedy, Severity.ERROR if self.strict else Severity.WARNING)

    def invalid(self, place: Place, what: str, remedy: str = "") -> None:
        """Keep a fault of the data: an error to a validator, a warning to a converter."""
        error = self.profile is not Profile.CONVERTER
        self._keep(place, what, remedy, Severity.ERROR if error else Severity.WARNING)

    def _keep(self, place: Place, what: str, remedy: str, severity: Severity) -> None:
        """Keep a problem; of those of one column in one file, the first hundred and the count, but all of a source."""
        key = (place.file, place.column or "", severity)
        self.counts[key] += 1
        if self.strict or self.counts[key] <= _MOST:
            self.problems.append(Problem(place=place, what=what, remedy=remedy, severity=severity))

    def error(self, place: Place, what: str, remedy: str = "") -> None:
        """Keep an error; the work goes on to find the others, and ends with `stop`."""
        self.problems.append(Problem(place=place, what=what, remedy=remedy))

    def fail(self, place: Place, what: str, remedy: str = "") -> NoReturn:
        """End the work with this error and those before.

        Raises:
            DataError: Always.
        """
        self.error(place, what, remedy)
        raise DataError(self.all())

    def stop(self) -> None:
        """End the work if there was an error.

        Raises:
            DataError: There was.
        """
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            raise DataError(self.all())

    def all(self) -> list[Problem]:
        """Return every problem, and for each column how many more there were."""
        if self.strict:
            return list(self.problems)
        more = [
            Problem(
                place=Place(file=file, column=column or None),
                what=_("{count} more of this kind.", count=count - _MOST),
                remedy="",
                severity=severity,
            )
            for (file, column, severity), count in self.counts.items()
            if count > _MOST
        ]
        return [*self.problems, *more]
