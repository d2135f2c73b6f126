"""SPARQL engines: where each answers, what each caps, and how it likes to be written to.

What is marked as tried is met by the tests; the others are from their documentation, which each record names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where an endpoint answers; empty where that is not known.

    Attributes:
        query: SPARQL 1.1 Protocol, section 2.1.
        update: The same, section 2.2.
        graph_store: SPARQL 1.1 Graph Store HTTP Protocol; ``graph=`` is added.
    """

    query: str
    update: str = ""
    graph_store: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A product that answers SPARQL over HTTP.

    Attributes:
        key: Its name in settings.
        title: Its name for people.
        tried: Whether the tests run against it.
        servers: How the ``Server`` header of its responses begins, in lower case.
        queries: What its query addresses end with, the usual one first.
        update: What stands in that place in the address for updates; None where there is none.
        graph_store: The same in the address of the graph store.
        auth: How it usually wants to know who writes.
        cap: Rows and triples after which it cuts an answer; None where it is not known to.
        cap_header: The header by which it tells of such a cap; empty where it does not.
        piece: Triples that it takes well in one request.
        by_update: Whether it is written to by INSERT DATA, not by the graph store.
        changes_terms: Whether it gives back other terms than it was given, or computes others (see ``answers``).
        asks_rightly: Whether its answers to ASK can be believed.
        left_to_mirror: Questions of the catalogue that it answers wrongly or after minutes, as the statistics of its data
            have it, so that a mirror answers them.
        hint: How it takes in very much at once.
        source: The documentation that this is from.
    """

    key: str
    title: str
    tried: bool = False
    servers: tuple[str, ...] = ()
    queries: tuple[str, ...]
    update: str | None
    graph_store: str | None
    auth: str = "none"
    cap: int | None = None
    cap_header: str = ""
    piece: int = 50_000
    by_update: bool = False
    changes_terms: bool = False
    asks_rightly: bool = True
    left_to_mirror: frozenset[str] = frozenset()
    hint: str = ""
    source: str

    def addresses(self, given: str) -> Addresses:
        """Return its addresses, from one that a person gave: of queries, or of the server alone.

        >>> ENGINES["oxigraph"].addresses("http://localhost:7878").update
        'http://localhost:7878/update'
        """
        scheme, host, path, query, _fragment = urlsplit(given)

        def at(changed: str) -> str:
            return urlunsplit((scheme, host, changed, query, ""))

        if path in {"", "/"}:
            path = self.queries[0]
        end = next((end for end in self.queries if path.endswith(end)), None)
        if end is None:
            return Addresses(query=at(path))
        begin = path.removesuffix(end)
        return Addresses(
            query=at(path),
            update=at(begin + self.update) if self.update is not None else "",
            graph_store=at(begin + self.graph_store) if self.graph_store is not None else "",
        )


_KNOWN: Final = (
    Engine(
        key="oxigraph",
        title="Oxigraph",
        tried=True,
        servers=("oxigraph",),
        queries=("/query",),
        update="/update",
        graph_store="/store",
        hint="`oxigraph load` while the server is stopped",
        source="https://github.com/oxigraph/oxigraph/tree/main/cli",
    ),
    Engine(
        key="virtuoso",
        title="Virtuoso",
        tried=True,
        servers=("virtuoso",),
        queries=("/sparql", "/sparql-auth"),
        update="/sparql-auth",
        graph_store="/sparql-graph-crud-auth",
        auth="digest",
        cap=10_000,
        cap_header="x-sparql-maxrows",
        changes_terms=True,
        asks_rightly=False,
        left_to_mirror=frozenset(("chains", "disagreements", "steps-between")),
        hint="`ld_dir` and `rdf_loader_run` in isql",
        source="https://docs.openlinksw.com/virtuoso/rdfsparql/",
    ),
    Engine(
        key="jena",
        title="Apache Jena Fuseki",
        servers=("apache jena fuseki", "fuseki"),
        queries=("/sparql", "/query"),
        update="/update",
        graph_store="/data",
        auth="basic",
        hint="`tdb2.tdbloader` while the server is stopped",
        source="https://jena.apache.org/documentation/fuseki2/fuseki-configuration.html",
    ),
    Engine(
        key="graphdb",
        title="GraphDB",
        servers=("graphdb",),
        queries=("",),
        update="/statements",
        graph_store="/rdf-graphs/service",
        auth="basic",
        hint="`importrdf preload` while the server is stopped",
        source="https://graphdb.ontotext.com/documentation/11.0/using-graphdb-with-the-rdf4j-api.html",
    ),
    Engine(
        key="rdf4j",
        title="Eclipse RDF4J",
        queries=("",),
        update="/statements",
        graph_store="/rdf-graphs/service",
        auth="basic",
        source="https://rdf4j.org/documentation/reference/rest-api/",
    ),
    Engine(
        key="stardog",
        title="Stardog",
        servers=("stardog",),
        queries=("/query",),
        update="/update",
        graph_store="",
        auth="basic",
        hint="`stardog-admin db create` with the files",
        source="https://docs.stardog.com/developing/http-api",
    ),
    Engine(
        key="neptune",
        title="Amazon Neptune",
        queries=("/sparql",),
        update="/sparql",
        graph_store="/sparql/gsp/",
        auth="hook",
        hint="the bulk loader, from files in S3",
        source="https://docs.aws.amazon.com/neptune/latest/userguide/sparql-api-reference.html",
    ),
    Engine(
        key="marklogic",
        title="MarkLogic",
        servers=("marklogic",),
        queries=("/v1/graphs/sparql",),
        update="/v1/graphs/sparql",
        graph_store="/v1/graphs",
        auth="digest",
        hint="MarkLogic Content Pump",
        source="https://docs.marklogic.com/REST/POST/v1/graphs/sparql",
    ),
    Engine(
        key="qlever",
        title="QLever",
        servers=("qlever",),
        queries=("",),
        update="",
        graph_store="",
        auth="bearer",
        hint="`qlever index` while the server is stopped",
        source="https://docs.qlever.dev/",
    ),
)
ENGINES: Final[Mapping[str, Engine]] = {engine.key: engine for engine in _KNOWN}
"""The engines by their names in settings."""
UNKNOWN: Final = Engine(
    key="",
    title="SPARQL",
    queries=("/sparql", "/query"),
    update=None,
    graph_store=None,
    cap_header="x-sparql-maxrows",
    piece=1_000,
    changes_terms=True,
    asks_rightly=False,
    source="https://www.w3.org/TR/sparql11-protocol/",
)
"""An engine of which nothing is known but that it speaks SPARQL 1.1."""


def engine_of(server: str) -> Engine:
    """Return the engine that names itself so in its ``Server`` header.

    >>> engine_of("Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu").key
    'virtuoso'
    """
    said = server.strip().lower()
    for engine in _KNOWN:
        if said.startswith(engine.servers):
            return engine
    return UNKNOWN
