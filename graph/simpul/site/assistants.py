"""Assistants at the site: ``/mcp`` over HTTP, and a process of their own on the standard streams.

The library that speaks the protocol takes a second to be read, so that it is read when the first assistant comes.
"""

import asyncio
import contextlib
import importlib
import os
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from starlette.types import Receive, Scope, Send

from simpul.errors import MissingToolError
from simpul.locale import translate as _
from simpul.site.asking import Asked, Reply
from simpul.site.failures import RefusedError
from simpul.site.pool import Pool
from simpul.site.renewal import follow
from simpul.site.site import Settings

if TYPE_CHECKING:
    from simpul.site.mcp import Asker, OverHttp
    from simpul.site.messages import Answered

_WORKERS: Final = 2
"""Processes that answer one assistant on the standard streams."""
_MODULE: Final = "simpul.site.mcp"


class Assistants:
    """What answers assistants over HTTP.

    Args:
        pool: Those who answer.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._speaker: asyncio.Future[OverHttp] | None = None
        self._open: asyncio.Task[None] | None = None

    async def answer(self, asked: Asked, client: str, scope: Scope, receive: Receive, send: Send) -> None:  # fmt: skip
        """Answer a request whose content has been read.

        When the client goes away before, that is the end of it.

        Args:
            asked: The request.
            client: What tells its client from others.
            scope: The request, as ASGI has it.
            receive: Says when the client goes away.
            send: Sends.
        """
        speaker = await self._ready()
        from simpul.site.mcp import ASKER, Asker

        asker = Asker(right=asked.right, language=asked.language, client=client)
        read = asyncio.Event()

        async def content() -> MutableMapping[str, Any]:
            if read.is_set():
                return {"type": "http.disconnect"}
            read.set()
            return {"type": "http.request", "body": asked.content, "more_body": False}

        answering = asyncio.create_task(speaker.answer({**scope, ASKER: asker}, content, send))
        listening = asyncio.create_task(_gone(receive))
        try:
            await asyncio.wait({answering, listening}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (answering, listening):
                if not task.done():
                    task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await answering

    async def _ready(self) -> "OverHttp":
        """Return what speaks the protocol; it is opened when it is first needed."""
        if self._speaker is None:
            self._speaker = asyncio.get_running_loop().create_future()
            self._open = asyncio.create_task(self._kept_open(self._speaker))
        return await asyncio.shield(self._speaker)

    async def _kept_open(self, speaker: "asyncio.Future[OverHttp]") -> None:
        try:
            module = await asyncio.to_thread(importlib.import_module, _MODULE)
        except ImportError:
            told = f"{_('This needs {tool}, which is not installed.', tool='mcp')} {remedy()}"
            speaker.set_exception(RefusedError(HTTPStatus.NOT_IMPLEMENTED, told))
            return
        over_http: OverHttp = module.OverHttp(asking(self._pool))
        async with over_http.open():
            speaker.set_result(over_http)
            await asyncio.Event().wait()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def refuse_others(headers: Mapping[str, str], hosts: frozenset[str]) -> None:
    """Refuse what a page of another site sends.

    Args:
        headers: Of the request.
        hosts: As in ``is_own``.

    Raises:
        RefusedError: It is such.
    """
    if not is_own(headers.get("origin", ""), hosts, headers.get("host", "")):
        raise RefusedError(HTTPStatus.FORBIDDEN, _("Pages of other sites may not ask here."))


def is_own(origin: str, hosts: frozenset[str], host: str) -> bool:
    """Return whether a page that sends a request lies at the site itself, or it is no page that does.

    A page elsewhere could have who looks at it ask with what the browser keeps for them, or reach a site of their own
    machine.

    Args:
        origin: The origin that the browser names; empty where it is none that asks.
        hosts: The names by which the site goes; any where there are none.
        host: The name by which it was called.

    >>> is_own("", frozenset(), "a.example"), is_own("https://b.example", frozenset(), "a.example:80")
    (True, False)
    """
    if not origin:
        return True
    try:
        name = urlsplit(origin).hostname or ""
    except ValueError:
        return False
    own = hosts or {host.rpartition(":")[0] or host}
    return name in own or f"[{name}]" in own


def asking(pool: Pool) -> "Callable[[Asked, Asker], Awaitable[Reply]]":
    """Return what has a page answer by a pool."""

    async def ask(asked: Asked, asker: "Asker") -> Reply:
        answered: Answered = await pool.ask(asked, asker.client)
        if answered.file is None:
            return answered.reply
        try:
            body = b"".join(_read(answered.file, answered.size))
        finally:
            os.close(answered.file)
        reply = answered.reply
        return Reply(status=reply.status, media_type=reply.media_type, body=body)

    return ask


def _read(file: int, size: int) -> Iterator[bytes]:
    """Yield what is in a file, from its beginning."""
    place = 0
    while place < size and (piece := os.pread(file, size - place, place)):
        place += len(piece)
        yield piece


def speak(settings: Settings, right: str) -> None:
    """Answer one assistant on the standard streams, until it goes.

    Args:
        settings: What is answered from.
        right: The access right that it has.

    Raises:
        SimpulError: The store cannot be opened.
        MissingToolError: What speaks the protocol is not installed.
    """
    try:
        importlib.import_module(_MODULE)
    except ImportError:
        raise MissingToolError("mcp", remedy()) from None
    asyncio.run(_speak(settings, right))


def remedy() -> str:
    """Return how to install what speaks the protocol."""
    return _("Install it: pip install 'simpul[mcp]'.")


async def _speak(settings: Settings, right: str) -> None:
    from simpul.site.mcp import Asker, over_stdio

    pool = Pool(settings, _WORKERS)
    await pool.open()
    following = asyncio.create_task(follow(pool, settings.store))
    try:
        await over_stdio(asking(pool), Asker(right=right, language=settings.language))
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        await pool.close()
