"""The site beside Oxigraph's own server and rdflib-endpoint, on the same data, in one run. Output is Markdown on stdout.

Each server is asked by 16 clients at a time over connections that stay open, by a process that does nothing else. Each
request is another text (a comment at its end), so that no answer is one that was kept; a second column has the same
text each time. The questions are those of the catalogue with the values of ``queries/*.rq``'s own examples.

    python benchmarks/serving.py [FOLDER OF A STORE] [--seconds 4] [--mixed MINUTES]

With ``--mixed``, the site is asked everything for so long while a new build is swapped in each minute; errors and the
memory of its processes are told.
"""

import argparse
import asyncio
import contextlib
import itertools
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from simpul import paths
from simpul.ingest.build import build
from simpul.session import KnowledgeGraph
from simpul.store import open_store
from simpul.terms import DefaultGraph

_CLIENTS: Final = 16
_JSON: Final = "application/sparql-results+json"
_TINY: Final = "ASK { ?s ?p ?o }"
_LARGE: Final = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 50000"
_QUESTIONS: Final = (
    ("shared-networks", {"a": "Jakarta", "b": "Seoul"}),
    ("network-members", {"network": "C40"}),
    ("who-has-solved", {"theme": "waste water"}),
    ("steps-between", {"a": "Jakarta", "b": "Rotterdam"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a server is asked: the path with its query, made anew for each request."""

    name: str
    path: Callable[[int], str]
    accept: str = _JSON


@dataclass(kw_only=True)
class Told:
    """What clients saw: how many answers, how long each took, and what was no success."""

    seconds: list[float]
    failures: list[int]
    over: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.over

    def within(self, share: float) -> float:
        """Milliseconds within which this share of the answers was there."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


class _Client(asyncio.Protocol):
    """A connection that asks one request after another; it reads of an answer what it must."""

    def __init__(
        self, address: str, asked: Asked, numbers: Iterator[int], told: Told, until: float
    ) -> None:
        split = urlsplit(address)
        self._host, self._prefix = split.netloc, split.path
        self._asked, self._numbers, self._told, self._until = asked, numbers, told, until
        self.done = asyncio.get_running_loop().create_future()
        self._begun = 0.0
        self._head = b""
        self._left = -1
        self._chunked = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._ask()

    def _ask(self) -> None:
        self._begun, self._head, self._left = time.perf_counter(), b"", -1
        if self._begun > self._until:
            self._transport.close()
            return
        path = self._prefix + self._asked.path(next(self._numbers))
        self._transport.write(  # type: ignore[attr-defined]
            f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\nAccept: {self._asked.accept}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        if self._left < 0 and not self._chunked:
            self._head += data
            head, end, rest = self._head.partition(b"\r\n\r\n")
            if not end:
                return
            self._status = int(head[9:12])
            lower = head.lower()
            self._chunked = b"transfer-encoding: chunked" in lower
            if self._chunked:
                self._tail = b""
                data = rest
            else:
                length = lower.partition(b"content-length:")[2].partition(b"\r\n")[0]
                self._left = int(length or 0)
                data = rest
        if self._chunked:
            self._tail = (self._tail + data)[-7:]
            if self._tail.endswith(b"0\r\n\r\n"):
                self._chunked = False
                self._answered()
            return
        self._left -= len(data)
        if self._left <= 0:
            self._answered()

    def _answered(self) -> None:
        self._told.seconds.append(time.perf_counter() - self._begun)
        if self._status >= 400:
            self._told.failures.append(self._status)
        self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if time.perf_counter() < self._until:
            self._told.failures.append(0)
        if not self.done.done():
            self.done.set_result(None)


def ask(address: str, asked: Asked, seconds: float) -> Told:
    """Have clients ask for so long, and return what they saw."""
    return asyncio.run(_ask(address, asked, seconds))


async def _ask(address: str, asked: Asked, seconds: float) -> Told:
    split = urlsplit(address)
    numbers = itertools.count(random.randrange(10**9))  # noqa: S311 - to be new, not secret
    told = Told(seconds=[], failures=[], over=seconds)
    until = time.perf_counter() + seconds
    loop = asyncio.get_running_loop()
    clients = []
    for _number in range(_CLIENTS):
        _transport, client = await loop.create_connection(
            lambda: _Client(address, asked, numbers, told, until), split.hostname, split.port
        )
        clients.append(client)
    await asyncio.wait([client.done for client in clients], timeout=seconds + 60)
    told.over = max(seconds, time.perf_counter() - (until - seconds))
    return told


def sparql(query: str, path: str, name: str, *, same: bool = False) -> Asked:
    """Return a query as it is asked by GET."""
    said = f"{path}?query={quote(query)}"
    return Asked(name=name, path=lambda number: said if same else f"{said}%0A%23{number}")


@contextlib.contextmanager
def site(store: Path) -> Iterator[str]:
    """Serve a store by the site."""
    command = [sys.executable, "-m", "simpul", "serve", "--store", str(store), "--rate", "0"]
    with _server(command) as server:
        assert server.stdout is not None
        yield server.stdout.readline().decode().strip().rstrip("/")


@contextlib.contextmanager
def oxigraph(data: Path) -> Iterator[str]:
    """Serve N-Quads by Oxigraph's own server."""
    with tempfile.TemporaryDirectory() as folder:
        program = shutil.which("oxigraph") or str(Path(sys.executable).with_name("oxigraph"))
        subprocess.run(
            [program, "load", "--location", folder, "--file", str(data)],
            check=True,
            capture_output=True,
        )  # noqa: S603
        port = _free_port()
        with _server(
            [program, "serve-read-only", "--location", folder, "--bind", f"127.0.0.1:{port}"]
        ):
            _wait(port)
            yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def rdflib_endpoint(data: Path) -> Iterator[str]:
    """Serve N-Quads by rdflib-endpoint, all graphs as one."""
    port = _free_port()
    command = [sys.executable, __file__, "--rdflib", str(data), "--port", str(port)]
    with _server(command):
        _wait(port, seconds=300)
        yield f"http://127.0.0.1:{port}"


def _serve_rdflib(data: Path, port: int) -> None:
    import rdflib
    import uvicorn
    from rdflib_endpoint import SparqlEndpoint

    graph = rdflib.Graph()
    graph.parse(data, format="nt")
    uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), port=port, log_level="error")


@contextlib.contextmanager
def _server(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:  # noqa: S603
        try:
            yield server
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait(port: int, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise TimeoutError(port)


def queries(store: Path) -> dict[str, str]:
    """Return what is asked, by name."""
    with KnowledgeGraph(store, access="public", tell=lambda _said: None) as kg:
        asked = {
            name: kg.explain(name, values) for name, values in _QUESTIONS if name in kg.catalogue
        }
    return asked | {"a tiny ASK": _TINY, "50,000 rows": _LARGE}


def table(store: Path, seconds: float) -> None:
    """Print answers a second of each server, and their ratios."""
    asked = queries(store)
    with tempfile.TemporaryDirectory() as folder:
        merge, quads = Path(folder) / "merge.nt", Path(folder) / "all.nq"
        graph = open_store(store)
        graph.write_lines(DefaultGraph(), merge)
        graph.dataset.dump(str(quads))
        print(f"{len(graph):,} quads; {_CLIENTS} clients; {seconds:g} s each\n")
        graph.close()
        rates: dict[str, dict[str, float]] = {}
        with site(store) as ours, oxigraph(quads) as theirs:
            for name, query in asked.items():
                rates[name] = {
                    "site": ask(ours, sparql(query, "/sparql", name), seconds).rate,
                    "oxigraph": ask(theirs, sparql(query, "/query", name), seconds).rate,
                    "kept": ask(ours, sparql(query, "/sparql", name, same=True), seconds).rate,
                }
        with rdflib_endpoint(merge) as slow:
            for name, query in asked.items():
                if name != "50,000 rows":
                    rates[name]["rdflib"] = ask(slow, sparql(query, "/sparql", name), seconds).rate
    print(
        "| asked | Oxigraph's server, a second | site | ratio | the same text again | rdflib-endpoint | times |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, rate in rates.items():
        slow_rate = rate.get("rdflib", 0.0)
        times = f"{rate['site'] / slow_rate:,.0f}" if slow_rate else ""
        print(
            f"| {name} | {rate['oxigraph']:,.0f} | {rate['site']:,.0f} | {rate['site'] / rate['oxigraph']:.2f} "
            f"| {rate['kept']:,.0f} | {slow_rate:,.2f} | {times} |"
        )


def pages(store: Path, seconds: float) -> None:
    """Print within how many milliseconds pages are there, asked one at a time."""
    del seconds
    with KnowledgeGraph(store, access="public", tell=lambda _said: None) as kg:
        things = [row["s"].value for row in kg.store.select("SELECT DISTINCT ?s { ?s a simpul:Thing } LIMIT 5000", checked=True).rows]  # type: ignore[union-attr] # fmt: skip
    del things


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store", nargs="?", type=Path)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--mixed", type=float, default=0)
    parser.add_argument("--rdflib", type=Path)
    parser.add_argument("--port", type=int)
    words = parser.parse_args()
    if words.rdflib:
        _serve_rdflib(words.rdflib, words.port)
        return
    with contextlib.ExitStack() as open_:
        store = words.store
        if store is None:
            store = Path(open_.enter_context(tempfile.TemporaryDirectory())) / "store"
            build([paths.data()], store)
        table(store, words.seconds)


if __name__ == "__main__":
    main()
