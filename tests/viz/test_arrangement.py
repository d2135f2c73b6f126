"""What a page opens on."""

from itertools import combinations

import pytest

from simpul.projection import project
from simpul.store import OxigraphStore
from simpul_viz import VIEWS
from simpul_viz.arrangement import ROOM, overview
from simpul_viz.payload import degrees
from simpul_viz.regions import Overview
from simpul_viz.view import Graph, Request
from world import SEOUL

NEW_YORK = "city/5128581"


def test_names_do_not_overlap_when_a_page_opens(many: OxigraphStore) -> None:
    for name in ("explorer", "networks"):
        picture = VIEWS[name].picture(many, Request())
        degree = degrees(picture.projection)
        opening = overview(picture.projection, degree, first=picture.first, off=picture.off)
        places = opening.places
        assert 20 < len(places) <= ROOM * 1.5
        for (x, y), (u, v) in combinations(places.values(), 2):
            assert abs(x - u) > 140 or abs(y - v) > 70


def test_the_overview_is_of_networks_and_the_best_connected_cities(many: OxigraphStore) -> None:
    picture = VIEWS["explorer"].picture(many, Request())
    degree = degrees(picture.projection)
    shown = overview(picture.projection, degree, first=picture.first, off=picture.off).places
    assert {f"org/net-{n}" for n in range(1, 10)} <= shown.keys()
    assert {"city/1642911", "city/1835848"} <= shown.keys()
    cities = [t.key for t in picture.projection.things if t.group == "city"]
    least = min(degree[key] for key in cities if key in shown)
    assert sum(degree[key] > least for key in cities if key not in shown) <= len(cities) // 4


@pytest.fixture(scope="module")
def curated_graph(curated: OxigraphStore) -> Graph:
    return Graph(store=curated, whole=project(curated))


def _opening(graph: Graph, view: str) -> Overview:
    picture = VIEWS[view].make(graph, Request())
    degree = degrees(picture.projection)
    return overview(picture.projection, degree, first=picture.first, off=picture.off)


def test_cities_stand_by_region_on_both_sides_of_the_networks(curated_graph: Graph) -> None:
    opening = _opening(curated_graph, "networks")
    places = opening.places
    assert all(one.y < min(places[key][1] for key in one.keys) for one in opening.headings)
    below = {one.name: [places[key][0] for key in one.keys] for one in opening.headings}
    networks = below.pop("network")
    regions = {name: xs for name, xs in below.items() if name.startswith(("area/", "continent/"))}
    assert len(regions) > 4
    assert all(max(xs) < min(networks) or min(xs) > max(networks) for xs in regions.values())
    assert places[NEW_YORK][0] < min(networks) < max(networks) < places[f"city/{SEOUL}"][0]


def test_where_no_network_is_nothing_stands_in_columns(curated_graph: Graph) -> None:
    opening = _opening(curated_graph, "cooperation")
    assert opening.places
    assert not opening.headings
