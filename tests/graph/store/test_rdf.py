"""Statements as RDF: readable, sorted, read back by others as the same, and the same bytes whatever their order."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines import Server
from simpul import files
from simpul.errors import OutputError, UnwritableError
from simpul.store import OxigraphStore
from simpul.store.oxigraph import parse
from simpul.store.rdf import GRAPH_FORMATS, Part, as_graph, canonical_hash, written
from simpul.terms import (
    EDTF,
    ID,
    PREFIXES,
    XSD,
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Triple,
    in_graph,
    rdf_type,
    rdfs_label,
    simpul,
    skos,
    thing,
)
from statements import graphs_with_numbers as graphs
from statements import read_by_rdflib, said

CITY = thing("city", "1642911")
names = st.sampled_from([DefaultGraph(), thing("source", "a"), thing("source", "b")])
datasets = st.lists(st.tuples(graphs, names), max_size=4)


def text(*triples: Triple, form: str = "turtle") -> str:
    """Return triples as RDF."""
    return b"".join(as_graph(triples, form)).decode()


def body(turtle: str) -> str:
    """Return Turtle without its prefixes."""
    return turtle[turtle.index("\n\n") + 1 :]


def test_a_thing_is_a_block_of_its_classes_its_labels_and_the_rest_a_statement_a_line() -> None:
    triples = [
        Triple(CITY, simpul("population"), Literal("10600000", datatype=NamedNode(XSD + "integer"))),
        Triple(CITY, skos("altLabel"), Literal("Batavia", language="nl")),
        Triple(CITY, simpul("memberOf"), thing("org", "uclg")),
        Triple(CITY, simpul("memberOf"), thing("org", "c40")),
        Triple(CITY, skos("prefLabel"), Literal("Jakarta", language="id")),
        Triple(CITY, rdfs_label, Literal("Jakarta", language="id")),
        Triple(CITY, rdf_type, simpul("Place")),
        Triple(CITY, rdf_type, simpul("City")),
        Triple(thing("org", "c40"), simpul("founded"), Literal("2005", datatype=NamedNode(XSD + "gYear"))),
    ]  # fmt: skip
    assert body(text(*triples)) == (
        """
city:1642911
    a simpul:City, simpul:Place ;
    rdfs:label "Jakarta"@id ;
    skos:prefLabel "Jakarta"@id ;
    skos:altLabel "Batavia"@nl ;
    simpul:memberOf org:c40 ;
    simpul:memberOf org:uclg ;
    simpul:population 10600000 ;
.

org:c40
    simpul:founded "2005"^^xsd:gYear ;
.
"""
    )


def test_the_prefixes_are_the_projects_and_one_for_each_kind_that_is_named() -> None:
    turtle = text(Triple(CITY, simpul("memberOf"), thing("org", "c40")))
    known = PREFIXES | {"city": f"{ID}city/", "org": f"{ID}org/"}
    header = turtle.split("\n\n")[0].splitlines()
    assert header == [f"@prefix {name}: <{space}> ." for name, space in known.items()]


def test_a_fact_that_changes_changes_one_line_of_turtle() -> None:
    kept = [Triple(CITY, simpul("memberOf"), thing("org", name)) for name in ("a", "c", "e")]
    old = text(*kept, Triple(CITY, simpul("memberOf"), thing("org", "b"))).splitlines()
    new = text(*kept, Triple(CITY, simpul("memberOf"), thing("org", "f"))).splitlines()
    assert [line for line in old if line not in new] == ["    simpul:memberOf org:b ;"]
    assert [line for line in new if line not in old] == ["    simpul:memberOf org:f ;"]


def test_in_trig_each_graph_has_its_braces_and_an_empty_one_is_not_there() -> None:
    one, other = thing("source", "a"), thing("source", "b")
    triple = Triple(CITY, simpul("memberOf"), thing("org", "c40"))
    parts = [Part.of([triple], other), Part.of([triple]), Part.of([], one)]
    assert body(b"".join(written(parts, "trig")).decode()) == (
        """
city:1642911
    simpul:memberOf org:c40 ;
.

