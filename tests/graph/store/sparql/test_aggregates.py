"""What GROUP_CONCAT joins is text, as in other engines; what cannot be summed up is told of."""

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from simpul.errors import QueryError
from simpul.store import OxigraphStore
from simpul.store.sparql import concatenating_texts, sums, tokens
from simpul.terms import text

VALUES = {
    "addresses": "<http://a.example/1> <http://a.example/2>",
    "numbers": "1 2.5 3e0",
    "truth values": "true false",
    "days": '"2018-01-01"^^xsd:date "2019"^^xsd:gYear',
    "a datatype of one's own": '"x"^^<http://a.example/kind>',
    "languages": '"a"@en "b"@id',
    "all of them": '1 "a"@en <http://a.example/1> true "b"',
}


def written_out(values: str) -> str:
    """Return a query whose values rdflib writes as Oxigraph does."""
    return values.replace("3e0", "3")


@pytest.mark.parametrize("values", VALUES.values(), ids=list(VALUES))
@pytest.mark.parametrize(
    "form", ["?x", "DISTINCT ?x", "?x; SEPARATOR='; '", "distinct ?x ; separator = '|'"]
)
def test_it_joins_what_another_engine_joins(values: str, form: str) -> None:
    query = f"SELECT (GROUP_CONCAT({form}) AS ?all) {{ VALUES ?x {{ {written_out(values)} }} }}"
    (row,) = OxigraphStore.in_memory().select(query).rows
    ((expected,),) = rdflib.Graph().query(query)  # type: ignore[misc]  # a SELECT has rows of terms
    assert text(row["all"]) == str(expected)


@pytest.mark.parametrize(
    ("query", "becomes"),
    [
        ("(GROUP_CONCAT(?x) AS ?y)", "(GROUP_CONCAT(STR(?x)) AS ?y)"),
        ("(group_concat(IF(?a, ?x, ?y); separator=')') AS ?y)", "(group_concat(STR(IF(?a, ?x, ?y)); separator=')') AS ?y)"),
        ("(GROUP_CONCAT(?x # ) ;\n; separator=' ') AS ?y)", "(GROUP_CONCAT(STR(?x # ) ;\n); separator=' ') AS ?y)"),
        (
            "(CONCAT(GROUP_CONCAT(?x), GROUP_CONCAT(DISTINCT ?y)) AS ?z)",
            "(CONCAT(GROUP_CONCAT(STR(?x)), GROUP_CONCAT(DISTINCT STR(?y))) AS ?z)",
        ),
    ],
)  # fmt: skip
def test_what_is_joined_is_put_between_brackets(query: str, becomes: str) -> None:
    assert concatenating_texts(query) == becomes


@pytest.mark.parametrize(
    "query", ["'GROUP_CONCAT(?x)'", "# GROUP_CONCAT(?x)\n", "<GROUP_CONCAT(?x)>", "GROUP_CONCAT ?x"]
)
def test_what_only_looks_like_it_stays(query: str) -> None:
    assert concatenating_texts(query) == query


@given(st.text("GROUP_CONCAT(DISTINCT ?x);'\"#<>{} \n", max_size=60))
def test_of_any_text_only_brackets_are_added(query: str) -> None:
    made = "".join(token.text for token in tokens(concatenating_texts(query)))
    kept = iter(made)
    assert all(sign in kept for sign in query)


def test_a_malformed_query_is_shown_as_it_was_written() -> None:
    query = "SELECT (GROUP_CONCAT(?x) AS ?y) { ?x ?p }"
    with pytest.raises(QueryError) as error:
        OxigraphStore.in_memory().select(query)
    assert "STR" not in str(error.value)
    assert query in str(error.value)


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("SELECT (SUM(?x) AS ?a) (avg(?x)+1 AS ?b) (GROUP_CONCAT(?x;separator=')') AS ?c)", "abc"),
        ("SELECT (COUNT(?x) AS ?a) (MAX(?x) AS ?b) (SAMPLE(?x) AS ?c) (?x + 1 AS ?d)", ""),
        ("SELECT ?a { BIND (?x AS ?a) } HAVING (SUM(?x) > 1)", ""),
    ],
)
def test_columns_that_are_sums_are_known(query: str, columns: str) -> None:
    assert "".join(sorted(sums(query))) == columns
