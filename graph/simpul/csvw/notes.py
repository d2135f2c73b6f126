"""What is found on the way: warnings that go on, errors that end the work."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, NoReturn

from simpul.errors import DataError, Place, Problem, Severity
from simpul.locale import translate as _

_MOST: Final = 100
"""So many alike are told one by one (of one column, say); the rest are counted."""


@dataclass(slots=True, kw_only=True)
class Notes:
    """Every problem of one run, in the order in which it was found.

    Attributes:
        strict: Whether what the recommendation lets a converter go on with is an error.
    """

    problems: list[Problem] = field(default_factory=list[Problem])
    counts: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    strict: bool = False

    def warn(self, place: Place, what: str, remedy: str = "") -> None:
        """Keep a warning; of those of one column in one file, the first hundred and the count."""
        if self.strict:
            self.error(place, what, remedy)
            return
        key = (place.file, place.column or "")
        self.counts[key] += 1
        if self.counts[key] <= _MOST:
            self.problems.append(
                Problem(place=place, what=what, remedy=remedy, severity=Severity.WARNING)
            )

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
        more = [
            Problem(
                place=Place(file=file, column=column or None),
                what=_("{count} more warnings of this kind.", count=count - _MOST),
                remedy="",
                severity=Severity.WARNING,
            )
            for (file, column), count in self.counts.items()
            if count > _MOST
        ]
        return [*self.problems, *more]
