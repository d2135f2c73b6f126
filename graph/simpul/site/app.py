"""The site as an application of ASGI: routes to pages, each answered by the pool, and what every answer has in common."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import quote, unquote

from starlette.routing import Route as Path
from starlette.routing import Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from simpul.access import ACCESS
from simpul.locale import speaking
from simpul.locale import translate as _
from simpul.site import static
from simpul.site.asking import IN_A_PATH, TEXT, Asked, Reply
from simpul.site.assistants import Assistants, refuse_others
from simpul.site.clients import Allowance, pseudonym
from simpul.site.entrance import entrance, exit_
from simpul.site.failures import NotFoundError, RefusedError, refusal
from simpul.site.kept import Kept
from simpul.site.messages import Answered
from simpul.site.metrics import Metrics
from simpul.site.pool import Pool
from simpul.site.replies import (
    Ready,
    headers_of,
    is_had,
    send_file,
    send_ready,
    send_unchanged,
)
from simpul.site.requests import GoneError, announced, read, received
from simpul.site.routes import ROUTES, Route
from simpul.site.tokens import Tokens

LOOPBACK: Final = frozenset(("localhost", "127.0.0.1", "[::1]"))
_A_WHILE: Final = 0.1
"""Seconds after which somebody listens whether the client is still there."""
_A_YEAR: Final = 31_536_000
_NOBODY_THERE: Final = 499
"""The status that logs have, since nginx, where nobody was there to read an answer."""
_NOTHING: Final = frozenset((HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED))
_METRICS: Final = "text/plain; version=0.0.4; charset=utf-8"

_FOR_ALL: Final = frozenset((":enter", ":leave", ":health", ":ready", ":metrics", ":static"))
"""What is the same for everybody: it is there for those, too, whose token opens nothing any more."""

_MCP: Final = Route(path="/mcp", page=":mcp", methods=("POST",), kept=False)
"""Where assistants ask: there are no sessions, so that nothing is listened for or ended there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How the site is reached.

    Attributes:
        tokens: What opens more than what is public.
        prefix: The path of the address that people know it by.
        hosts: The names by which it may be called; any where there are none.
        secure: People reach it by HTTPS.
        rate: Requests a second that one client may send; 0 for as many as it likes.
    """

    tokens: Tokens
    prefix: str = ""
    hosts: frozenset[str] = LOOPBACK
    secure: bool = False
    rate: float = 100


def application(pool: Pool, door: Door) -> ASGIApp:
    """Return the site.

    Args:
        pool: Those who answer; open.
        door: How the site is reached.
    """
    front = _Front(pool, door)
    own = (
        Route(path="/health", page=":health"),
        Route(path="/ready", page=":ready"),
        Route(path="/metrics", page=":metrics"),
        Route(path="/static/{name:path}", page=":static"),
        Route(path="/enter", page=":enter", methods=("GET", "POST")),
        Route(path="/leave", page=":leave", methods=("POST",)),
    )
    pages = {one.path: _Page(front, one) for one in (*own, *ROUTES)}
    whole = {"/mcp": _Assistants(front)} | {path: pages[path] for path in pages if "{" not in path}
    methods = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"]
    parts = [Path(path, page, methods=methods) for path, page in pages.items() if "{" in path]
    nowhere = Path("/{path:path}", _Page(front, Route(path="*", page=":nowhere")), methods=methods)
    return _Paths(door.prefix, whole, Router([*parts, nowhere]))


class _Paths:
    """What leads a request to its page.

    The path of the site's address is taken from that of the request, where a proxy has not done so. A path that is in the
    table as it stands is found at once; the others are tried one after another.
    """

    def __init__(self, prefix: str, whole: Mapping[str, ASGIApp], parts: ASGIApp) -> None:
        self._sent, self._prefix = prefix.encode(), unquote(prefix)
        self._whole, self._parts = whole, parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if self._prefix and (path == self._prefix or path.startswith(f"{self._prefix}/")):
            path = path.removeprefix(self._prefix) or "/"
            sent = scope.get("raw_path", b"").removeprefix(self._sent) or b"/"
            scope = {**scope, "path": path, "raw_path": sent}
        await self._whole.get(path, self._parts)(scope, receive, send)


class _Page:
    """The end of a route."""

    def __init__(self, front: "_Front", route: Route) -> None:
        self._front, self._route = front, route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._front.answer(self._route, scope, receive, send)


class _Assistants:
    """Where assistants ask."""

    def __init__(self, front: "_Front") -> None:
        self._front = front

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._front.assist(scope, receive, send)


class _Front:
    def __init__(self, pool: Pool, door: Door) -> None:
        self._pool, self._door = pool, door
        self._assistants = Assistants(pool)
        self._allowance, self._kept, self._metrics = Allowance(rate=door.rate), Kept(), Metrics()

    async def answer(self, route: Route, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, whatever comes of it."""
        begun, headers = time.perf_counter(), received(scope)
        asked = announced(route, scope, headers)
        status = size = 0
        try:
            with speaking(asked.language):
                try:
                    asked = await self._let_in(route, asked, scope, receive, headers)
                    answered = await self._answered(route, asked, scope, receive, headers)
                except RefusedError as error:
                    answered = Ready.of(refusal(asked, error, prefix=self._door.prefix), pack=False)
            answered = _without_slash(scope, answered)
            status, size = await self._send(route, asked, answered, scope, headers, send)
        except (GoneError, TimeoutError):
            status = _NOBODY_THERE
        finally:
            self._metrics.answered(route.path, scope["method"], status, size, begun)

    async def assist(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an assistant (MCP over HTTP), who is let in as everybody is."""
        begun, headers = time.perf_counter(), received(scope)
        asked = announced(_MCP, scope, headers)
        told = headers_of(Reply(changes=True), asked, prefix=self._door.prefix)
        del told["content-type"]
        status = size = 0

        async def sent(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                own = [(name.encode(), value.encode()) for name, value in told.items()]
                message = {**message, "headers": [*message.get("headers", ()), *own]}
            size += len(message.get("body", b""))
            await send(message)

        try:
            with speaking(asked.language):
                try:
                    asked = await self._let_in(_MCP, asked, scope, receive, headers)
                    refuse_others(headers, self._door.hosts)
                    await self._assistants.answer(asked, self._client(scope), scope, receive, sent)
                except RefusedError as error:
                    refused = Ready.of(refusal(asked, error, prefix=self._door.prefix), pack=False)
                    status, size = await self._send(_MCP, asked, refused, scope, headers, send)
        except (GoneError, TimeoutError):
            status = _NOBODY_THERE
        finally:
            self._metrics.answered(_MCP.path, scope["method"], status, size, begun)

    async def _let_in(
        self,
        route: Route,
        asked: Asked,
        scope: Scope,
        receive: Receive,
        headers: Mapping[str, str],
    ) -> Asked:
        """Return what a request asks, if it may be asked here.

        Raises:
            RefusedError: It may not.
            GoneError: The client went away.
        """
        host = headers.get("host", "").lower()
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if self._door.hosts and name not in self._door.hosts:
            # A page elsewhere could have a name of its own lead here.
            raise RefusedError(
                HTTPStatus.MISDIRECTED_REQUEST,
                _("This site does not go by the name {name}.", name=name),
            )
        if not self._allowance.allows(self._client(scope)):
            raise RefusedError(
                HTTPStatus.TOO_MANY_REQUESTS,
                _("These are too many requests at once. Ask again in a moment."),
                headers={"retry-after": "1"},
            )
        allowed = {*route.methods, *(["HEAD"] if "GET" in route.methods else []), "OPTIONS"}
        if scope["method"] not in allowed:
            raise RefusedError(
                HTTPStatus.METHOD_NOT_ALLOWED,
                _("{method} is not for this address.", method=scope["method"]),
                headers={"allow": ", ".join(sorted(allowed))},
            )
        return await read(asked, scope, receive, headers, self._right(route, headers))

    def _right(self, route: Route, headers: Mapping[str, str]) -> str:
        """Return the access right of a request.

        Raises:
            RefusedError: Something in it is to prove one, and does not.
        """
        if route.page in _FOR_ALL:
            return ACCESS[0]
        return self._door.tokens.right_of(headers)

    async def _answered(
        self, route: Route, asked: Asked, scope: Scope, receive: Receive, headers: Mapping[str, str]
    ) -> "Ready | Answered":
        if scope["method"] == "OPTIONS":
            return Ready.of(_preflight(route), pack=False)
        if route.page.startswith(":"):
            return Ready.of(self._own(route, asked, scope, headers), pack=True)
        key = Kept.key(self._pool.build, asked)
        is_kept = route.kept and asked.method == "GET"
        if is_kept and (ready := self._kept.get(key)):
            self._metrics.kept()
            return ready
        answered = await self._from_pool(asked, self._client(scope), receive)
        if answered.file is not None:
            return answered
        ready = Ready.of(answered.reply, pack=route.packed)
        if is_kept:
            self._kept.put(key, ready)
        return ready

    async def _from_pool(self, asked: Asked, client: str, receive: Receive) -> Answered:
        """Have a page answer; when the client goes away before, that is the end of it.

        Raises:
            GoneError: The client went away.
            RefusedError: It took more than it may.
        """
        loop = asyncio.get_running_loop()
        gone: asyncio.Future[None] = loop.create_future()
        listening: list[asyncio.Task[None]] = []

        async def listen() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass
            gone.set_result(None)

        timer = loop.call_later(_A_WHILE, lambda: listening.append(loop.create_task(listen())))
        try:
            return await self._pool.ask(asked, client, gone)
        except RefusedError:
            if gone.done():
                raise GoneError from None
            raise
        finally:
            timer.cancel()
            for task in listening:
                task.cancel()

    async def _send(  # noqa: PLR0913, PLR0917 - what a reply depends on
        self,
        route: Route,
        asked: Asked,
        answered: "Ready | Answered",
        scope: Scope,
        headers: Mapping[str, str],
        send: Send,
    ) -> tuple[int, int]:
        """Send an answer, and return its status and size."""
        told = headers_of(
            answered.reply,
            asked,
            prefix=self._door.prefix,
            open_to_scripts=route.open_to_scripts,
        )
        head = scope["method"] == "HEAD"
        if is_had(told, headers.get("if-none-match", "")):
            if isinstance(answered, Answered):
                answered.close()
            await send_unchanged(send, told)
            return HTTPStatus.NOT_MODIFIED, 0
        if isinstance(answered, Answered):
            await send_file(send, answered, told, head=head)
            return answered.reply.status, answered.size
        encodings = headers.get("accept-encoding", "")
        size = await send_ready(send, answered, told, encodings=encodings, head=head)
        return answered.reply.status, size

    @staticmethod
    def _client(scope: Scope) -> str:
        # What is sent to prove a right is no part of it: whoever makes it up would be another client each time.
        return pseudonym(scope["client"][0] if scope.get("client") else "")

    def _own(self, route: Route, asked: Asked, scope: Scope, headers: Mapping[str, str]) -> Reply:
        """Return what is answered without a page.

        Raises:
            NotFoundError: There is nothing here.
        """
        match route.page:
            case ":health":
                return Reply(media_type=TEXT, body=b"ok\n", changes=True)
            case ":ready" if self._pool.build:
                return Reply(media_type=TEXT, body=b"ready\n", changes=True)
            case ":ready":
                raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, _("The site is not ready yet."))
            case ":metrics" if _is_from_here(scope, headers):
                return Reply(
                    media_type=_METRICS, body=self._metrics.text(self._pool.counts()), changes=True
                )
            case ":enter":
                return entrance(
                    asked,
                    self._door.tokens,
                    headers,
                    prefix=self._door.prefix,
                    secure=self._door.secure,
                )
            case ":leave":
                return exit_(headers, prefix=self._door.prefix, secure=self._door.secure)
            case ":static" if asked.words["name"] in static.contents():
                name = asked.words["name"]
                return Reply(
                    media_type=static.TYPES[name.rpartition(".")[2]],
                    body=static.contents()[name],
                    headers={"cache-control": f"public, max-age={_A_YEAR}, immutable"}
                    if asked.value("v")
                    else {},
                )
            case _:
                raise NotFoundError(_("There is nothing at this address."))


def _without_slash(scope: Scope, answered: "Ready | Answered") -> "Ready | Answered":
    """Return the answer; where there is none at an address that ends in a slash, what leads to the address without it."""
    path: str = scope["path"].rstrip("/")
    # One that begins with two would lead to a host.
    if answered.reply.status not in _NOTHING or path in {"", scope["path"]} or path[:2] == "//":
        return answered
    query = scope["query_string"].decode("latin-1")
    location = quote(path, safe=IN_A_PATH) + (f"?{query}" if query else "")
    moved = Reply(
        status=HTTPStatus.PERMANENT_REDIRECT, headers={"location": location}, changes=True
    )
    return Ready.of(moved, pack=False)


def _preflight(route: Route) -> Reply:
    """Return what tells a browser what a script of another site may do here (Fetch, section 3.2)."""
    allowed = ", ".join((*route.methods, "HEAD", "OPTIONS"))
    headers = {"allow": allowed}
    if route.open_to_scripts:
        headers |= {
            "access-control-allow-methods": allowed,
            "access-control-allow-headers": "Accept, Accept-Language, Authorization, Content-Type",
            "access-control-max-age": "86400",
        }
    return Reply(status=HTTPStatus.NO_CONTENT, media_type=TEXT, headers=headers)


def _is_from_here(scope: Scope, headers: Mapping[str, str]) -> bool:
    """Return whether a request comes from this machine itself, and not by a proxy on it."""
    address = scope["client"][0] if scope.get("client") else ""
    return address in {"127.0.0.1", "::1"} and not any(
        name in headers for name in ("forwarded", "x-forwarded-for", "via")
    )
