"""The language Simpul speaks: English as written in the code, Indonesian from a table.

The text in the code is the key (as in gettext), so that a reader of the code sees what a user sees.
"""

import contextlib
import functools
import locale
import string
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextvars import ContextVar
from typing import Concatenate, Final, ParamSpec, Protocol, TypeAlias, TypeVar

from simpul.terminal import one_line

LANGUAGES: Final = ("en", "id")
_DEFAULT: Final = "en"

Texts: TypeAlias = Mapping[str, str]
"""A text by language."""


_language: ContextVar[str] = ContextVar("language", default=_DEFAULT)
"""The language of the call that is running: each thread and each task has its own."""


def current() -> str:
    """Return the language in use: ``en`` or ``id``."""
    return _language.get()


def use(language: str) -> None:
    """Use this language for the rest of this thread or task; an unknown one means English."""
    _language.set(language if language in LANGUAGES else _DEFAULT)


@contextlib.contextmanager
def speaking(language: str) -> Generator[None]:
    """Use this language inside the block, and the previous one after it.

    A generator must not yield inside such a block: its caller would speak the language too.

    >>> with speaking("id"):
    ...     current()
    'id'
    """
    token = _language.set(language if language in LANGUAGES else _DEFAULT)
    try:
        yield
    finally:
        _language.reset(token)


class Speaker(Protocol):
    """Something that has a language of its own."""

    @property
    def language(self) -> str:
        """The language, ``en`` or ``id``."""
        ...


_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")
_Self = TypeVar("_Self", bound=Speaker)


def in_its_language(
    method: Callable[Concatenate[_Self, _Arguments], _Result],
) -> Callable[Concatenate[_Self, _Arguments], _Result]:
    """Make a method use the language of its object, whatever the calling thread uses."""

    @functools.wraps(method)
    def spoken(
        self: _Self, /, *arguments: _Arguments.args, **options: _Arguments.kwargs
    ) -> _Result:
        with speaking(self.language):
            return method(self, *arguments, **options)

    return spoken


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
    r"""Return the text in the language in use, its ``{places}`` filled with the values.

    >>> translate("No store at {path}.", path="x")
    'No store at x.'
    >>> translate("No store at {path}.", path="a\nb")
    'No store at a⏎b.'
    """
    if current() == "id":
        from simpul.locale.indonesian import INDONESIAN

        text = INDONESIAN.get(text, text)
    return _IN_ONE_LINE.format(text, **values)


class _InOneLine(string.Formatter):
    """Fills a text, in which a value cannot begin a line."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Return a value as it stands in the text."""
        return one_line(super().format_field(value, format_spec))


_IN_ONE_LINE: Final = _InOneLine()


def marked(text: str) -> str:
    """Return a text as it is: one that stands in a record is translated where it is shown."""
    return text


def decimal(value: float, places: int) -> str:
    """Return a number with so many decimals, written as the language in use writes it.

    >>> decimal(0.2581, 3)
    '0.258'
    """
    written = f"{value:.{places}f}"
    return written.replace(".", ",") if current() == "id" else written


def by_language(tagged: Iterable[tuple[str | None, str]]) -> dict[str, str]:
    """Return texts by language: one of a region or a script serves its language too, unless that has its own.

    Tags are compared without case (RDF 1.1, section 3.3), and ``en-US`` is English (RFC 4647, section 3.3.1).
    Where a tag has several texts, the first is taken.

    >>> by_language([("en-US", "Color"), ("ID-id", "Warna"), (None, "#f00")])
    {'en': 'Color', 'id': 'Warna', '': '#f00'}
    >>> by_language([("en-US", "Color"), ("en", "Colour")])
    {'en-us': 'Color', 'en': 'Colour'}
    """
    found: dict[str, str] = {}
    for tag, text in tagged:
        found.setdefault((tag or "").lower(), text)
    served: dict[str, str] = {}
    for tag, text in found.items():
        language = tag.partition("-")[0]
        served[tag if language in found or language in served else language] = text
    return served


def said(texts: Texts, language: str = "") -> str:
    """Return the text in a language (the one in use unless told), else in English, else without a language, else any.

    >>> said({"ko": "부산", "": "Busan"}), said({"ko": "서울", "en": "Seoul"}), said({"ko": "서울"}), said({})
    ('Busan', 'Seoul', '서울', '')
    """
    for tag in (language or current(), _DEFAULT, ""):
        if found := texts.get(tag):
            return found
    return next(iter(texts.values()), "")
