import contextlib
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.errors import ForbiddenQueryError, QueryError
from simpul.store import OxigraphStore, sparql
from simpul.store.sparql import bind, form, refuse_what_reaches_out, template, tokens, variables
from simpul.terms import Literal, NamedNode, Quad, Triple, simpul, text

HOST = "http://127.0.0.1:{port}/"


@given(st.text())
def test_the_tokens_of_any_text_put_together_are_the_text(query: str) -> None:
    assert "".join(token.text for token in tokens(query)) == query


@given(st.text().filter(lambda value: "\0" not in value))
def test_any_text_bound_comes_back_as_itself_and_never_as_syntax(value: str) -> None:
    asked = bind("SELECT (?_value AS ?answer) WHERE {}", {"_value": Literal(value)})
    rows = OxigraphStore.in_memory().select(asked).rows
    assert [text(row["answer"]) for row in rows] == [value]


_QUERY = """SELECT ?x (?_a AS ?given) WHERE {
  ?x ?p ?o . FILTER (?o = ?_a || EXISTS { ?x ?q ?_a })
  { SELECT ?x { VALUES ?_v { ?_a } ?x ?r ?_v } } }"""


@given(st.text().filter(lambda value: "\0" not in value))
def test_any_text_as_a_value_leaves_all_other_tokens_as_they_are(value: str) -> None:
    bound = bind(_QUERY, {"_a": Literal(value)})
    before = [(t.kind, t.text) for t in tokens(_QUERY) if t.text != "?_a"]
    after = [(t.kind, t.text) for t in tokens(bound) if t.text != str(Literal(value))]
    assert after == before
    assert not sparql.inspect(bound).services


def test_a_value_is_bound_inside_subqueries_and_not_exists() -> None:
    store = OxigraphStore.in_memory()
    a, b = NamedNode("http://a.example/a"), NamedNode("http://a.example/b")
    store.add([Quad(a, simpul("within"), b)])
    query = """SELECT ?x WHERE { ?x simpul:within ?y
        { SELECT ?y WHERE { ?_a_iri simpul:within ?y } }
        FILTER NOT EXISTS { ?y simpul:within ?_a_iri } }"""
    assert store.select(bind(query, {"_a_iri": a})).rows == [{"x": a}]
    assert store.select(bind(query, {"_a_iri": b})).rows == []


def test_only_variables_are_bound_not_strings_comments_or_iris() -> None:
    query = "SELECT * { ?s ?p '?_a', \"?_a\", <http://x/?_a> } # ?_a"
    assert bind(query, {"_a": Literal("x")}) == query
    assert variables(query) == {"s", "p"}


def test_several_values_stand_in_a_list_and_none_leave_it_open() -> None:
    written = template("SELECT ?x { VALUES ?x { ?_x } }")
    assert written.is_listed("_x")
    assert "{ 1 2 }" in written.bind({"_x": (_number("1"), _number("2"))}).text.replace(
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', "1"
    ).replace('"2"^^<http://www.w3.org/2001/XMLSchema#integer>', "2")
    assert "{ UNDEF }" in written.bind({"_x": ()}).text
    assert not template("SELECT ?x { ?x ?p ?_x }").is_listed("_x")


def _number(value: str) -> Literal:
    return Literal(value, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))


