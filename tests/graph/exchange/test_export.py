from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import to_isomorphic

from simpul.errors import UsageError
from simpul.exchange.export import export
from simpul.exchange.profiles import select_all
from simpul.quality.soundness import hygiene, read
from simpul.store import OxigraphStore
from simpul.terms import ID, INFERRED_GRAPH, DefaultGraph


@pytest.fixture(scope="module")
def turtle(article: OxigraphStore) -> bytes:
    return b"".join(export(select_all(article), "turtle"))


def _nodes(content: bytes, format_: ox.RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(content, format_)}


def test_rdflib_reads_the_turtle_back_to_the_same_graph(
    article: OxigraphStore, turtle: bytes
) -> None:
    read = rdflib.Graph().parse(data=turtle, format="turtle")
    same = rdflib.Graph().parse(data=b"".join(export(select_all(article), "ntriples")), format="nt")
    assert len(read) > 1000
    assert to_isomorphic(read) == to_isomorphic(same)


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("ntriples", ox.RdfFormat.N_TRIPLES),
        ("nquads", ox.RdfFormat.N_QUADS),
        ("trig", ox.RdfFormat.TRIG),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("rdfxml", ox.RdfFormat.RDF_XML),
    ],
)
def test_every_format_states_the_same(
    article: OxigraphStore, turtle: bytes, name: str, format_: ox.RdfFormat
) -> None:
    assert _nodes(b"".join(export(select_all(article), name)), format_) == _nodes(
        turtle, ox.RdfFormat.TURTLE
    )


def test_quads_keep_the_graph_of_each_source(article: OxigraphStore) -> None:
    graphs = {
        str(q.graph_name)
        for q in ox.parse(b"".join(export(select_all(article), "nquads")), ox.RdfFormat.N_QUADS)
    }
    assert f"<{ID}source/jakarta-seoul-visit-2018>" in graphs
    assert f"<{ID}source/geonames>" in graphs
    assert str(INFERRED_GRAPH) in graphs
    assert str(DefaultGraph()) not in graphs


def test_the_licence_and_the_credits_travel_with_the_data(turtle: bytes) -> None:
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    dataset = rdflib.URIRef(f"{ID}dataset/simpul")
    licence = graph.value(dataset, rdflib.DCTERMS.license)
    rights = " ".join(str(text) for text in graph.objects(dataset, rdflib.DCTERMS.rights))
    assert str(licence) == "https://creativecommons.org/licenses/by/4.0/"
    assert "GeoNames" in rights


def test_the_export_has_no_blank_nodes_and_no_ontology(turtle: bytes) -> None:
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    assert not [s for s in graph.subjects() if isinstance(s, rdflib.BNode)]
    assert not list(graph.subjects(rdflib.RDF.type, rdflib.OWL.Class))
    themes = rdflib.URIRef("https://w3id.org/simpul/ontology#Theme")
    assert list(graph.subjects(rdflib.RDF.type, themes))


def test_a_partner_who_checks_the_export_finds_no_fault(turtle: bytes, tmp_path: Path) -> None:
    file = tmp_path / "simpul.ttl"
    file.write_bytes(turtle)
    assert list(hygiene(read([file]))) == []


@pytest.mark.parametrize("name", ["banana", ""])
def test_an_unknown_format_is_told(article: OxigraphStore, name: str) -> None:
    with pytest.raises(UsageError, match="is not one of"):
        b"".join(export(select_all(article), name))
