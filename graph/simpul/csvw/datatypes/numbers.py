"""Numbers as people write them: grouping, decimal mark, percent, and UAX #35 patterns.

Model for Tabular Data, section 6.4.2: https://www.w3.org/TR/tabular-data-model/#formats-for-numeric-types
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from simpul.csvw.vocabulary import INTEGERS

_SPECIAL: Final = frozenset(("NaN", "INF", "-INF"))
_SCALES: Final = {"%": 2, "‰": 3}
"""How many places a sign moves the point to the left."""
_FARTHEST: Final = 1_000
"""Places from the point within which a number with such a sign may lie: written out, ``1e999999999%`` fills a disk."""
_BITS: Final = {"long": 64, "int": 32, "short": 16, "byte": 8}


def _ranges() -> dict[str, tuple[int | None, int | None]]:
    known: dict[str, tuple[int | None, int | None]] = {
        "nonNegativeInteger": (0, None),
        "positiveInteger": (1, None),
        "nonPositiveInteger": (None, 0),
        "negativeInteger": (None, -1),
    }
    for name, bits in _BITS.items():
        known[name] = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        known["unsigned" + name.capitalize()] = (0, 2**bits - 1)
    return known


_RANGES: Final = _ranges()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFormat:
    """How the numbers of a column are written.

    Attributes:
        base: Name of the built-in datatype.
        shape: What a cell must look like, whole.
    """

    base: str
    group: str
    decimal: str
    shape: re.Pattern[str]

    def lexical(self, cell: str) -> str:
        """Return the number as XML Schema writes it.

        Raises:
            ValueError: The cell is not such a number.
        """
        if cell in _SPECIAL:
            if self.base in INTEGERS or self.base == "decimal":
                raise ValueError(cell)
            return cell
        if not self.shape.fullmatch(cell):
            raise ValueError(cell)
        text = cell.replace(self.group, "") if self.group else cell
        text = text.replace(self.decimal, ".")
        for sign, places in _SCALES.items():
            if sign in text:
                text = _moved(text.replace(sign, ""), places)
        self._check(text)
        return text

    def _check(self, text: str) -> None:
        if self.base in INTEGERS:
            low, high = _RANGES.get(self.base, (None, None))
            # int() refuses a point and an exponent; Python's limit on digits is a ValueError too.
            number = int(text)
            if (low is not None and number < low) or (high is not None and number > high):
                raise ValueError(text)
        elif self.base == "decimal" and "e" in text.lower():
            raise ValueError(text)


def _moved(text: str, places: int) -> str:
    """Return a number whose point is moved to the left, each of its digits kept."""
    try:
        sign, digits, exponent = Decimal(text).as_tuple()
    except ArithmeticError:
        raise ValueError(text) from None  # an exponent that Python has not
    if not isinstance(exponent, int) or abs(exponent) > _FARTHEST:
        raise ValueError(text)
    return format(Decimal((sign, digits, exponent - places)), "f")


def number_format(
    base: str, *, pattern: str | None = None, group: str | None = None, decimal: str | None = None
) -> NumberFormat:
    """Return how to read numbers.

    Without a pattern, digits may be grouped by threes, or by twos before the last three as in India;
    any other grouping is refused, so that ``8.07`` with group character ``.`` is not read as 807.

    Raises:
        ValueError: The pattern is none of UAX #35's that this understands, or a mark is a digit.

    >>> number_format("decimal", group=".", decimal=",").lexical("1.027,5")
    '1027.5'
    >>> number_format("integer", pattern="#,##0").lexical("1,027")
    '1027'
    """
    # Who groups by points and says no decimal mark cannot mean the point by that too.
    mark = decimal or ("," if group == "." else ".")
    if mark == group or re.search(r"\d", mark + (group or "")):
        raise ValueError(group)
    grouping = group or ("," if mark != "," else "")
    shape = _shape(pattern, grouping, mark) if pattern else _any_shape(grouping, mark)
    return NumberFormat(base=base, group=grouping, decimal=mark, shape=re.compile(shape, re.ASCII))


def _any_shape(group: str, decimal: str) -> str:
    mark, point = re.escape(group), re.escape(decimal)
    whole, rest = r"\d+", r"\d*"
    if group:
        whole = rf"(?:\d+|\d{{1,3}}(?:{mark}\d{{3}})+|\d{{1,2}}(?:{mark}\d{{2}})*{mark}\d{{3}})"
        rest = rf"(?:\d{{3}}(?:{mark}\d{{3}})*{mark}\d{{1,3}}|\d*)"
    return rf"[+-]?(?:{whole}(?:{point}{rest})?|{point}\d+)(?:[Ee][+-]?\d+)?[%‰]?"


def _shape(pattern: str, group: str, decimal: str) -> str:
    """Turn a pattern such as ``#,##0.00%`` into a regular expression."""
    mark, point = re.escape(group), re.escape(decimal)
    body = rf"[0#{mark}]*(?:{point}[0#{mark}]*)?(?:E[+-]?[0#]+)?"
    match = re.fullmatch(rf"(?P<before>[+\-%‰]*)(?P<body>{body})(?P<after>[%‰]?)", pattern)
    if not match or not re.search("[0#]", match["body"]):
        raise ValueError(pattern)
    mantissa, _e, exponent = match["body"].partition("E")
    whole, _point, rest = mantissa.partition(decimal)
    if re.search("0.*#", whole.replace(group, "")) or re.search("#.*0", rest.replace(group, "")):
        raise ValueError(pattern)
    return "".join(
        (
            _before(match["before"]),
            _whole(whole, group),
            _fraction(rest, group, decimal),
            _exponent(exponent),
            re.escape(match["after"]),
        )
    )


