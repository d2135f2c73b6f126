"""Whatever small graph is published, an endpoint answers plain queries as the same graph in memory does."""

from collections import Counter
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import published
from engines import Server
from simpul.store import OxigraphStore, Queryable
from simpul.store.protocol import Bindings
from simpul.store.remote.client import Client
from simpul.store.remote.dataset import open_dataset
from simpul.terms import (
    XSD,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    rdf_type,
    rdfs_label,
    simpul,
    thing,
)

QUERIES: Final = [
    "SELECT ?s ?p ?o { ?s ?p ?o }",
    "SELECT ?graph ?s ?o { GRAPH ?graph { ?s simpul:memberOf ?o } }",
    "SELECT ?s { GRAPH <https://w3id.org/simpul/id/source/a> { ?s ?p ?o } }",
    "SELECT ?s ?label { ?s simpul:memberOf ?o OPTIONAL { ?o rdfs:label ?label } }",
    "SELECT ?s ?o { ?s simpul:memberOf ?o FILTER NOT EXISTS { ?o simpul:partOf ?whole } }",
    "SELECT ?s ?whole { ?s simpul:partOf ?part . ?part simpul:partOf ?whole }",
    "SELECT ?s (COUNT(DISTINCT ?o) AS ?count) { ?s simpul:memberOf ?o } GROUP BY ?s",
    "SELECT ?s ?label { { ?s simpul:memberOf ?x } UNION { ?s simpul:partOf ?x } ?s rdfs:label ?label }",
    "SELECT ?label { ?s rdfs:label ?label FILTER (LANG(?label) = 'ko') }",
    "CONSTRUCT { ?o simpul:hasMember ?s } WHERE { ?s simpul:memberOf ?o }",
    "ASK { ?s simpul:partOf ?s }",
]
_things = st.sampled_from([thing("org", letter) for letter in "abcd"])
_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], max_codepoint=0x1FFFF), max_size=12)
_literals = st.one_of(
    st.builds(Literal, _texts),
    st.builds(lambda text, tag: Literal(text, language=tag), _texts, st.sampled_from(["en", "ko"])),
    st.integers(-(2**31), 2**31 - 1).map(
        lambda number: Literal(str(number), datatype=NamedNode(f"{XSD}integer"))
    ),
    st.booleans().map(
        lambda is_true: Literal(str(is_true).lower(), datatype=NamedNode(f"{XSD}boolean"))
    ),
    st.dates().map(lambda day: Literal(day.isoformat(), datatype=NamedNode(f"{XSD}date"))),
)
_graphs = st.sampled_from([DefaultGraph(), thing("source", "a"), thing("source", "b")])
_quads = st.lists(
    st.one_of(
        st.builds(
            Quad,
            _things,
            st.sampled_from([simpul("memberOf"), simpul("partOf"), rdf_type]),
            _things,
            _graphs,
        ),
        st.builds(Quad, _things, st.just(rdfs_label), _literals, _graphs),
    ),
    max_size=12,
)


def _answer(side: Queryable, query: str) -> "bool | Counter[str]":
    """Return an answer whose order does not count; a CONSTRUCT may give a triple more than once."""
    found = side.stream(query)
    if isinstance(found, bool):
        return found
    if isinstance(found, Bindings):
        return Counter(" ".join(map(str, row)) for row in found.solutions)
    return Counter({str(triple) for triple in found})


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(quads=_quads)
def test_a_small_graph_is_answered_alike_everywhere(server: Server, quads: list[Quad]) -> None:
    here = OxigraphStore.in_memory()
    here.add(quads)
    published.publish(server, quads)
    with Client(published.endpoint(server)) as client:
        there = open_dataset(client)
        for query in QUERIES:
            assert _answer(there, query) == _answer(here, query), query
