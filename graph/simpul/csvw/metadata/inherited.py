"""Properties that a group, a table, a schema and a column may give, the nearest counting.

Metadata Vocabulary for Tabular Data, section 5.7: https://www.w3.org/TR/tabular-metadata/#inherited-properties
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, cast

from simpul.csvw import vocabulary as names
from simpul.csvw.metadata.datatypes import datatype_of
from simpul.csvw.metadata.document import Document, at, short
from simpul.csvw.model import Inherited
from simpul.csvw.templates import is_template
from simpul.json_files import Json
from simpul.locale import translate as _

_URL_TEMPLATES: Final = {"aboutUrl": "about", "propertyUrl": "property", "valueUrl": "value"}


def inherited_of(document: Document, path: str, item: Json, above: Inherited) -> Inherited:
    """Return the inherited properties as they stand at this object."""
    found: Json = {}
    for name in filter(names.INHERITED.__contains__, item):
        value, where = item[name], at(path, name)
        if name in _URL_TEMPLATES:
            found[_URL_TEMPLATES[name]] = _template(document, where, value)
        elif name == "datatype":
            found["datatype"] = datatype_of(document, where, value)
        elif _GOOD[name](value):
            if name == "null":
                value = tuple(cast("list[str]", value)) if isinstance(value, list) else (value,)
            if name != "textDirection":
                found[name] = value
        else:
            document.warn(where, _("{value} does not fit.", value=short(value)))
    return replace(above, **found) if found else above


def _template(document: Document, path: str, value: object) -> str:
    """Return a URI template; a wrong one is the empty one."""
    if isinstance(value, str) and is_template(value):
        return value
    document.warn(
        path, _("{value} is not a URI template.", value=short(value)), _("It is taken as empty.")
    )
    return ""


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _are_texts(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(one, str) for one in cast("list[object]", value))
    )


_GOOD: Final[Mapping[str, Callable[[object], bool]]] = {
    "default": _is_text,
    "lang": names.is_language,
    "null": _are_texts,
    "ordered": _is_flag,
    "required": _is_flag,
    "separator": lambda value: value is None or (isinstance(value, str) and value != ""),
    "textDirection": lambda value: value in ("rtl", "ltr", "auto", "inherit"),
}
