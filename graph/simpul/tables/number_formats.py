"""What the number format of a cell in a workbook says of its value: how much of a day is meant, in what it is counted.

A cell that shows "Mar 2019" holds a day, and one that shows "50%" holds 0.5; what a person wrote is what it shows.
ECMA-376, part 1, section 18.8.31 (``numFmt``).
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from simpul.tables.figures import in_digits, is_ambiguous
from simpul.tables.units import currency_in

_PIECE: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[\$(?P<symbol>[^\]-]*)[^\]]*\]|\[(?P<elapsed>[hms]+)\]'
    r"|\[[^\]]*\]|(?P<unit>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[eE](?![+-])|[bB]+)|(?P<end>;)|(?P<sign>.)",
    re.DOTALL,
)
_USUAL_CURRENCIES: Final = frozenset(
    (
        '"$"#,##0_);("$"#,##0)',
        '"$"#,##0_);[Red]("$"#,##0)',
        '"$"#,##0.00_);("$"#,##0.00)',
        '"$"#,##0.00_);[Red]("$"#,##0.00)',
        '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
        '_("$"* #,##0.00_)_("$"* \\(#,##0.00\\)_("$"* "-"??_)_(@_)',
    )
)
"""Formats that a file only numbers: their dollar stands for the money of the land in which it is opened."""
_LENGTHS: Final = {"year": 4, "month": 7, "day": 10}
"""Characters of an ISO day that tell so much."""


class _Section(NamedTuple):
    """One section of a number format.

    Attributes:
        sign: A percent or per mille sign, or a currency, that it shows beside the number; else empty.
        scales: Whether that sign multiplies what is shown.
        precision: The finest part of a day that it shows; empty where it shows none.
    """

    sign: str
    scales: bool
    precision: str


def shown(value: object, number_format: str) -> str:
    """Return a cell's value as text, as its format shows it: a month as a month, a share with its percent sign.

    What a format rounds or groups is not lost: the digits are the value's own.

    >>> shown(datetime(2019, 3, 1), "mmm yyyy"), shown(0.5, "0%"), shown(1200, '[$€-407]#,##0.00')
    ('2019-03', '50%', '€ 1200')
    >>> shown(1027, "#,##0"), shown(datetime(2019, 3, 1, 14, 30), "dd/mm/yyyy hh:mm")
    ('1027', '2019-03-01T14:30:00')
    """
    match value:
        case bool() | None | str() | time():
            return plain(value)
        case datetime():
            precision = _precision(number_format)
            return plain(value) if precision == "day" else _cut(value, precision)
        case date():
            return _cut(value, _precision(number_format))
        case int() | float():
            return _number(value, number_format)
        case _:
            return plain(value)


def plain(value: object) -> str:
    """Return a value as text: dates as days, numbers without exponent or needless point.

    >>> plain(2018.0), plain(8.07), plain(1e21), plain(datetime(2018, 3, 22)), plain(None)
    ('2018', '8.07', '1000000000000000000000', '2018-03-22', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            number = Decimal(repr(value))
            whole = number.is_finite() and number == number.to_integral_value()
            return format(number.quantize(Decimal(1)) if whole and abs(value) < 1e15 else number, "f")  # fmt: skip
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat()
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _cut(value: date, precision: str) -> str:
    return value.isoformat()[: _LENGTHS[precision]]


def _precision(number_format: str) -> str:
    """Return how much of a day a format shows; a time alone leaves the day as it is."""
    return _sections(number_format)[0].precision or "day"


def _number(value: float, number_format: str) -> str:
    sections = _sections(number_format)
    place = 1 if value < 0 else 2 if value == 0 else 0
    section = sections[place] if place < len(sections) else sections[0]
    if not section.sign or number_format in _USUAL_CURRENCIES:
        return plain(value)
    digits = in_digits(Decimal(repr(value)) * 100) if section.scales else plain(value)
    if is_ambiguous(digits):
        digits += "0"  # a point in a workbook's number is one of decimals
    return digits + section.sign if section.sign in "%‰" else f"{section.sign} {digits}"


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[_Section, ...]:
    found: list[list[re.Match[str]]] = [[]]
    for piece in _PIECE.finditer("" if number_format == "General" else number_format):
        if piece["end"]:
            found.append([])
        else:
            found[-1].append(piece)
    return tuple(_section(pieces) for pieces in found)


def _section(pieces: list[re.Match[str]]) -> _Section:
    raw = "".join(p["sign"] or "" for p in pieces)
    beside = "".join(p["quoted"] or p["escaped"] or p["symbol"] or p["sign"] or " " for p in pieces)
    sign = next((sign for sign in "%‰" if sign in beside), "")
    return _Section(sign or currency_in(beside), "%" in raw, _finest([*_units(pieces)]))


def _units(pieces: list[re.Match[str]]) -> Iterator[str]:
    """Yield the parts of a day that are shown; an ``m`` behind hours or before seconds is minutes."""
    said = [(p["unit"] or p["elapsed"])[0].lower() for p in pieces if p["unit"] or p["elapsed"]]
    for place, letter in enumerate(said):
        before = said[place - 1] if place else ""
        after = said[place + 1] if place + 1 < len(said) else ""
        if letter == "m" and (before == "h" or after == "s"):
            continue
        yield {"y": "year", "e": "year", "b": "year", "m": "month", "d": "day"}.get(letter, "")


def _finest(units: list[str]) -> str:
    return next((unit for unit in ("day", "month", "year") if unit in units), "")
