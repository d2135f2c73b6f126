"""Columns as a query names them, and what counts what a query would find."""

import pytest

from simpul.store import OxigraphStore
from simpul.store.sparql import columns, counting
from simpul.terms import Literal, NamedNode, Quad

STORE = OxigraphStore.in_memory()
STORE.add(Quad(NamedNode(f"urn:s{n}"), NamedNode("urn:p"), Literal(str(n))) for n in range(7))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?b ?a { ?a ?b ?c }",
        "PREFIX x: <urn:x> SELECT DISTINCT $b ?a WHERE { ?a ?b ?c }",
        "SELECT (COUNT(DISTINCT ?x) AS ?n) ?y { ?x ?p ?y } GROUP BY ?y",
        "SELECT ?y (IF(?y > 1, (?y), 'a ( ?z') AS ?w) (1 AS ?v) { ?x ?p ?y }",
        "SELECT ?never { }",
    ],
)
def test_columns_are_those_that_the_engine_gives(query: str) -> None:
    assert columns(query) == STORE.select(query).variables


@pytest.mark.parametrize(
    "query", ["SELECT * { ?a ?b ?c }", "SELECT DISTINCT * { ?a ?b ?c }", "ASK {}"]
)
def test_a_query_that_takes_all_names_no_columns(query: str) -> None:
    assert columns(query) == ()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("CONSTRUCT { ?s a ?o } WHERE { ?s ?p ?o }", 7),
        ("CONSTRUCT { ?s a ?o } { ?s ?p ?o { ?s ?q ?o } } LIMIT 5", 5),
        ("CONSTRUCT WHERE { ?s ?p ?o } OFFSET 3", 4),
        ("PREFIX x: <urn:x> DESCRIBE ?s WHERE { ?s ?p ?o }", 7),
    ],
)
def test_solutions_of_a_graph_are_counted(query: str, count: int) -> None:
    (row,) = STORE.select(counting(query)).rows
    assert row["rowsFound"] == Literal(count)


@pytest.mark.parametrize("query", ["DESCRIBE <urn:s1>", "SELECT * { ?s ?p ?o }", ""])
def test_what_looks_for_no_solutions_is_not_counted(query: str) -> None:
    assert counting(query) == ""
