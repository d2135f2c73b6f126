"""Engines of the tests as endpoints with a profile, and clients that die."""

import os
from pathlib import Path
from typing import Final

from engines import Server
from simpul.exchange.publishing.asking import rows
from simpul.exchange.publishing.register import Register
from simpul.store import new_build, open_build
from simpul.store.remote.client import Client
from simpul.store.remote.manifest import Manifest
from simpul.store.remote.settings import Endpoint
from simpul.terms import ONTOLOGY_GRAPH, DefaultGraph, NamedNode, text

_VARIABLE: Final = "SIMPUL_TEST_PASSWORD_"


def endpoint(server: Server, *, access: str = "public", piece: int = 0) -> Endpoint:
    """Return a server as somebody's profile names it who may write there."""
    variable = _VARIABLE + server.engine.upper()
    os.environ[variable] = server.password
    return Endpoint(
        name=server.engine,
        engine=server.engine,
        query=server.query,
        update=server.update,
        graph_store=server.graph_store,
        auth="digest" if server.user else "none",
        user=server.user,
        secret=f"env:{variable}" if server.user else "",
        access=access,
        piece=piece,
    )


def without_ontology(store: Path) -> Path:
    """Take the ontology out of a store: nine in ten of what a small source would bring to an endpoint each time."""
    with new_build(store) as new:
        new.begin_with_previous()
        graph = open_build(new.folder)
        merge = DefaultGraph()
        named = [name for name in graph.graph_names() if name != ONTOLOGY_GRAPH]
        kept = {quad.triple for name in named for quad in graph.matching(graph=name)}
        graph.replace(ONTOLOGY_GRAPH, [])
        graph.replace(merge, kept & {quad.triple for quad in graph.matching(graph=merge)})
        graph.close()
    return store


class Killed(BaseException):
    """The process was killed."""


class DyingClient(Client):
    """A client whose process is killed when it is about to send its request of this number, from 1.

    Attributes:
        sent: How many requests it sent, or would have sent.
    """

    def __init__(self, endpoint_: Endpoint, *, at: int = 0) -> None:
        super().__init__(endpoint_)
        self._at, self.sent = at, 0

    def _sent(self, request: object) -> object:  # type: ignore[override]  # what it is does not matter here
        self.sent += 1
        if self._at and self.sent >= self._at:
            raise Killed
        return super()._sent(request)  # type: ignore[arg-type]  # as above


def published_whole(client: Client) -> Manifest:
    """Return the manifest of the build in use, each graph of which must have as many triples as it says."""
    register = Register(client)
    build = register.current()
    assert build is not None
    manifest = register.manifest(build)
    assert manifest is not None
    for graph in manifest.graphs:
        count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
        (row,) = rows(client, count, default=[graph.name])
        assert int(text(row["n"])) == graph.triples, graph.name
    return manifest


def is_there(client: Client, graph: NamedNode) -> bool:
    """Return whether a graph at an endpoint holds anything."""
    return bool(rows(client, "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1", default=[graph]))
