"""Chains of ties between two things."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from simpul.analysis.paths import shortest_paths
from simpul.projection import Projection, Thing, Tie
from simpul.projection.neighbourhood import along
from simpul.projection.subgraph import subgraph
from world import JAKARTA, SEOUL

J, S = f"city/{JAKARTA}", f"city/{SEOUL}"


def test_paths_are_shortest_first_and_each_step_is_a_tie(seoul: Projection) -> None:
    found = shortest_paths(seoul, J, "initiative/new-york-skywalk", most=5)
    assert 1 < len(found) <= 5
    pairs = {frozenset((t.source, t.target)) for t in seoul.ties}
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
