"""Nothing that the door to rdflib hands out fetches, reads a file or writes, whichever engine is asked."""

import copy
import http.server
import pickle
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, cast

import pytest
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID, ConjunctiveGraph
from rdflib.plugins.sparql import prepareQuery, prepareUpdate
from rdflib.plugins.sparql.processor import SPARQLProcessor, SPARQLUpdateProcessor
from rdflib.plugins.sparql.sparql import Query

from simpul.errors import ReadOnlyError
from simpul.store import OxigraphStore
from simpul.store.rdflib_dataset import read_only_dataset
from simpul.terms import DefaultGraph, NamedNode, Quad

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

OUTSIDE: Final = "from-outside"
SOURCE, OTHER = rdflib.URIRef("urn:source"), rdflib.URIRef("urn:nowhere")


@pytest.fixture(scope="module")
def dataset() -> rdflib.Dataset:
    store = OxigraphStore.in_memory()
    one, two, three = (NamedNode(f"urn:{name}") for name in "abc")
    store.add(Quad(one, two, three, graph) for graph in (DefaultGraph(), NamedNode(str(SOURCE))))
    return read_only_dataset(store)


@pytest.fixture(scope="module")
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a host that gives a secret away, and the requests that it had."""
    requests: list[str] = []

    class Host(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f"<urn:{OUTSIDE}> <urn:b> <urn:c> .".encode())

        do_POST = do_GET  # noqa: N815 - as the library calls it

        def log_message(self, *_arguments: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Host) as host:
        threading.Thread(target=host.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}/a", requests
        host.shutdown()


HANDED_OUT: Final[dict[str, Callable[[rdflib.Dataset], Any]]] = {
    "dataset": lambda dataset: dataset,
    "get_context": lambda dataset: dataset.get_context(SOURCE),
    "get_context of none": lambda dataset: dataset.get_context(OTHER),
    "get_graph": lambda dataset: dataset.get_graph(SOURCE),
    "graph": lambda dataset: dataset.graph(SOURCE),
    "default_graph": lambda dataset: dataset.default_graph,
    "default_context": lambda dataset: dataset.default_context,
    "graphs": lambda dataset: next(iter(dataset.graphs())),
    "contexts": lambda dataset: list(dataset.contexts())[-1],
    "contexts of its store": lambda dataset: next(iter(dataset.store.contexts())),
    "triples of its store": lambda dataset: next(
        graph for _triple, graphs in dataset.store.triples((None, None, None)) for graph in graphs
    ),
}
QUERIES: Final = {
    "SERVICE": "SELECT * { SERVICE <HOST> { ?s ?p ?o } }",
    "SERVICE SILENT": "SELECT * { SERVICE SILENT <HOST> { ?s ?p ?o } }",
    "SERVICE in OPTIONAL": "SELECT * { ?s ?p ?o OPTIONAL { SERVICE <HOST> { ?s ?p ?o } } }",
    "SERVICE in EXISTS": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <HOST> { ?s ?p ?o } } }",
    "SERVICE in a subquery": "SELECT * { { SELECT * { SERVICE <HOST> { ?s ?p ?o } } } }",
    "SERVICE in a graph": "SELECT * { GRAPH ?g { ?s ?p ?o SERVICE <HOST> { ?s ?p ?o } } }",
    "SERVICE in a source": "SELECT * FROM <urn:source> { SERVICE <HOST> { ?s ?p ?o } }",
    "SERVICE of a CONSTRUCT": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <HOST> { ?s ?p ?o } }",
    "FROM a host": "SELECT * FROM <HOST> { ?s ?p ?o }",
    "FROM NAMED a host": "SELECT * FROM NAMED <HOST> { GRAPH ?g { ?s ?p ?o } }",
    "FROM a file": "SELECT * FROM <FILE> { ?s ?p ?o }",
    "FROM NAMED a file": "SELECT * FROM NAMED <FILE> { GRAPH ?g { ?s ?p ?o } }",
    "DESCRIBE from a file": f"DESCRIBE <urn:{OUTSIDE}> FROM <FILE>",
}
ASKING: Final[dict[str, Callable[[rdflib.Graph, str], Any]]] = {
    "query": lambda graph, query: graph.query(query),
    "query by rdflib": lambda graph, query: graph.query(query, use_store_provided=False),
    "a prepared query": lambda graph, query: graph.query(prepareQuery(query)),
    "a disguised query": lambda graph, query: graph.query(_disguised(query)),
    "the processor": lambda graph, query: SPARQLProcessor(graph).query(query)["bindings"],  # type: ignore[no-untyped-call]  # rdflib
    "the store": lambda graph, query: graph.store.query(query, {}, {}, "__UNION__"),
}
UPDATES: Final = ("LOAD <HOST>", "LOAD <FILE>", "LOAD <FILE> INTO GRAPH <urn:source>", "CLEAR ALL")
UPDATING: Final[dict[str, Callable[[rdflib.Graph, str], Any]]] = {
    "update": lambda graph, update: graph.update(update),
    "update by rdflib": lambda graph, update: graph.update(update, use_store_provided=False),
    "a prepared update": lambda graph, update: graph.update(prepareUpdate(update)),
    "the processor": lambda graph, update: SPARQLUpdateProcessor(graph).update(update),  # type: ignore[no-untyped-call]  # rdflib
    "parse": lambda graph, update: graph.parse(update.split("<")[1].split(">")[0], format="nt"),
}


def _disguised(query: str) -> Query:
    """Return a prepared query that says it was another one."""
    made = prepareQuery(query)
    made._original_args = ("ASK { }", {}, None)
    return made


@pytest.fixture
def outside(asked: tuple[str, list[str]], tmp_path: Path) -> Callable[[str], str]:
    """Puts the address of the host and of a file into a query."""
    file = tmp_path / "facts.nt"
    file.write_text(f"<urn:{OUTSIDE}> <urn:b> <urn:c> .", encoding="utf-8")
    return lambda text: text.replace("HOST", asked[0]).replace("FILE", file.as_uri())


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("way", ASKING)
def test_no_query_reaches_out(
    dataset: rdflib.Dataset,
    asked: tuple[str, list[str]],
    outside: Callable[[str], str],
    way: str,
    query: str,
) -> None:
    text = outside(QUERIES[query])
    for graph in HANDED_OUT.values():
        try:
            found = list(ASKING[way](graph(dataset), text))
        except Exception:  # noqa: BLE001, S112 - however it is refused
            continue
        assert OUTSIDE not in str(found)
    assert asked[1] == []


@pytest.mark.parametrize("update", UPDATES)
@pytest.mark.parametrize("way", UPDATING)
def test_no_update_reaches_out_or_changes_anything(
    dataset: rdflib.Dataset,
    asked: tuple[str, list[str]],
    outside: Callable[[str], str],
    way: str,
    update: str,
) -> None:
    text = outside(update)
    for graph in HANDED_OUT.values():
        refused = r"only be read|Could not load|list index|requiring a dataset"
        with pytest.raises(Exception, match=refused):
            UPDATING[way](graph(dataset), text)
    assert asked[1] == []
    assert [len(graph) for graph in dataset.graphs()] == [1, 1]


def test_rdflib_by_itself_would_reach_out(
    asked: tuple[str, list[str]], outside: Callable[[str], str]
) -> None:
    alone = rdflib.Dataset()
    for query in ("FROM a host", "FROM a file"):
        assert OUTSIDE in str(list(alone.query(outside(QUERIES[query]))))
    assert asked[1]
    asked[1].clear()


@pytest.mark.parametrize("kind", [rdflib.Graph, rdflib.Dataset, ConjunctiveGraph])
def test_no_other_graph_is_made_of_the_store(
    dataset: rdflib.Dataset, kind: type[rdflib.Graph]
) -> None:
    for name in HANDED_OUT:
        with pytest.raises(rdflib.plugin.PluginException):
            kind(store=HANDED_OUT[name](dataset).store)


@pytest.mark.parametrize("copied", [pickle.dumps, copy.copy, copy.deepcopy])
@pytest.mark.parametrize("name", HANDED_OUT)
def test_what_is_handed_out_is_not_copied_with_its_store(
    dataset: rdflib.Dataset, copied: Callable[[object], object], name: str
) -> None:
    with pytest.raises(ReadOnlyError):
        copied(HANDED_OUT[name](dataset))


def test_its_facts_can_be_copied_into_a_dataset_of_ones_own(dataset: rdflib.Dataset) -> None:
    own = cast("rdflib.Dataset", rdflib.Dataset() + dataset)
    assert len(own) == 1
    assert len(own.get_context(SOURCE)) == 1
    own.add((SOURCE, SOURCE, SOURCE))
    graph = rdflib.Graph() + dataset.get_context(SOURCE)
    assert len(graph + dataset.default_graph) == len(dataset.get_context(SOURCE)) == 1


def test_a_graph_is_found_by_its_name_and_is_empty_where_there_is_none(
    dataset: rdflib.Dataset,
) -> None:
    names = [graph.identifier for graph in dataset.graphs()]
    assert names == [SOURCE, DATASET_DEFAULT_GRAPH_ID]
    assert dataset.graph(SOURCE)
    assert not dataset.get_context(OTHER)
    with pytest.raises(ReadOnlyError):
        dataset.graph()


@pytest.mark.parametrize(
    "query", ["SELECT ?o { ?s ?p ?o }", "SELECT ?o FROM <urn:source> { ?s ?p ?o }"]
)
@pytest.mark.parametrize("way", ["query", "query by rdflib", "a prepared query"])
def test_a_query_that_reads_is_answered_whoever_answers_it(
    dataset: rdflib.Dataset, way: str, query: str
) -> None:
    found = [row.o for row in ASKING[way](dataset, query)]
    assert found == [rdflib.URIRef("urn:c")]


def test_a_variable_that_is_not_selected_can_be_bound(dataset: rdflib.Dataset) -> None:
    found = dataset.query("SELECT ?o { ?s ?p ?o }", initBindings={"s": rdflib.URIRef("urn:a")})
    assert [str(row.o) for row in found] == ["urn:c"]  # type: ignore[union-attr]  # a SELECT gives rows
