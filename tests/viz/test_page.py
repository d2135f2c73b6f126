import re

import pytest

from simpul.projection import GROUPS, OTHER
from simpul.store import Store
from simpul_viz import VIEWS
from simpul_viz.explorer import STYLES
from simpul_viz.texts import LANGUAGES, TEXTS


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


@pytest.mark.parametrize("group", sorted(STYLES))
def test_shapes_stand_out_from_the_ground(group: str) -> None:
    # WCAG 2.2, 1.4.11: graphical objects have a contrast of 3 to 1.
    assert (_luminance("#f4f6f8") + 0.05) / (_luminance(STYLES[group][1]) + 0.05) >= 3


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_page_begins_in_the_language_asked_for(article: Store, language: str) -> None:
    html = VIEWS["explorer"].page(article, language)
    assert f'<html lang="{language}">' in html
    assert TEXTS["title"][language] in html
