"""SPARQL engines to meet over HTTP: servers of Oxigraph and Virtuoso on loopback, each in a folder of its own.

Both answer strangers' queries. What changes a graph needs the user ``dba`` at Virtuoso (digest); Oxigraph's server
knows no users. Virtuoso has the limits of its own sample configuration, 10,000 rows of an answer among them.
A server ends with the process that started it, even if that is killed.
"""

import contextlib
import http.client
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx
import pytest

ENGINES: Final = ("oxigraph", "virtuoso")
"""The engines that tests run, by the keys of their records in ``simpul.store.remote.engines``."""
AT_OXIGRAPH: Final = pytest.mark.parametrize("server", ["oxigraph"], indirect=True)
AT_VIRTUOSO: Final = pytest.mark.parametrize("server", ["virtuoso"], indirect=True)
"""Mark a test of what no engine does otherwise, so that one of them shows it."""
ROW_CAP: Final = 10_000
"""Rows that Virtuoso gives of an answer, as a stranger's server does."""
_LOOPBACK: Final = "127.0.0.1"
_SECONDS_TO_START: Final = 60
_SECONDS_TO_STOP: Final = 20
_TICK: Final = 0.02
_NO_TLS: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Loopback needs no certificates, which a client would read each time."""
_OXIGRAPH: Final = Path(sys.executable).with_name("oxigraph")
_VIRTUOSO: Final = "virtuoso-t"
_INI: Final = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = {host}:{sql}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
SchedulerInterval = 10
[HTTPServer]
ServerPort = {host}:{http}
ServerThreads = 20
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryCostEstimationTime = 400
MaxQueryExecutionTime = 60
"""


