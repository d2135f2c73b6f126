"""Dates as people and programs write them, and the form of EDTF that each can be written in."""

import re
from datetime import date, timedelta
from itertools import product
from typing import Final

from simpul.edtf import is_date

_MOMENT: Final = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[T ](?P<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:Z|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_ZONE: Final = re.compile(r"(?<=\d)(?:Z|[+-]\d{2}:\d{2})$", re.ASCII)
_MIDNIGHT: Final = re.compile(r"0?0:00(?::00(?:\.0+)?)?")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january januari jan",
            "february februari pebruari feb peb",
            "march maret mar",
            "april apr",
            "may mei",
            "june juni jun",
            "july juli jul",
            "august agustus aug agu agt ags agust",
            "september sept sep",
            "october oktober oct okt",
            "november nopember nov nop",
            "december desember dec des",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH: Final = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR: Final = r"(?P<year>\d{4}|'?\d{2})"
_NAMED: Final = tuple(
    re.compile(shape, re.IGNORECASE | re.ASCII)
    for shape in (
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?[\s\-/]*(?:of\s+)?)?{_MONTH}[\s,\-/]*{_YEAR}",
        rf"{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+{_YEAR}",
        rf"(?P<year>\d{{4}})[\s,\-/]*{_MONTH}(?:[\s\-/]*(?P<day>\d{{1,2}}))?",
    )
)
_DIGITS: Final = re.compile(r"(\d{1,4})(?:([./\-])(\d{1,2}))?(?:\2(\d{1,4}))?", re.ASCII)
_PACKED: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_OF_KOREA: Final = re.compile(r"(\d{4})\s*[년年]\s*(?:(\d{1,2})\s*[월月]\s*(?:(\d{1,2})\s*[일日])?)?", re.ASCII)  # fmt: skip
_QUARTER: Final = re.compile(r"(?:Q(?P<a>[1-4])[\s/-]*(?P<y>\d{4})|(?P<z>\d{4})[\s/-]*Q(?P<b>[1-4]))", re.IGNORECASE | re.ASCII)  # fmt: skip
_ABOUT: Final = re.compile(r"(?:circa|ca?\.?|about|around|approx(?:imately)?\.?|sekitar|kira-kira|kurang lebih|[±~≈])\s*(?P<rest>\S.*)", re.IGNORECASE)  # fmt: skip
_DECADE: Final = re.compile(
    r"(?:the\s+)?(?P<decade>\d{3})0(?:'?s|\s*-?\s*an)", re.IGNORECASE | re.ASCII
)
_SAID: Final = re.compile(
    r"(?:(?:in|on|year|tahun|thn?\.?|pada|tanggal|tgl\.?)\s+)+", re.IGNORECASE
)
_BETWEEN: Final = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"\s*(?:[\u2013\u2014]|\s-\s|\bto\b|\buntil\b|\bsampai(?:\s+dengan)?\b|\bhingga\b|\bs\.?/?d\.?(?=\s))\s*",
        r"\s*/\s*",
        r"(?<=\w)-(?=\w)",
    )
)
"""What stands between the two ends of a range, the surest first."""
_YEARS: Final = re.compile(
    r"(\d{4})(?:\s*[-\u2013\u2014]\s*(\d{4})|\s*[\u2013\u2014/]\s*(\d{2}))", re.ASCII
)
_SERIAL: Final = re.compile(r"([2-6]\d{4})(?:\.\d+)?", re.ASCII)
"""Days of the years 1954 to 2091 as spreadsheets count them."""
_SERIAL_BEGIN: Final = date(1899, 12, 30)
_TYPED_YEARS: Final = range(1950, 2051)
_LONGEST: Final = 60


def without_time(text: str) -> tuple[str, str]:
    """Return the day of a moment, and the time of day that it leaves out: nothing for midnight.

    >>> without_time("2018-03-22 00:00:00"), without_time("2018-03-22T14:30:00"), without_time("2018-03")
    (('2018-03-22', ''), ('2018-03-22', '14:30:00'), ('2018-03', ''))
    """
    found = _MOMENT.fullmatch(text)
    if found is None:
        return text, ""
    return found["day"], "" if _MIDNIGHT.fullmatch(found["time"]) else found["time"]


def plain_date(text: str) -> str:
    """Return a date of XML Schema without its clock and zone; any other text as it is.

    >>> plain_date("2019-12-31T10:00:00Z"), plain_date("2019-12+07:00"), plain_date("2019~")
    ('2019-12-31', '2019-12', '2019~')
    """
    return _ZONE.sub("", without_time(text.strip())[0])


