"""Similarity and who should meet: by hand on small graphs, and against networkx on any."""

from itertools import combinations
from math import log, sqrt

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.analysis.similarity import meetings, similar
from small_graphs import graph_of, letters


def members(**networks: str) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    for network, cities in networks.items():
        graph.add_node(network, side="network")
        for city in cities:
            graph.add_node(city, side="member")
            graph.add_edge(city, network)
    return graph


def test_similarity_counts_what_is_shared() -> None:
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
def test_similarity_is_that_of_networkx(networks: dict[str, str]) -> None:
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
