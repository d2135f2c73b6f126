"""Datatype descriptions: checked against the recommendation, then made ready.

Metadata Vocabulary, section 5.11.2: https://www.w3.org/TR/tabular-metadata/#datatypes
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final, cast

from simpul.csvw import vocabulary as names
from simpul.csvw.datatypes import (
    BOUNDS,
    LENGTHS,
    Datatype,
    FormatError,
    comparable,
    datatype,
)
from simpul.csvw.folder import join
from simpul.csvw.metadata.document import Document, short
from simpul.csvw.model import STRING
from simpul.locale import translate as _

_NUMBER_FORMAT: Final = frozenset(("decimalChar", "groupChar", "pattern"))


def datatype_of(document: Document, path: str, value: object) -> Datatype:
    """Return the datatype that a description gives; text where it gives none that is known."""
    if isinstance(value, str) and value in names.BUILT_IN:
        return datatype({"base": value})
    if not isinstance(value, dict):
        document.warn(
            path,
            _("{value} is not a built-in datatype.", value=short(value)),
            _("It is taken as text."),
        )
        return STRING
    item = dict(cast("dict[str, Any]", value))
    document.unknown(path, item, names.DATATYPE)
    document.kind(path, item, "Datatype")
    document.stated(path, item, names.DATATYPE)
    base = item.setdefault("base", "string")
    if not isinstance(base, str) or base not in names.BUILT_IN:
        document.warn(
            f"{path}.base",
            _("{value} is not a built-in datatype.", value=short(base)),
            _("It is taken as text."),
        )
        item["base"] = "string"
    _identity(document, path, item)
    _sizes(document, path, item)
    _format(document, path, item)
    faults = [*_length_faults(item), *_bound_faults(item)]
    for what in faults:
        document.error(path, what)
    return STRING if faults else _made(document, path, item)


def _made(document: Document, path: str, item: dict[str, Any]) -> Datatype:
    try:
        return datatype(item)
    except FormatError:
        what = _("{value} is not a format for this datatype.", value=short(item["format"]))
        document.warn(f"{path}.format", what)
    form = item.pop("format")
    if isinstance(form, dict) and item["base"] in names.NUMBERS:
        # The characters stand even where the pattern does not, unless they are none that can.
        marks = {
            key: text for key, text in cast("dict[str, Any]", form).items() if key != "pattern"
        }
        with suppress(FormatError):
            return datatype({**item, "format": marks})
    return datatype(item)


def _identity(document: Document, path: str, item: dict[str, Any]) -> None:
    iri = item.get("@id")
    if iri is None:
        return
    if not isinstance(iri, str):
        document.warn(f"{path}.@id", _("{value} is not an address.", value=short(iri)))
        del item["@id"]
        return
    whole = names.expanded(iri) or join(document.base, iri)
    if iri.startswith("_:"):
        document.error(f"{path}.@id", _("may not begin with _:."))
    elif whole in names.BUILT_IN.values():
        document.error(f"{path}.@id", _("may not be that of a built-in datatype."))
    item["@id"] = whole


def _sizes(document: Document, path: str, item: dict[str, Any]) -> None:
    """Leave aside lengths that are no counts and bounds that are neither text nor number."""
    for name in (*LENGTHS, *BOUNDS):
        value = item.get(name)
        if value is None:
            item.pop(name, None)
            continue
        counts = isinstance(value, int) and not isinstance(value, bool)
        good = (
            (counts and value >= 0)
            if name in LENGTHS
            else (isinstance(value, str | float) or counts)
        )
        if not good:
            document.warn(f"{path}.{name}", _("{value} does not fit.", value=short(value)))
            del item[name]


def _format(document: Document, path: str, item: dict[str, Any]) -> None:
    """Leave aside a format that has not the form of one."""
    form: object = item.get("format")
    if form is None:
        item.pop("format", None)
        return
    good = isinstance(form, str)
    if isinstance(form, dict) and item["base"] in names.NUMBERS:
        entry = cast("dict[str, Any]", form)
        good = entry.keys() <= _NUMBER_FORMAT and all(
            isinstance(text, str) and text for text in entry.values()
        )
    if not good:
        what = _("{value} is not a format for this datatype.", value=short(item["format"]))
        document.warn(f"{path}.format", what)
        del item["format"]


def _length_faults(item: dict[str, Any]) -> Iterator[str]:
    exact, low, high = (item.get(name) for name in LENGTHS)
    if (exact, low, high) == (None, None, None):
        return
    if item["base"] not in names.MEASURED:
        yield _("length, minLength and maxLength are for texts and binaries only.")
    if exact is not None and low is not None and exact < low:
        yield _("length is less than minLength.")
    if exact is not None and high is not None and exact > high:
        yield _("length is more than maxLength.")
    if low is not None and high is not None and low > high:
        yield _("minLength is more than maxLength.")


def _bound_faults(item: dict[str, Any]) -> Iterator[str]:
    given = [name for name in BOUNDS if name in item]
    if given and item["base"] not in names.ORDERED:
        yield _("{names}: only for numbers, dates, times and durations.", names=", ".join(given))
        return
    value: dict[str, Any] = {}
    for name in given:
        try:
            value[name] = comparable(item["base"], str(item[name]))
        except ValueError:
            what = _("{name}: {value} is not of the datatype.", name=name, value=short(item[name]))
            yield what
            return
    low = value.get("minInclusive", value.get("minimum"))
    high = value.get("maxInclusive", value.get("maximum"))
    above, below = value.get("minExclusive"), value.get("maxExclusive")
    if low is not None and above is not None:
        yield _("minInclusive and minExclusive cannot be used together.")
    if high is not None and below is not None:
        yield _("maxInclusive and maxExclusive cannot be used together.")
    if (
        (low is not None and high is not None and high < low)
        or (low is not None and below is not None and below <= low)
        or (above is not None and below is not None and below < above)
        or (above is not None and high is not None and high <= above)
    ):
        yield _("the upper bound is below the lower.")
