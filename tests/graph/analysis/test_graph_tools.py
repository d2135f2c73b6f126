"""A selection for graph tools: networkx reads every format back as the same things and ties."""

import io
import json
from collections.abc import Callable
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from simpul.analysis.graph_tools import as_multigraph, for_graph_tools
from simpul.exchange.export import TOOL_FORMATS, export
from simpul.exchange.profiles import select_all
from simpul.locale import speaking
from simpul.store import OxigraphStore
from worlds import iri

READERS: dict[str, Callable[[bytes], "nx.Graph[str]"]] = {
    "graphml": lambda content: nx.read_graphml(io.BytesIO(content), force_multigraph=True),
    "gexf": lambda content: nx.read_gexf(io.BytesIO(content)),
    "cytoscape": lambda content: nx.cytoscape_graph(json.loads(content)),
}


def exported(store: OxigraphStore, name: str) -> bytes:
    """Return all of a store in a format."""
    return b"".join(export(select_all(store), name))


@pytest.mark.parametrize("name", TOOL_FORMATS)
def test_networkx_reads_the_same_things_and_ties_back(world: OxigraphStore, name: str) -> None:
    graph, read = as_multigraph(world), READERS[name](exported(world, name))
    assert set(read) == set(graph)
    assert sorted(read.edges()) == sorted(graph.edges())
    for node, data in graph.nodes(data=True):
        assert {key: read.nodes[node].get(key) for key in data} == data
    kinds = sorted(data["relation"] for _one, _other, data in graph.edges(data=True))
    assert sorted(data["relation"] for _one, _other, data in read.edges(data=True)) == kinds


def test_a_thing_has_its_class_its_labels_and_when_it_was(world: OxigraphStore) -> None:
    nodes = as_multigraph(world).nodes
    assert nodes[iri("city/a")] == {"kind": "City", "label": "A", "label_id": "Kota A"}
    assert nodes[iri("org/gamma")] == {"kind": "Network", "label": "Gamma", "end": "2019-12-31"}


def test_a_tie_says_what_it_is_when_it_held_and_what_it_counts(world: OxigraphStore) -> None:
    (tie,) = as_multigraph(world)[iri("city/b")][iri("org/beta")].values()
    assert (tie["relation"], tie["weight"], tie["mutual"]) == ("membership", 1.0, False)
    assert (tie["start"], tie["end"]) == ("2005-01-01", "2015-12-31")


@pytest.mark.parametrize("name", TOOL_FORMATS)
def test_the_language_in_use_changes_no_byte(world: OxigraphStore, name: str) -> None:
    with speaking("en"):
        english = exported(world, name)
    with speaking("id"):
        assert exported(world, name) == english


def test_gexf_has_a_timeline_that_gephi_reads(world: OxigraphStore) -> None:
    content = exported(world, "gexf").decode()
    assert 'timeformat="date"' in content
    assert 'end="2019-12-31"' in content


@pytest.mark.parametrize("name", TOOL_FORMATS)
def test_the_licence_and_the_credits_travel_with_the_graph(world: OxigraphStore, name: str) -> None:
    content = for_graph_tools(world, name, {"rights": "Credit <A> & B. The data is CC BY 4.0."})
    words = json.loads(content)["data"]["rights"] if name == "cytoscape" else _text(content)
    assert "Credit <A> & B. The data is CC BY 4.0." in words


def _text(content: bytes) -> str:
    return " ".join(ET.fromstring(content).itertext())  # noqa: S314 - we wrote it
