"""A view as a pyvis network."""

import re
from html import unescape
from pathlib import Path

import pytest
from pyvis.network import Network

import simpul_viz
from asking import ASKED
from browsing import Watched
from simpul.errors import ParameterError, UsageError
from simpul.store import OxigraphStore
from simpul_viz.pyvis_network import PictureNetwork
from simpul_viz.view import Request
from world import JAKARTA


@pytest.fixture(scope="module")
def shared(many: OxigraphStore) -> PictureNetwork:
    return simpul_viz.network(many, "shared")


def test_a_view_is_a_network_of_pyvis_with_its_things_and_ties(
    many: OxigraphStore, shared: PictureNetwork
) -> None:
    drawn = simpul_viz.VIEWS["shared"].picture(many, Request()).projection
    assert isinstance(shared, Network)
    assert [node["id"] for node in shared.nodes] == [thing.key for thing in drawn.things]
    ends = [(edge["from"], edge["to"]) for edge in shared.edges]
    assert ends == [(tie.source, tie.target) for tie in drawn.ties]
    assert shared.get_node(f"city/{JAKARTA}")["label"] == "Jakarta"
    assert all(one in shared.neighbors(other) for one, other in ends)


@pytest.mark.parametrize("name", sorted({*simpul_viz.VIEWS} - {"ontology", "institutions"}))
def test_every_view_can_be_one(many: OxigraphStore, name: str) -> None:
    assert simpul_viz.network(many, name, language="id", **ASKED.get(name, {})).nodes


def _fetched(page: str) -> list[str]:
    outside = re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    return re.findall(r"<(?:link|script|img|iframe)\b[^>]*\b(?:src|href)=[^>]*>", outside)


def test_its_page_fetches_nothing_where_that_of_stock_pyvis_does(shared: PictureNetwork) -> None:
    stock = Network(cdn_resources="in_line")
    assert _fetched(stock.generate_html())
    assert _fetched(shared.generate_html()) == []


def test_a_notebook_shows_the_page_in_a_frame(shared: PictureNetwork) -> None:
    frame = re.fullmatch(r'<iframe srcdoc="([^"]*)" .*></iframe>', shared._repr_html_(), re.DOTALL)
    assert frame
    assert unescape(frame[1]) == shared.generate_html()


def test_what_is_added_to_it_is_on_its_page(many: OxigraphStore) -> None:
    network = simpul_viz.network(many, "ego", of=f"city/{JAKARTA}")
    network.add_node("mine", label="A thing of my own")
    network.add_edge("mine", f"city/{JAKARTA}")
    assert "A thing of my own" in network.generate_html()


def test_a_view_that_is_not_there_is_refused_with_a_near_name(many: OxigraphStore) -> None:
    with pytest.raises(UsageError, match="Did you mean shared"):
        simpul_viz.network(many, "shard")
    with pytest.raises(ParameterError, match="has no ties that could be drawn"):
        simpul_viz.network(many, "ego", of="city/nowhere")


@pytest.mark.browser
def test_it_opens_in_a_browser_without_a_network(
    shared: PictureNetwork, watched: Watched, tmp_path: Path
) -> None:
    file = tmp_path / "network.html"
    shared.write_html(str(file))
    page = watched.page
    page.goto(file.as_uri())
    count = page.evaluate("() => network.body.nodeIndices.length")
    assert count == len(shared.nodes)
