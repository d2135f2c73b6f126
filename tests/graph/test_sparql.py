import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.errors import ForbiddenQueryError
from simpul.sparql import bind, form, refuse_what_reaches_out, tokens, variables
from simpul.store import Store
from simpul.terms import Literal, NamedNode, Quad, simpul, text


@given(st.text())
def test_the_tokens_of_any_text_put_together_are_the_text(query: str) -> None:
    assert "".join(token.text for token in tokens(query)) == query


@given(st.text().filter(lambda value: "\0" not in value))
def test_any_text_bound_comes_back_as_itself_and_never_as_syntax(value: str) -> None:
    asked = bind("SELECT (?_value AS ?answer) WHERE {}", {"_value": Literal(value)})
    rows = Store.in_memory().select(asked).rows
    assert [text(row["answer"]) for row in rows] == [value]


def test_a_value_is_bound_inside_subqueries_and_not_exists() -> None:
    store = Store.in_memory()
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


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> 1 }",
        "# a comment\nPREFIX a: <a:> DELETE WHERE { ?s ?p ?o }",
        "drop all",
        "LOAD <file:///etc/passwd>",
        "CLEAR DEFAULT",
        "WITH <a:g> INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "SELECT * { SERVICE <http://127.0.0.1/sparql> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o service silent ?x { ?s ?p ?o } }",
    ],
)
def test_updates_and_other_hosts_are_refused(query: str) -> None:
    with pytest.raises(ForbiddenQueryError):
        refuse_what_reaches_out(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?load { ?service ?load 'SERVICE', \"DELETE\" } # INSERT",
        "PREFIX service: <http://service/> SELECT * { ?s service:load service:clear }",
        "SELECT (1 AS ?add) { }",
    ],
)
def test_words_that_only_look_forbidden_are_allowed(query: str) -> None:
    refuse_what_reaches_out(query)


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
