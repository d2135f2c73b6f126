"""Engines as records: addresses from addresses, and the marks of those that the tests run."""

from dataclasses import fields

import pytest

import engines
from simpul.store.remote.engines import ENGINES, UNKNOWN, Addresses, engine_of
from simpul.store.remote.settings import Endpoint
from support import ROOT


def test_the_engines_that_are_marked_as_tried_are_those_that_the_tests_run() -> None:
    assert {key for key, engine in ENGINES.items() if engine.tried} == set(engines.ENGINES)


def test_each_engine_names_its_documentation() -> None:
    assert all(engine.source.startswith("https://") for engine in ENGINES.values())


@pytest.mark.parametrize(
    ("key", "given", "found"),
    [
        ("oxigraph", "http://h:1", ("http://h:1/query", "http://h:1/update", "http://h:1/store")),
        (
            "virtuoso",
            "http://h/sparql",
            ("http://h/sparql", "http://h/sparql-auth", "http://h/sparql-graph-crud-auth"),
        ),
        (
            "jena",
            "http://h/ds/query",
            ("http://h/ds/query", "http://h/ds/update", "http://h/ds/data"),
        ),
        (
            "graphdb",
            "http://h/repositories/simpul",
            (
                "http://h/repositories/simpul",
                "http://h/repositories/simpul/statements",
                "http://h/repositories/simpul/rdf-graphs/service",
            ),
        ),
        (
            "stardog",
            "https://h/simpul/query",
            ("https://h/simpul/query", "https://h/simpul/update", "https://h/simpul"),
        ),
        (
            "marklogic",
            "https://h/v1/graphs/sparql?database=d",
            (
                "https://h/v1/graphs/sparql?database=d",
                "https://h/v1/graphs/sparql?database=d",
                "https://h/v1/graphs?database=d",
            ),
        ),
        ("oxigraph", "https://h/our/graph", ("https://h/our/graph", "", "")),
    ],
)
def test_addresses_follow_from_the_one_of_queries(
    key: str, given: str, found: tuple[str, str, str]
) -> None:
    query, update, graph_store = found
    expected = Addresses(query=query, update=update, graph_store=graph_store)
    assert ENGINES[key].addresses(given) == expected


@pytest.mark.parametrize("server", ["", "nginx/1.25", "\0"])
def test_a_server_that_does_not_name_itself_is_unknown(server: str) -> None:
    assert engine_of(server) is UNKNOWN


def test_nothing_is_known_of_where_an_unknown_engine_takes_changes() -> None:
    assert UNKNOWN.addresses("https://h/sparql") == Addresses(query="https://h/sparql")


def test_the_documentation_lists_each_engine_and_each_key_of_a_profile() -> None:
    text = (ROOT / "docs" / "querying.md").read_text(encoding="utf-8")
    for engine in ENGINES.values():
        tried = "yes" if engine.tried else "no"
        (row,) = (line for line in text.splitlines() if line.startswith(f"| `{engine.key}` |"))
        assert f"| {engine.title} | {tried} |" in row
        assert f"| `{engine.auth}` | {engine.hint}" in row
    for key in fields(Endpoint):
        assert key.name == "name" or f"`{key.name.replace('_', '-')}`" in text
