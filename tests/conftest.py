import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from simpul.ingest.build import build
from simpul.ingest.reconcile import Resolver, open_resolver
from simpul.store import OxigraphStore, open_store
from support import ARTICLE, ROOT, write_source
from world import world

# The same cases each time: a run says the same twice. Look for new ones with --hypothesis-profile=search.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("search", max_examples=5000, deadline=None)
hypothesis.settings.load_profile("same")


@pytest.fixture(scope="session")
def article_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder built from the article alone."""
    folder = tmp_path_factory.mktemp("article") / "store"
    build([ARTICLE], folder)
    return folder


@pytest.fixture(scope="session")
def article(article_store: Path) -> OxigraphStore:
    """The article's graph, opened for reading."""
    return open_store(article_store)


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from one small source, never changed."""
    folder = tmp_path_factory.mktemp("ground")
    build([write_source(folder)], folder / "store")
    return folder / "store"


@pytest.fixture
def store(ground: Path, tmp_path: Path) -> Path:
    """The same store, to be changed: copying it is cheaper than building it."""
    return Path(shutil.copytree(ground, tmp_path / "store"))


@pytest.fixture(scope="session")
def curated_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder built from the curated sources under data/: small, and of every kind of thing."""
    folder = tmp_path_factory.mktemp("curated") / "store"
    report = build([ROOT / "data"], folder, only="curated")
    assert [str(warning) for warning in report.warnings] == []
    return folder


@pytest.fixture(scope="session")
def curated(curated_store: Path) -> OxigraphStore:
    """The graph of the curated sources, opened for reading."""
    return open_store(curated_store)


@pytest.fixture(scope="session")
def everything_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder built from every source under data/; a test that needs no dataset takes the curated ones."""
    folder = tmp_path_factory.mktemp("everything") / "store"
    report = build([ROOT / "data"], folder)
    assert [str(warning) for warning in report.warnings] == []
    return folder


@pytest.fixture(scope="session")
def everything(everything_store: Path) -> OxigraphStore:
    """The graph of every source, opened for reading."""
    return open_store(everything_store)


@pytest.fixture(scope="session")
def many_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder of a made-up world with many cities and networks."""
    folder = tmp_path_factory.mktemp("world")
    build([world(folder)], folder / "store")
    return folder / "store"


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder of the tests' own, for this process and the commands that it runs."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def resolver(cache: Path) -> Resolver:
    """All cities of GeoNames by name; the index is made once."""
    assert cache.is_dir()
    return open_resolver()


@pytest.fixture(scope="session")
def world_store(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a small source and the cities of 15,000 people and more."""
    assert cache.is_dir()
    folder = tmp_path_factory.mktemp("world")
    write_source(folder / "data")
    build([folder / "data"], folder / "store", level=15000)
    return folder / "store"


@pytest.fixture(scope="session")
def many(many_store: Path) -> OxigraphStore:
    """That world's graph, opened for reading."""
    return open_store(many_store)


@pytest.fixture
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """The umask of the process, for one test."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the way to write golden answers anew; read the difference before committing it."""
    parser.addoption("--update-golden", action="store_true", help="write golden answers anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the fast tests first."""
    items.sort(
        key=lambda item: (
            bool(item.get_closest_marker("slow")),
            bool(item.get_closest_marker("browser")),
        )
    )
