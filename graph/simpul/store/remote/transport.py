"""Connections to one endpoint: the only door to ``httpcore``.

What httpx itself leaves open is closed here. A request ends at its deadline, however slowly the server drips. No other
host is connected to than the endpoint's or the proxy that the environment names. And what is refused is not read on
without end.
"""

import contextlib
import ssl
import time
from collections.abc import Generator, Iterable, Iterator
from contextvars import ContextVar
from typing import Any, Final
from urllib.parse import SplitResult, unquote, urlsplit

import httpcore

from simpul.store.remote.library import httpx
from simpul.store.remote.settings import Endpoint, is_loopback

FAILURES: Final = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
)
"""What may happen on the way."""
SILENT: Final = httpcore.TimeoutException
NOT_CONNECTED: Final = (httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.ProxyError)
LARGEST_REFUSAL: Final = 64_000
"""Bytes that are read of what is no answer."""
_MOST_CONNECTIONS: Final = 8
_KEPT: Final = 30
"""Seconds that a connection nobody uses stays open."""

_deadline: Final[ContextVar[float]] = ContextVar("deadline", default=float("inf"))
"""When what is being read or written must be done, by ``time.monotonic``."""


@contextlib.contextmanager
def until(deadline: float) -> Generator[None]:
    """Let nothing inside the block wait longer than until then."""
    before = _deadline.set(deadline)
    try:
        yield
    finally:
        _deadline.reset(before)


def _left(timeout: float | None) -> float | None:
    """Return the seconds that may be waited now.

    Raises:
        httpcore.ReadTimeout: There are none.
    """
    left = _deadline.get() - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left if timeout is None or left < timeout else timeout


class _Stream(httpcore.NetworkStream):
    """A connection on which nothing waits longer than until the deadline."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore has it
        return self._stream.get_extra_info(info)


class _Network(httpcore.NetworkBackend):
    """Connects to named hosts alone."""

    def __init__(self, hosts: Iterable[tuple[str, int]]) -> None:
        self._hosts = frozenset(hosts)
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        if (host.strip("[]"), port) not in self._hosts:
            raise httpcore.UnsupportedProtocol(host)
        return _Stream(
            self._network.connect_tcp(host, port, _left(timeout), local_address, socket_options)
        )


class _Answered(httpx.SyncByteStream):
    """The content of a response, up to so many bytes."""

    def __init__(self, content: Any, most: float) -> None:  # noqa: ANN401 - httpcore's, closable iterable
        self._content, self._most = content, most

    def __iter__(self) -> Iterator[bytes]:
        read = 0
        for piece in self._content:
            yield piece
            read += len(piece)
            if read > self._most:
                return

    def close(self) -> None:
        self._content.close()


class Transport(httpx.BaseTransport):
    """A pool of connections to the hosts of one endpoint.

    Args:
        endpoint: The endpoint.
        addresses: All addresses that may be asked.
    """

    def __init__(self, endpoint: Endpoint, addresses: Iterable[str]) -> None:
        hosts = [urlsplit(address) for address in addresses]
        proxy = _proxy(endpoint.query)
        network = _Network(_host(part) for part in [*hosts, *filter(None, [proxy])])
        context = _tls(endpoint) if any(part.scheme == "https" for part in hosts) else _no_tls()
        if proxy is None:
            self._pool = httpcore.ConnectionPool(
                ssl_context=context,
                max_connections=_MOST_CONNECTIONS,
                keepalive_expiry=_KEPT,
                network_backend=network,
            )
            return
        user, password = unquote(proxy.username or ""), unquote(proxy.password or "")
        self._pool = httpcore.HTTPProxy(
            proxy_url=proxy._replace(netloc=proxy.netloc.rpartition("@")[2]).geturl(),
            proxy_auth=(user, password) if user else None,
            ssl_context=context,
            max_connections=_MOST_CONNECTIONS,
            keepalive_expiry=_KEPT,
            network_backend=network,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return the response, whose content is still to be read."""
        url = request.url
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        most = float("inf") if response.status < 300 else LARGEST_REFUSAL
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Answered(response.stream, most),
            extensions=response.extensions,  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType] - as httpcore has it
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


def _host(parts: SplitResult) -> tuple[str, int]:
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _proxy(address: str) -> SplitResult | None:
    """Return the proxy that the environment names for an address; none for this machine itself."""
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(address)
    if is_loopback(address) or proxy_bypass(parts.hostname or ""):
        return None
    proxies = getproxies()
    named = proxies.get(parts.scheme) or proxies.get("all")
    if not named:
        return None
    return urlsplit(named if "://" in named else f"http://{named}")


def _tls(endpoint: Endpoint) -> ssl.SSLContext:
    """Return what verifies certificates: by the profile's own authority, else by the system's.

    Raises:
        OSError: The file of certificates cannot be read; ``ssl.SSLError`` where it is none.
    """
    context = ssl.create_default_context(cafile=endpoint.certificates or None)
    if not endpoint.certificates and not context.cert_store_stats()["x509_ca"]:
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def _no_tls() -> ssl.SSLContext:
    """Return what verifies nothing as true; it costs no reading of certificates."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
