from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from asking import ASKED
from browsing import SCREEN, Watched
from simpul.reason.ontology import ontology
from simpul.store import OxigraphStore
from simpul.store.builds import open_current
from simpul_viz import QUERY, VIEWS
from simpul_viz.kept_atlases import opened
from simpul_viz.picture_page import page
from simpul_viz.view import Request
from support import made_once


@pytest.fixture(scope="session")
def explorer(article: OxigraphStore, common: Path) -> Path:
    """The explorer of the article, as a file."""
    return made_once(common / "explorer.html", lambda file: _write(file, "explorer", article))


@pytest.fixture(scope="session")
def curated_page(curated: OxigraphStore, common: Path) -> Path:
    """The explorer of the curated sources, as a file."""
    return made_once(common / "curated.html", lambda file: _write(file, "explorer", curated))


@pytest.fixture(scope="session")
def pages(many: OxigraphStore, many_store: Path, common: Path) -> Path:
    """A folder with a file for every view of a world with much in it, as a build keeps what they hold."""

    def make(folder: Path) -> None:
        folder.mkdir()
        build = open_current(many_store)
        for name, view in VIEWS.items():
            if not view.of_ontology:
                request = Request(**ASKED.get(name, {}))  # type: ignore[arg-type]  # its fields
                html = page(*opened(view, build, request), language="en")
                (folder / f"{name}.html").write_text(html, encoding="utf-8")
        for name in ("ontology", "query"):
            _write(folder / f"{name}.html", name, many)

    return made_once(common / "views", make)


def _write(file: Path, name: str, store: OxigraphStore) -> None:
    view = QUERY if name == "query" else VIEWS[name]
    html = view.page(ontology() if view.of_ontology else store, "en", **ASKED.get(name, {}))
    file.write_text(html, encoding="utf-8")


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
