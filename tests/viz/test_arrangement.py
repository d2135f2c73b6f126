"""What a page opens on."""

from itertools import combinations

from simpul.store import OxigraphStore
from simpul_viz import VIEWS
from simpul_viz.arrangement import ROOM, overview
from simpul_viz.payload import degrees
from simpul_viz.view import Request


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
