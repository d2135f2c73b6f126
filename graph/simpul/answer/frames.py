"""Rows as plain values, and as the data frames of pandas and polars (the door to both)."""

from typing import TYPE_CHECKING, cast

from simpul.answer.values import Plain, plain
from simpul.errors import MissingToolError
from simpul.locale import translate as _
from simpul.store import Solutions

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


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
    """Return a column of one type, as polars wants it: numbers as floats, else text where types differ."""
    kinds = {type(value) for value in values if value is not None}
    if len(kinds) <= 1:
        return values
    if kinds == {int, float}:
        return [None if value is None else float(cast("float", value)) for value in values]
    return [None if value is None else str(value) for value in values]


def _missing(tool: str) -> MissingToolError:
    return MissingToolError(tool, _("Install it: pip install {tool}", tool=tool))
