"""Chains of ties between two things."""

from itertools import pairwise

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from simpul.analysis.paths import chains, shortest_paths
from simpul.projection import Projection, Thing, Tie
from simpul.projection.neighbourhood import along, passable
from simpul.projection.subgraph import subgraph
from small_graphs import graphs
from world import JAKARTA, SEOUL

J, S = f"city/{JAKARTA}", f"city/{SEOUL}"


def test_paths_are_shortest_first_and_each_step_is_a_tie(seoul: Projection) -> None:
    found = shortest_paths(seoul, J, "initiative/new-york-skywalk", most=5)
    assert 1 < len(found) <= 5
    pairs = {
        frozenset((t.source, t.target)) for t in passable(seoul, J, "initiative/new-york-skywalk")
    }
    for path in found:
        assert (path[0], path[-1]) == (J, "initiative/new-york-skywalk")
        assert len(set(path)) == len(path)
        assert all(frozenset(step) in pairs for step in pairwise(path))
    drawn = along(seoul, found)
    assert {t.key for t in drawn.things} == {key for path in found for key in path}


def test_no_path_is_an_empty_list(whole: Projection) -> None:
    alone = subgraph(whole, [J, S], ties=[])
    assert shortest_paths(alone, J, S, most=5) == []


@given(
    st.sets(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda e: e[0] != e[1]), max_size=18
    )
)
def test_the_first_path_is_as_short_as_a_breadth_first_search_finds(
    edges: set[tuple[int, int]],
) -> None:
    things = [Thing(key=f"n/{n}", kind="City", group="city", labels={"": str(n)}) for n in range(8)]
    ties = [Tie(source=f"n/{a}", target=f"n/{b}", relation="r", name={}) for a, b in edges]
    whole = Projection(things=things, ties=ties, kinds={"City": {}})
    found = shortest_paths(whole, "n/0", "n/7", most=5)
    distance, rim = {0: 0}, [0]
    for one in rim:
        for a, b in edges:
            other = b if a == one else a if b == one else one
            if other not in distance:
                distance[other] = distance[one] + 1
                rim.append(other)
    assert [len(path) - 1 for path in found[:1]] == ([distance[7]] if 7 in distance else [])
    assert sorted(map(len, found)) == [len(path) for path in found]


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
