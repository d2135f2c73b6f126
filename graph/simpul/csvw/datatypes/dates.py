"""Dates and times as people write them, by the patterns of UAX #35 that the recommendation lists.

Model for Tabular Data, section 6.4.4: https://www.w3.org/TR/tabular-data-model/#formats-for-dates-and-times
"""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Final

_ZONE: Final = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)"
_YEAR, _MONTH, _DAY = r"-?(?:[1-9]\d{3,}|0\d{3})", "(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_TIME: Final = r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?"
_SHAPES: Final[dict[str, str]] = {
    "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}?",
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T(?:{_TIME}){_ZONE}?",
    "dateTimeStamp": f"{_YEAR}-{_MONTH}-{_DAY}T(?:{_TIME}){_ZONE}",
    "time": f"(?:{_TIME}){_ZONE}?",
    "gYear": f"{_YEAR}{_ZONE}?",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}?",
    "gMonth": f"--{_MONTH}{_ZONE}?",
    "gDay": f"---{_DAY}{_ZONE}?",
    "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}?",
}
_LEXICAL: Final = {name: re.compile(shape, re.ASCII) for name, shape in _SHAPES.items()}
_LEXICAL["datetime"] = _LEXICAL["dateTime"]
_PARTS: Final = re.compile(
    r"(?P<y>-?\d{4,}|-)?(?:-(?P<M>\d\d|-))?(?:-?(?P<d>\d\d))?"
    rf"T?(?:(?P<H>\d\d):(?P<m>\d\d):(?P<s>[\d.]+))?(?P<z>{_ZONE})?",
    re.ASCII,
)
"""Of any date or time that is lexical."""
_CYCLE: Final = 146_097
"""Days of 400 years."""
_WHOLE_DAY: Final = re.compile(r"(-?\d{4,})?-{1,2}(\d\d)-(\d\d)", re.ASCII)

_DATE_PATTERNS: Final = frozenset(
    [
        "yyyy-MM-dd",
        "yyyyMMdd",
        "dd-MM-yyyy",
        "d-M-yyyy",
        "MM-dd-yyyy",
        "M-d-yyyy",
        "dd/MM/yyyy",
        "d/M/yyyy",
        "MM/dd/yyyy",
        "M/d/yyyy",
        "dd.MM.yyyy",
        "d.M.yyyy",
        "MM.dd.yyyy",
        "M.d.yyyy",
    ]
)
_TIME_PATTERN: Final = r"HH:mm:ss(?:\.S+)?|HHmmss(?:\.S+)?|HH:mm|HHmm"
_FIELDS: Final[dict[str, str]] = {
    "yyyy": r"(?P<y>\d{4})",
    "MM": r"(?P<M>\d\d)",
    "M": r"(?P<M>\d\d?)",
    "dd": r"(?P<d>\d\d)",
    "d": r"(?P<d>\d\d?)",
    "HH": r"(?P<H>\d\d)",
    "mm": r"(?P<m>\d\d)",
    "ss": r"(?P<s>\d\d)",
}
_ZONES: Final[dict[str, str]] = {
    "X": r"(?P<z>Z|[+-]\d\d(?:\d\d)?)",
    "XX": r"(?P<z>Z|[+-]\d{4})",
    "XXX": r"(?P<z>Z|[+-]\d\d:\d\d)",
    "x": r"(?P<z>[+-]\d\d(?:\d\d)?)",
    "xx": r"(?P<z>[+-]\d{4})",
    "xxx": r"(?P<z>[+-]\d\d:\d\d)",
}
# Five letters, as in the recommendation's own tests, mean what three do when there are no seconds.
_ZONES["XXXXX"], _ZONES["xxxxx"] = _ZONES["XXX"], _ZONES["xxx"]

_LONGEST_PATTERN: Final = 100

DateReader = Callable[[str], str]
"""Gives a cell's date as XML Schema writes it; raises ValueError where it is none."""


def is_lexical(base: str, text: str) -> bool:
    """Return whether a text is one of XML Schema's for this datatype, and a day that exists.

    >>> is_lexical("gYear", "2018"), is_lexical("gYear", "banana"), is_lexical("date", "2018-02-30")
    (True, False, False)
    """
    if not _LEXICAL[base].fullmatch(text):
        return False
    if match := _WHOLE_DAY.match(text):
        # A leap year stands for years that Python has not, and for none; four digits tell whether one is.
        year = int((match[1] or "4")[-4:])
        day = 2000 + year % 400, int(match[2]), int(match[3])
        try:
            date(*day)
        except ValueError:
            return False
    return True


