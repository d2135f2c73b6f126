"""A pack is the same graph in rdflib, in Oxigraph and in Virtuoso."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

from engines import ROW_CAP, Server

GRAPH = "https://example.org/pack"
Said = set[tuple[str, str, str, str]]


@pytest.fixture(scope="module")
def in_rdflib(article_pack: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(article_pack / "data.ttl")


def _said(graph: rdflib.Graph) -> Iterator[tuple[str, str, str, str]]:
    for subject, predicate, value in graph:
        yield (
            str(subject),
            str(predicate),
            str(value),
            getattr(value, "language", None) or "",
        )


def _without_places(said: Said) -> Said:
    """Return statements with the mere fact that there is a point: Virtuoso rounds its coordinates."""
    return {(*one[:2], "POINT", "") if one[2].startswith("POINT(") else one for one in said}


def _loaded(server: Server, file: Path) -> None:
    """Load Turtle as a person does, over HTTP."""
    with server.client() as client:
        if server.user:
            client.get(server.graph_store)  # learns the challenge
        client.put(
            server.graph_store,
            params={"graph-uri" if server.user else "graph": GRAPH},
            headers={"Content-Type": "text/turtle"},
            content=file.read_bytes(),
        ).raise_for_status()


def _held(server: Server) -> Said:
    """Return what a server holds, which must be no more than Virtuoso gives at once."""
    query = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"
    rows = server.answer(query, default=GRAPH, named=[GRAPH]).json()["results"]["bindings"]
    return {
        (row["s"]["value"], row["p"]["value"], row["o"]["value"], row["o"].get("xml:lang", ""))
        for row in rows
    }


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["oxigraph_server", "virtuoso_server"])
def test_a_pack_is_the_same_graph_in_each_engine(
    request: pytest.FixtureRequest, engine: str, article_pack: Path, in_rdflib: rdflib.Graph
) -> None:
    server: Server = request.getfixturevalue(engine)
    _loaded(server, article_pack / "data.ttl")
    wanted = {*_said(in_rdflib)}
    assert 4_000 < len(wanted) < ROW_CAP
    held = _held(server)
    if server.engine == "virtuoso":
        held, wanted = _without_places(held), _without_places(wanted)
    assert held == wanted
