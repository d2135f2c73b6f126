"""What every side of the store's protocol does alike: Oxigraph in memory, on disk, being made, in a process apart; and
a published build at each engine that is met over HTTP."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

import engines
import published
from simpul import store
from simpul.errors import (
    ForbiddenQueryError,
    QueryError,
    QueryLimitError,
    StoreDamagedError,
    StoreError,
)
from simpul.limits import Limits
from simpul.store import Bindings, OxigraphStore, Queryable, Writable, new_build, open_store
from simpul.store.isolated import IsolatedStore
from simpul.store.protocol import Result
from simpul.store.remote.client import Client
from simpul.store.remote.dataset import open_dataset
from simpul.store.statements import holds, stated_in
from simpul.terms import (
    XSD,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Triple,
    dct,
    in_graph,
    rdf_type,
    rdfs_label,
    simpul,
    thing,
)

SEOUL, JAKARTA, PAPER, C40 = (
    thing("city", "1835848"),
    thing("city", "1642911"),
    thing("document", "paper"),
    thing("network", "c40"),
)
SOURCE: Final = thing("source", "test")
HARD: Final = 'a "quoted"\\ text\nof two lines, ťž, 서울, العربية, 🏙, and a tab\t.'
FACTS: Final = [
    Triple(SEOUL, rdf_type, simpul("City")),
    Triple(SEOUL, rdfs_label, Literal("Seoul", language="en")),
    Triple(SEOUL, rdfs_label, Literal("서울", language="ko")),
    Triple(SEOUL, simpul("memberOf"), C40),
    Triple(JAKARTA, rdfs_label, Literal("Jakarta Raya", language="id")),
    Triple(JAKARTA, rdfs_label, Literal("Jakarta", language="en")),
    Triple(C40, rdfs_label, Literal("C40", language="fr")),
    Triple(PAPER, dct("title"), Literal("A paper", language="en")),
    Triple(PAPER, simpul("passage"), Literal(HARD)),
    Triple(PAPER, simpul("pages"), Literal("12", datatype=NamedNode(XSD + "integer"))),
]
QUADS: Final = [in_graph(fact, graph) for fact in FACTS for graph in (DefaultGraph(), SOURCE)]
ENDLESS: Final = (
    "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(12)) + " }"
)


def _in_memory(_folder: Path) -> Queryable:
    memory = OxigraphStore.in_memory()
    memory.add(QUADS)
    return memory


def _on_disk(folder: Path) -> Queryable:
    with new_build(folder) as build:
        store.write(build.folder, QUADS)
    return open_store(folder)


def _being_made(folder: Path) -> Queryable:
    made = store.open_build(folder)
    made.add(QUADS)
    return made


def _isolated(folder: Path) -> Queryable:
    _on_disk(folder)
    build = store.current_build(folder)
    assert build is not None
    return IsolatedStore(build, Limits(seconds=60))


SIDES: Final[dict[str, Callable[[Path], Queryable]]] = {
    "in memory": _in_memory,
    "on disk": _on_disk,
    "being made": _being_made,
    "isolated": _isolated,
}


@pytest.fixture(scope="module", params=[*SIDES, *engines.ENGINES])
def side(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Queryable]:
    """Each side with the same facts in it."""
    if request.param in SIDES:
        yield SIDES[request.param](tmp_path_factory.mktemp("side"))
        return
    server: engines.Server = request.getfixturevalue(f"{request.param}_server")
    published.publish(server, QUADS)
    with Client(published.endpoint(server)) as client:
        yield open_dataset(client)


ASKED: Final[dict[str, Callable[[Queryable, str], object]]] = {
    "check": lambda side, query: side.check(query),
    "select": lambda side, query: side.select(query),
    "construct": lambda side, query: list(side.construct(query)),
    "ask": lambda side, query: side.ask(query),
    "stream": lambda side, query: side.stream(query),
}


def test_a_select_gives_variables_in_order_and_leaves_out_what_is_unbound(side: Queryable) -> None:
    found = side.select("SELECT ?z ?s WHERE { ?s a simpul:City OPTIONAL { ?s dct:title ?z } }")
    assert found.variables == ("z", "s")
    assert list(found) == [{"s": SEOUL}]
    assert len(found) == 1


def test_an_ask_is_true_or_false(side: Queryable) -> None:
    assert side.ask("ASK { ?s a simpul:City }") is True
    assert side.ask("ASK { ?s a simpul:Country }") is False


def test_a_construct_gives_triples(side: Queryable) -> None:
    found = side.construct("CONSTRUCT { ?o simpul:hasMember ?s } WHERE { ?s simpul:memberOf ?o }")
    assert list(found) == [Triple(C40, simpul("hasMember"), SEOUL)]


def test_a_describe_gives_what_is_said_of_a_thing(side: Queryable) -> None:
    assert set(side.construct(f"DESCRIBE {PAPER}")) == {t for t in FACTS if t.subject == PAPER}


def test_a_query_of_any_form_is_streamed(side: Queryable) -> None:
    rows = side.stream("SELECT ?s ?n WHERE { ?s simpul:memberOf ?o }")
    assert isinstance(rows, Bindings)
    assert rows.variables == ("s", "n")
    assert list(rows.rows()) == [{"s": SEOUL}]
    triples = side.stream("CONSTRUCT WHERE { ?s simpul:memberOf ?o }")
    assert not isinstance(triples, Bindings | bool)
    assert list(triples) == [Triple(SEOUL, simpul("memberOf"), C40)]
    assert side.stream("ASK { ?s a simpul:City }") is True


def test_every_term_comes_back_as_it_was(side: Queryable) -> None:
    found = side.select("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    assert {(row["s"], row["p"], row["o"]) for row in found} == set(map(tuple, FACTS))


def test_a_query_may_be_written_in_any_script(side: Queryable) -> None:
    assert side.select('SELECT ?s { ?s rdfs:label "서울"@ko }').rows == [{"s": SEOUL}]
    assert side.ask('ASK { ?s rdfs:label "Львів 🏙"@uk }') is False


def test_a_label_is_in_the_language_else_in_english_else_any(side: Queryable) -> None:
    things = [thing_.value for thing_ in (SEOUL, JAKARTA, C40, PAPER, SOURCE)]
    common = {C40.value: "C40", PAPER.value: "A paper"}
    assert side.labels(things, "id") == {
        SEOUL.value: "Seoul",
        JAKARTA.value: "Jakarta Raya",
        **common,
    }
    assert side.labels(things, "ko") == {SEOUL.value: "서울", JAKARTA.value: "Jakarta", **common}
    assert side.labels([], "en") == {}


def test_labels_are_told_of_more_things_than_one_query_takes(side: Queryable) -> None:
    things = [thing("city", str(number)).value for number in range(1200)]
    assert side.labels([*things, SEOUL.value], "en") == {SEOUL.value: "Seoul"}


@pytest.mark.parametrize("graph", [None, DefaultGraph(), SOURCE], ids=["all", "merge", "source"])
def test_quads_are_found_by_their_parts(
    side: Queryable, graph: NamedNode | DefaultGraph | None
) -> None:
    here = [quad for quad in QUADS if graph in {None, quad.graph_name}]
    assert set(side.matching(graph=graph)) == set(here)
    for parts in ((SEOUL, rdfs_label), (JAKARTA, rdfs_label), (SEOUL, simpul("memberOf"))):
        by_two = set(side.matching(*parts, graph=graph))
        assert by_two == {quad for quad in here if (quad.subject, quad.predicate) == parts}
    assert set(side.matching(None, None, Literal(HARD), graph)) == {
        quad for quad in here if quad.object == Literal(HARD)
    }
    assert not list(side.matching(SOURCE, graph=graph))


def test_who_states_a_triple_is_known(side: Queryable) -> None:
    assert holds(side, FACTS[0])
    assert stated_in(side, FACTS[0]) == [SOURCE]
    assert not holds(side, Triple(SEOUL, rdf_type, simpul("Network")))


def test_what_is_mentioned_anywhere_is_known(side: Queryable) -> None:
    here = {SEOUL.value, simpul("memberOf").value, C40.value}
    assert side.mentioned([*here, SOURCE.value, "https://example.org/nowhere"]) == here
    assert side.mentioned([]) == set()


def test_the_graphs_have_names(side: Queryable) -> None:
    assert side.graph_names() == [SOURCE]


def test_a_malformed_query_is_told_with_its_place(side: Queryable) -> None:
    with pytest.raises(QueryError, match="the prefix foa: is not declared") as caught:
        side.select("SELECT ?s WHERE {\n  ?s foa:name ?o }")
    assert caught.value.place == (2, 6)
    with pytest.raises(QueryError):
        side.stream("SELECT")


@pytest.mark.parametrize(
    ("method", "query"),
    [("select", "ASK {}"), ("construct", "SELECT * {}"), ("construct", "ASK {}"), ("ask", "SELECT * {}")],
)  # fmt: skip
def test_a_query_of_another_form_is_refused(side: Queryable, method: str, query: str) -> None:
    form = method.upper()
    with pytest.raises(QueryError, match=f"This must be a {form} query"):
        ASKED[method](side, query)


@pytest.mark.parametrize("method", ASKED)
@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:9/data> { ?s ?p ?o }",
        "SELECT * FROM <https://w3id.org/simpul/id/source/tset> { ?s ?p ?o }",
    ],
)
def test_what_changes_or_fetches_is_refused_at_every_door(
    side: Queryable, method: str, query: str
) -> None:
    with pytest.raises(ForbiddenQueryError):
        ASKED[method](side, query)


def test_a_graph_that_is_there_may_be_named(side: Queryable) -> None:
    source = "<https://w3id.org/simpul/id/source/test>"
    found = side.select(
        "SELECT ?s FROM SOURCE WHERE { ?s a simpul:City }".replace("SOURCE", source)
    )
    assert list(found) == [{"s": SEOUL}]


def test_a_query_too_deep_to_be_read_is_refused(side: Queryable) -> None:
    with pytest.raises(QueryError, match="too long or too deeply nested"):
        side.select("SELECT * " + "{" * 5000 + "}" * 5000)


@pytest.mark.parametrize("name", ["in memory", "on disk", "being made"])
def test_the_first_row_comes_before_the_last_is_found(name: str, tmp_path: Path) -> None:
    endless = ENDLESS.replace("(COUNT(*) AS ?n)", "*")
    found = SIDES[name](tmp_path).stream(endless)
    assert isinstance(found, Bindings)
    assert len(next(found.rows())) == 36


@pytest.mark.parametrize("limits", [Limits(seconds=0.5, megabytes=0)])
def test_an_isolated_query_ends_at_its_limit_and_the_next_is_answered(
    tmp_path: Path, limits: Limits
) -> None:
    _on_disk(tmp_path)
    build = store.current_build(tmp_path)
    assert build is not None
    apart = IsolatedStore(build, limits)
    with pytest.raises(QueryLimitError, match=r"No answer after 0\.5 seconds"):
        apart.select(ENDLESS)
    patient = IsolatedStore(build, Limits(seconds=60))
    assert patient.ask("ASK { ?s a simpul:City }")


def test_an_isolated_store_can_only_be_asked(tmp_path: Path) -> None:
    writing = {name for name in vars(Writable) if not name.startswith("_")}
    assert writing == {"add", "remove", "replace"}
    assert not any(hasattr(_isolated(tmp_path), name) for name in writing)


FAULTS: Final = {
    "an unknown function": "SELECT (<urn:f>(1) AS ?x) { ?s ?p ?o }",
    "an unknown function in a filter": "SELECT * { ?s ?p ?o FILTER(<urn:f>(?o)) }",
    "an unknown function that sorts": "SELECT * { ?s ?p ?o } ORDER BY <urn:f>(?o)",
    "an unknown function of a group": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } HAVING(<urn:f>(?n))",
    "an unknown function inside": "SELECT * { ?s ?p ?o FILTER EXISTS { FILTER(<urn:f>(?o)) } }",
    "an unknown function in a path of a graph": "ASK { GRAPH ?g { ?s ?p ?o } FILTER(<urn:f>(?o)) }",
    "too many arguments of a cast": "SELECT (xsd:integer('1', '2') AS ?x) { }",
    "too few arguments of a cast": "SELECT (xsd:integer() AS ?x) { }",
    "an unknown word": "SELECT (FOO('1') AS ?x) { }",
    "too many arguments": "SELECT (STRLEN('a', 'b') AS ?x) { }",
    "what is not grouped": "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "a variable bound twice": "SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }",
    "a limit beyond numbers": "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_a_query_is_told_as_such(side: Queryable, fault: str) -> None:
    with pytest.raises(QueryError) as raised:
        _read(side.stream(FAULTS[fault]))
    assert not isinstance(raised.value, StoreError)
    assert "simpul build" not in str(raised.value)


ODD: Final = {
    "a pattern that is none": "SELECT * { ?s ?p ?o FILTER(REGEX(?o, '(')) }",
    "a pattern too great": "SELECT * { ?s ?p ?o FILTER(REGEX(?o, '(((a{1000}){1000}){1000})')) }",
    "a sum beyond numbers": "SELECT (9223372036854775807 + 1 AS ?x) { }",
    "a division by zero": "SELECT (1 / 0 AS ?x) { }",
    "a cast of no number": "SELECT (xsd:integer('x') AS ?x) { }",
    "an address that is none": "SELECT (IRI('a b') AS ?x) { }",
}


@pytest.mark.parametrize("odd", ODD)
def test_what_has_no_value_leaves_a_gap_and_is_no_error(odd: str, tmp_path: Path) -> None:
    _read(_in_memory(tmp_path).stream(ODD[odd]))


def _read(found: Result) -> None:
    if isinstance(found, Bindings):
        for _row in found.rows():
            pass


def test_a_file_that_changed_without_a_word_of_the_engine_is_damage(tmp_path: Path) -> None:
    kept = _on_disk(tmp_path)
    build = store.current_build(tmp_path)
    assert build is not None
    with (build / "graph" / "CURRENT").open("ab") as file:
        file.write(b"more")
    with pytest.raises(StoreDamagedError):
        _read(kept.stream(FAULTS["an unknown function"]))


WRITABLE: Final[dict[str, Callable[[Path], Writable]]] = {
    "in memory": lambda _folder: OxigraphStore.in_memory(),
    "being made": store.open_build,
}


@pytest.fixture(params=WRITABLE)
def writable(request: pytest.FixtureRequest, tmp_path: Path) -> Writable:
    """Each side that can be changed, with nothing in it."""
    return WRITABLE[request.param](tmp_path)


@pytest.mark.parametrize("bulk", [False, True], ids=["one by one", "in bulk"])
def test_what_was_added_is_there_once_and_what_was_removed_is_not(
    writable: Writable, bulk: bool
) -> None:
    writable.add(QUADS, bulk=bulk)
    writable.add(QUADS[:3], bulk=bulk)
    assert sorted(map(str, writable.matching())) == sorted(map(str, QUADS))
    writable.remove(QUADS[0])
    writable.remove(QUADS[0])
    assert set(writable.matching()) == set(QUADS[1:])


def test_a_graph_is_replaced_and_no_other(writable: Writable) -> None:
    writable.add(QUADS)
    fresh = [FACTS[0], Triple(JAKARTA, rdf_type, simpul("City"))]
    writable.replace(SOURCE, iter(fresh))
    assert {quad.triple for quad in writable.matching(graph=SOURCE)} == set(fresh)
    assert {quad.triple for quad in writable.matching(graph=DefaultGraph())} == set(FACTS)
    writable.replace(SOURCE, [])
    assert writable.graph_names() == []


def test_what_is_published_is_what_was_written(tmp_path: Path) -> None:
    with new_build(tmp_path) as build:
        made = store.open_build(build.folder)
        made.add(QUADS)
        made.replace(SOURCE, FACTS[:2])
        written = set(made.matching())
        made.close()
    assert set(open_store(tmp_path).matching()) == written


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build whose files nobody sealed, with random bytes in the middle of each."""
    folder = tmp_path_factory.mktemp("damaged")
    with new_build(folder) as new:
        store.write(new.folder, _many())
    build = new.folder
    (build / "files.json").unlink()
    for file in (build / "graph").glob("*.sst"):
        content = bytearray(file.read_bytes())
        begin, end = len(content) // 10, len(content) * 8 // 10
        content[begin:end] = hashlib.shake_128(b"damage").digest(end - begin)
        file.write_bytes(content)
    return build


def _many() -> Iterator[Quad]:
    for number in range(5000):
        text = hashlib.sha256(str(number).encode()).hexdigest()
        yield Quad(thing("city", str(number)), rdfs_label, Literal(text), SOURCE)


DAMAGED: Final[dict[str, Callable[[Path], Queryable]]] = {
    "on disk": store.open_build_read_only,
    "isolated": lambda build: IsolatedStore(build, Limits()),
}


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize(
    "ask",
    [
        lambda side: side.select("SELECT * { GRAPH ?g { ?s ?p ?o } }"),
        lambda side: list(side.construct("CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }")),
        lambda side: list(side.stream("SELECT * { GRAPH ?g { ?s ?p ?o } }").rows()),
        lambda side: list(side.matching()),
    ],
    ids=["select", "construct", "stream", "matching"],
)
def test_damage_is_told_with_what_to_do(
    damaged: Path, name: str, ask: Callable[[Queryable], object]
) -> None:
    with pytest.raises(StoreError, match="Run `simpul build` to make it again"):
        ask(DAMAGED[name](damaged))