def typed_year(text: str) -> int | None:
    """Return the year that was perhaps typed where a spreadsheet expects a day: it counts 2019 days from 1900.

    >>> typed_year("1905-07-11"), typed_year("1905-01-01"), typed_year("2019")
    (2019, None, None)
    """
    if not re.fullmatch(r"1905-\d\d-\d\d", text, re.ASCII):
        return None
    try:
        number = (date.fromisoformat(text) - _SERIAL_BEGIN).days
    except ValueError:
        return None
    return number if number in _TYPED_YEARS else None


def serial_day(text: str) -> str:
    """Return the day that a number means in a spreadsheet, or else nothing.

    >>> serial_day("43831"), serial_day("2019"), serial_day("43831.5")
    ('2020-01-01', '', '2020-01-01')
    """
    found = _SERIAL.fullmatch(text)
    return (_SERIAL_BEGIN + timedelta(days=int(found[1]))).isoformat() if found else ""


def likely_forms(text: str) -> list[str]:
    """Return what a person's date may be in EDTF: one form where it is sure, several where it is not, none for no date.

    >>> likely_forms("31.12.2019"), likely_forms("03/04/2019"), likely_forms("Maret 2019"), likely_forms("circa 2015")
    (['2019-12-31'], ['2019-04-03', '2019-03-04'], ['2019-03'], ['2015~'])
    >>> likely_forms("2018-2020"), likely_forms("12-14 March 2019"), likely_forms("soon")
    (['2018/2020'], ['2019-03-12/2019-03-14'], [])
    """
    text = " ".join(text.split()).strip(" .,;()")
    if len(text) > _LONGEST:
        return []
    text = text[found.end() :] if (found := _SAID.match(text)) else text
    about = _ABOUT.fullmatch(text)
    if about and re.search(r"\d", about["rest"]):
        return [form + "~" for form in _forms(about["rest"]) if is_date(form + "~")]
    return _forms(text) or _ranges(text)


def _forms(text: str) -> list[str]:
    made = [*_of_names(text), *_of_digits(text), *_of_other_kinds(text)]
    return [form for form in dict.fromkeys(made) if is_date(form)]


def _ranges(text: str) -> list[str]:
    """Return ranges; what their beginning leaves out is that of the end, as in "12-14 March 2019"."""
    if found := _YEARS.fullmatch(text):
        form = f"{found[1]}/{found[2] or found[1][:2] + found[3]}"
        return [form] if is_date(form) else []
    for mark in _BETWEEN:
        halves = mark.split(text)
        if len(halves) == 2 and all(halves) and (forms := _range(*halves)):
            return forms
    return []


def _range(first: str, last: str) -> list[str]:
    words = last.split()
    begins = _forms(first)
    for kept in range(1, len(words)):
        begins = begins or _forms(" ".join([first, *words[kept:]]))
    forms = [f"{begin}/{end}" for begin, end in product(begins, _forms(last))]
    return [form for form in forms if is_date(form)]


def _of_names(text: str) -> list[str]:
    for shape in _NAMED:
        if found := shape.fullmatch(text):
            month = _MONTHS[found["month"].lower()]
            return [_iso(year, month, found["day"]) for year in _centuries(found["year"])]
    return []


def _of_digits(text: str) -> list[str]:
    """Return the days of numbers with points, slashes or hyphens, whichever of the first two is the month."""
    found = _DIGITS.fullmatch(text)
    if found is None:
        return []
    first, _mark, second, third = found.groups()
    if second is None:
        return [first] if len(first) == 4 else []
    if len(first) == 4:
        return [_iso(first, int(second), third)]
    if third is None or len(third) == 3:
        return []
    days = ((second, first), (first, second))
    return [_iso(year, int(month), day) for year in _centuries(third) for month, day in days]


def _of_other_kinds(text: str) -> list[str]:
    if found := re.fullmatch(r"(\d{1,2})[./\-](\d{4})", text, re.ASCII):
        return [_iso(found[2], int(found[1]), None)]
    if found := _PACKED.fullmatch(text):
        return [_iso(found[1], int(found[2]), found[3])]
    if found := _OF_KOREA.fullmatch(text):
        return [_iso(found[1], int(found[2]), found[3]) if found[2] else found[1]]
    if found := _QUARTER.fullmatch(text):
        year, first = found["y"] or found["z"], int(found["a"] or found["b"]) * 3 - 2
        return [f"{year}-{first:02}/{year}-{first + 2:02}"]
    if found := _DECADE.fullmatch(text):
        return [found["decade"] + "X"]
    return []


def _iso(year: str, month: int, day: str | None) -> str:
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")


def _centuries(year: str) -> list[str]:
    """Return the years that two digits may be."""
    digits = year.lstrip("'")
    return [digits] if len(digits) == 4 else ["20" + digits, "19" + digits]