UPDATES = [
    "INSERT DATA { <a:a> <a:b> 1 }",
    "# a comment\nPREFIX a: <a:> DELETE WHERE { ?s ?p ?o }",
    "drop all",
    "LOAD <file:///etc/passwd>",
    "CLEAR DEFAULT",
    "WITH <a:g> INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("query", UPDATES)
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(ForbiddenQueryError, match="only read"):
        refuse_what_reaches_out(query)


_POLL = 0.01
"""Seconds between two looks of a server at whether it is to end."""
HIDDEN = {
    "plain": "SELECT * { SERVICE <HOST> { ?s ?p ?o } }",
    "silent": "SELECT * { ?s ?p ?o service silent ?x { ?s ?p ?o } }",
    "no space": "SELECT * { SERVICESILENT<HOST>{ ?s ?p ?o } }",
    "behind a number": "SELECT * { ?s ?p 1SERVICE <HOST> { ?s ?p ?o } }",
    "behind true": "SELECT * { ?s ?p trueSERVICE <HOST> { ?s ?p ?o } }",
    "behind a dot": "PREFIX ex: <a:> SELECT * { ?s ?p ex:.SERVICE <HOST> { ?s ?p ?o } }",
    "as a name": "PREFIX : <HOST> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "as a name that is declared": (
        "PREFIX service: <a:> PREFIX : <HOST> SELECT * { service:load { ?s ?p ?o } }"
    ),
    "behind what may be an IRI": (
        "SELECT * { FILTER(1<2#>'''\n) SERVICE <HOST> { ?s ?p ?o } #'''\n }"
    ),
    "behind a comparison of strings": (
        "SELECT * { FILTER('a'<'>'''\n) SERVICE <HOST> { ?s ?p ?o } #'''\n }"
    ),
    "behind a comparison in ORDER BY": (
        "SELECT * { { SELECT * {} ORDER BY (1)(1<2#>'''\n) } SERVICE <HOST> {} #'''\n }"
    ),
    "behind an escaped IRI": (
        "SELECT * { ?s <http://x/\\u0041'''> ?o SERVICE <HOST> { ?s ?p ?o } #'''\n }"
    ),
    "written with escapes": "SELECT * { SERV\\u0049CE <HOST> { ?s ?p ?o } }",
    "in EXISTS": "SELECT * { FILTER EXISTS { SERVICE <HOST> { ?s ?p ?o } } }",
    "in a subquery": "SELECT * { { SELECT * { SERVICE <HOST> { ?s ?p ?o } } } }",
}


@pytest.mark.parametrize("query", HIDDEN.values(), ids=HIDDEN.keys())
def test_no_way_of_writing_service_reaches_another_host(query: str) -> None:
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815 - the name that http.server calls

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library has it
            pass

    with HTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, args=[_POLL], daemon=True).start()
        with pytest.raises(QueryError):
            OxigraphStore.in_memory().select(
                query.replace("HOST", HOST.format(port=server.server_port))
            )
        server.shutdown()
    assert asked == []


def test_an_endpoint_that_is_allowed_is_asked() -> None:
    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}'
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the name that http.server calls

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library has it
            pass

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, args=[_POLL], daemon=True).start()
        endpoint = HOST.format(port=server.server_port)
        store = OxigraphStore(OxigraphStore.in_memory().dataset, services=[endpoint])
        rows = store.select(f"SELECT ?x {{ SERVICE <{endpoint}> {{ ?s ?p ?x }} }}").rows
        with pytest.raises(ForbiddenQueryError):
            store.select(f"SELECT ?x {{ SERVICE <{endpoint}other> {{ ?s ?p ?x }} }}")
        server.shutdown()
    assert rows == [{"x": Literal("1")}]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?load { ?service ?load 'SERVICE', \"DELETE\" } # INSERT",
        "PREFIX service: <http://service/> SELECT * { ?s service:load service:clear }",
        "SELECT (1 AS ?add) { }",
        "SELECT * { FILTER (1 < 2) ?s <http://a/#b> <http://a/#c> }",
        "SELECT * { VALUES (?a ?b) { (<http://a/#b> <http://a/#c>) (1 <http://a/#c>) } }",
        "SELECT * { ?s (<http://a/#b>|^<http://a/#c>)+ ?o FILTER (?o IN (<http://a/#b>, <a:?x>)) }",
    ],
)
def test_words_that_only_look_forbidden_are_allowed(query: str) -> None:
    OxigraphStore.in_memory().select(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://127.0.0.1:1/> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM rdfs:Class { ?s ?p ?o }",
    ],
)
def test_from_names_graphs_of_the_store_only(query: str) -> None:
    with pytest.raises(ForbiddenQueryError, match="not a graph of this store"):
        OxigraphStore.in_memory().select(query)


def test_a_from_that_is_written_into_another_word_is_refused() -> None:
    with pytest.raises(ForbiddenQueryError, match="FROM with a space"):
        OxigraphStore.in_memory().ask("ASKFROM<http://a.example/a>{ ?s ?p ?o }")


def test_from_a_graph_of_the_store_is_read() -> None:
    store = OxigraphStore.in_memory()
    a = NamedNode("http://a.example/a")
    store.add([Quad(a, a, a, a)])
    assert len(store.select("SELECT * FROM <http://a.example/a> { ?s ?p ?o }").rows) == 1


