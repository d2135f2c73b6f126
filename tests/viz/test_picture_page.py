"""A picture as a page."""

import re
from pathlib import Path

import pytest

from asking import ASKED
from simpul.projection import Projection, Tie
from simpul.store import OxigraphStore
from simpul_viz import VIEWS
from simpul_viz.packed_atlas import _least
from simpul_viz.picture import Picture
from simpul_viz.texts import LANGUAGES, TEXTS


@pytest.fixture(scope="module")
def page(explorer: Path) -> str:
    return explorer.read_text(encoding="utf-8")


def test_the_same_graph_gives_the_same_page(article: OxigraphStore, page: str) -> None:
    assert VIEWS["explorer"].page(article, "en") == page


def test_the_page_is_one_small_file(page: str) -> None:
    assert len(page.encode()) < 3_000_000


def test_the_page_loads_nothing(page: str) -> None:
    assert not re.search(r"<(link|img|iframe|object|embed|base|audio|video)\b", page)
    assert not re.search(r"<script[^>]+src", page)
    assert not re.search(r"url\(\s*['\"]?(?!data:)[a-z./]", page.split("<script>", maxsplit=1)[0])
    assert "sourceMappingURL" not in page


def test_the_page_allows_just_what_is_in_it(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert policy[1].count("sha256-") == 4


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_page_begins_in_the_language_asked_for(article: OxigraphStore, language: str) -> None:
    html = VIEWS["explorer"].page(article, language)
    assert f'<html lang="{language}" ' in html
    assert TEXTS["title"][language] in html


def test_every_view_is_made_and_the_same_each_time(many: OxigraphStore, pages: Path) -> None:
    made = {file.stem: file for file in pages.iterdir()}
    assert made.keys() == {*VIEWS, "query"}
    for name in ("timeline", "compare", "ego", "path"):
        again = VIEWS[name].page(many, "en", **ASKED.get(name, {}))
        assert again == made[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted({*VIEWS, "query"}))
def test_each_view_is_one_small_file_that_loads_nothing(pages: Path, name: str) -> None:
    html = (pages / f"{name}.html").read_text(encoding="utf-8")
    assert len(html.encode()) < 3_000_000
    assert not re.search(r"<(link|iframe|object|embed|base|audio|video)\b", html)
    assert not re.search(r"<script[^>]+src", html)
    assert "unsafe" not in html.split("</head>", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("weights", "least"),
    [
        ([1.0] * 170, 1),
        ([1.0] * 171, 1),
        ([0.5] * 500, 1),
        ([1e6] * 500, 1_000_000),
        ([*range(500)], 330),
        ([2.0] + [1.0] * 200, 2),
    ],
)
def test_the_least_weight_that_is_drawn_leaves_a_picture_readable(
    weights: list[float], least: int
) -> None:
    ties = [
        Tie(source="a", target="b", relation="tied", name={}, weight=weight) for weight in weights
    ]
    whole = Projection(things=[], ties=ties, kinds={}, names={})
    assert _least(Picture(projection=whole, weighted=True)) == least
