"""An endpoint that behaves as it is told, on loopback: what an engine never does, or only at the wrong moment."""

import contextlib
import http.server
import json
import socket
import ssl
import threading
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Final

JSON: Final = "application/sparql-results+json"
_LOOPBACK: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that arrived.

    Attributes:
        headers: By name in lower case.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """What is answered.

    Attributes:
        length: What the response says its length is; its true one if None, nothing if negative.
        chunked: Whether it comes in chunks (RFC 9112, section 7.1); the last one is missing where ``cut`` is true.
        cut: Whether the connection ends before the response does.
        endless: Whether the body is said again and again, for as long as anybody listens.
        silent: Whether nothing comes after the body for as long as anybody listens.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    media: str = JSON
    length: int | None = None
    chunked: bool = False
    cut: bool = False
    endless: bool = False
    silent: bool = False


Behaviour = Callable[[Asked], Says | None]
"""Says what is answered to a request; None ends the connection without a word."""


@dataclass(slots=True, kw_only=True)
class FakeEndpoint:
    """An endpoint on loopback.

    Attributes:
        url: Its address of queries.
        behaviour: How it answers; may be changed while it runs.
        asked: What has arrived.
    """

    url: str
    behaviour: Behaviour
    asked: list[Asked] = field(default_factory=list[Asked])


def boolean(*, true: bool = True) -> Says:
    """Return the answer of an ASK."""
    return Says(body=json.dumps({"head": {}, "boolean": true}).encode())


def rows(variables: list[str], bindings: list[dict[str, dict[str, str]]]) -> Says:
    """Return the answer of a SELECT."""
    document = {"head": {"vars": variables}, "results": {"bindings": bindings}}
    return Says(body=json.dumps(document).encode())


@contextlib.contextmanager
def running(behaviour: Behaviour, *, tls: ssl.SSLContext | None = None) -> Generator[FakeEndpoint]:
    """Give an endpoint that behaves so, and stop it at the end."""
    fake = FakeEndpoint(url="", behaviour=behaviour)
    ended = threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        """Hands each request on."""

        protocol_version = "HTTP/1.1"
        server_version = "Fake"
        sys_version = ""

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked = Asked(
                method=self.command,
                path=self.path,
                headers={name.lower(): value for name, value in self.headers.items()},
                body=body,
            )
            fake.asked.append(asked)
            says = fake.behaviour(asked)
            if says is None:
                self.close_connection = True
                return
            with contextlib.suppress(OSError):
                _say(self, says, ended)

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - as its parent calls them

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as its parent has it
            pass

    class Server(http.server.ThreadingHTTPServer):
        """Keeps what goes wrong with a connection to itself: clients that leave are what is tested."""

        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    server = Server((_LOOPBACK, 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    scheme = "http" if tls is None else "https"
    fake.url = f"{scheme}://localhost:{server.server_address[1]}/query"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield fake
    finally:
        ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _say(handler: http.server.BaseHTTPRequestHandler, says: Says, ended: threading.Event) -> None:
    handler.send_response(says.status)
    handler.send_header("Content-Type", says.media)
    for name, value in says.headers.items():
        handler.send_header(name, value)
    length = len(says.body) if says.length is None else says.length
    if says.chunked or says.endless:
        handler.send_header("Transfer-Encoding", "chunked")
    elif length >= 0:
        handler.send_header("Content-Length", str(length))
    handler.close_connection = handler.close_connection or says.cut or length < 0
    handler.end_headers()
    _say_body(handler, says, ended)
    if says.silent:
        ended.wait()
    if handler.close_connection:
        handler.wfile.flush()
        with contextlib.suppress(OSError):
            handler.connection.shutdown(socket.SHUT_RDWR)


def _say_body(
    handler: http.server.BaseHTTPRequestHandler, says: Says, ended: threading.Event
) -> None:
    if not says.chunked and not says.endless:
        handler.wfile.write(says.body)
        return
    chunk = b"%x\r\n%s\r\n" % (len(says.body), says.body)
    handler.wfile.write(chunk)
    while says.endless and not ended.is_set():
        handler.wfile.write(chunk)
    if not says.cut and not says.silent:
        handler.wfile.write(b"0\r\n\r\n")


def closed_port() -> int:
    """Return a port of loopback on which nobody listens."""
    with socket.socket() as held:
        held.bind((_LOOPBACK, 0))
        port: int = held.getsockname()[1]
        return port
