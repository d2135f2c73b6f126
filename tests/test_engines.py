"""The engines of the tests start empty, take a graph, answer on the dataset that is named, and end when they are told."""

from pathlib import Path

import httpx
import pytest

import engines

LINES = b'<http://example.org/a> <http://example.org/b> "c"@en .\n'
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
FIRST, SECOND = "http://example.org/first", "http://example.org/second"


def _count(server: engines.Server, graph: str) -> str:
    return server.answer(COUNT, default=graph, accept="text/csv").text.split()[-1]


def test_a_server_answers_on_the_graph_that_is_named_and_on_no_other(
    server: engines.Server,
) -> None:
    server.load(FIRST, LINES)
    server.change(f'INSERT DATA {{ GRAPH <{SECOND}> {{ <{SECOND}> <{SECOND}> "d" , "e" }} }}')
    assert [_count(server, graph) for graph in (FIRST, SECOND)] == ["1", "2"]


def test_who_gives_no_password_changes_nothing_in_virtuoso(virtuoso_server: engines.Server) -> None:
    answer = httpx.put(
        virtuoso_server.graph_store, params={"graph-uri": FIRST}, content=LINES, trust_env=False
    )
    assert answer.status_code == httpx.codes.UNAUTHORIZED


def test_what_was_killed_starts_again_with_what_it_held(server: engines.Server) -> None:
    server.load(FIRST, LINES)
    server.kill()
    with pytest.raises(httpx.ConnectError):
        _count(server, FIRST)
    server.start()
    assert _count(server, FIRST) == "1"


def test_a_server_ends_with_its_block(tmp_path: Path) -> None:
    with engines.running("oxigraph", tmp_path) as server:
        process = server.process
        assert process is not None
        assert process.poll() is None
    assert process.returncode is not None
