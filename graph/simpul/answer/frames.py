"""Rows as plain values, and as the data frames of pandas and polars (the door to both)."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from simpul.answer.values import Plain, plain
from simpul.errors import MissingToolError
from simpul.locale import translate as _
from simpul.store import Solutions

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_EXACT: Final = 1 << 53
"""Up to here a float holds every whole number."""
_LONG: Final = (1 << 63) - 1
_WIDEST: Final = (1 << 127) - 1
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
    columns = _columns(found)
    return pd.DataFrame(
        {
            name: pd.Series(values, dtype=object if _outgrows_floats(values) else None)
            for name, values in columns.items()
        },
        columns=list(columns),
    )


def as_polars(found: Solutions) -> "pl.DataFrame":
    """Return the rows as a polars data frame.

    Raises:
        MissingToolError: polars is not installed.
    """
    try:
        import polars as pl
    except ImportError:
        raise _missing("polars") from None
    return pl.DataFrame([_series(name, values) for name, values in _columns(found).items()])


def _columns(found: Solutions) -> dict[str, list[Plain]]:
    rows = as_dicts(found)
    return {name: [row[name] for row in rows] for name in found.variables}


def _series(name: str, values: list[Plain]) -> "pl.Series":
    """Return a column of one type, as polars wants it: numbers as floats where these are exact, else text."""
    import polars as pl

    kinds = {_kind(value) for value in values if value is not None}
    if kinds == {"int", "float"} and not _outgrows_floats(values):
        return pl.Series(name, values, dtype=pl.Float64)
    if len(kinds) > 1 or not _fit(values):
        return pl.Series(name, [_text(value) for value in values], dtype=pl.String)
    return pl.Series(name, values, dtype=pl.Int128 if _outgrows(values, _LONG) else None)


def _kind(value: Plain) -> str:
    """Return the type of a value; of an instant also whether it has a time zone, which no column has for some."""
    zone = isinstance(value, datetime) and value.tzinfo is not None
    return f"{type(value).__name__}{' with a zone' if zone else ''}"


def _text(value: Plain) -> str | None:
    match value:
        case None:
            return None
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _outgrows(values: list[Plain], most: int) -> bool:
    return any(isinstance(value, int) and abs(value) > most for value in values)


def _outgrows_floats(values: list[Plain]) -> bool:
    """Return whether a whole number would lose digits as a float, which a column with gaps or fractions becomes."""
    return _outgrows(values, _EXACT)


def _fit(values: list[Plain]) -> bool:
    """Return whether polars has a type for the numbers of a column: 128 bits, or 38 digits about one point."""
    exact = [value for value in values if isinstance(value, Decimal)]
    before = max((value.adjusted() + 1 for value in exact), default=0)
    behind = max((-int(value.as_tuple().exponent) for value in exact), default=0)
    return before + behind <= _MOST_DIGITS and not _outgrows(values, _WIDEST)


def _missing(tool: str) -> MissingToolError:
    return MissingToolError(tool, _("Install it: pip install {tool}", tool=tool))
