"""Figures with their units as a person reads them, in the rows of an answer."""

from typing import Final

from simpul.quantities import quantity
from simpul.store import Row, Solutions
from simpul.terms import Literal

_UNIT: Final = "unit"
_VALUE: Final = "value"


def in_words(found: Solutions) -> Solutions:
    """Return the rows with each figure and its unit in one column, in words: "50,000 people".

    Questions call the columns ``value`` and ``unit``; of a query that calls them otherwise, rows stay as they are.
    """
    if not {_UNIT, _VALUE} <= {*found.variables}:
        return found
    columns = tuple(name for name in found.variables if name != _UNIT)
    return Solutions(variables=columns, rows=[_in_words(row) for row in found.rows])


def _in_words(row: Row) -> Row:
    value, unit = row.get(_VALUE), row.get(_UNIT)
    if not isinstance(value, Literal) or not isinstance(unit, Literal):
        return row
    return {**row, _VALUE: Literal(quantity(value.value, unit.value))}
