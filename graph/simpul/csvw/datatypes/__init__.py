"""A column's datatype: its description checked, then a function from a cell's text to a literal.

Metadata Vocabulary, section 5.11; Model for Tabular Data, sections 4.6 and 6.4.
"""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final, cast

from simpul.csvw.datatypes.dates import date_reader, is_lexical, is_zoned, moment
from simpul.csvw.datatypes.expressions import matcher
from simpul.csvw.datatypes.numbers import number_format, plain
from simpul.csvw.vocabulary import (
    AS_WRITTEN,
    BINARIES,
    BUILT_IN,
    DATES,
    DURATIONS,
    FORMATTED_DATES,
    NUMBERS,
)
from simpul.terms import XSD

LENGTHS: Final = ("length", "minLength", "maxLength")
BOUNDS: Final = (
    "minimum",
    "maximum",
    "minInclusive",
    "maxInclusive",
    "minExclusive",
    "maxExclusive",
)
_OF_TABLES: Final = frozenset(",%‰")
_DURATION_SHAPES: Final = {
    "duration": r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?",
    "dayTimeDuration": r"-?P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?",
    "yearMonthDuration": r"-?P(?=.)(\d+Y)?(\d+M)?",
}
_TEXT_SHAPES: Final = {
    "language": r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*",
    "NMTOKEN": r"[\w.:·-]+",
    "Name": r"[^\W\d][\w.:·-]*|:[\w.:·-]*",
    "QName": r"([^\W\d][\w.·-]*:)?[^\W\d][\w.·-]*",
    "anyURI": r'[^\s<>"{}|\\^`]*',
}
_INSTANTS: Final = frozenset(("datetime", "dateTime", "dateTimeStamp"))
_SECONDS: Final = {"Y": 31_556_952, "M": 2_629_746, "D": 86_400}
_CLOCK: Final = {"H": 3_600, "M": 60, "S": 1}

Read = Callable[[str], str]
"""Gives the text of a literal; raises ValueError where a cell is not of the datatype."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Datatype:
    """A datatype made ready.

    Attributes:
        base: Name of the built-in datatype.
        iri: Of the literals: the datatype's own, else that of the base.
        read: From a cell's text, white space already normalised, to the literal's text.
        format: What the description says of the form, for messages.
    """

    base: str
    iri: str
    read: Read
    format: object = None

    @property
    def plain(self) -> bool:
        """Whether its literals are plain text, which may have a language."""
        return self.iri == XSD + "string"

    def normalised(self, text: str) -> str:
        """Return a cell's text with the white space that the datatype keeps."""
        if self.base in AS_WRITTEN:
            return text
        text = re.sub(r"[\r\n\t]", " ", text)
        return text if self.base == "normalizedString" else " ".join(text.split())

    def canonical(self, text: str) -> str:
        """Return one text for the ways to write a value, by which keys are compared.

        Dates without a zone and durations are compared as they are written.

        >>> datatype({"base": "decimal"}).canonical("01.0"), datatype({}).canonical("01.0")
        ('1', '01.0')
        """
        if self.base in NUMBERS:
            return plain(text)
        if self.base == "hexBinary":
            return text.upper()
        if self.base in _INSTANTS and is_zoned(text):
            return str(moment(text))
        return text


def datatype(description: Mapping[str, Any]) -> Datatype:
    """Make a datatype ready; the description has been checked before.

    Raises:
        FormatError: Its format cannot be read; `datatype` of it without format can be made.
        ValueError: Bounds or lengths contradict each other or do not fit the base.
    """
    base = str(description.get("base", "string"))
    read = _reader(base, description.get("format"))
    checks = [*_length_checks(base, description), *_bound_checks(base, description)]
    return Datatype(
        base=base,
        iri=str(description.get("@id") or BUILT_IN[base]),
        read=_checking(read, checks) if checks else read,
        format=description.get("format"),
    )


@cache
def _built_in(base: str) -> Datatype:
    return datatype({"base": base})


def is_of(base: str, text: str) -> bool:
    """Return whether a text is one of XML Schema's for a built-in datatype, without what tables may add to numbers.

    >>> is_of("decimal", "8.07"), is_of("decimal", "8,070"), is_of("date", "2019-02-30")
    (True, False, False)
    """
    if base in NUMBERS and not _OF_TABLES.isdisjoint(text):
        return False
    try:
        _built_in(base).read(text)
    except ValueError:
        return False
    return True


class FormatError(ValueError):
    """A format that is not understood."""


def _reader(base: str, form: Any) -> Read:  # noqa: ANN401 - what stands in the JSON
    try:
        if base in NUMBERS:
            return _number(base, form)
        if base == "boolean":
            return _boolean(form)
        if base in FORMATTED_DATES:
            return date_reader(base, form)
        matches = matcher(form) if form else None
    except (ValueError, TypeError):
        raise FormatError(str(form)) from None
    return _shaped(base, matches)


