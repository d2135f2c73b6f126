"""Dates as sources say them: EDTF in, two days out (the only door to the library ``edtf``).

A source says "2018-03", "about 2013" (``2013~``) or "late October 2017"
(``[2017-10-21..2017-10-31]``); comparisons need days. Extended Date/Time Format:
https://www.loc.gov/standards/datetime/.
"""

import contextlib
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from simpul.locale import translate as _
from simpul.terms import XSD, Literal, NamedNode

if TYPE_CHECKING:
    from edtf import EDTFObject

_DATE: Final = r"[\dX]{4}(?:-\d{2}){0,2}"
_CALENDAR: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?]?", re.ASCII)
_ROUGH: Final = re.compile(r"[~?%]")
"""What marks a date as approximate or uncertain."""
_LONGEST: Final = 300
_TOO_LARGE: Final = re.compile(r"\d{5}")
"""A number that no part of a day of the years 1 to 9999 has; the library computes ``Y1E99999999`` before it looks."""


@lru_cache(maxsize=4096)
def bounds(text: str) -> tuple[date, date]:
    """Return the earliest and the latest day that an EDTF text can mean.

    Raises:
        ValueError: The text is no EDTF date with both ends, in the years 1 to 9999.

    >>> bounds("2018-03")
    (datetime.date(2018, 3, 1), datetime.date(2018, 3, 31))
    """
    if match := _CALENDAR.fullmatch(text):
        return _calendar(*match.groups())
    if len(text) > _LONGEST or _TOO_LARGE.search(text):
        raise ValueError(text)
    try:
        stated = _parser()(text)
        low, high = stated.lower_strict(), stated.upper_strict()
        earliest, latest = date(*low[:3]), date(*high[:3])
    except Exception as error:  # the library lets out whatever it meets while it computes
        raise ValueError(text) from error
    if earliest > latest:
        raise ValueError(text)
    return earliest, latest


def bounds_of(dated: NamedNode, text: str) -> tuple[tuple[NamedNode, Literal], ...]:
    """Return what else is said of a thing by a date: the earliest and the latest day that it can mean.

    Args:
        dated: The property whose value the date is; those of the days are called after it.
        text: The date.

    Raises:
        ValueError: The text is no EDTF date with both ends, in the years 1 to 9999.
    """
    days = zip(("Earliest", "Latest"), bounds(text), strict=True)
    return tuple(
        (NamedNode(dated.value + end), Literal(day.isoformat(), datatype=NamedNode(XSD + "date")))
        for end, day in days
    )


def admits(text: str, earliest: date | None = None, latest: date | None = None) -> bool:
    """Return whether a date can have these bounds: its own or, where it is rough, wider ones.

    >>> admits("2019", earliest=date(2018, 1, 1)), admits("2019~", earliest=date(2018, 1, 1))
    (False, True)

    Raises:
        ValueError: The text is no EDTF date.
    """
    first, last = bounds(text)
    if _ROUGH.search(text):
        return (earliest or first) <= first and (latest or last) >= last
    return (earliest or first) == first and (latest or last) == last


def is_date(text: str) -> bool:
    """Return whether a text is an EDTF date with both ends, in the years 1 to 9999."""
    with contextlib.suppress(ValueError):
        bounds(text)
        return True
    return False


@cache
def _parser() -> Callable[[str], "EDTFObject"]:
    """Return the library's parser, told to keep to itself what it would print: that goes to where answers go."""
    from edtf import parse_edtf
    from edtf.parser import parser_classes
    from pyparsing import ParserElement

    parser_classes.print = _unsaid
    # It lets every grammar of the process remember what it tried, with which rdflib takes three times as long for SPARQL.
    ParserElement.disable_memoization()
    return parse_edtf


def _unsaid(*_words: object) -> None:
    """Print nothing."""


def _calendar(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    """Return both days of a plain date; nearly all are, and the library takes 3 to 20 ms for each."""
    first = date(int(year), int(month or 1), int(day or 1))
    if day:
        return first, first
    last_month = int(month or 12)
    return first, date(first.year, last_month, monthrange(first.year, last_month)[1])


def in_words(text: str) -> str:
    """Return an EDTF date as a person says it; what is not one of the common forms stays as it is.

    >>> in_words("2013~"), in_words("[2017-10-21..2017-10-31]"), in_words("2018-03")
    ('about 2013', 'between 2017-10-21 and 2017-10-31', '2018-03')
    """
    if match := re.fullmatch(rf"({_DATE})~", text):
        return _("about {date}", date=match[1])
    if match := re.fullmatch(rf"({_DATE})\?", text):
        return _("perhaps {date}", date=match[1])
    if match := re.fullmatch(rf"\[({_DATE})\.\.({_DATE})\]", text):
        return _("between {first} and {last}", first=match[1], last=match[2])
    if match := re.fullmatch(rf"({_DATE})/({_DATE})", text):
        return _("{first} to {last}", first=match[1], last=match[2])
    return text