DEEP = {
    "brackets": "SELECT * { FILTER (" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    "groups": "SELECT * " + "{" * 5000 + "}" * 5000,
    "negations": "SELECT * { FILTER (" + "!" * 20000 + "1) }",
    "sums": "SELECT * { FILTER (" + "1+" * 20000 + "1) }",
    "unions": "SELECT * {" + "{ ?s ?p ?o } UNION " * 20000 + "{} }",
    "optionals": "SELECT * {" + "OPTIONAL { ?s ?p ?o }" * 20000 + "}",
    "binds": "SELECT * {" + "".join(f"BIND (1 AS ?x{i})" for i in range(20000)) + "}",
    "blank nodes": "SELECT * { ?s ?p " + "[ ?p " * 5000 + "1" + "]" * 5000 + "}",
    "paths": "SELECT * { ?s " + "<a:a>/" * 20000 + "<a:a> ?o }",
}


@pytest.mark.parametrize("query", DEEP.values(), ids=DEEP.keys())
def test_a_query_that_would_break_the_parser_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="deeply nested"):
        OxigraphStore.in_memory().select(query)


PLACES = [
    ("SELEC * { ?s ?p ?o }", (1, 1), "Did you mean SELECT"),
    ("SELECT *\n{\n  ?s foaff:name ?o }", (3, 6), "prefix foaff: is not declared"),
    ("SELECT * {\n ?s ?p 'abc }", (2, 8), "quotation mark has no end"),
    ("SELECT * {\n { ?s ?p ?o }", (1, 10), "this { is not closed"),
    ("SELECT * { ?s ?p ?o }\n}", (2, 1), "this } closes nothing"),
    ("", (1, 1), "nothing in it"),
    ("SELECT * { ?s ?p ?o .\n FILTERR (1) }", (2, 2), "Did you mean FILTER"),
]


@pytest.mark.parametrize(("query", "place", "said"), PLACES)
def test_an_error_points_at_what_the_person_wrote(
    query: str, place: tuple[int, int], said: str
) -> None:
    with pytest.raises(QueryError, match=re.escape(said)) as caught:
        OxigraphStore.in_memory().select(query)
    assert caught.value.place == place
    line = str(caught.value).splitlines()[1:]
    assert line[1].index("^") - 4 == place[1] - 1


@given(st.text().filter(lambda value: "\0" not in value))
def test_a_bound_value_does_not_shift_the_place_of_an_error(value: str) -> None:
    written = template("SELECT * {\n ?s ?p ?_a ; ?q ?_a }\nLIMIT x:y")
    bound = written.bind({"_a": (Literal(value),)})
    at = 0
    for piece, filled in zip(written.pieces, bound.texts, strict=True):
        assert bound.origin(at) == piece.start
        at += len(filled)
    assert written.text[bound.origin(bound.text.index("LIMIT"))] in {"L", "?"}
    assert bound.origin(len(bound.text) - 1) == len(written.text) - 1
    assert bound.origin(len(bound.text)) == len(written.text) - 1


@given(st.text(alphabet="SELCT*{}()<>?'\"#:. \nabx1!&|@\\", max_size=60))
def test_any_text_as_a_query_is_answered_or_ends_in_a_query_error(query: str) -> None:
    with contextlib.suppress(QueryError):
        OxigraphStore.in_memory().stream(query)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("PREFIX ask: <a:> select * {}", "SELECT"),
        ("# SELECT\nASK {}", "ASK"),
        ("DESCRIBE <a:select>", "DESCRIBE"),
        ("", ""),
    ],
)
def test_the_form_of_a_query_is_its_first_keyword(query: str, expected: str) -> None:
    assert form(query) == expected


def test_a_query_with_the_prefixes_it_uses_runs_anywhere() -> None:
    import pyoxigraph as ox

    a = NamedNode("http://a.example/a")
    plain = ox.Store()
    plain.add(Quad(a, simpul("within"), a))
    query = sparql.with_prefixes("CONSTRUCT WHERE { ?s simpul:within ?o }")
    answer = plain.query(query)
    assert isinstance(answer, ox.QueryTriples)
    assert list(answer) == [Triple(a, simpul("within"), a)]
