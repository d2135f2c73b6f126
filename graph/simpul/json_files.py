"""JSON read so that no file, however it is made, does harm or goes untold (the only door to reading ``json``).

Python's reader takes what RFC 8259 does not know, and lets out whatever happens to it on the way: half of a
surrogate pair that no file can hold, numbers without end, nesting beyond its stack. All of it is one kind of
error here, with the file's name and what to do.
"""

import json
import re
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any, Final, NoReturn, TypeAlias, cast

from simpul.errors import DataError, Place, Problem
from simpul.locale import translate as _

Json: TypeAlias = dict[str, Any]
"""A JSON object; what is in it is checked where it is read."""
_LARGEST: Final = 50_000_000
"""Bytes of a file; a table may be larger."""
_DEEPEST: Final = 100
_LONGEST_NUMBER: Final = 1_000
_HALF: Final = re.compile(r"[\ud800-\udfff]")
_ESCAPED: Final = re.compile(r"\\u[dD][89a-fA-F]")


def read_object(path: Path, shown: str) -> Json:
    """Return the JSON object in a file.

    Args:
        path: The file.
        shown: Its name for the problems.

    Raises:
        DataError: It is not there, not readable, no JSON, or no object.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise wrong(shown, _("cannot be read: {reason}.", reason=error.strerror), "") from None
    if len(content) > _LARGEST:
        raise wrong(shown, _("is too large for metadata."), "")
    document = parsed(content, shown)
    if not isinstance(document, dict):
        raise wrong(shown, _("is not a JSON object."), _("Begin it with {{ and end it with }}."))
    return cast("Json", document)


def parsed(content: bytes, shown: str) -> object:
    """Return what JSON says: objects, lists, texts, finite numbers, true, false and null.

    Args:
        content: The JSON, in UTF-8.
        shown: The name of what holds it, for the problems.

    Raises:
        DataError: It is no JSON, or is made so that it could not be worked with.
    """
    try:
        text = content.decode("utf-8-sig")
        document = json.loads(
            text, parse_constant=_constant, parse_int=_integer, parse_float=_float
        )
        _check(document, halves=bool(_ESCAPED.search(text)))
    except json.JSONDecodeError as error:
        line, column, reason = error.lineno, error.colno, error.msg
        what = _(
            "is not JSON at line {line}, column {column}: {reason}.",
            line=line,
            column=column,
            reason=reason,
        )
        raise wrong(shown, what, _("Correct that line.")) from None
    except UnicodeDecodeError:
        raise wrong(shown, _("is not UTF-8."), _("Save it as UTF-8.")) from None
    except (RecursionError, _TooMuchError):
        what = _("is nested too deeply, or contains a number that is too long.")
        raise wrong(shown, what, "") from None
    except _NoJsonError as error:
        raise wrong(shown, str(error), _("Correct that value.")) from None
    return document


class _TooMuchError(ValueError):
    """More than anybody writes."""


class _NoJsonError(ValueError):
    """What Python takes for JSON, but RFC 8259 does not know or no file can hold."""


def _constant(name: str) -> NoReturn:
    raise _NoJsonError(_("contains {value}, which is no number in JSON.", value=name))


def _integer(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise _TooMuchError
    return int(text)


def _float(text: str) -> float:
    if len(text) > _LONGEST_NUMBER:
        raise _TooMuchError
    number = float(text)
    if not isfinite(number):
        raise _NoJsonError(_("contains {value}, which is too large a number.", value=text[:40]))
    return number


def _check(document: object, *, halves: bool) -> None:
    """Go through a document level by level, for its depth and for texts with half of a surrogate pair."""
    level, depth = [document], 0
    while level:
        if halves and any(_HALF.search(text) for text in _texts(level)):
            what = _("contains a text with half of a sign (an escape from \\ud800 to \\udfff).")
            raise _NoJsonError(what)
        level = [inner for value in level for inner in _within(value)]
        depth += 1
        if depth > _DEEPEST:
            raise _TooMuchError


def _texts(values: list[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from cast("Json", value)


def _within(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from cast("Json", value).values()
    elif isinstance(value, list):
        yield from cast("list[object]", value)


def wrong(shown: str, what: str, remedy: str) -> DataError:
    """Return the error of a file that is wrong as a whole."""
    return DataError([Problem(place=Place(file=shown), what=what, remedy=remedy)])
