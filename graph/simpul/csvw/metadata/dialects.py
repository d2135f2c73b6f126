"""Dialect descriptions: how a table's file is written."""

import codecs
from dataclasses import replace
from typing import Any, Final, cast

from simpul.csvw import vocabulary as names
from simpul.csvw.metadata.document import Document, short
from simpul.csvw.model import Dialect
from simpul.locale import translate as _

_FIELDS: Final = {
    "commentPrefix": "comment",
    "delimiter": "delimiter",
    "doubleQuote": "double_quote",
    "encoding": "encoding",
    "header": "header",
    "headerRowCount": "header_rows",
    "lineTerminators": "line_ends",
    "quoteChar": "quote",
    "skipBlankRows": "skip_blank",
    "skipColumns": "skip_columns",
    "skipInitialSpace": "skip_initial_space",
    "skipRows": "skip_rows",
    "trim": "trim",
}
_FLAGS: Final = frozenset(("doubleQuote", "header", "skipBlankRows", "skipInitialSpace"))
_COUNTS: Final = frozenset(("headerRowCount", "skipColumns", "skipRows"))
_NO_FILE: Final = frozenset(
    ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7")
)
"""Encodings of Python that are none of a file (https://encoding.spec.whatwg.org): of names, of its own source, of mail."""


def dialect_of(document: Document, path: str, item: dict[str, Any]) -> Dialect:
    """Return a dialect; what does not fit is warned of and its default taken."""
    found: dict[str, Any] = {}
    for name, value in item.items():
        if name not in names.DIALECT:
            document.warn(f"{path}.{name}", _("is not a property here."))
        elif name in _FIELDS:
            if _fits(name, value):
                found[_FIELDS[name]] = _plain(name, value)
            else:
                document.warn(f"{path}.{name}", _("{value} does not fit.", value=short(value)))
    made = Dialect(**found)
    if made.delimiter and (made.delimiter == made.quote or set(made.delimiter) & {"\r", "\n"}):
        what = _("{value} does not fit.", value=short(made.delimiter))
        document.warn(f"{path}.delimiter", what)
        made = replace(made, delimiter=None)
    return made


def _fits(name: str, value: object) -> bool:  # noqa: PLR0911 - one return for each kind of value
    if name in _FLAGS:
        return isinstance(value, bool)
    if name in _COUNTS:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    match name:
        case "commentPrefix":
            return value is None or (isinstance(value, str) and value != "")
        case "quoteChar":
            return value is None or (isinstance(value, str) and len(value) == 1)
        case "delimiter":
            return isinstance(value, str) and value != ""
        case "trim":
            return isinstance(value, bool) or value in ("true", "false", "start", "end")
        case "encoding":
            return isinstance(value, str) and _is_encoding(value)
        case _:
            items = cast("list[object]", value) if isinstance(value, list) else [value]
            return all(isinstance(one, str) for one in items)


def _is_encoding(name: str) -> bool:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return found._is_text_encoding and found.name not in _NO_FILE  # noqa: SLF001 - the only word on hex, rot13 and the like


def _plain(name: str, value: Any) -> Any:  # noqa: ANN401 - of the field's own type
    if name == "trim":
        return str(value).lower()
    if name == "lineTerminators":
        return tuple(cast("list[str]", value)) if isinstance(value, list) else (value,)
    return value
