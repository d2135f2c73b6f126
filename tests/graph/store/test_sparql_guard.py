"""What is let through as a query that reads only this store is one, by what the engine itself does with it."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from random import Random

import pytest

from hostile_queries import hiding
from simpul.errors import QueryError
from simpul.store.sparql import form, inspect, refuse_what_reaches_out

_QUERIES = 3_000
_GUARD = 120
"""Seconds for a few seconds' work."""
_GRAPH = "http://x/g"
_ENGINE = """
import json, socket, sys, threading
import pyoxigraph as ox
host = socket.socket(fileno=int(sys.argv[1]))
asked = []
def listen():
    while True:
        connection = host.accept()[0]
        asked.append(True)
        connection.close()
threading.Thread(target=listen, daemon=True).start()
node, secret = ox.NamedNode("http://x/a"), ox.NamedNode("http://x/secret")
store = ox.Store()
store.extend([ox.Quad(node, node, node), ox.Quad(secret, secret, secret, ox.NamedNode("http://x/g"))])
for line in sys.stdin:
    form, found = "", []
    try:
        answer = store.query(json.loads(line))
        if isinstance(answer, ox.QueryBoolean):
            form = "ASK"
        else:
            form = "SELECT" if isinstance(answer, ox.QuerySolutions) else "CONSTRUCT"
            found = [str(row) for _number, row in zip(range(9), answer)]
    except (SyntaxError, RuntimeError, OSError, ValueError):
        pass
    print(json.dumps([form, "secret" in str(found), bool(asked)]), flush=True)
    asked.clear()
"""


class Engine:
    """The engine in a process of its own, which may crash, and a host that it must not ask."""

    def __init__(self, listener: socket.socket) -> None:
        self._number = listener.fileno()
        self.host = f"http://127.0.0.1:{listener.getsockname()[1]}/"

    def answers(self, queries: list[str]) -> list[tuple[str, bool, bool]]:
        """Return the form of each query, whether it showed the named graph, and whether it asked the host."""
        done = subprocess.run(
            [sys.executable, "-c", _ENGINE, str(self._number)],
            input="".join(json.dumps(query) + "\n" for query in queries),
            capture_output=True,
            text=True,
            check=False,
            timeout=_GUARD,
            pass_fds=[self._number],
        )
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(answers) == len(queries), f"crashed at {queries[len(answers)]!r}: {done.stderr}"
        return [(form, shown, asked) for form, shown, asked in answers]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield Engine(listener)


def _let_through(query: str) -> bool:
    try:
        refuse_what_reaches_out(query)
    except QueryError:
        return False
    return not inspect(query).datasets


def _same_form(query: str, answered: str) -> bool:
    return answered in {"", {"DESCRIBE": "CONSTRUCT"}.get(form(query), form(query))}


def test_the_engine_reaches_nothing_by_a_query_that_is_let_through(engine: Engine) -> None:
    chance = Random(8)  # noqa: S311 - the same queries each time
    made = [hiding(chance, host=engine.host, graph=_GRAPH) for _number in range(_QUERIES)]
    queries = [query for query in made if _let_through(query)]
    assert _QUERIES / 20 < len(queries) < _QUERIES
    answers = engine.answers(queries)
    assert sum(1 for answered, *_rest in answers if answered) > len(queries) / 10
    wrong = [
        query
        for query, (answered, shown, asked) in zip(queries, answers, strict=True)
        if shown or asked or not _same_form(query, answered)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "query",
    [
        "ASKFROM<http://x/g>{?s ?p ?o}",
        "SELECT*FROMNAMED<http://x/g>{GRAPH?g{?s ?p ?o}}",
        "PREFIX x:<http://x/>SELECT*FROMx:g{?s ?p ?o}",
        "PREFIX x:<http://x/>SELECT*FROMNAMEDx:g{GRAPH?g{?s ?p ?o}}",
        "PREFIX :<http://x/>SELECT*FROM:g{?s ?p ?o}",
        "CONSTRUCTFROM<http://x/g>WHERE{?s ?p ?o}",
        "SELECT*FROM<http://x/\\u0067>{?s ?p ?o}",
        "BASE<http://x/>SELECT*FROM<g>{?s ?p ?o}",
    ],
)
def test_no_way_of_writing_from_is_overlooked(engine: Engine, query: str) -> None:
    assert inspect(query).datasets
    assert engine.answers([query])[0][0]


def test_a_name_may_be_called_from() -> None:
    assert not inspect("PREFIX from:<http://x/> SELECT * { ?s from:here ?from }").datasets


def test_what_reaches_out_would_be_seen(engine: Engine) -> None:
    service = f"SELECT*{{SERVICE SILENT<{engine.host}>{{?s ?p ?o}}}}"
    dataset = f"SELECT*FROM<{_GRAPH}>{{?s ?p ?o}}"
    assert not _let_through(service)
    assert not _let_through(dataset)
    assert engine.answers([dataset, service]) == [("SELECT", True, False), ("SELECT", False, True)]


@pytest.mark.parametrize("escape", ["\\#", "\\q", "\\uD800", "\\U00110000", "\\u12"])
def test_a_string_with_an_escape_that_is_none_hides_nothing(engine: Engine, escape: str) -> None:
    query = f"SELECT*{{VALUES?s{{'''a'}}SERVICE<{engine.host}>{{}}}}#{escape}'''"
    assert engine.answers([query])[0][2]
    with pytest.raises(QueryError, match="has no meaning"):
        refuse_what_reaches_out(query)