def _before(text: str) -> str:
    """Return the expression of what stands before the digits; a sign may stand on either side of it."""
    signs = "".join(sign for sign in text if sign in "+-")
    marks = re.escape("".join(sign for sign in text if sign not in "+-"))
    if signs:
        # A pattern with a sign demands one; UAX #35 takes the other sign for the negative.
        return rf"[+-]{marks}" if not marks else rf"(?:[+-]{marks}|{marks}[+-])"
    return rf"[+-]?{marks}[+-]?" if marks else "[+-]?"


def _whole(part: str, group: str) -> str:
    least = part.count("0")
    groups = part.split(group) if group else [part]
    if len(groups) == 1:
        return rf"\d{{{least},}}"
    last = len(groups[-1])
    other = len(groups[-2]) if len(groups) > 2 else last
    if not last or not other:
        raise ValueError(part)
    mark = re.escape(group)
    grouped = rf"(?:\d{{1,{other}}}{mark}(?:\d{{{other}}}{mark})*\d{{{last}}}|\d{{0,{last}}})"
    # The count of digits is looked at first, the groups then.
    return rf"(?=(?:{mark}?\d){{{least},}}(?!{mark}?\d)){grouped}"


def _fraction(part: str, group: str, decimal: str) -> str:
    digits = part.replace(group, "") if group else part
    if not digits:
        return ""
    least, most = digits.count("0"), len(digits)
    size = len(part.partition(group)[0]) if group and group in part else 0
    point = re.escape(decimal)
    if not size:
        text = rf"{point}\d{{{max(least, 1)},{most}}}"
    else:
        mark = re.escape(group)
        grouped = rf"(?:\d{{{size}}}{mark})*\d{{1,{size}}}"
        text = rf"{point}(?=(?:\d{mark}?){{{max(least, 1)},{most}}}(?!{mark}?\d)){grouped}"
    return text if least else f"(?:{text})?"


def _exponent(part: str) -> str:
    if not part:
        return ""
    digits = part.lstrip("+-")
    least, most = max(digits.count("0"), 1), len(digits)
    # A pattern with a minus is for negative exponents alone.
    sign = "-" if part.startswith("-") else "[+-]?"
    return rf"[Ee]{sign}\d{{{least},{most}}}"


def plain(text: str) -> str:
    """Return a number without sign, zeros or exponent that say nothing; another text as it is.

    >>> plain("+01.50"), plain("1e3"), plain("-0"), plain("NaN"), plain("Bandung")
    ('1.5', '1000', '0', 'NaN', 'Bandung')
    """
    try:
        value = Decimal(text)
    except ArithmeticError:
        return text
    if not value.is_finite() or abs(value.adjusted()) > _FARTHEST:
        return text
    whole, _point, fraction = f"{value:f}".partition(".")
    shown = ".".join(filter(None, (whole, fraction.rstrip("0"))))
    return "0" if shown == "-0" else shown
