"""A published build, asked at an endpoint: what it answers, what it never gives as whole, and who it is not."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

import fake_endpoint
import published
from engines import ROW_CAP, Server
from fake_endpoint import Asked, FakeEndpoint, Says
from simpul.errors import (
    AnswerCappedError,
    AnswerCutError,
    EndpointEmptyError,
    EndpointError,
    EndpointReplacedError,
    QueryError,
    QueryLimitError,
    StoreError,
)
from simpul.limits import Limits
from simpul.store.protocol import Bindings
from simpul.store.remote.client import NTRIPLES, Client
from simpul.store.remote.dataset import RemoteDataset, open_dataset
from simpul.store.remote.manifest import (
    LAYOUT,
    Manifest,
    PublishedGraph,
    build_iri,
    manifest_graph,
    published_name,
    statements,
)
from simpul.store.remote.settings import Endpoint
from simpul.terms import (
    XSD,
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Triple,
    in_graph,
    rdf_type,
    simpul,
    thing,
)

SOURCE = thing("source", "uclg")
GENID = "https://w3id.org/simpul/.well-known/genid/"
MANIFEST_OF_B = Manifest(
    build="B",
    access="public",
    format=2,
    merge=PublishedGraph(
        name=published_name("B", DefaultGraph()), triples=3, digest="", of=DefaultGraph()
    ),
    named=(PublishedGraph(name=published_name("B", SOURCE), triples=3, digest="", of=SOURCE),),
)


@pytest.fixture
def fake() -> Iterator[FakeEndpoint]:
    with fake_endpoint.running(lambda _asked: fake_endpoint.boolean()) as running:
        yield running


_clients: list[Client] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while _clients:
        _clients.pop().close()


def client_of(fake: FakeEndpoint, *, engine: str = "oxigraph", rows: int = 0) -> Client:
    """Return a client, which is closed when the test is over."""
    endpoint = Endpoint(query=fake.url, engine=engine, rows=rows, seconds=5)
    _clients.append(Client(endpoint, pause=lambda _seconds: None))
    return _clients[-1]


def dataset(fake: FakeEndpoint, *, engine: str = "oxigraph", rows: int = 0) -> RemoteDataset:
    return RemoteDataset(client_of(fake, engine=engine, rows=rows), MANIFEST_OF_B)


def says(*values: dict[str, str], **more: str) -> Says:
    answer = fake_endpoint.rows(["x"], [{"x": value} for value in values])
    return Says(body=answer.body, headers=more)


def number(value: int) -> dict[str, str]:
    return {"type": "literal", "value": str(value)}


def test_terms_are_as_they_were_before_they_were_published(fake: FakeEndpoint) -> None:
    truth = {"type": "typed-literal", "datatype": f"{XSD}boolean", "value": "1"}
    blank = {"type": "uri", "value": f"{GENID}b7"}
    fake.behaviour = lambda _asked: says(truth, blank)
    found = dataset(fake, engine="virtuoso").select("SELECT ?x { ?s ?p ?x }")
    boolean = Literal("true", datatype=NamedNode(f"{XSD}boolean"))
    assert [row["x"] for row in found] == [boolean, BlankNode("b7")]


def test_columns_are_the_querys_own_in_its_order(fake: FakeEndpoint) -> None:
    fake.behaviour = lambda _asked: fake_endpoint.rows(
        ["b", "graphOf__g", "a"], [{"b": number(2), "a": number(1), "graphOf__g": number(3)}]
    )
    found = dataset(fake).select("SELECT ?a ?never ?b { GRAPH ?g { ?a ?b ?c } }")
    assert found.variables == ("a", "never", "b")
    assert found.rows == [{"a": Literal("1"), "b": Literal("2")}]
    assert dataset(fake).select("SELECT * { GRAPH ?g { ?a ?b ?c } }").variables == ("a", "b")


@pytest.mark.parametrize(
    ("answer", "truth"),
    [
        (fake_endpoint.boolean(), True),
        (fake_endpoint.boolean(true=False), False),
        (fake_endpoint.rows(["__ASK_RETVAL"], [{"__ASK_RETVAL": number(1)}]), True),
        (fake_endpoint.rows(["__ASK_RETVAL"], []), False),
    ],
)
def test_an_ask_is_read_however_the_engine_says_it(
    fake: FakeEndpoint, answer: Says, *, truth: bool
) -> None:
    fake.behaviour = lambda _asked: answer
    assert dataset(fake).ask("ASK { ?s ?p ?o }") is truth


CUT = '{"head": {"vars": ["x"]}, "results": {"bindings": ['
UNREADABLE = {
    "cut in the middle of the rows": CUT + '{"x": {"type": "uri", "value": "urn:a"}},',
    "no SPARQL": '{"error": "no"}',
    "no JSON": "yes",
    "nothing": "",
    "more than an answer": '{"head": {"vars": ["x"]}, "results": {"bindings": []}} and more',
    "an answer to an ASK": '{"head": {}, "boolean": true}',
}


@pytest.mark.parametrize("body", UNREADABLE)
def test_an_answer_that_cannot_be_read_is_told_of_and_never_a_shorter_one(
    fake: FakeEndpoint, body: str
) -> None:
    fake.behaviour = lambda _asked: Says(body=UNREADABLE[body].encode())
    match = r"cannot be read, or is not whole: .*simpul mirror"
    with pytest.raises(EndpointError, match=match):
        dataset(fake).select("SELECT ?x { ?s ?p ?x }")


def test_an_answer_that_is_cut_where_nothing_tells_its_length_is_told_of(
    fake: FakeEndpoint,
) -> None:
    fake.behaviour = lambda _asked: Says(body=CUT.encode(), length=-1)
    with pytest.raises(AnswerCutError):
        dataset(fake).select("SELECT ?x { ?s ?p ?x }")
    line = b"<urn:a> <urn:b> <urn:c> .\n"
    fake.behaviour = lambda _asked: Says(body=line, media=NTRIPLES, length=-1)
    with pytest.raises(AnswerCutError, match="does not say where it ends"):
        list(dataset(fake).construct("CONSTRUCT WHERE { ?s ?p ?o }"))


def test_json_that_never_ends_is_given_up(
    fake: FakeEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simpul.store.remote.answers._LARGEST_ROW", 1_000_000)
    fake.behaviour = lambda _asked: Says(body=b" " * 10_000, endless=True)
    with pytest.raises(EndpointError, match="does not end"):
        dataset(fake).select("SELECT ?x { ?s ?p ?x }")
    monkeypatch.setattr("simpul.store.remote.answers._LARGEST", 1_000_000)
    row = '{"x": {"type": "uri", "value": "urn:a"}}, '

    def endless(asked: Asked) -> Says:
        del asked
        return Says(body=(CUT + row * 30_000).encode(), chunked=True, silent=True)

    fake.behaviour = endless
    with pytest.raises(EndpointError, match="does not end"):
        dataset(fake).select("SELECT ?x { ?s ?p ?x }")


def test_rows_come_before_the_last_is_sent(fake: FakeEndpoint) -> None:
    row = '{"x": {"type": "uri", "value": "urn:a"}}, '
    fake.behaviour = lambda _asked: Says(
        body=(CUT + row * 1_000).encode(), chunked=True, silent=True
    )
    found = dataset(fake).stream("SELECT ?x { ?s ?p ?x }")
    assert isinstance(found, Bindings)
    assert len(list(islice(found.solutions, 500))) == 500


def test_a_question_that_takes_longer_than_it_may_is_ended(fake: FakeEndpoint) -> None:
    fake.behaviour = lambda _asked: Says(length=5, silent=True)
    quick = dataset(fake).within(Limits(seconds=0.2))
    with pytest.raises(QueryLimitError, match=r"after 0\.2 seconds"):
        quick.select("SELECT ?x { ?s ?p ?x }")
    fake.behaviour = lambda _asked: Says(body=CUT.encode(), chunked=True, silent=True)
    with pytest.raises(QueryLimitError, match=r"after 0\.2 seconds"):
        quick.select("SELECT ?x { ?s ?p ?x }")


@pytest.mark.parametrize("rows", [3, 4])
def test_an_answer_as_long_as_the_endpoint_lets_it_become_is_not_given_as_whole(
    fake: FakeEndpoint, rows: int
) -> None:
    fake.behaviour = lambda _asked: says(*map(number, range(rows)))
    with pytest.raises(AnswerCappedError, match="no more than 3 rows"):
        # Not even its beginning is.
        dataset(fake, rows=3).stream("SELECT ?x { ?s ?p ?x }")
    assert len(dataset(fake, rows=5).select("SELECT ?x { ?s ?p ?x }")) == rows


def test_an_endpoint_that_tells_of_its_cap_is_believed(fake: FakeEndpoint) -> None:
    fake.behaviour = lambda _asked: says(number(1), **{"X-SPARQL-MaxRows": "10000"})
    with pytest.raises(AnswerCappedError, match="no more than 10000 rows"):
        dataset(fake, engine="virtuoso").stream("SELECT ?x { ?s ?p ?x }")


def test_a_graph_of_a_capped_endpoint_is_counted_before_it_is_made(fake: FakeEndpoint) -> None:
    def counted(asked: Asked) -> Says:
        if b"rowsFound" in asked.body:
            return fake_endpoint.rows(["rowsFound"], [{"rowsFound": number(10_001)}])
        return Says(body=b"<urn:a> <urn:b> <urn:c> .\n", media=NTRIPLES)

    fake.behaviour = counted
    with pytest.raises(AnswerCappedError):
        list(dataset(fake, engine="virtuoso").construct("CONSTRUCT WHERE { ?s ?p ?o }"))
    assert list(dataset(fake).construct("CONSTRUCT WHERE { ?s ?p ?o }")) == [
        Triple(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))
    ]


def test_what_an_engine_cannot_answer_is_told_of_with_what_it_says(fake: FakeEndpoint) -> None:
    fake.behaviour = lambda _asked: Says(status=400, body=b"SP031: no such thing")
    with pytest.raises(QueryError, match=r"status 400.*SP031.*simpul mirror"):
        dataset(fake).select("SELECT ?x { ?s ?p ?x }")


@pytest.mark.parametrize(
    "query",
    [
        "define get:soft 'soft' SELECT ?x { ?s ?p ?x }",
        "SELECT (bif:http_get('http://h.example/') AS ?x) { }",
        "SELECT (<bif:file_to_string>('/etc/passwd') AS ?x) { }",
        "SELECT ?x { ?s ?p ?x FILTER (<sql:anything>(?x)) }",
        "PREFIX f: <http://engine.example/fn#> SELECT ?x { ?s ?p ?x } ORDER BY f:run(?x)",
    ],
)
def test_what_only_one_engine_takes_is_refused_before_it_is_sent(
    fake: FakeEndpoint, query: str
) -> None:
    with pytest.raises(QueryError):
        dataset(fake).stream(query)
    assert fake.asked == []


def test_lists_paths_and_casts_are_no_functions(fake: FakeEndpoint) -> None:
    fake.behaviour = lambda _asked: says()
    dataset(fake).select(
        "SELECT ?x { ?x <urn:p> (1 2) ; <urn:q>/(<urn:r>|^<urn:s>) ?y FILTER (xsd:integer(?y) > 1) }"
    )


def test_what_is_explained_is_what_is_sent(fake: FakeEndpoint) -> None:
    told = dataset(fake).explained("SELECT ?s { GRAPH ?g { ?s a simpul:City } }")
    assert told.startswith(f"# POST {fake.url}\n# default-graph-uri {build_iri('B').value}/all\n")
    assert f"# named-graph-uri {build_iri('B').value}/id/source/uclg\n" in told
    assert "GRAPH ?graphOf__g { ?s a simpul:City }" in told


def pointed(manifest: Manifest) -> Says:
    """Return what an endpoint says of its pointer and manifest."""
    stated = [(str(t.subject), str(t.predicate), t.object) for t in statements(manifest)]
    bindings = [
        {
            "build": {"type": "uri", "value": build_iri(manifest.build).value},
            "s": {"type": "uri", "value": s.strip("<>")},
            "p": {"type": "uri", "value": p.strip("<>")},
            "o": {
                "type": "uri" if isinstance(o, NamedNode) else "literal",
                "value": o.value if isinstance(o, NamedNode | Literal) else "",
            },
        }
        for s, p, o in stated
    ]
    return fake_endpoint.rows(["build", "s", "p", "o"], bindings)


def opened(fake: FakeEndpoint) -> RemoteDataset:
    return open_dataset(client_of(fake))


def test_a_build_is_opened_by_one_request(fake: FakeEndpoint) -> None:
    fake.behaviour = lambda _asked: pointed(MANIFEST_OF_B)
    found = opened(fake)
    assert found.graph_names() == [SOURCE]
    assert (len(found), found.count(SOURCE), found.count(DefaultGraph())) == (6, 3, 3)
    assert found.count(thing("source", "none")) == 0
    assert len(fake.asked) == 1


def test_an_endpoint_without_a_build_is_told_of(fake: FakeEndpoint) -> None:
    fake.behaviour = lambda _asked: fake_endpoint.rows(["build", "s", "p", "o"], [])
    with pytest.raises(EndpointEmptyError, match=f"simpul publish {fake.url}"):
        opened(fake)


def test_what_a_newer_simpul_published_is_not_read(fake: FakeEndpoint) -> None:
    newer = json.loads(pointed(MANIFEST_OF_B).body)
    for name, match in (("layout", "newer Simpul"), ("format", "newer Simpul")):
        changed = json.loads(json.dumps(newer))
        for row in changed["results"]["bindings"]:
            if row["p"]["value"].endswith(f"#{name}"):
                row["o"]["value"] = str(LAYOUT + 99)
        fake.behaviour = lambda _asked, it=changed: Says(body=json.dumps(it).encode())  # type: ignore[misc]
        with pytest.raises(StoreError, match=match) as told:
            opened(fake)
        assert told.value.exit_code == 3


def facts(count: int) -> Iterator[Quad]:
    for at in range(count):
        fact = Triple(thing("city", str(at)), simpul("rank"), Literal(at))
        yield in_graph(fact, DefaultGraph())
        yield in_graph(fact, SOURCE)


def test_another_projects_graphs_are_neither_seen_nor_named(server: Server) -> None:
    theirs = "https://theirs.example/graph"
    server.load(theirs, b"<urn:a> <https://theirs.example/p> <urn:c> .\n")
    published.publish(server, facts(3))
    with Client(published.endpoint(server)) as client:
        here = open_dataset(client)
        assert not here.ask("ASK { ?s <https://theirs.example/p> ?o }")
        assert not here.ask("ASK { GRAPH ?g { ?s <https://theirs.example/p> ?o } }")
        assert not here.ask(f"ASK {{ GRAPH <{theirs}> {{ ?s ?p ?o }} }}")
        found = here.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        assert [row["g"] for row in found] == [SOURCE]
        assert here.mentioned([simpul("rank").value, "https://theirs.example/p"]) == {
            simpul("rank").value
        }


def test_who_reads_goes_on_reading_the_build_that_was_opened(server: Server) -> None:
    published.publish(server, facts(3))
    with Client(published.endpoint(server)) as client:
        before = open_dataset(client)
        published.publish(server, facts(5))
        after = open_dataset(client)
        count = "SELECT (COUNT(*) AS ?n) { ?s simpul:rank ?o }"
        assert before.select(count).rows == [{"n": Literal(3)}]
        assert after.select(count).rows == [{"n": Literal(5)}]


def test_what_is_more_than_the_cap_is_told_of_and_what_is_less_is_whole(
    virtuoso_server: Server,
) -> None:
    published.publish(virtuoso_server, facts(ROW_CAP + 1))
    with Client(published.endpoint(virtuoso_server)) as client:
        here = open_dataset(client)
        with pytest.raises(AnswerCappedError):
            here.select("SELECT ?s { ?s simpul:rank ?o }")
        with pytest.raises(AnswerCappedError):
            list(here.construct("CONSTRUCT WHERE { ?s simpul:rank ?o }"))
        few = "?s simpul:rank ?o FILTER (?o < 9000)"
        assert len(here.select(f"SELECT ?s {{ {few} }}")) == 9_000
        assert len(list(here.construct(f"CONSTRUCT {{ ?s a ?o }} WHERE {{ {few} }}"))) == 9_000


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s a simpul:City }",
        "CONSTRUCT { ?s a simpul:City } WHERE { ?s a simpul:City }",
        "ASK { ?s a simpul:City }",
    ],
)
def test_an_answer_of_a_build_that_is_gone_is_refused(server: Server, query: str) -> None:
    fact = Triple(thing("city", "1"), rdf_type, simpul("City"))
    manifest = published.publish(server, [in_graph(fact, DefaultGraph())])
    with Client(published.endpoint(server)) as client:
        dataset = open_dataset(client)
        assert dataset.manifest.build == manifest.build
        assert _read(dataset, query)
        server.change(f"DROP SILENT GRAPH {manifest_graph(manifest.build)}")
        with pytest.raises(EndpointReplacedError, match="replaced twice"):
            _read(dataset, query)


def _read(dataset: RemoteDataset, query: str) -> object:
    found = dataset.stream(query)
    if isinstance(found, bool):
        return found
    return list(found.rows()) if isinstance(found, Bindings) else list(found)


@pytest.mark.parametrize(
    ("status", "headers"),
    [(206, {}), (200, {"X-SQL-State": "S1TAT"}), (206, {"Server": "nginx"})],
)
def test_a_part_that_an_engine_had_ready_in_time_is_no_answer(
    fake: FakeEndpoint, status: int, headers: dict[str, str]
) -> None:
    part = fake_endpoint.rows(["s"], [{"s": {"type": "uri", "value": "urn:a"}}])
    fake.behaviour = lambda _asked: replace(part, status=status, headers=headers)
    with pytest.raises(AnswerCutError, match="a part"):
        dataset(fake, engine="virtuoso").select("SELECT ?s { ?s ?p ?o }")


def test_virtuoso_is_known_behind_a_proxy(fake: FakeEndpoint) -> None:
    part = fake_endpoint.rows(["s"], [{"s": {"type": "uri", "value": "urn:a"}}])
    headers = {"Server": "nginx", "X-SPARQL-MaxRows": "1"}
    fake.behaviour = lambda _asked: replace(part, headers=headers)
    there = dataset(fake, engine="")
    with pytest.raises(AnswerCappedError):
        there.select("SELECT ?s { ?s ?p ?o }")
    assert there.client.engine.key == "virtuoso"
