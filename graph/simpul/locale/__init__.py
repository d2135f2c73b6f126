"""The language Simpul speaks: English as written in the code, Indonesian from a table.

The text in the code is the key (as in gettext), so that a reader of the code sees what a user sees.
"""

import locale
from collections.abc import Mapping, Sequence
from typing import Final

LANGUAGES: Final = ("en", "id")
_DEFAULT: Final = "en"


class _Choice:
    """The language of this process; one command speaks one language."""

    language: str = _DEFAULT


def current() -> str:
    """Return the language in use: ``en`` or ``id``."""
    return _Choice.language


def use(language: str) -> None:
    """Speak this language from now on; an unknown one means English."""
    _Choice.language = language if language in LANGUAGES else _DEFAULT


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language that the command line, ``SIMPUL_LANG`` or the locale asks for.

    Read before the command line is parsed, since the help itself is in that language.

    >>> choose(["query", "--lang", "id"], {})
    'id'
    >>> choose([], {"SIMPUL_LANG": "en", "LANG": "id_ID.UTF-8"})
    'en'
    """
    for position, word in enumerate(arguments):
        if word == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    if said := environment.get("SIMPUL_LANG"):
        return said
    name = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG")
    code = locale.normalize(name or "").split("_")[0].lower()
    return {"id": "id", "in": "id"}.get(code, _DEFAULT)


def translate(text: str, /, **values: object) -> str:
    """Return the text in the language in use, its ``{places}`` filled with the values.

    >>> translate("No store at {path}.", path="x")
    'No store at x.'
    """
    if _Choice.language == "id":
        from simpul.locale.indonesian import INDONESIAN

        text = INDONESIAN.get(text, text)
    return text.format(**values)


def decimal(value: float, places: int) -> str:
    """Return a number with so many decimals, written as the language in use writes it.

    >>> decimal(0.2581, 3)
    '0.258'
    """
    written = f"{value:.{places}f}"
    return written.replace(".", ",") if _Choice.language == "id" else written
