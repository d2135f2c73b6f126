"""A build at a server, put there graph by graph: for tests of how it is read."""

from collections.abc import Iterable
from itertools import count

from engines import Server
from simpul.store import OxigraphStore
from simpul.store.protocol import GraphName  # noqa: TC001 - of a variable
from simpul.store.remote.encoding import encoder
from simpul.store.remote.engines import ENGINES
from simpul.store.remote.manifest import (
    CURRENT,
    MANIFEST,
    POINTER,
    Manifest,
    PublishedGraph,
    build_iri,
    manifest_graph,
    published_name,
    statements,
)
from simpul.store.remote.settings import Endpoint
from simpul.terms import DefaultGraph, Quad

_numbers = count(1)


def endpoint(server: Server) -> Endpoint:
    """Return the server as a stranger names it, who may only ask."""
    return Endpoint(query=server.query)


def publish(server: Server, quads: Iterable[Quad], *, access: str = "public") -> Manifest:
    """Put quads into graphs of a build, and let the pointer name it."""
    store = OxigraphStore.in_memory()
    store.add(quads)
    build = f"20260101T120000-{next(_numbers):06x}"
    graphs: list[PublishedGraph] = []
    encode = encoder(changes_terms=ENGINES[server.engine].changes_terms)
    names: list[GraphName] = [DefaultGraph(), *store.graph_names()]
    for graph in names:
        lines = [
            encode(f"{quad.triple} .".encode())[0] + b"\n" for quad in store.matching(graph=graph)
        ]
        name = published_name(build, graph)
        server.load(name.value, b"".join(lines))
        graphs.append(PublishedGraph(name=name, triples=len(lines), digest="0" * 64, of=graph))
    manifest = Manifest(
        build=build, access=access, format=2, merge=graphs[0], named=tuple(graphs[1:])
    )
    _put(server, manifest)
    return manifest


def _put(server: Server, manifest: Manifest) -> None:
    lines = "".join(f"{statement} .\n" for statement in statements(manifest))
    server.load(manifest_graph(manifest.build).value, lines.encode())
    point_to(server, manifest.build)


def point_to(server: Server, build: str) -> None:
    """Let the pointer name a build."""
    pointer = f"{POINTER} {CURRENT} {build_iri(build)} .\n{POINTER} {MANIFEST} {manifest_graph(build)} .\n"
    server.load(POINTER.value, pointer.encode())
