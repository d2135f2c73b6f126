"""A reply as HTTP has it: its headers, whole, and as fast as the client takes it."""

import asyncio
import gzip
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final, Self

from starlette.types import Send

from simpul.site.asking import Asked, Reply
from simpul.site.messages import Answered

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_DEPENDS: Final = "Accept-Encoding, Accept-Language, Authorization, Cookie"
_SECONDS: Final = 60.0
"""In which a client must take each piece of an answer."""
_PIECE: Final = 256 * 1024
_WORTH: Final = 1000
"""Bytes of a text from which packing is worth it."""
_TEXTS: Final = ("text/", "application/json", "application/ld+json", "application/problem+json", "application/atom+xml", "application/xml", "image/svg+xml")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A reply that can be sent any number of times.

    Attributes:
        reply: The reply, with its body.
        packed: Its body by gzip; empty where that is not worth it.
    """

    reply: Reply
    packed: bytes = b""

    @classmethod
    def of(cls, reply: Reply, *, pack: bool) -> Self:
        """Return a reply whose headers have its tag.

        Args:
            reply: The reply, with its body.
            pack: Whether clients may have it packed.
        """
        if "etag" not in reply.headers and (tag := reply.tag):
            reply = replace(reply, headers={**reply.headers, "etag": tag})
        worth = pack and len(reply.body) > _WORTH and reply.media_type.startswith(_TEXTS)
        return cls(reply=reply, packed=gzip.compress(reply.body, 3, mtime=0) if worth else b"")


def headers_of(
    reply: Reply, asked: Asked, *, prefix: str, open_to_scripts: bool = False
) -> dict[str, str]:
    """Return the headers of a reply, without those of its length and packing."""
    headers = {
        "content-type": reply.media_type,
        "content-security-policy": POLICY,
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "vary": ", ".join((*reply.vary, _DEPENDS)),
        "cache-control": _cached(reply, asked),
    }
    if open_to_scripts:
        headers["access-control-allow-origin"] = "*"
        headers["access-control-expose-headers"] = "Link, Retry-After"
    else:
        headers["cross-origin-resource-policy"] = "same-origin"
    if reply.media_type.startswith("text/html"):
        headers["content-language"] = asked.language
    for name, value in reply.headers.items():
        headers[name.lower()] = _in_one_line(value)
    if headers.get("location", "").startswith("/"):
        headers["location"] = prefix + headers["location"]
    return headers


def _cached(reply: Reply, asked: Asked) -> str:
    if asked.right != "public":
        return "private, no-store"
    if reply.changes:
        return "no-store"
    return f"public, max-age={reply.seconds}" if reply.seconds else "public, no-cache"


def _in_one_line(value: str) -> str:
    """Return a value that cannot end its header."""
    if value.isascii() and value.isprintable():
        return value
    return "".join(c if " " <= c <= "~" else "?" for c in value)


def is_had(headers: Mapping[str, str], asks_for: str) -> bool:
    """Return whether a client has this already.

    Args:
        headers: As from ``headers_of``.
        asks_for: The tags of what it has, as its header says.
    """
    tag = headers.get("etag", "")
    return bool(tag) and (asks_for == "*" or tag in asks_for)


async def send_unchanged(send: Send, headers: Mapping[str, str]) -> None:
    """Tell a client that what it has is still so."""
    kept = {name: value for name, value in headers.items() if name != "content-type"}
    await _send(send, HTTPStatus.NOT_MODIFIED, kept, b"")


async def send_ready(
    send: Send, ready: Ready, headers: Mapping[str, str], *, encodings: str, head: bool
) -> int:
    """Send a reply whose body is at hand, and return its size.

    Args:
        send: Sends.
        ready: The reply.
        headers: As from ``headers_of``.
        encodings: The packings that the client takes, as its header says.
        head: It wants no body.
    """
    body, sent = ready.reply.body, dict(headers)
    if ready.packed and "gzip" in encodings:
        body = ready.packed
        sent["content-encoding"] = "gzip"
    sent["content-length"] = str(len(body))
    await _send(send, ready.reply.status, sent, b"" if head else body)
    return len(body)


async def send_file(
    send: Send, answered: Answered, headers: Mapping[str, str], *, head: bool
) -> None:
    """Send a reply whose body is in a file, piece by piece, and close it."""
    assert answered.file is not None  # noqa: S101 - it is one whose body is in a file
    try:
        sent = {**headers, "content-length": str(answered.size)}
        await _start(send, answered.reply.status, sent)
        place = 0
        while place < answered.size and not head:
            piece = os.pread(answered.file, _PIECE, place)
            place += len(piece)
            async with asyncio.timeout(_SECONDS):
                await send(
                    {
                        "type": "http.response.body",
                        "body": piece,
                        "more_body": place < answered.size,
                    }
                )
        if head or not answered.size:
            await send({"type": "http.response.body", "body": b""})
    finally:
        os.close(answered.file)


async def _send(send: Send, status: int, headers: Mapping[str, str], body: bytes) -> None:
    await _start(send, status, headers)
    async with asyncio.timeout(_SECONDS):
        await send({"type": "http.response.body", "body": body})


async def _start(send: Send, status: int, headers: Mapping[str, str]) -> None:
    encoded = [
        (name.encode("ascii"), value.encode("ascii", "replace")) for name, value in headers.items()
    ]
    await send({"type": "http.response.start", "status": int(status), "headers": encoded})
