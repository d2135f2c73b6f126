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
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
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
    except (ValueError, ArithmeticError, KeyError):
        return term.value


def is_number(term: Term | None) -> bool:
    """Return whether a term is a number that a spreadsheet reads as one."""
    if not isinstance(term, Literal) or not _NUMBER.fullmatch(term.value):
        return False
    value = plain(term)
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _double(value: str) -> float | str:
    number = float(value)
    return number if math.isfinite(number) else value


def _decimal(value: str) -> int | float | Decimal:
    """Return the simplest number that is exactly this one, as data frames want it."""
    number = Decimal(value)
    if number == number.to_integral_value():
        return int(number)
    return float(number) if Decimal(repr(float(number))) == number else number


def _instant(value: str) -> datetime:
    return datetime.fromisoformat(value)


_READERS: Final[dict[str, Callable[[str], Plain]]] = {
    **dict.fromkeys(_WHOLE, int),
    XSD + "decimal": _decimal,
    XSD + "double": _double,
    XSD + "float": _double,
    XSD + "boolean": _BOOLEAN.__getitem__,
    XSD + "date": date.fromisoformat,
    XSD + "dateTime": _instant,
}
