"""Measures: by hand on small graphs, and against networkx or a plain count on any."""

from itertools import combinations
from math import log, sqrt

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from simpul.analysis.paths import chains
from simpul.analysis.similarity import meetings, similar
from simpul.analysis.structure import bridges, communities, cutpoints


def graph_of(*pairs: str) -> "nx.Graph[str]":
    """Return a graph in which each pair of letters is tied."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((pair[0], pair[1]) for pair in pairs)
    return graph


LINE = graph_of("ab", "bc")
# Two triangles and a bridge between them.
TWO = graph_of("ab", "bc", "ca", "cd", "de", "ef", "fd")

letters = st.sampled_from("abcdefghij")
graphs = st.lists(st.tuples(letters, letters).filter(lambda p: p[0] != p[1]), min_size=1).map(
    lambda pairs: graph_of(*(one + other for one, other in pairs))
)


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


def ties_of(*ties: tuple[str, str, str]) -> "nx.MultiDiGraph[str]":
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, (one, relation, other) in enumerate(ties):
        graph.add_edge(one, other, f"{relation} {number}", relation=relation, name=relation)
    return graph


def _ways(graph: "nx.MultiDiGraph[str]", one: str, other: str, most: int = 9) -> list[str]:
    return [
        "".join([chain[0].source, *(step.target for step in chain)])
        for chain in chains(graph, one, other, most=most)
    ]


def test_chains_go_either_way_shortest_first_and_rarer_things_before_hubs() -> None:
    graph = ties_of(
        ("a", "membership", "h"),
        ("b", "membership", "h"),
        *((other, "membership", "h") for other in "stuvw"),
        ("a", "membership", "r"),
        ("b", "membership", "r"),
        ("a", "visit", "x"),
        ("x", "visit", "y"),
        ("y", "visit", "b"),
    )
    assert _ways(graph, "a", "b") == ["arb", "ahb", "axyb"]
    assert _ways(graph, "a", "b", most=1) == ["arb"]
    first, second = chains(graph, "a", "b", most=1)[0]
    assert ([tie["forward"] for tie in first.ties], [t["forward"] for t in second.ties]) == (
        [True],
        [False],
    )


def test_a_common_theme_explains_less_than_two_acts() -> None:
    graph = ties_of(
        ("a", "theme", "t"),
        ("b", "theme", "t"),
        ("a", "visit", "x"),
        ("x", "visit", "y"),
        ("y", "visit", "b"),
    )
    assert _ways(graph, "a", "b") == ["axyb", "atb"]


def test_every_tie_of_a_step_is_a_reason() -> None:
    graph = ties_of(("a", "visit", "b"), ("b", "lesson", "a"), ("a", "visit", "b"))
    ((step,),) = chains(graph, "a", "b", most=3)
    assert [(tie["relation"], tie["forward"]) for tie in step.ties] == [
        ("visit", True),
        ("visit", True),
        ("lesson", False),
    ]


def test_where_no_way_leads_there_is_no_chain() -> None:
    assert chains(ties_of(("a", "visit", "b"), ("c", "visit", "d")), "a", "d", most=3) == []


@given(graphs)
def test_chains_are_different_ways_that_never_get_shorter(graph: "nx.Graph[str]") -> None:
    directed = ties_of(*((one, "visit", other) for one, other in graph.edges))
    one, other = min(graph), max(graph)
    ways = _ways(directed, one, other, most=4)
    assert len(set(ways)) == len(ways)
    assert bool(ways) == nx.has_path(graph, one, other)
    assert [len(way) for way in ways] == sorted(len(way) for way in ways)
    if ways:
        assert len(ways[0]) == nx.shortest_path_length(graph, one, other) + 1


def members(**networks: str) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    for network, cities in networks.items():
        graph.add_node(network, side="network")
        for city in cities:
            graph.add_node(city, side="member")
            graph.add_edge(city, network)
    return graph


def test_likeness_counts_what_is_shared() -> None:
    graph = members(n1="ab", n2="ab", n3="a", n4="bc")
    first, second = (*similar(graph, "b"),)
    assert (first.other, first.jaccard, first.shared) == ("a", 0.5, ("n1", "n2"))
    assert first.cosine == pytest.approx(2 / 3, abs=1e-6)
    assert second.other == "c"
    assert second.jaccard == pytest.approx(1 / 3, abs=1e-6)
    assert second.cosine == pytest.approx(1 / sqrt(3), abs=1e-6)


belongings = st.dictionaries(
    st.sampled_from(["n1", "n2", "n3", "n4"]),
    st.sets(letters, min_size=1).map(lambda cities: "".join(sorted(cities))),
    min_size=1,
)


@given(belongings)
def test_likeness_is_that_of_networkx(networks: dict[str, str]) -> None:
    graph = members(**networks)
    cities = sorted(node for node in graph if graph.nodes[node]["side"] == "member")
    for city in cities:
        pairs = [(city, other) for other in cities if other != city]
        expected = {v: score for _u, v, score in nx.jaccard_coefficient(graph, pairs) if score}
        found = {one.other: one.jaccard for one in similar(graph, city)}
        assert found == pytest.approx(expected, abs=1e-6)


def test_those_who_share_small_networks_should_meet_first() -> None:
    graph = members(big="abcdef", small="ab", mid="acd")
    cooperate = graph_of("cd")
    found = meetings(graph, cooperate, of="a")
    assert [(pair.one, pair.other) for pair in found[:3]] == [("a", "b"), ("a", "c"), ("a", "d")]
    assert found[0].adamic_adar == pytest.approx(1 / log(6) + 1 / log(2), abs=1e-6)
    assert found[0].resource_allocation == pytest.approx(1 / 6 + 1 / 2, abs=1e-6)
    assert found[0].networks == ("big", "small")


@given(belongings, st.lists(st.tuples(letters, letters).filter(lambda p: p[0] != p[1]), max_size=5))
def test_who_should_meet_is_what_networkx_predicts(
    networks: dict[str, str], known: list[tuple[str, str]]
) -> None:
    graph = members(**networks)
    cooperate = graph_of(*(one + other for one, other in known))
    cities = sorted(node for node in graph if graph.nodes[node]["side"] == "member")
    pairs = [p for p in combinations(cities, 2) if not cooperate.has_edge(*p)]
    adamic = {(u, v): score for u, v, score in nx.adamic_adar_index(graph, pairs) if score}
    allocation = {(u, v): s for u, v, s in nx.resource_allocation_index(graph, pairs) if s}
    found = meetings(graph, cooperate)
    assert {(m.one, m.other): m.adamic_adar for m in found} == pytest.approx(adamic, abs=1e-5)
    assert {(m.one, m.other): m.resource_allocation for m in found} == pytest.approx(
        allocation, abs=1e-5
    )
    scores = [m.adamic_adar for m in found]
    assert scores == sorted(scores, reverse=True)