def date_reader(base: str, pattern: str | None) -> DateReader:
    """Return a function that reads the dates of a column.

    Raises:
        ValueError: The pattern is none that the recommendation lists.

    >>> date_reader("date", "d/M/yyyy")("3/12/2018")
    '2018-12-03'
    """
    if not pattern:
        return lambda cell: _checked(base, cell)
    if len(pattern) > _LONGEST_PATTERN:
        raise ValueError(pattern)
    shape = re.compile(_shape(base, pattern), re.ASCII)
    return lambda cell: _checked(base, _xsd(base, shape.fullmatch(cell)))


def _checked(base: str, text: str) -> str:
    if not is_lexical(base, text):
        raise ValueError(text)
    return text


def _shape(base: str, pattern: str) -> str:
    match = re.fullmatch(r"(?P<main>.*?)(?P<space> *)(?P<zone>[Xx]*)", pattern)
    main, zone = (match["main"], match["zone"]) if match else (pattern, "")
    if zone and zone not in _ZONES:
        raise ValueError(pattern)
    day, _gap, clock = main.partition("T" if "T" in main else " ")
    if base == "time":
        day, clock = "", main
    known_day = not day if base == "time" else day in _DATE_PATTERNS
    known_clock = not clock if base == "date" else bool(re.fullmatch(_TIME_PATTERN, clock))
    if not (known_day and (known_clock or (not clock and base != "time"))):
        raise ValueError(pattern)
    shape = re.sub(r"yyyy|MM?|dd?|HH|mm|ss|\.S+|[./: -]", _field, main)
    return shape + (" ?" if match and match["space"] else "") + _ZONES.get(zone, "")


def _field(match: re.Match[str]) -> str:
    text = match[0]
    if text.startswith(".S"):
        return rf"\.(?P<S>\d{{1,{len(text) - 1}}})"
    return _FIELDS.get(text) or re.escape(text)


def _xsd(base: str, match: re.Match[str] | None) -> str:
    if match is None:
        raise ValueError(base)
    found = match.groupdict()
    day = f"{found['y']}-{int(found['M']):02}-{int(found['d']):02}" if "y" in found else ""
    clock = f"{found['H']}:{found['m']}:{found.get('s') or '00'}" if "H" in found else ""
    if base not in {"date", "time"} and not clock:
        clock = "00:00:00"
    if found.get("S"):
        clock += "." + found["S"]
    zone = found.get("z") or ""
    if zone and zone != "Z":
        zone = f"{zone[:3]}:{zone[3:].lstrip(':') or '00'}"
    return "T".join(filter(None, (day, clock))) + zone


def moment(text: str) -> Fraction:
    """Return a point in time, in seconds, to compare dates and times by; a zone that is not said is UTC.

    A part of a date stands for its first moment, in a leap year where it says no year.

    >>> moment("2018-12-03T24:00:00") == moment("2018-12-04"), moment("---31") > moment("---01")
    (True, True)
    """
    match = _PARTS.fullmatch(text)
    if match is None:
        raise ValueError(text)
    found = {name: part for name, part in match.groupdict().items() if part and part != "-"}
    # The calendar repeats itself every 400 years: Python's own has no years before 1 and behind 9999.
    cycles, year = divmod(int(found.get("y", "2000")), 400)
    day = date(400 + year, int(found.get("M", 1)), int(found.get("d", 1))).toordinal()
    minutes = int(found.get("H", 0)) * 60 + int(found.get("m", 0)) - _offset(found.get("z"))
    return (cycles * _CYCLE + day) * 86_400 + minutes * 60 + Fraction(found.get("s", 0))


def is_zoned(text: str) -> bool:
    """Return whether a date or time says its zone."""
    match = _PARTS.fullmatch(text)
    return bool(match and match["z"])


def _offset(zone: str | None) -> int:
    """Return how many minutes a zone is before UTC."""
    if not zone or zone == "Z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[4:6])
    return -minutes if zone[0] == "-" else minutes
