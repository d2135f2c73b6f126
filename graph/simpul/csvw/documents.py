"""JSON files read so that no file, however it is made, does harm or goes untold."""

import json
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

from simpul.errors import DataError, Place, Problem
from simpul.locale import translate as _

Json: TypeAlias = dict[str, Any]
"""A JSON object; what is in it is checked where it is read."""
_LARGEST: Final = 50_000_000
"""Bytes of a metadata file; a table may be larger."""


def read_object(path: Path, shown: str) -> Json:
    """Return the JSON object in a file.

    Args:
        path: The file.
        shown: Its name for the problems.

    Raises:
        DataError: It is not there, not readable, no JSON, or no object.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise wrong(shown, _("is too large for metadata."), "")
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise wrong(shown, _("cannot be read: {reason}.", reason=error.strerror), "") from None
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
    except (RecursionError, ValueError):
        raise wrong(
            shown, _("is nested too deeply, or contains a number that is too long."), ""
        ) from None
    if not isinstance(document, dict):
        raise wrong(shown, _("is not a JSON object."), _("Begin it with {{ and end it with }}."))
    return cast("Json", document)


def located(path: Path, root: Path) -> Path | None:
    """Return where a path leads, links followed; None where that is no place below a folder."""
    try:
        whole = path.resolve()
    except (ValueError, OSError, RuntimeError):
        return None  # a NUL in the name, a name too long, or links in a circle
    return whole if whole.is_relative_to(root.resolve()) else None


def wrong(shown: str, what: str, remedy: str) -> DataError:
    """Return the error of a file that is wrong as a whole."""
    return DataError([Problem(place=Place(file=shown), what=what, remedy=remedy)])
