"""Places in a picture."""

import os
import subprocess
import sys
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.analysis import layout
from simpul.analysis.spacing import LINE, SPACE, apart
from simpul.projection import Positions, Projection, Thing, Tie, project
from simpul.store import OxigraphStore


def drawn(graph: "nx.Graph[int]") -> Projection:
    """Return a graph of numbers as things and ties."""
    return Projection(
        things=[
            Thing(key=f"city/{node}", kind="City", group="city", labels={"en": str(node)})
            for node in graph
        ],
        ties=[
            Tie(
                source=f"city/{one}", target=f"city/{other}", relation="visit", name={"en": "visit"}
            )
            for one, other in graph.edges
        ],
        kinds={"City": {"en": "City"}},
    )


def overlaps(places: Positions) -> list[tuple[str, str]]:
    """Return the things of which one covers the other; a pixel is lost in rounding."""
    return [
        (one, other)
        for (one, (x, y)), (other, (u, v)) in combinations(places.items(), 2)
        if abs(x - u) < SPACE - 1 and abs(y - v) < LINE - 1
    ]


def test_every_thing_of_the_article_has_a_place_of_its_own(article: OxigraphStore) -> None:
    projection = project(article)
    places = layout(projection)
    assert places.keys() == {thing.key for thing in projection.things}
    assert overlaps(places) == []


@pytest.mark.slow
def test_the_graph_of_every_source_can_be_laid_out(curated: OxigraphStore) -> None:
    whole = project(curated)
    assert len(whole.things) > 500
    places = layout(whole)
    assert places.keys() == {thing.key for thing in whole.things}
    assert overlaps(places) == []


def test_nothing_has_no_places() -> None:
    assert layout(drawn(nx.Graph())) == {}


def test_a_thousand_things_do_not_overlap() -> None:
    assert overlaps(layout(drawn(nx.barabasi_albert_graph(1000, 3, seed=7)))) == []


@given(st.integers(1, 30), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=60))
def test_no_graph_is_drawn_with_things_on_top_of_each_other(
    size: int, pairs: list[tuple[int, int]]
) -> None:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from((one % size, other % size) for one, other in pairs)
    places = layout(drawn(graph))
    assert len(places) == size
    assert overlaps(places) == []


@pytest.mark.parametrize(
    "graph",
    [nx.star_graph(60), nx.complete_graph(30), nx.cycle_graph(40), nx.path_graph(2)],
    ids=["star", "complete", "ring", "pair"],
)
def test_graphs_whose_things_are_all_alike_are_drawn_too(graph: "nx.Graph[int]") -> None:
    assert overlaps(layout(drawn(graph))) == []


def test_the_order_of_things_and_ties_does_not_matter() -> None:
    projection = drawn(nx.barabasi_albert_graph(80, 2, seed=1))
    turned = Projection(
        things=list(reversed(projection.things)),
        ties=[
            Tie(source=tie.target, target=tie.source, relation=tie.relation, name=tie.name)
            for tie in reversed(projection.ties)
        ],
        kinds=projection.kinds,
    )
    assert layout(turned) == layout(projection)


def test_the_places_are_the_same_in_every_process_and_for_any_number_of_threads() -> None:
    code = (
        "import networkx as nx\n"
        "from simpul.analysis import layout\n"
        "from simpul.projection import Projection, Thing, Tie\n"
        "graph = nx.barabasi_albert_graph(700, 2, seed=1)\n"
        "things = [Thing(key=f'city/{n}', kind='City', group='city', labels={}) for n in graph]\n"
        "ties = [Tie(source=f'city/{a}', target=f'city/{b}', relation='v', name={})"
        " for a, b in graph.edges]\n"
        "print(sorted(layout(Projection(things=things, ties=ties, kinds={})).items()))\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": threads},
        ).stdout
        for seed, threads in (("1", "1"), ("2", "2"))
    }
    assert len(runs) == 1


def test_a_tie_more_moves_little() -> None:
    graph = nx.connected_caveman_graph(8, 10)
    before = layout(drawn(graph))
    graph.add_edge(3, 7)
    after = layout(drawn(graph))
    extent = np.hypot(*np.ptp(np.array(list(before.values())), axis=0))
    moved = [np.hypot(*np.subtract(before[key], after[key])) / extent for key in before]
    assert np.median(moved) < 0.1


def test_tied_things_are_nearer_than_others() -> None:
    graph = nx.connected_caveman_graph(6, 8)
    places = layout(drawn(graph))
    near = [_distance(places, one, other) for one, other in graph.edges]
    far = [_distance(places, one, other) for one, other in nx.complement(graph).edges]
    assert np.mean(near) < 0.5 * np.mean(far)


def test_components_are_not_drawn_through_each_other() -> None:
    graph = nx.disjoint_union_all([nx.path_graph(9), nx.star_graph(5), nx.empty_graph(7)])
    places = layout(drawn(graph))
    boxes = []
    for part in nx.connected_components(graph):
        points = np.array([places[f"city/{node}"] for node in part])
        boxes.append((points.min(axis=0), points.max(axis=0)))
    for (low, high), (least, most) in combinations(boxes, 2):
        assert (high < least).any() or (most < low).any()


def _distance(places: Positions, one: int, other: int) -> float:
    return float(np.hypot(*np.subtract(places[f"city/{one}"], places[f"city/{other}"])))


@pytest.mark.parametrize("spread", [0.0, 1.0, 400.0], ids=["one place", "a heap", "a crowd"])
def test_any_crowd_of_points_gets_room(spread: float) -> None:
    points = np.random.default_rng(1).normal(size=(700, 2)) * spread
    places = apart(points) / np.array([SPACE, LINE])
    gaps = np.abs(places[:, None] - places[None, :]).max(axis=2)
    np.fill_diagonal(gaps, np.inf)
    assert gaps.min() > 1 - 1e-9
    # Room for all, and not much more.
    assert np.abs(places - np.median(places, axis=0)).max() < 3 * np.sqrt(len(points))