def _number(base: str, form: Any) -> Read:  # noqa: ANN401 - as above
    if not isinstance(form, dict):
        return number_format(base, pattern=form).lexical
    stated = cast("dict[str, str]", form)
    return number_format(
        base,
        pattern=stated.get("pattern"),
        group=stated.get("groupChar"),
        decimal=stated.get("decimalChar"),
    ).lexical


def _boolean(form: str | None) -> Read:
    yes, no = ("true", "false")
    if form:
        yes, mark, no = form.partition("|")
        if not (yes and mark and no) or "|" in no:
            raise ValueError(form)
    known = (
        {yes: "true", no: "false"}
        if form
        else {"true": "true", "1": "true", "false": "false", "0": "false"}
    )

    def read(text: str) -> str:
        try:
            return known[text]
        except KeyError:
            raise ValueError(text) from None

    return read


def _shaped(base: str, matches: Callable[[str], bool] | None) -> Read:
    """Return a reader of what a regular expression describes, and the datatype itself."""
    if base in DATES:
        own: Callable[[str], object] | None = lambda text: is_lexical(base, text)  # noqa: E731 - one of four
    elif base in DURATIONS:
        own = re.compile(_DURATION_SHAPES[base], re.ASCII).fullmatch
    elif base in BINARIES:
        own = lambda text: octets(base, text) is not None  # noqa: E731 - one of four
    elif base in _TEXT_SHAPES:
        own = re.compile(_TEXT_SHAPES[base]).fullmatch
    else:
        own = None
    if own is None and matches is None:
        return str

    def read(text: str) -> str:
        if (own and not own(text)) or (matches and not matches(text)):
            raise ValueError(text)
        return text

    return read


def octets(base: str, text: str) -> bytes | None:
    """Return the octets that a binary cell holds, or None if it is not well formed."""
    try:
        if base == "hexBinary":
            return binascii.unhexlify(text)
        return base64.b64decode(text.replace(" ", ""), validate=True)
    except (binascii.Error, ValueError):
        return None


def _checking(read: Read, checks: list[Callable[[str], bool]]) -> Read:
    def checked(text: str) -> str:
        found = read(text)
        if not all(check(found) for check in checks):
            raise ValueError(text)
        return found

    return checked


def _length_checks(base: str, description: Mapping[str, Any]) -> list[Callable[[str], bool]]:
    low, high = description.get("minLength"), description.get("maxLength")
    exact = description.get("length")
    if exact is not None:
        low = high = exact
    if low is None and high is None:
        return []

    def fits(text: str) -> bool:
        size = len(octets(base, text) or b"") if base in BINARIES else len(text)
        return (low is None or size >= low) and (high is None or size <= high)

    return [fits]


def _bound_checks(base: str, description: Mapping[str, Any]) -> list[Callable[[str], bool]]:
    def check(name: str) -> Callable[[str], bool]:
        bound = comparable(base, str(description[name]))
        if name in {"minimum", "minInclusive"}:
            return lambda text: comparable(base, text) >= bound
        if name in {"maximum", "maxInclusive"}:
            return lambda text: comparable(base, text) <= bound
        if name == "minExclusive":
            return lambda text: comparable(base, text) > bound
        return lambda text: comparable(base, text) < bound

    return [check(name) for name in BOUNDS if name in description]


def comparable(base: str, text: str) -> Any:  # noqa: ANN401 - of one kind for one datatype
    """Return a value by which two texts of a datatype can be compared.

    Raises:
        ValueError: The text is not of the datatype.
    """
    if base in NUMBERS:
        special = {"INF": "Infinity", "-INF": "-Infinity", "NaN": "NaN"}.get(text, text)
        try:
            value = Decimal(special)
        except ArithmeticError:
            raise ValueError(text) from None
        return value if not value.is_nan() else _Incomparable()
    if base in DURATIONS:
        return _seconds(text)
    if not is_lexical(base, text):
        raise ValueError(text)
    return moment(text)


class _Incomparable:
    """NaN: neither less nor more than anything."""

    def _no(self, _other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _no


def _seconds(text: str) -> Decimal:
    """Return the length of a duration, a month being a twelfth of a mean year."""
    if not re.fullmatch(_DURATION_SHAPES["duration"], text, re.ASCII):
        raise ValueError(text)
    day, _mark, clock = text.lstrip("-P").partition("T")
    total = sum(
        (
            Decimal(number) * units[unit]
            for part, units in ((day, _SECONDS), (clock, _CLOCK))
            for number, unit in re.findall(r"([\d.]+)([A-Z])", part)
        ),
        start=Decimal(0),
    )
    return -total if text.startswith("-") else total
