"""RDF terms as plain values: numbers stay numbers, days stay days."""

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Final, TypeAlias

from simpul.terms import XSD, Literal, Term, Triple, text

Plain: TypeAlias = str | int | float | bool | Decimal | date | datetime | None
"""What a cell of a spreadsheet, a data frame or a line of JSON can hold."""

EXACT: Final = 10**15
"""From here on a number loses digits where it is a float, as in a spreadsheet."""
_WHOLE: Final = frozenset(
    XSD + name
    for name in (
        "integer",
        "long",
        "int",
        "short",
        "byte",
        "nonNegativeInteger",
        "nonPositiveInteger",
        "positiveInteger",
        "negativeInteger",
        "unsignedLong",
        "unsignedInt",
        "unsignedShort",
        "unsignedByte",
    )
)
_INTEGER: Final = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_NUMBER: Final = re.compile(rf"{_DECIMAL.pattern}(?:[eE][+-]?\d+)?", re.ASCII)
_LONGEST: Final = 300
"""Characters of a number that is taken for one: a double holds no larger ones."""
_BOOLEAN: Final = {"true": True, "1": True, "false": False, "0": False}


def plain(term: Term | None) -> Plain:
    """Return a term as a plain value; a thing is its IRI, and what is not of its datatype stays text.

    >>> from simpul.terms import NamedNode
    >>> plain(Literal("-5", datatype=NamedNode(XSD + "integer")))
    -5
    >>> plain(Literal("=1+1", datatype=NamedNode(XSD + "integer")))
    '=1+1'
    """
    if not isinstance(term, Literal):
        return None if term is None else str(term) if isinstance(term, Triple) else text(term)
    read = _READERS.get(term.datatype.value)
    if read is None:
        return term.value
    try:
        return read(term.value)
    except (ValueError, KeyError):
        return term.value


def number(value: str) -> float | None:
    """Return the number that a literal's text is; None where it is none, or larger than a double.

    >>> number("8.07"), number("1e400"), number("NaN")
    (8.07, None, None)
    """
    try:
        return _double(value)
    except ValueError:
        return None


def is_number(term: Term | None) -> bool:
    """Return whether a term is a number that a spreadsheet reads as one."""
    if not isinstance(term, Literal) or not _NUMBER.fullmatch(term.value):
        return False
    value = plain(term)
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _shaped(shape: re.Pattern[str], value: str) -> str:
    """Return a text that has the shape of a number, looked at before anything is computed of it."""
    if len(value) > _LONGEST or not shape.fullmatch(value):
        raise ValueError(value)
    return value


def _integer(value: str) -> int:
    return int(_shaped(_INTEGER, value))


def _double(value: str) -> float:
    found = float(_shaped(_NUMBER, value))
    if not math.isfinite(found):
        raise ValueError(value)
    return found


def _decimal(value: str) -> int | float | Decimal:
    """Return the simplest number that is exactly this one, as data frames want it."""
    found = Decimal(_shaped(_DECIMAL, value))
    if found == found.to_integral_value():
        return int(found)
    return float(found) if Decimal(repr(float(found))) == found else found


def _instant(value: str) -> datetime:
    return datetime.fromisoformat(value)


_READERS: Final[dict[str, Callable[[str], Plain]]] = {
    **dict.fromkeys(_WHOLE, _integer),
    XSD + "decimal": _decimal,
    XSD + "double": _double,
    XSD + "float": _double,
    XSD + "boolean": _BOOLEAN.__getitem__,
    XSD + "date": date.fromisoformat,
    XSD + "dateTime": _instant,
}
