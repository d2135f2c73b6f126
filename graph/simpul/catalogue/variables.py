"""The variables of a query that are parameters, as grlc names them (https://github.com/CLARIAH/grlc/wiki)."""

import re
from typing import Final

from simpul.terms import PREFIXES, XSD

_XSD_TYPES: Final = [
    "anyURI",
    "boolean",
    "byte",
    "date",
    "dateTime",
    "decimal",
    "double",
    "duration",
    "float",
    "gDay",
    "gMonth",
    "gMonthDay",
    "gYear",
    "gYearMonth",
    "int",
    "integer",
    "long",
    "negativeInteger",
    "nonNegativeInteger",
    "nonPositiveInteger",
    "positiveInteger",
    "short",
    "time",
    "unsignedByte",
    "unsignedInt",
    "unsignedLong",
    "unsignedShort",
]
PARAMETER: Final = re.compile(
    r"__?(?P<name>[A-Za-z0-9]+)(?:_(?:"
    rf"(?P<prefix>{'|'.join(PREFIXES)})_(?P<local>[A-Za-z0-9]+)|(?P<type>[a-z]+|{'|'.join(_XSD_TYPES)})"
    r"))?"
)
"""A variable that is a parameter: its name, and a type, a language or a datatype."""
_LANGUAGE: Final = re.compile(r"[a-z]{2}")


def type_of(variable: str) -> str:
    """Return the type that a parameter has by its variable's name.

    >>> type_of("_city_iri"), type_of("__since_date"), type_of("_name_en"), type_of("_name")
    ('thing', 'date', 'text', 'text')
    """
    known = {"iri": "thing", "date": "date", "integer": "integer", "number": "number"}
    return known.get(_suffix(variable), "text")


def language_of(variable: str) -> str:
    """Return the language that a text has by its variable's name; empty for none.

    >>> language_of("_name_en"), language_of("_name_iri")
    ('en', '')
    """
    suffix = _suffix(variable)
    return suffix if _LANGUAGE.fullmatch(suffix) else ""


def datatype_of(variable: str) -> str:
    """Return the datatype that a value has by its variable's name; empty for none.

    >>> datatype_of("_day_xsd_date") == datatype_of("_day_date") == XSD + "date", datatype_of("_name_en")
    (True, '')
    """
    match = PARAMETER.fullmatch(variable)
    if match and match["prefix"]:
        return PREFIXES[match["prefix"]] + match["local"]
    suffix = _suffix(variable)
    return XSD + suffix if suffix in _XSD_TYPES else ""


def _suffix(variable: str) -> str:
    match = PARAMETER.fullmatch(variable)
    return (match and match["type"]) or ""
