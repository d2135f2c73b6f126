"""What a request of HTTP asks: read whole and within bounds before anybody is set to work."""

import asyncio
import contextlib
from binascii import a2b_qp
from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Final
from urllib.parse import unquote_to_bytes

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


def received(scope: Scope) -> Mapping[str, str]:
    """Return the headers of a request by their names in small letters; of several of one name, the first."""
    return {
        name.decode("latin-1"): value.decode("latin-1")
        for name, value in reversed(scope["headers"])
    }


def announced(route: Route, scope: Scope, headers: Mapping[str, str]) -> Asked:
    """Return what the head of a request says of what is asked.

    Args:
        route: The route that it fits.
        scope: The request, as ASGI has it, with its path, and that which was sent, below the address of the site.
        headers: As from ``received``.
    """
    return Asked(
        page=route.page,
        path=scope["path"],
        sent=scope.get("raw_path", b"").decode("latin-1"),
        words=scope.get("path_params", {}),
        method="POST" if scope["method"] == "POST" else "GET",
        accept=headers.get("accept", ""),
        language=_of_browser(headers),
    )


async def read(
    head: Asked, scope: Scope, receive: Receive, headers: Mapping[str, str], right: str
) -> Asked:
    """Return what a request asks.

    Args:
        head: What its head says of it, as from ``announced``.
        scope: The request, as ASGI has it.
        receive: Gives its body.
        headers: As from ``received``.
        right: The access right of who sends it.

    Raises:
        RefusedError: It is too large, too slow, or not well formed.
        GoneError: The client went away.
    """
    found = parameters(scope["query_string"])
    content, content_type = b"", ""
    if head.method == "POST":
        content, content_type = await _body(receive, headers), headers.get("content-type", "")
        if content_type.partition(";")[0].strip().lower() == FORM:
            found += parameters(content)
            content = b""
    return replace(
        head,
        parameters=found,
        content=content,
        content_type=content_type,
        language=_of_address(found) or head.language,
        right=right,
    )


def _of_address(parameters: Sequence[tuple[str, str]]) -> str:
    """Return the language that the address names, which goes before all else; empty where it names none."""
    named = (value for name, value in parameters if name == "lang" and value in _LANGUAGES)
    return next(named, "")


def _of_browser(headers: Mapping[str, str]) -> str:
    """Return the language that the reader chose here, else the one that the browser would have."""
    for part in headers.get("cookie", "").split(";"):
        name, _equals, value = part.strip().partition("=")
        if name == LANGUAGE_COOKIE and value in _LANGUAGES:
            return value
    return language(headers.get("accept-language", ""), _LANGUAGES) or _LANGUAGES[0]


def parameters(text: bytes) -> list[tuple[str, str]]:
    """Return the names and values of a form (``application/x-www-form-urlencoded``), as ``urllib.parse.parse_qsl`` does.

    Raises:
        RefusedError: It is none, or there are too many.
    """
    if text.isascii() and text.count(b"&") < _MOST_PARAMETERS:
        split = (piece.partition(b"=") for piece in text.split(b"&") if piece)
        with contextlib.suppress(UnicodeDecodeError):
            return [(_decoded(name), _decoded(value)) for name, _equals, value in split]
    raise RefusedError(
        HTTPStatus.BAD_REQUEST,
        _("The parameters are not well formed: names and values are percent-encoded UTF-8."),
    )


def _decoded(written: bytes) -> str:
    """Return a name or value; a percent sign that begins no escape is one.

    A query has a thousand escapes. Quoted-printable is the same with another sign, and read in C, in a twentieth of the
    time; where it would read on differently, it comes out longer or shorter.

    Raises:
        UnicodeDecodeError: It is no UTF-8.
    """
    escaped = written.replace(b"+", b" ").replace(b"=", b"%3D")
    plain = a2b_qp(escaped.replace(b"%", b"="))
    is_same = len(escaped) - len(plain) == 2 * escaped.count(b"%")
    if not is_same or b"\n" in written or b"\r" in written:
        plain = unquote_to_bytes(escaped)
    return plain.decode()


async def _body(receive: Receive, headers: Mapping[str, str]) -> bytes:
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
