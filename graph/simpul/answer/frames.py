"""Rows as plain values, and as the data frames of pandas and polars (the door to both)."""

from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from simpul.answer.values import Plain, plain
from simpul.errors import MissingToolError
from simpul.locale import translate as _
from simpul.store import Solutions

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_WIDEST: Final = 1 << 127
_MOST_DIGITS: Final = 38


def as_dicts(found: Solutions) -> list[dict[str, Plain]]:
    """Return the rows as plain values: texts, numbers, days; things as their IRIs."""
    return [{name: plain(row.get(name)) for name in found.variables} for row in found]


def as_pandas(found: Solutions) -> "pd.DataFrame":
    """Return the rows as a pandas data frame.

    Raises:
        MissingToolError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise _missing("pandas") from None
    return pd.DataFrame(as_dicts(found), columns=list(found.variables))


def as_polars(found: Solutions) -> "pl.DataFrame":
    """Return the rows as a polars data frame.

    Raises:
        MissingToolError: polars is not installed.
    """
    try:
        import polars as pl
    except ImportError:
        raise _missing("polars") from None
    rows = as_dicts(found)
    return pl.DataFrame({name: _column([row[name] for row in rows]) for name in found.variables})


def _column(values: list[Plain]) -> list[Plain]:
    """Return a column of one type, as polars wants it: numbers as floats, else text where types differ or are too wide."""
    kinds = {type(value) for value in values if value is not None}
    if len(kinds) <= 1 and _fit(values):
        return values
    if kinds == {int, float}:
        return [None if value is None else float(cast("float", value)) for value in values]
    return [None if value is None else str(value) for value in values]


def _fit(values: list[Plain]) -> bool:
    """Return whether polars has a type for the numbers of a column: 128 bits, or 38 digits about one point."""
    exact = [value for value in values if isinstance(value, Decimal)]
    before = max((value.adjusted() + 1 for value in exact), default=0)
    behind = max((-int(value.as_tuple().exponent) for value in exact), default=0)
    whole = (value for value in values if isinstance(value, int))
    return before + behind <= _MOST_DIGITS and all(-_WIDEST <= value < _WIDEST for value in whole)


def _missing(tool: str) -> MissingToolError:
    return MissingToolError(tool, _("Install it: pip install {tool}", tool=tool))
