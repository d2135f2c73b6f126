"""Which rows are wrong."""

from collections.abc import Iterable
from typing import TypeAlias

from simpul.errors import Place, Problem, Severity

Row: TypeAlias = tuple[str, str | None, int]
"""A row of what was given: file, sheet, number."""
Refused: TypeAlias = dict[Row, list[Problem]]
"""What is wrong with each row that is not loaded."""


def row_of(place: Place) -> Row | None:
    """Return the row of a place, or None where it is a whole file."""
    return None if place.row is None or place.row < 2 else (place.file, place.sheet, place.row)


def by_row(problems: Iterable[Problem]) -> Refused:
    """Return the errors by the row that they are in."""
    found: Refused = {}
    for problem in errors(problems):
        if row := row_of(problem.place):
            found.setdefault(row, []).append(problem)
    return found


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those of the problems for which something cannot be loaded."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
