"""The decorators of a header: those that are honoured, those that only a web API of grlc needs, and slips.

https://github.com/CLARIAH/grlc describes those of grlc: ``defaults`` and ``enumerate`` name parameters, with values.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from simpul.catalogue.question import Parameter, Question
from simpul.errors import QueryError, did_you_mean, shortened
from simpul.locale import translate as _

DEFAULTS: Final = "defaults"
CHOICES: Final = "enumerate"
_BY_PARAMETER: Final = (DEFAULTS, CHOICES)
_HONOURED: Final = frozenset(
    (
        *_BY_PARAMETER,
        "columns",
        "description",
        "description_id",
        "facts",
        "languages",
        "params",
        "summary",
        "summary_id",
        "tags",
    )
)
_OF_A_WEB_API: Final = frozenset(
    (
        "auth",
        "endpoint",
        "endpoint-method",
        "endpoint_in_url",
        "method",
        "mime",
        "pagination",
        "transform",
    )
)
_MARKS: Final = re.compile(r"\??_{0,2}(?P<name>[^_]*)(?:_.*)?")
"""How grlc's own names of variables are written, of which only the parameter's name counts."""


def by_parameter(header: Mapping[str, Any], key: str, query: str) -> dict[str, tuple[str, ...]]:
    """Return what a decorator says of each parameter: a mapping or a list of mappings, or mere names.

    Raises:
        QueryError: It says something else.
    """
    stated = cast("object", header.get(key) or {})
    found: dict[str, tuple[str, ...]] = {}
    for item in cast("list[object]", stated) if isinstance(stated, list) else [stated]:
        named = cast("dict[object, object]", item) if isinstance(item, dict) else {item: None}
        for name, values in named.items():
            found[_bare(name)] = _texts(values, key, query)
    return found


def _bare(name: object) -> str:
    written = str(name)
    match = _MARKS.fullmatch(written)
    return (match and match["name"]) or written


def _texts(values: object, key: str, query: str) -> tuple[str, ...]:
    items = cast("list[object]", values) if isinstance(values, list) else [values]
    if any(isinstance(item, list | dict) for item in items):
        raise QueryError(
            _(
                "In the header of {name}, {key} is neither a text nor a list of texts.",
                name=query,
                key=key,
            )
        )
    return tuple(str(item) for item in items if item is not None)


def unused(header: Mapping[str, Any], parameters: list[Parameter], query: str) -> tuple[str, ...]:
    """Return the decorators that say nothing here, and behind ``defaults`` and ``enumerate`` the names of no parameter."""
    known = {parameter.name for parameter in parameters}
    strays = [
        f"{key} {name}"
        for key in _BY_PARAMETER
        for name in by_parameter(header, key, query)
        if name not in known
    ]
    return (*(str(key) for key in header if key not in _HONOURED), *strays)


def remarks(asked: Question) -> Iterator[str]:
    """Yield a sentence on each decorator that a question has in vain."""
    names = [parameter.name for parameter in asked.parameters]
    for decorator in asked.unused:
        key, _blank, name = decorator.partition(" ")
        if name and key in _BY_PARAMETER:
            yield _(
                "The decorator {key} names {name}, which is no parameter of {question}.",
                key=key,
                name=shortened(name),
                question=asked.name,
            ) + did_you_mean(name, names)
        elif decorator in _OF_A_WEB_API:
            yield _("The decorator {key} is for a web API and does nothing here.", key=decorator)
        else:
            known = sorted(_HONOURED | _OF_A_WEB_API)
            what = _("There is no decorator {key}.", key=shortened(decorator))
            yield what + did_you_mean(decorator, known)
