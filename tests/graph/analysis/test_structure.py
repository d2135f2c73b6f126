"""Communities, bridges and cut points: by hand on small graphs, and against a plain count on any."""

import networkx as nx
import pytest
from hypothesis import given

from simpul.analysis.structure import bridges, communities, cutpoints
from small_graphs import TWO, graphs


def test_two_triangles_are_two_communities() -> None:
    found = communities(TWO)
    assert [list(group) for group in found.communities] == [["a", "b", "c"], ["d", "e", "f"]]
    # Twice (3 of 7 ties within, less the square of half of all ends).
    assert found.modularity == pytest.approx(2 * (3 / 7 - 0.25), abs=1e-6)


def test_without_ties_everyone_is_alone() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from("ba")
    assert [list(group) for group in communities(graph).communities] == [["a"], ["b"]]


@given(graphs)
def test_communities_divide_the_graph(graph: "nx.Graph[str]") -> None:
    found = communities(graph)
    members = [node for group in found.communities for node in group]
    assert sorted(members) == sorted(graph)
    groups = [set(group) for group in found.communities]
    assert found.modularity == pytest.approx(nx.community.modularity(graph, groups), abs=1e-6)


def test_the_tie_between_two_triangles_is_a_bridge() -> None:
    (cut,) = bridges(TWO)
    assert (cut.ends, cut.parts) == (("c", "d"), (3, 3))
    assert {cut.ends[0]: cut.parts for cut in cutpoints(TWO)} == {"c": (3, 2), "d": (3, 2)}


@given(graphs)
def test_bridges_and_cutpoints_are_what_breaks_a_graph(graph: "nx.Graph[str]") -> None:
    parts = nx.number_connected_components(graph)
    found = {cut.ends: cut.parts for cut in bridges(graph)}
    for one, other in graph.edges:
        rest = nx.Graph(graph)
        rest.remove_edge(one, other)
        ends = (min(one, other), max(one, other))
        assert (ends in found) == (nx.number_connected_components(rest) > parts)
        if ends in found:
            sides = [len(nx.node_connected_component(rest, end)) for end in ends]
            assert found[ends] == (max(sides), min(sides))
    points = {cut.ends[0]: cut.parts for cut in cutpoints(graph)}
    for node in graph:
        part = graph.subgraph(nx.node_connected_component(graph, node) - {node})
        pieces = sorted((len(piece) for piece in nx.connected_components(part)), reverse=True)
        assert points.get(node, ()) == (tuple(pieces) if len(pieces) > 1 else ())
