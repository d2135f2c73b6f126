"""What to write in a cell that does not fit: in words, and where it can be known, the very text."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final
from urllib.parse import quote

from simpul.csvw.datatypes import Datatype
from simpul.csvw.model import Column
from simpul.csvw.vocabulary import INTEGERS, NUMBERS
from simpul.locale import translate as _
from simpul.naming.keys import slug
from simpul.tables.dates import likely_forms, serial_day
from simpul.tables.figures import figures, in_digits, readings
from simpul.terms import EDTF

Remedy = Callable[[str], str]
"""Tells from a cell's text what to write there instead."""

_CHOICES: Final = re.compile(r"[\w-]+(?:\|[\w-]+)*")
_KINDS: Final = ("city", "org", "place", "initiative", "event", "country", "document", "agreement")
"""Kinds of things that a reference with its kind may name, the likeliest first."""
_DOMAIN: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?(?:/\S*)?", re.IGNORECASE)  # fmt: skip
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_BETWEEN_ITEMS: Final = re.compile(r"\s*(?:[,;|\n]|\s/\s|\s(?:and|dan|&)\s)\s*")
_SHORTENED: Final = re.compile(r"[1-9](?:[.,]\d+)?[eE]\+?\d{1,2}", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def is_address(text: str) -> bool:
    """Return whether a text is one web address."""
    return _ADDRESS.fullmatch(text) is not None


def remedy_of(column: Column) -> Remedy:
    """Return what tells from the text of a column's cell what to write there instead."""
    own = column.inherited
    one = of_datatype(own.datatype)
    separator = own.separator

    def told(text: str) -> str:
        if not text.strip():
            return _("Fill it in.")
        items = _items(text, separator, own.datatype) if separator else []
        return separate(separator or "", items) if items else one(text.strip())

    return told


def separate(separator: str, items: Sequence[str]) -> str:
    """Return how to write a list of these items."""
    return _("Separate with {separator}: {items}.", separator=separator, items=f"{separator} ".join(items))  # fmt: skip


def parts_of(text: str) -> list[str]:
    """Return the items of what may be a list that was written with other separators than its column has.

    >>> parts_of("Water, Youth and Safety"), parts_of("E Net / F Net"), parts_of("Water")
    (['Water', 'Youth', 'Safety'], ['E Net', 'F Net'], ['Water'])
    """
    return [item for item in _BETWEEN_ITEMS.split(text) if item]


def of_datatype(datatype: Datatype) -> Remedy:
    """Return what tells from a text that is not of a datatype what to write instead."""
    form, base = datatype.format, datatype.base
    if datatype.iri == EDTF:
        return _date
    if isinstance(form, str) and base == "string":
        return _choice(form) if _CHOICES.fullmatch(form) else lambda text: _key(text, form)
    known = ((INTEGERS, whole_number), (NUMBERS, _number), ({"date"}, _day), ({"anyURI"}, _address))
    return next((remedy for bases, remedy in known if base in bases), _other)


def _other(_text: str) -> str:
    return _("Write it in other words.")


def _items(text: str, separator: str, datatype: Datatype) -> list[str]:
    """Return the items of a list that was written with another separator, if each of them is right."""
    items = parts_of(text)
    if len(items) < 2 or separator in text:
        return []
    if datatype.iri == EDTF:
        forms = [likely_forms(item) for item in items]
        return [form[0] for form in forms] if all(len(form) == 1 for form in forms) else []
    return items if all(map(_fits(datatype), items)) else []


def _fits(datatype: Datatype) -> Callable[[str], bool]:
    def fits(item: str) -> bool:
        try:
            datatype.read(item)
        except ValueError:
            return False
        return True

    return fits


def _date(text: str) -> str:
    if day := serial_day(text):
        return _("Write {day}, if this is a spreadsheet's number for that day.", day=day)
    return _one_of(likely_forms(text)) or _("Write a date as 2018, 2018-03, 2018-03-22, or 2018~ for about 2018.")  # fmt: skip


def _day(text: str) -> str:
    if day := serial_day(text):
        return _("Write {day}, if this is a spreadsheet's number for that day.", day=day)
    days = [form for form in likely_forms(text) if _DAY.fullmatch(form)]
    return _one_of(days) or _("Write a day, such as 2018-03-22.")


def _one_of(forms: Sequence[str]) -> str:
    if not forms:
        return ""
    if len(forms) == 1:
        return _("Write {form}.", form=forms[0])
    return _("Write {first} or {second}, whichever is meant.", first=forms[0], second=forms[1])


def _number(text: str) -> str:
    found = _only_number(text)
    if len(found) == 1:
        return _("Write a number with a point, and nothing else: {number}.", number=found[0])
    if found:
        return _("Write a number without marks of thousands: {whole} or, if the mark is that of decimals, {decimal}.", whole=found[0], decimal=found[1])  # fmt: skip
    return _("Write a number with a point, such as 8070000 or 8.07.")


def whole_number(text: str) -> str:
    """Return what to write for a text that should be a whole number."""
    if _SHORTENED.fullmatch(text):
        return _("A spreadsheet has shortened this number; write it with all its digits.")
    if found := in_other_digits(text):
        return _("Write a whole number in digits alone: {number}.", number=found)
    return _("Write a whole number in digits alone, such as 1027.")


def in_other_digits(text: str) -> str:
    """Return the whole number that a text with marks of thousands, or an exponent, may be; else nothing.

    >>> in_other_digits("1,214,520"), in_other_digits("1214520"), in_other_digits("Uno")
    ('1214520', '', '')
    """
    if _SHORTENED.fullmatch(text):
        return in_digits(Decimal(text.replace(",", ".")))
    whole = [number for number in map(in_digits, readings(text)) if number.isdecimal()]
    return whole[0] if whole and whole[0] != text else ""


def _only_number(text: str) -> list[str]:
    """Return what the one number of a text may be."""
    told = figures(text)
    read: Sequence[Decimal] = readings(text) or (told[0].readings if len(told) == 1 else ())
    return [in_digits(number) for number in read]


def _address(text: str) -> str:
    several = [item for item in re.split(r"[;,\s]+", text) if is_address(item)]
    if len(several) > 1:
        return _("Write one address alone, such as {address}.", address=several[0])
    if _ADDRESS.match(text):
        return _("Write it without spaces: {address}.", address=quote(text, safe=":/?#[]@!$&'()*+,;=%~"))  # fmt: skip
    if _DOMAIN.fullmatch(text):
        return _("Write {address}.", address=f"https://{text}")
    return _("Write the address of a web page, such as https://www.example.org.")


def _choice(form: str) -> Remedy:
    return lambda _text: _("Write one of: {choices}.", choices=form.replace("|", ", "))


def _key(text: str, form: str) -> str:
    kind, _slash, rest = text.rpartition("/")
    made = slug(rest)
    examples = [made, *(f"{one}/{made}" for one in (kind.lower(), *_KINDS) if one)]
    fitting = next((one for one in examples if made and re.fullmatch(form, one)), "")
    if not fitting:
        return _("Write it in the form of a key: small letters, digits and hyphens.")
    if "/" in fitting and not kind:
        return _("Write what kind of thing it is and its key, such as {key}.", key=fitting)
    return _("Write it in the form of a key, in small letters with hyphens: {key}.", key=fitting)
