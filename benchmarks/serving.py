"""The site beside Oxigraph's own server and rdflib-endpoint, on the same data, in one run. Output is Markdown on stdout.

What the site's processes make before anybody asks is made before it is measured. Each server is asked by 16 clients at
a time over connections that stay open, by a process that does nothing else. Each request is another text (a comment at
its end), so that no answer is one that was kept; a second column has the same text each time. rdflib-endpoint is asked
by one client, until a question is not answered within a minute. The questions are those of the catalogue with the
values of ``queries/*.rq``'s own examples.

    python benchmarks/serving.py [FOLDER OF A STORE] [--seconds 4] [--mixed MINUTES]

With ``--mixed``, the site is asked everything for so long while a new build is swapped in each minute; errors, the
builds that were answered from and the memory of its processes are told.
"""

import argparse
import asyncio
import contextlib
import itertools
import json
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from simpul import paths
from simpul.ingest.build import build
from simpul.session import KnowledgeGraph
from simpul.store import open_store
from simpul.terms import ID, ONTOLOGY, text

_CLIENTS: Final = 16
_BATCH: Final = 10
"""Names of a request, as OpenRefine sends them."""
_JSON: Final = "application/sparql-results+json"
_TINY: Final = "ASK { ?s ?p ?o }"
_MANY_ROWS: Final = "50,000 rows"
_LARGE: Final = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 50000"
_QUESTIONS: Final = (
    ("shared-networks", {"a": "Jakarta", "b": "Seoul"}),
    ("sister-cities", {"city": "Seoul"}),
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
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
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
        if self._status >= 400:
            self._told.failures.append(self._status)
        else:
            self._told.seconds.append(time.perf_counter() - self._begun)
        self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        if time.perf_counter() < self._until:
            self._told.failures.append(0)
        if not self.done.done():
            self.done.set_result(None)


def ask(address: str, asked: Asked, seconds: float, *, clients: int = _CLIENTS) -> Told:
    """Have clients ask for so long, and return what they saw."""
    return asyncio.run(_ask(address, asked, seconds, clients))


async def _ask(address: str, asked: Asked, seconds: float, count: int) -> Told:
    split = urlsplit(address)
    numbers = itertools.count(random.randrange(10**9))  # noqa: S311 - to be new, not secret
    told = Told(seconds=[], failures=[], over=seconds)
    until = time.perf_counter() + seconds
    loop = asyncio.get_running_loop()
    clients: list[_Client] = []
    for _number in range(count):
        _transport, client = await loop.create_connection(
            lambda: _Client(address, asked, numbers, told, until),
            split.hostname or "",
            split.port or 80,
        )
        clients.append(client)
    await asyncio.wait([client.done for client in clients], timeout=seconds + 60)
    told.over = max(seconds, time.perf_counter() - (until - seconds))
    return told


def sparql(query: str, path: str, name: str, *, same: bool = False) -> Asked:
    """Return a query as it is asked by GET."""
    said = f"{path}?query={quote(query)}"
    return Asked(name=name, path=lambda number: said if same else f"{said}%0A%23{number}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server: its address, and the number of its process."""

    address: str
    process: int

    def processor(self) -> float:
        """Return the seconds of a processor that it and its children have taken."""
        ticks = 0
        for number in self._family():
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def settle(self) -> None:
        """Wait until it does nothing: its processes have made what their pages keep."""
        before = -1.0
        while (now := self.processor()) > before:
            before = now
            time.sleep(1)

    def megabytes(self) -> float:
        """Return the memory that it and its children take."""
        pages = 0
        for number in self._family():
            with contextlib.suppress(OSError):
                pages += int(Path(f"/proc/{number}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000

    def _family(self) -> list[int]:
        tasks = Path(f"/proc/{self.process}/task")
        children = [
            child for file in tasks.glob("*/children") for child in file.read_text().split()
        ]
        return [self.process, *map(int, children)]


@contextlib.contextmanager
def site(store: Path) -> Generator[Server]:
    """Serve a store by the site."""
    command = [sys.executable, "-m", "simpul", "serve", "--store", str(store), "--rate", "0"]
    with _server(command) as server:
        address = server.stdout.readline() if server.stdout else b""
        yield Server(address=address.decode().strip().rstrip("/"), process=server.pid)


@contextlib.contextmanager
def oxigraph(data: Path) -> Generator[Server]:
    """Serve N-Quads by Oxigraph's own server."""
    with tempfile.TemporaryDirectory() as folder:
        program = str(Path(sys.executable).with_name("oxigraph"))
        load = [program, "load", "--location", folder, "--file", str(data)]
        subprocess.run(load, check=True, capture_output=True)  # noqa: S603 - words of ours
        port = _free_port()
        command = [program, "serve-read-only", "--location", folder]
        with _server([*command, "--bind", f"127.0.0.1:{port}"]) as server:
            _wait(port)
            yield Server(address=f"http://127.0.0.1:{port}", process=server.pid)


@contextlib.contextmanager
def rdflib_endpoint(data: Path) -> Generator[Server]:
    """Serve N-Quads by rdflib-endpoint."""
    port = _free_port()
    command = [sys.executable, __file__, "--rdflib", str(data), "--port", str(port)]
    with _server(command) as server:
        _wait(port, seconds=900)
        yield Server(address=f"http://127.0.0.1:{port}", process=server.pid)


def _serve_rdflib(data: Path, port: int) -> None:
    import rdflib
    import uvicorn
    from rdflib_endpoint import SparqlEndpoint

    graph = rdflib.Dataset()
    graph.parse(data, format="nquads")
    uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), port=port, log_level="error")


@contextlib.contextmanager
def _server(command: Sequence[str]) -> Generator[subprocess.Popen[bytes]]:
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
        asked = {name: kg.explain(name, values) for name, values in _QUESTIONS}
    return {"a tiny ASK": _TINY} | asked | {_MANY_ROWS: _LARGE}


def table(store: Path, seconds: float) -> None:
    """Print answers a second of each server, what each takes of a processor, and ratios."""
    asked = queries(store)
    found: dict[str, dict[str, tuple[float, float]]] = {name: {} for name in asked}
    with tempfile.TemporaryDirectory() as folder:
        quads = Path(folder) / "all.nq"
        graph = open_store(store)
        graph.dataset.dump(str(quads))
        print(f"{len(graph):,} quads; {_CLIENTS} clients; {seconds:g} s each\n")
        graph.close()
        with site(store) as ours, oxigraph(quads) as theirs:
            ours.settle()
            for name, query in asked.items():
                found[name]["theirs"] = _rate(theirs, sparql(query, "/query", name), seconds)
                found[name]["ours"] = _rate(ours, sparql(query, "/sparql", name), seconds)
                found[name]["same"] = _rate(
                    ours, sparql(query, "/sparql", name, same=True), seconds
                )
        with rdflib_endpoint(quads) as slow:
            for name, query in asked.items():
                # By one client: it answers one after another, and of many most would wait beyond all patience.
                found[name]["slow"] = _rate(
                    slow, sparql(query, "/sparql", name), seconds, clients=1
                )
                if not found[name]["slow"][0]:
                    break  # it is still at it, and would let the next ones wait
    print("| asked | Oxigraph's server, a second | site | ratio | the same text again | ratio | rdflib-endpoint | times | processor, ms: Oxigraph's server | site |")  # fmt: skip
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for name, rates in found.items():
        theirs_rate, theirs_cost = rates["theirs"]
        rate, cost = rates["ours"]
        same, _same_cost = rates["same"]
        slow_rate = rates.get("slow", (0.0, 0.0))[0]
        times = f"{rate / slow_rate:,.0f}" if slow_rate else ""
        print(
            f"| {name} | {theirs_rate:,.0f} | {rate:,.0f} | {rate / theirs_rate:.2f} | {same:,.0f} | {same / theirs_rate:.2f} "
            f"| {slow_rate:,.2f} | {times} | {theirs_cost:.2f} | {cost:.2f} |"
        )


def _rate(
    server: Server, asked: Asked, seconds: float, *, clients: int = _CLIENTS
) -> tuple[float, float]:
    """Return answers a second, and milliseconds of a processor for each."""
    before = server.processor()
    told = ask(server.address, asked, seconds, clients=clients)
    if told.failures:
        print(
            f"{asked.name}: {len(told.failures)} failures, such as {told.failures[0]}",
            file=sys.stderr,
        )
    return told.rate, 1000 * (server.processor() - before) / max(1, len(told.seconds))


def pages(store: Path, seconds: float) -> None:
    """Print within how many milliseconds pages are there, each asked for the first time, one client at a time."""
    with KnowledgeGraph(store, access="public", tell=lambda _said: None) as kg:
        query = f"""SELECT DISTINCT ?thing {{ ?thing a ?kind
          FILTER (STRSTARTS(STR(?thing), "{ID}") && STRSTARTS(STR(?kind), "{ONTOLOGY}")) }}"""
        iris = [text(row["thing"]) for row in kg.store.select(query, checked=True).rows]
    keys = [iri.removeprefix(ID) for iri in iris]
    random.Random(1).shuffle(keys)  # noqa: S311 - the same each time
    print("\n| page | 50 %, ms | 95 % | 99 % |\n|---|---:|---:|---:|")
    with site(store) as server:
        server.settle()
        made: dict[str, Callable[[int], str]] = {
            "home": lambda number: f"/?n={number}",
            "a thing": lambda number: f"/page/{quote(keys[number % len(keys)])}?n={number}",
            "search": lambda number: f"/search?q=jakarta&n={number}",
            "browse": lambda number: f"/browse?n={number}",
            "a question": lambda number: f"/questions/shared-networks?a=Jakarta&b=Seoul&n={number}",
        }
        for name, path in made.items():
            asked = Asked(name=name, path=path, accept="text/html")
            ask(
                server.address, asked, seconds / 2, clients=4
            )  # each process has made what it makes once
            told = ask(server.address, asked, seconds, clients=1)
            if told.failures:
                print(f"{name}: {len(told.failures)} failures", file=sys.stderr)
            print(
                f"| {name} | {told.within(0.5):.0f} | {told.within(0.95):.0f} | {told.within(0.99):.0f} |"
            )


def reconciliation(store: Path, seconds: float) -> None:
    """Print how many names are matched in a second, in batches as OpenRefine sends them, no batch twice."""
    query = """SELECT (MIN(STR(?label)) AS ?name) (MIN(STR(?within)) AS ?country) WHERE {
      ?city a simpul:City ; rdfs:label ?label ; simpul:inCountry ?within
    } GROUP BY ?city ORDER BY ?city"""
    with KnowledgeGraph(store, access="public", tell=lambda _said: None) as kg:
        cities = [(text(row["name"]), text(row["country"])) for row in kg.store.select(query)]
    random.Random(1).shuffle(cities)  # noqa: S311 - the same each time

    def batch(number: int, *, countries: bool) -> str:
        chosen = (cities[(number * _BATCH + each) % len(cities)] for each in range(_BATCH))
        queries = {
            f"q{each}": {"query": name, "type": "City"}
            | ({"properties": [{"pid": "inCountry", "v": country}]} if countries else {})
            for each, (name, country) in enumerate(chosen)
        }
        return f"/reconcile?queries={quote(json.dumps(queries))}"

    print("\n| names of cities, ten at a time | names a second |\n|---|---:|")
    with site(store) as server:
        server.settle()
        for title, countries in (("alone", False), ("with the country", True)):
            asked = Asked(
                name=title,
                path=lambda number, countries=countries: batch(number, countries=countries),  # type: ignore[misc]
                accept="application/json",
            )
            ask(server.address, asked, seconds / 2, clients=4)
            told = ask(server.address, asked, seconds, clients=4)
            if told.failures:
                print(f"{title}: {len(told.failures)} failures", file=sys.stderr)
            print(f"| {title} | {_BATCH * told.rate:,.0f} |")


def beginning(store: Path) -> None:
    """Print how long it takes from the command to the first answer, and to the first page."""
    seconds: dict[str, list[float]] = {"/health": [], "/": []}
    for _number in range(5):
        for path, found in seconds.items():
            begun = time.perf_counter()
            with site(store) as server:
                urllib.request.urlopen(server.address + path).read()  # noqa: S310 - loopback
                found.append(time.perf_counter() - begun)
    print("\n| from the command to the first | s, the median of five |\n|---|---:|")
    for path, found in seconds.items():
        print(f"| answer at {path} | {statistics.median(found):.2f} |")


def mixed(store: Path, minutes: float) -> None:
    """Ask everything for so long while a new build is swapped in each minute; print errors, builds and memory.

    Raises:
        CalledProcessError: A build could not be made.
    """
    asked = [sparql(query, "/sparql", name) for name, query in queries(store).items()]
    paths_ = ("/", "/search?q=seoul", "/browse", "/page/city/1642911", "/questions", "/sources")
    asked += [Asked(name=path, path=lambda number, p=path: f"{p}{'&' if '?' in p else '?'}n={number}", accept="text/html") for path in paths_]  # type: ignore[misc] # fmt: skip
    count, failures = 0, Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(store, Path(folder) / "store"))
        served: set[str] = set()
        with site(copy) as server:
            begin = time.monotonic()
            print(
                "\n| minute | asked | failures | builds | memory, MB |\n|---:|---:|---:|---:|---:|"
            )
            minute = 0
            while time.monotonic() - begin < 60 * minutes:
                minute += 1
                loading = _loading(copy, minute)
                for one in asked:
                    told = ask(server.address, one, 60 / len(asked))
                    count += len(told.seconds)
                    failures.update(f"{status} {one.name}" for status in told.failures)
                if loading.wait():
                    raise subprocess.CalledProcessError(loading.returncode, loading.args)
                served.add(_loaded(server.address))
                told_so = (
                    ", ".join(f"{times} times {what}" for what, times in failures.items()) or 0
                )
                print(
                    f"| {minute} | {count:,} | {told_so} | {len(served)} | {server.megabytes():,.0f} |",
                    flush=True,
                )


def _loading(store: Path, number: int) -> "subprocess.Popen[bytes]":
    """Begin to load a fact into a store, another for each number."""
    table = store.parent / "table.csv"
    table.write_text(f"member (name),network,as of\nDurban,c40,{1900 + number}\n")
    words = ["load", str(table), "--source", "mixed-load", "--access", "public"]
    command = [sys.executable, "-m", "simpul", *words, "--store", str(store)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - words of ours


def _loaded(address: str) -> str:
    """Return which of the facts that are loaded one after another a site tells; empty where none."""
    query = f"SELECT ?date {{ GRAPH <{ID}source/mixed-load> {{ ?m <{ONTOLOGY}asOf> ?date }} }}"
    asked = urllib.request.Request(  # noqa: S310 - loopback
        f"{address}/sparql?query={quote(query)}", headers={"accept": "text/csv"}
    )
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 - loopback
        return " ".join(answer.read().decode().split()[1:])


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
        if words.mixed:
            mixed(store, words.mixed)
            return
        table(store, words.seconds)
        pages(store, words.seconds)
        reconciliation(store, words.seconds)
        beginning(store)


if __name__ == "__main__":
    main()
