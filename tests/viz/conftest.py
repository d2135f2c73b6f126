from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from asking import ASKED
from browsing import SCREEN, Watched
from simpul.reason.ontology import ontology
from simpul.store import OxigraphStore
from simpul_viz import QUERY, VIEWS


@pytest.fixture(scope="session")
def explorer(article: OxigraphStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of the article, as a file."""
    file = tmp_path_factory.mktemp("page") / "explorer.html"
    file.write_text(VIEWS["explorer"].page(article, "en"), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def drawn_views(many: OxigraphStore) -> dict[str, str]:
    """Every view of a world with much in it."""
    views = {**VIEWS, "query": QUERY}
    return {
        name: view.page(ontology() if view.of_ontology else many, "en", **ASKED.get(name, {}))
        for name, view in views.items()
    }


@pytest.fixture(scope="session")
def pages(drawn_views: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file for each of them."""
    folder = tmp_path_factory.mktemp("views")
    for name, html in drawn_views.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def shared_page(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(
        viewport={"width": SCREEN["width"], "height": SCREEN["height"]},
        reduced_motion="reduce",
        accept_downloads=True,
    )
    context.set_offline(True)
    context.route(
        "**/*",
        lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort(),
    )
    yield Watched(context)
    context.close()


@pytest.fixture
def watched(shared_page: Watched) -> Watched:
    """A page in which nothing is open yet."""
    shared_page.begin()
    return shared_page