source:b {

city:1642911
    simpul:memberOf org:c40 ;
.
}
"""
    )


# rdflib's own reader of TriG makes a graph of a kind that rdflib calls outdated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", GRAPH_FORMATS)
@given(triples=graphs)
def test_other_libraries_read_what_was_said_or_the_writer_refuses(
    name: str, triples: list[Triple]
) -> None:
    try:
        content = b"".join(as_graph(triples, name))
    except UnwritableError:
        assert name == "rdfxml"
        return
    assert {quad.triple for quad in parse(content, name)} == set(triples)
    assert read_by_rdflib(content, name) == said(triples)


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_the_order_in_which_statements_come_and_how_often_changes_no_byte(name: str) -> None:
    triples = [
        Triple(thing("city", key), simpul(word), Literal(key + word))
        for key in "abc"
        for word in ("label", "note", "name")
    ]
    once = b"".join(as_graph(triples, name))
    for again in (triples[::-1], triples[4:] + triples, sorted(triples, key=str)):
        assert b"".join(as_graph(again, name)) == once


@given(datasets)
def test_trig_and_nquads_keep_the_graph_of_each_statement(
    found: list[tuple[list[Triple], NamedNode | DefaultGraph]],
) -> None:
    parts = [Part.of(triples, name) for triples, name in found]
    quads = {in_graph(triple, name) for triples, name in found for triple in triples}
    for form in ("trig", "nquads"):
        assert set(parse(b"".join(written(parts, form)), form)) == quads


@given(datasets)
def test_the_hash_is_the_one_that_oxigraph_computes(
    found: list[tuple[list[Triple], NamedNode | DefaultGraph]],
) -> None:
    quads = {in_graph(triple, name) for triples, name in found for triple in triples}
    other = ox.Dataset(quads)
    other.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(ox.serialize([quad], format=ox.RdfFormat.N_QUADS) or b"" for quad in other)
    parts = [Part.of(triples, name) for triples, name in found]
    assert canonical_hash(parts) == hashlib.sha256(b"".join(lines)).hexdigest()


def test_the_hash_of_no_statements_is_that_of_nothing() -> None:
    assert canonical_hash([]) == hashlib.sha256(b"").hexdigest()


def test_a_graph_with_a_blank_node_has_no_hash_and_the_error_shows_where() -> None:
    parts = [Part.of([Triple(BlankNode("x"), rdfs_label, Literal("nobody"))])]
    with pytest.raises(UnwritableError, match=r"_:x .*nobody"):
        canonical_hash(parts)


def test_a_text_that_looks_like_a_blank_node_is_none() -> None:
    assert canonical_hash([Part.of([Triple(CITY, rdfs_label, Literal("_:x"))])])


def test_graphs_of_a_store_are_written_as_their_statements_are() -> None:
    store, source = OxigraphStore.in_memory(), thing("source", "a")
    triples = [Triple(CITY, rdfs_label, Literal(f"{number}")) for number in range(9)]
    store.add(in_graph(triple, source) for triple in triples)
    for form in GRAPH_FORMATS:
        of_store = b"".join(written([Part.of_store(store, source)], form))
        assert of_store == b"".join(written([Part.of(triples, source)], form))


def _alone(server: Server, one: str, other: str) -> int:
    """Return how many triples only the first of two graphs of a server has."""
    query = (
        f"SELECT (COUNT(*) AS ?alone) {{ GRAPH <{one}> {{ ?s ?p ?o }} "
        f"FILTER NOT EXISTS {{ GRAPH <{other}> {{ ?s ?p ?o }} }} }}"
    )
    answer = server.answer(query, default=one, named=[one, other]).json()
    return int(answer["results"]["bindings"][0]["alone"]["value"])


def test_engines_read_the_same_graph_from_turtle_as_from_lines(server: Server) -> None:
    number = {name: NamedNode(XSD + name) for name in ("integer", "decimal", "boolean", "date")}
    values: list[Literal | NamedNode] = [
        *(Literal(text) for text in ("plain", 'a "quote"', "two\nlines", "back\\slash", "é 서울", "")),
        *(Literal("Jakarta", language=tag) for tag in ("id", "en-gb")),
        *(Literal(text, datatype=number["integer"]) for text in ("8070000", "0", "-12")),
        *(Literal(text, datatype=number["decimal"]) for text in ("-6.21462", "106.84513", "0.5")),
        Literal("true", datatype=number["boolean"]),
        Literal("2018-03-21", datatype=number["date"]),
        Literal("2007~", datatype=NamedNode(EDTF)),
        *map(NamedNode, ("https://sws.geonames.org/1642911/", "https://e.example/a.b?c=d#e", "urn:x:1")),
        *(thing("source", key) for key in ("jakarta-seoul-visit-2018", "1", "a.b", "a_b", "-a", "a-")),
    ]  # fmt: skip
    triples = [Triple(CITY, simpul(f"p{place}"), value) for place, value in enumerate(values)]
    lines, turtle, less = (f"https://e.example/{name}" for name in ("lines", "turtle", "less"))
    server.load(lines, text(*triples, form="ntriples").encode())
    server.load(turtle, text(*triples).encode(), "text/turtle")
    server.load(less, text(*triples[1:]).encode(), "text/turtle")
    assert (_alone(server, lines, turtle), _alone(server, turtle, lines)) == (0, 0)
    assert (_alone(server, lines, less), _alone(server, less, lines)) == (1, 0)


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_where_nothing_can_pass_the_folder_is_told_and_no_file_is_left(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    triples = [Triple(CITY, simpul("note"), Literal("x" * 40_000_000))]
    with pytest.raises(OutputError, match="gone"):
        files.create(tmp_path / "file", as_graph(triples, name))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_what_fails_in_the_middle_leaves_the_file_that_was_there(tmp_path: Path, name: str) -> None:
    def broken() -> Iterator[Triple]:
        yield Triple(CITY, rdfs_label, Literal("Jakarta"))
        raise UnwritableError

    (tmp_path / "file").write_text("before")
    with pytest.raises(UnwritableError):
        files.replace(tmp_path / "file", as_graph(broken(), name))
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("file", "before")]
