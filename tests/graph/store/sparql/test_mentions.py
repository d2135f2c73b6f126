"""The addresses that a query looks for, and those that it only makes, asks elsewhere or computes with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.store.sparql import mentions
from simpul.terms import ONTOLOGY


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("SELECT * { ?x simpul:memberOf ?y. ?y a simpul:City. }", ["simpul:memberOf", "simpul:City"]),
        ("PREFIX x: <http://a.example/> SELECT * { ?s x:a/x:b* x:c }", ["x:a", "x:b", "x:c"]),
        ("SELECT * FROM <http://a.example/g> FROM NAMED <http://a.example/h> { ?s ?p ?o }", []),
        ("CONSTRUCT { ?s simpul:new [ simpul:newer ?o ] } WHERE { ?s simpul:old ?o }", ["simpul:old"]),
        ("CONSTRUCT WHERE { ?s simpul:old ?o }", ["simpul:old"]),
        ("SELECT * { SERVICE SILENT <http://a.example/> { ?s ?p simpul:x { ?s a ?o } } ?s a simpul:y }", ["simpul:y"]),
        ("SELECT * { FILTER (?x = '1'^^xsd:integer && xsd:date(?x) = ?y) }", []),
        ("SELECT * { ?s ?p '<http://a.example/>' # simpul:x\n }", []),
        ("BASE <http://a.example/> SELECT * { ?s ?p <b> , _:b }", []),
        ("SELECT * { FILTER STRSTARTS(STR(?x), STR(simpul:)) }", []),
        ("DESCRIBE simpul:City", ["simpul:City"]),
        ("SELECT * { ?s simpul:x\\-y ?o }", ["simpul:x\\-y"]),
    ],
)  # fmt: skip
def test_only_what_is_looked_for_here_is_mentioned(query: str, written: list[str]) -> None:
    assert [mention.written for mention in mentions(query)] == written


def test_an_address_is_whole_and_a_graph_is_one() -> None:
    query = "SELECT * { GRAPH simpul:x { ?s simpul:y <http://a.example/z> } }"
    assert [(one.iri, one.is_graph) for one in mentions(query)] == [
        (f"{ONTOLOGY}x", True),
        (f"{ONTOLOGY}y", False),
        ("http://a.example/z", False),
    ]


@given(st.text("PREFIX SERVICE FROM CONSTRUCT {}<a:b>x:y() GRAPH BASE.^", max_size=80))
def test_any_text_is_read_to_its_end(query: str) -> None:
    assert all(":" in mention.iri for mention in mentions(query))