@dataclass(slots=True, kw_only=True, eq=False)
class Server:
    """An engine that runs, or ran, on loopback.

    Attributes:
        engine: Its key, one of ``ENGINES``.
        folder: What it keeps lies there.
        user: Who may change graphs, by HTTP digest; empty where everybody may.
    """

    engine: str
    folder: Path
    query: str
    update: str
    graph_store: str
    command: Sequence[str | Path]
    user: str = ""
    password: str = ""
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it and wait until it answers.

        Raises:
            ChildProcessError: It ended before it answered; what it said is in the error.
        """
        with (self.folder / "said").open("wb") as said:
            self.process = subprocess.Popen(
                [*_until_the_parent_ends(), *self.command],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + _SECONDS_TO_START
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.kill()
                raise ChildProcessError((self.folder / "said").read_text(errors="replace"))
            time.sleep(_TICK)

    def stop(self) -> None:
        """Let it write what it has and end."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it in the middle of what it does."""
        self._end(signal.SIGKILL)

    def _end(self, by: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(by)
        try:
            self.process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def _answers(self) -> bool:
        parts = urlsplit(self.query)
        try:
            with contextlib.closing(http.client.HTTPConnection(parts.netloc, timeout=5)) as asking:
                asking.request("GET", f"{parts.path}?query=ASK%20%7B%7D")
                return asking.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False

    def client(self) -> httpx.Client:
        """Return a client that may change graphs here."""
        auth = httpx.DigestAuth(self.user, self.password) if self.user else None
        return httpx.Client(auth=auth, timeout=600, trust_env=False, verify=_NO_TLS)

    def load(self, graph: str, content: bytes, kind: str = "application/n-triples") -> None:
        """Put N-Triples, or RDF of another kind of media, into a graph, whole; what it held is gone."""
        with self.client() as client:
            if self.user:
                client.get(self.graph_store)  # learns the challenge, so that the lines go once
            client.put(
                self.graph_store,
                params={"graph-uri" if self.engine == "virtuoso" else "graph": graph},
                headers={"Content-Type": kind},
                content=content,
            ).raise_for_status()

    def change(self, update: str) -> None:
        """Run an update."""
        with self.client() as client:
            client.post(
                self.update,
                headers={"Content-Type": "application/sparql-update"},
                content=update.encode(),
            ).raise_for_status()

    def graphs(self) -> list[str]:
        """Return the names of all graphs that it holds, its own among them."""
        with self.client() as client:
            answer = client.post(
                self.query,
                data={"query": "SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"},
                headers={"Accept": "application/sparql-results+json"},
            )
        rows = answer.raise_for_status().json()["results"]["bindings"]
        return [str(row["g"]["value"]) for row in rows]

    def answer(
        self, query: str, *, default: str, named: Sequence[str] = (), accept: str = ""
    ) -> httpx.Response:
        """Return the answer of a query on a dataset that is named with it."""
        with httpx.Client(timeout=600, trust_env=False, verify=_NO_TLS) as client:
            return client.post(
                self.query,
                data={"query": query, "default-graph-uri": default, "named-graph-uri": [*named]},
                headers={"Accept": accept or "application/sparql-results+json"},
            )


def lacking(engine: str) -> str:
    """Return why an engine cannot be run here; empty where it can."""
    there = _OXIGRAPH.exists() if engine == "oxigraph" else shutil.which(_VIRTUOSO) is not None
    return "" if there else f"{engine} is not installed; scripts/test-tools {engine} installs it"


@contextlib.contextmanager
def running(engine: str, folder: Path, *, empty: Path | None = None) -> Generator[Server]:
    """Give a server of an engine that lies in a folder, and stop it at the end.

    Args:
        engine: One of ``ENGINES``.
        folder: Where it lies; made if it is not there.
        empty: What Virtuoso needs a while to make: its database with nothing in it, as ``make_empty`` leaves it.
    """
    server = _started(engine, folder, empty)
    try:
        yield server
    finally:
        server.stop()


def make_empty(folder: Path) -> None:
    """Make a database of Virtuoso's with nothing in it, to be copied: that takes a second, not five."""
    with running("virtuoso", folder):
        pass


def _started(engine: str, folder: Path, empty: Path | None) -> Server:
    """Return a server on free ports; another process may take one between the look and the start."""
    if empty is not None and not folder.exists():
        shutil.copytree(empty, folder)
    folder.mkdir(parents=True, exist_ok=True)
    make: Callable[[Path], Server] = {"oxigraph": _oxigraph, "virtuoso": _virtuoso}[engine]
    for left in range(2, -1, -1):
        server = make(folder)
        try:
            server.start()
        except ChildProcessError:
            if not left:
                raise
        else:
            return server
    raise AssertionError(engine)


def _oxigraph(folder: Path) -> Server:
    (port,) = _free_ports(1)
    base = f"http://{_LOOPBACK}:{port}"
    return Server(
        engine="oxigraph",
        folder=folder,
        query=f"{base}/query",
        update=f"{base}/update",
        graph_store=f"{base}/store",
        command=[
            *(_OXIGRAPH, "serve", "--location", folder / "data"),
            *("--bind", f"{_LOOPBACK}:{port}"),
        ],
    )


def _virtuoso(folder: Path) -> Server:
    sql, web = _free_ports(2)
    ini = _INI.format(host=_LOOPBACK, sql=sql, http=web, rows=ROW_CAP)
    (folder / "virtuoso.ini").write_text(ini, encoding="utf-8")
    base = f"http://{_LOOPBACK}:{web}"
    return Server(
        engine="virtuoso",
        folder=folder,
        query=f"{base}/sparql",
        update=f"{base}/sparql-auth",
        graph_store=f"{base}/sparql-graph-crud-auth",
        user="dba",
        password="dba",
        command=[_VIRTUOSO, "-f", "-c", "virtuoso.ini"],
    )


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind((_LOOPBACK, 0))
        return [int(one.getsockname()[1]) for one in sockets]


def _until_the_parent_ends() -> list[str]:
    """Return the words before a command by which Linux kills it when the thread that started it ends."""
    return ["setpriv", "--pdeathsig", "KILL", "--"] if shutil.which("setpriv") else []
