"""What a request of HTTP asks: read whole and within bounds before anybody is set to work."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.types import Receive, Scope

from simpul.locale import translate as _
from simpul.site.asking import Asked
from simpul.site.failures import RefusedError
from simpul.site.negotiation import language
from simpul.site.routes import Route

FORM: Final = "application/x-www-form-urlencoded"
LANGUAGE_COOKIE: Final = "language"
_LANGUAGES: Final = ("en", "id", "ko")
_LARGEST: Final = 4_000_000
"""Bytes of a body."""
_MOST_PARAMETERS: Final = 5000
_SECONDS: Final = 30.0
"""In which a body must be there."""


class GoneError(Exception):
    """The client went away."""


async def read(scope: Scope, receive: Receive, route: Route, right: str) -> Asked:
    """Return what a request asks.

    Args:
        scope: The request, as ASGI has it, with the path below the address of the site.
        receive: Gives its body.
        route: The route that it fits.
        right: The access right of who sends it.

    Raises:
        RefusedError: It is too large, too slow, or not well formed.
        GoneError: The client went away.
    """
    headers = Headers(scope=scope)
    parameters = _parameters(scope["query_string"])
    content, content_type = b"", ""
    if scope["method"] == "POST":
        content, content_type = await _body(receive, headers), headers.get("content-type", "")
        if content_type.partition(";")[0].strip().lower() == FORM:
            parameters += _parameters(content)
            content = b""
    return Asked(
        page=route.page,
        path=scope["path"],
        words=scope.get("path_params", {}),
        parameters=parameters,
        method="POST" if scope["method"] == "POST" else "GET",
        content=content,
        content_type=content_type,
        accept=headers.get("accept", ""),
        language=spoken(headers, parameters),
        right=right,
    )


def spoken(headers: Headers, parameters: Sequence[tuple[str, str]] = ()) -> str:
    """Return the language of the answer: as the address says, else as its reader chose, else as the browser would have it."""
    for name, value in parameters:
        if name == "lang" and value in _LANGUAGES:
            return value
    for part in headers.get("cookie", "").split(";"):
        name, _equals, value = part.strip().partition("=")
        if name == LANGUAGE_COOKIE and value in _LANGUAGES:
            return value
    return language(headers.get("accept-language", ""), _LANGUAGES) or _LANGUAGES[0]


def _parameters(text: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            text.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except ValueError:  # UnicodeDecodeError is one
        raise RefusedError(
            HTTPStatus.BAD_REQUEST,
            _("The parameters are not well formed: names and values are percent-encoded UTF-8."),
        ) from None


async def _body(receive: Receive, headers: Headers) -> bytes:
    too_large = RefusedError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        _("A request may have {bytes} bytes, and this has more.", bytes=_LARGEST),
    )
    told = headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > _LARGEST:
        raise too_large
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise GoneError
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > _LARGEST:
                    raise too_large
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError:
        raise RefusedError(
            HTTPStatus.REQUEST_TIMEOUT, _("The request did not come to its end.")
        ) from None
