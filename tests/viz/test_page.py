import re
from itertools import combinations

import pytest

from asking import ASKED
from simpul.projection import GROUPS, OTHER
from simpul.store import Store
from simpul_viz import VIEWS
from simpul_viz.arrangement import ROOM, overview
from simpul_viz.looks import SECTORS, STYLES, TIES
from simpul_viz.payload import degrees
from simpul_viz.texts import LANGUAGES, TEXTS
from simpul_viz.view import Request


@pytest.fixture(scope="module")
def page(article: Store) -> str:
    return VIEWS["explorer"].page(article, "en")


def test_the_same_graph_gives_the_same_page(article: Store, page: str) -> None:
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


def test_every_group_has_a_look_and_a_name_of_its_own() -> None:
    assert STYLES.keys() == {*GROUPS, OTHER}
    assert len(set(STYLES.values())) == len(STYLES)
    for language in LANGUAGES:
        names = [TEXTS[group][language] for group in STYLES]
        assert len(set(names)) == len(names)


def test_every_text_is_in_every_language() -> None:
    for key, words in TEXTS.items():
        assert words.keys() == LANGUAGES.keys(), key
        assert all(words.values())
        places = {frozenset(re.findall(r"\{\w+\}", text)) for text in words.values()}
        assert len(places) == 1, key


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    "colour", sorted({colour for _shape, colour in (STYLES | SECTORS).values()} | set(TIES))
)
def test_shapes_and_ties_stand_out_from_the_ground(colour: str) -> None:
    # WCAG 2.2, 1.4.11: graphical objects have a contrast of 3 to 1.
    assert (_luminance("#f4f6f8") + 0.05) / (_luminance(colour) + 0.05) >= 3


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_page_begins_in_the_language_asked_for(article: Store, language: str) -> None:
    html = VIEWS["explorer"].page(article, language)
    assert f'<html lang="{language}">' in html
    assert TEXTS["title"][language] in html


def test_every_view_is_made_and_the_same_each_time(
    many: Store, drawn_views: dict[str, str]
) -> None:
    assert drawn_views.keys() == {*VIEWS, "query"}
    for name in ("shared", "timeline", "compare"):
        assert VIEWS[name].page(many, "en", **ASKED.get(name, {})) == drawn_views[name]


@pytest.mark.parametrize("name", sorted({*VIEWS, "query"}))
def test_each_view_is_one_small_file_that_loads_nothing(
    drawn_views: dict[str, str], name: str
) -> None:
    html = drawn_views[name]
    assert len(html.encode()) < 3_000_000
    assert not re.search(r"<(link|iframe|object|embed|base|audio|video)\b", html)
    assert not re.search(r"<script[^>]+src", html)
    assert "unsafe" not in html.split("</head>", maxsplit=1)[0]


def test_names_do_not_overlap_when_a_page_opens(many: Store) -> None:
    for name in ("explorer", "networks"):
        picture = VIEWS[name].picture(many, Request())
        degree = degrees(picture.projection)
        places = overview(picture.projection, degree, first=picture.first, off=picture.off)
        assert 20 < len(places) <= ROOM * 1.5
        for (x, y), (u, v) in combinations(places.values(), 2):
            assert abs(x - u) > 140 or abs(y - v) > 70


def test_the_overview_is_of_networks_and_the_best_connected_cities(many: Store) -> None:
    picture = VIEWS["explorer"].picture(many, Request())
    degree = degrees(picture.projection)
    shown = overview(picture.projection, degree, first=picture.first, off=picture.off)
    assert {f"org/net-{n}" for n in range(1, 10)} <= shown.keys()
    assert {"city/1642911", "city/1835848"} <= shown.keys()
    cities = [t.key for t in picture.projection.things if t.group == "city"]
    least = min(degree[key] for key in cities if key in shown)
    assert sum(degree[key] > least for key in cities if key not in shown) <= len(cities) // 4
