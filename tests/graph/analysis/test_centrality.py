"""Centrality: by hand on small graphs, and against networkx on any."""

import networkx as nx
import pytest
from hypothesis import given

from simpul.analysis import centrality
from simpul.analysis.centrality import (
    betweenness,
    closeness,
    core,
    degree,
    eigenvector,
    sources_of_betweenness,
    strength,
)
from small_graphs import LINE, graph_of, graphs


def test_degree_and_strength_count_others_and_ties() -> None:
    graph = graph_of("ab", "bc")
    graph["a"]["b"]["weight"] = 3
    graph["b"]["c"]["weight"] = 1
    assert degree(graph) == {"a": 1, "b": 2, "c": 1}
    assert strength(graph) == {"a": 3, "b": 4, "c": 1}


def test_the_middle_of_a_line_stands_between_its_ends() -> None:
    assert betweenness(LINE) == {"a": 0, "b": 1, "c": 0}
    assert closeness(LINE) == {"a": 0.75, "b": 1, "c": 0.75}
    assert eigenvector(LINE) == {"a": 0.707107, "b": 1, "c": 0.707107}
    assert core(LINE) == {"a": 1, "b": 1, "c": 1}


def test_a_strong_tie_is_a_short_way() -> None:
    graph = graph_of("ab", "bc", "ac")
    for pair, weight in (("ab", 4), ("bc", 4), ("ac", 1)):
        graph[pair[0]][pair[1]]["weight"] = weight
    assert betweenness(graph)["b"] == 1


def test_what_hangs_apart_has_no_share_of_the_middle() -> None:
    graph = graph_of("ab", "bc", "xy")
    assert eigenvector(graph)["x"] == 0
    assert closeness(graph)["x"] == 0.25


def test_a_graph_of_one_thing_has_no_centre() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("a")
    for measure in (degree, strength, betweenness, closeness, eigenvector, core):
        assert measure(graph) == {"a": 0}


@given(graphs)
def test_centralities_are_those_of_networkx(graph: "nx.Graph[str]") -> None:
    assert betweenness(graph) == pytest.approx(nx.betweenness_centrality(graph), abs=1e-6)
    harmonic = nx.harmonic_centrality(graph)
    assert closeness(graph) == pytest.approx(
        {node: score / (len(graph) - 1) for node, score in harmonic.items()}, abs=1e-6
    )


def test_many_things_are_estimated_near_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.relabel_nodes(nx.barabasi_albert_graph(300, 2, seed=3), str)
    exact = betweenness(graph)
    monkeypatch.setattr(centrality, "_WORK", 50_000)
    assert sources_of_betweenness(graph) < 100
    guessed = betweenness(graph)
    top = sorted(exact, key=lambda node: -exact[node])[:3]
    assert set(top) <= set(sorted(guessed, key=lambda node: -guessed[node])[:6])
    assert guessed != exact
    assert betweenness(graph) == guessed
