"""The site, served: a socket, uvicorn on it, a stop that lets nobody down."""

import asyncio
import contextlib
import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import urlsplit

import uvicorn
from uvicorn.loops.auto import auto_loop_factory
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from simpul import paths
from simpul.errors import UsageError, shortened
from simpul.locale import translate as _
from simpul.site.app import LOOPBACK, Door, application
from simpul.site.pool import Pool
from simpul.site.renewal import follow
from simpul.site.site import Settings
from simpul.site.tokens import Tokens
from simpul.site.transport import Together

_SECONDS_TO_ASK: Final = 20.0
"""In which a client that has connected must have sent the head of a request."""
_SAFE: Final = re.compile(r"[A-Za-z0-9._~:/%\[\]-]+")
_SECONDS_TO_STOP: Final = 30
_MOST_OPEN: Final = 2000
"""Connections that are open at one time."""


OWN_PROXIES: Final = ("127.0.0.1", "::1")
"""Those on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """What the person who serves decided on how the site is reached.

    Attributes:
        host: The address of this machine that it listens at.
        port: The port; 0 for one that is free.
        public: The address that people know it by; empty for the one that it listens at.
        workers: How many processes answer.
        rate: Requests a second that one client may send; 0 for as many as it likes.
        proxies: Addresses of proxies, or of networks of them, that are believed whom they ask for.
        tokens: The file of the tokens that open more than what is public; it need not be there.
    """

    host: str = "127.0.0.1"
    port: int = 0
    public: str = ""
    workers: int = 4
    rate: float = 100
    proxies: Sequence[str] = OWN_PROXIES
    tokens: Path = field(default_factory=paths.tokens)


class _Prompt(HttpToolsProtocol):
    """A connection that is closed where it does not come to ask: a few of such could take all there are."""

    _asking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - as uvicorn has it
        """Begin to wait for a request."""
        super().connection_made(cast("asyncio.Transport", Together(transport, self.loop)))
        self._asking = self.loop.call_later(_SECONDS_TO_ASK, transport.close)

    def on_headers_complete(self) -> None:
        """Wait no more: there is a request."""
        if self._asking:
            self._asking.cancel()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more: there is nobody."""
        if self._asking:
            self._asking.cancel()
        super().connection_lost(exc)


def serve(serving: Serving, settings: Settings, ready: Callable[[str], object]) -> None:
    """Serve until the process is told to stop; those who have asked by then are answered.

    Args:
        serving: How the site is reached.
        settings: What it is made of; its addresses are set here.
        ready: Called with the address of the site when it answers.

    Raises:
        UsageError: Nobody can listen there, or an address that it was given is none.
        SimpulError: The store cannot be opened, or the file of tokens cannot be read.
    """
    tokens = Tokens(serving.tokens)
    _check_proxies(serving.proxies)
    with listening(serving) as listener:
        host, port = listener.getsockname()[:2]
        name = f"[{host}]" if ":" in host else host
        public, prefix = _public(serving.public or f"http://{name}:{port}")
        placed = replace(settings, public=public, prefix=prefix)
        pool = Pool(placed, serving.workers)
        door = Door(
            prefix=prefix,
            hosts=_hosts(serving, public),
            tokens=tokens,
            secure=public.startswith("https:"),
            rate=serving.rate,
        )
        # uvloop, where it is to be had: uvicorn takes it by itself only where nothing else runs in the loop.
        with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
            runner.run(_run(pool, door, serving, settings, listener, lambda: ready(f"{public}/")))


async def _run(  # noqa: PLR0913, PLR0917 - the parts of a server
    pool: Pool,
    door: Door,
    serving: Serving,
    settings: Settings,
    listener: socket.socket,
    ready: Callable[[], object],
) -> None:
    config = uvicorn.Config(
        application(pool, door),
        http=_Prompt,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=list(serving.proxies),
        timeout_keep_alive=15,
        timeout_graceful_shutdown=_SECONDS_TO_STOP,
        limit_concurrency=_MOST_OPEN,
        backlog=1024,
    )
    server = _Server(config, ready)
    await pool.open()
    following = asyncio.create_task(follow(pool, settings.store))
    try:
        await server.serve(sockets=[listener])
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        await pool.close()


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        self._ready()


def listening(serving: Serving) -> socket.socket:
    """Return a socket that listens.

    Raises:
        UsageError: Nobody can listen there.
    """
    family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
    # Of a socket that says it is TCP's, asyncio sends each piece at once: a client that keeps its connection would wait
    # 40 ms for the body of each answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((serving.host, serving.port))
        listener.listen(1024)
    except (OSError, OverflowError) as error:
        listener.close()
        raise UsageError(
            _(
                "Nobody can listen at {host}, port {port}: {reason}. Choose another port with --port, 0 for one that is free, or an address of this machine with --host.",
                host=serving.host,
                port=serving.port,
                reason=getattr(error, "strerror", None) or str(error),
            )
        ) from None
    return listener


def _check_proxies(proxies: Sequence[str]) -> None:
    """Check that proxies are addresses or networks.

    Raises:
        UsageError: One is neither: it would be believed by nobody, or everybody would.
    """
    for proxy in proxies:
        try:
            ipaddress.ip_network(proxy)
        except ValueError:
            raise UsageError(
                _(
                    "{proxy} is no address or network of a proxy, such as 10.0.0.2 or 10.0.0.0/24.",
                    proxy=proxy,
                )
            ) from None


def _public(address: str) -> tuple[str, str]:
    """Return the address that people know the site by, and its path.

    Raises:
        UsageError: It is no address of the web.
    """
    try:
        split = urlsplit(address)
        is_one = split.scheme in {"http", "https"} and bool(split.hostname) and split.port != 0
    except ValueError:
        split, is_one = urlsplit(""), False
    if not is_one or split.query or split.fragment or not _SAFE.fullmatch(address):
        raise UsageError(
            _(
                "{address} is no address of a site, such as https://cities.example.org/simpul.",
                address=shortened(address),
            )
        )
    return address.rstrip("/"), split.path.rstrip("/")


def _hosts(serving: Serving, public: str) -> frozenset[str]:
    """Return the names that the site goes by: its public one, and this machine's where nobody else reaches it."""
    split = urlsplit(public)
    name = (split.hostname or "").lower()
    own = {f"[{name}]" if ":" in name else name}
    is_loopback = serving.host == "localhost"
    with contextlib.suppress(ValueError):
        is_loopback = is_loopback or ipaddress.ip_address(serving.host).is_loopback
    return frozenset(LOOPBACK | own) if is_loopback or serving.public else frozenset()
