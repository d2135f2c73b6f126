"""Graphs by the names of the store: what is sent names those of a published build, and no others."""

import pytest

from simpul.errors import QueryError
from simpul.store.remote.graph_names import as_sent
from simpul.store.remote.manifest import GRAPH_OF, Manifest, PublishedGraph, published_name
from simpul.terms import DefaultGraph, NamedNode

UCLG, C40 = (
    NamedNode("https://w3id.org/simpul/id/source/uclg"),
    NamedNode("https://w3id.org/simpul/id/source/c40"),
)
B = "https://w3id.org/simpul/build/B"


def _published(graph: NamedNode | DefaultGraph) -> PublishedGraph:
    return PublishedGraph(name=published_name("B", graph), triples=1, digest="", of=graph)


MANIFEST = Manifest(
    build="B",
    access="public",
    format=2,
    merge=_published(DefaultGraph()),
    named=(_published(C40), _published(UCLG)),
)


def sent(query: str) -> str:
    return as_sent(query, MANIFEST).text


def test_a_query_that_names_no_graph_is_sent_as_it_is_to_the_merge_alone() -> None:
    query = "SELECT ?s { ?s a <urn:c> }"
    found = as_sent(query, MANIFEST)
    assert (found.text, found.default, found.named) == (query, (f"{B}/all",), ())


def test_the_projects_prefixes_go_along() -> None:
    assert sent("SELECT ?s { ?s a simpul:City }").startswith("PREFIX simpul: <")
    assert sent("SELECT ?s { GRAPH ?g { ?s a simpul:City } }").count("PREFIX simpul:") == 1


@pytest.mark.parametrize(
    "written",
    [
        f"GRAPH {UCLG}",
        f"graph{UCLG}",
        "PREFIX s: <https://w3id.org/simpul/id/source/> SELECT * { GRAPH s:uclg",
        "BASE <https://w3id.org/simpul/id/> SELECT * { GRAPH <source/uclg>",
        r"GRAPH <https://w3id.org/simpul/id/source/\u0075clg>",
    ],
)
def test_a_named_graph_gets_its_published_name(written: str) -> None:
    query = written if "SELECT" in written else f"SELECT * {{ {written}"
    found = as_sent(f"{query} {{ ?s ?p ?o }} }}", MANIFEST)
    assert f"<{B}/id/source/uclg>" in found.text
    assert found.named == (f"{B}/id/source/c40", f"{B}/id/source/uclg", f"{B}/manifest")


def test_a_variable_graph_is_looked_up_in_the_manifest() -> None:
    found = as_sent("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", MANIFEST)
    assert found.text == (
        f"SELECT ?g {{ GRAPH <{B}/manifest> {{ ?graphOf__g {GRAPH_OF} ?g }} GRAPH ?graphOf__g {{ ?s ?p ?o }} }}"
    )
    assert found.hidden == "graphOf__"


def test_a_variable_of_a_person_is_never_hidden() -> None:
    found = as_sent("SELECT * { GRAPH ?g { ?s ?p ?graphOf__g } }", MANIFEST)
    assert found.hidden == "graphOf___"
    assert "?graphOf___g" in found.text


@pytest.mark.parametrize(
    "graph",
    [
        "https://example.org/theirs",
        "https://w3id.org/simpul/build/A/all",
        "https://w3id.org/simpul/build/current",
        "https://w3id.org/simpul/id/../build/A/all",
    ],
)
def test_no_graph_of_another_build_or_project_can_be_named(graph: str) -> None:
    query = f"SELECT * FROM NAMED <{graph}> {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"  # noqa: S608 - is what is tested
    found = as_sent(query, MANIFEST)
    assert f"<{graph}>" not in found.text
    assert all(name.startswith(f"{B}/") for name in (*found.default, *found.named))


def test_from_goes_into_the_dataset_and_out_of_the_text() -> None:
    query = f"SELECT ?s FROM {UCLG} FROM NAMED {C40} WHERE {{ ?s ?p ?o GRAPH ?g {{ ?s ?q ?r }} }}"  # noqa: S608 - is what is tested
    found = as_sent(query, MANIFEST)
    assert "FROM" not in found.text
    assert found.default == (f"{B}/id/source/uclg",)
    assert found.named == (f"{B}/id/source/c40", f"{B}/manifest")


def test_words_in_texts_comments_and_names_are_no_graphs() -> None:
    query = 'SELECT ?graph { ?graph <urn:GRAPH> "GRAPH ?g {" # GRAPH ?g { }\n }'
    assert sent(query) == query


def test_what_another_host_is_asked_stays_as_it_is() -> None:
    query = (
        "SELECT * { SERVICE <https://h.example/> { GRAPH ?g { ?s ?p ?o } } GRAPH ?h { ?s ?p ?o } }"
    )
    found = sent(query)
    assert "SERVICE <https://h.example/> { GRAPH ?g { ?s ?p ?o } }" in found
    assert "?graphOf__h" in found
    assert "?graphOf__g" not in found


@pytest.mark.parametrize("written", ["GRAPHs:uclg {", "5GRAPH ?g {", "GRAPH:x {"])
def test_what_could_be_read_as_graph_is_refused(written: str) -> None:
    with pytest.raises(QueryError, match="Write GRAPH with a space"):
        sent(f"PREFIX s: <urn:s> PREFIX : <urn:x> SELECT * {{ ?a ?b {written} ?s ?p ?o }} }}")


def test_a_graph_that_is_no_address_is_refused() -> None:
    with pytest.raises(QueryError, match="no address of a graph"):
        sent("SELECT * { GRAPH <relative> { ?s ?p ?o } }")


@pytest.mark.parametrize(
    "inside",
    ["?s ?p ?o FILTER (?g = <urn:a>)", "?s ?p ?o BIND (?g AS ?h)", "?g ?p ?o", "{ SELECT $g { } }"],
)
def test_the_variable_of_a_graph_is_not_used_within_it(inside: str) -> None:
    with pytest.raises(QueryError, match="behind the braces"):
        sent(f"SELECT * {{ GRAPH ?g {{ {inside} }} }}")
    assert sent("SELECT * { GRAPH ?g { ?s ?p ?o } FILTER (?g = <urn:a>) }")
