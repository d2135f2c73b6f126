import contextlib
import gc
import io
import os
import shutil
import signal
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

import engines
import writers
from simpul.cli import main
from simpul.ingest.build import build
from simpul.ingest.reconcile import Resolver, open_resolver
from simpul.memory import collecting_seldom
from simpul.store import OxigraphStore, open_store
from support import ARTICLE, ROOT, made_once, write_source
from world import world

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The same cases each time: a run says the same twice. Look for new ones with --hypothesis-profile=search.
hypothesis.settings.register_profile(
    "same", max_examples=10, derandomize=True, deadline=None, database=None
)
hypothesis.settings.register_profile("search", max_examples=5000, deadline=None)
hypothesis.settings.load_profile("same")

# A shell lets what it runs in the background ignore Ctrl-C, and commands would ignore it, too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what all processes of a run share; what one of them has made there is only read."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def article_store(common: Path) -> Path:
    """A store folder built from the article alone."""
    return made_once(common / "article", lambda folder: build([ARTICLE], folder))


@pytest.fixture(scope="session")
def article(article_store: Path) -> OxigraphStore:
    """The article's graph, opened for reading."""
    return open_store(article_store)


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from one small source, never changed; each process has its own, for a reader may keep an edition in it."""
    folder = tmp_path_factory.mktemp("ground")
    build([write_source(folder)], folder / "store")
    return folder / "store"


@pytest.fixture
def store(ground: Path, tmp_path: Path) -> Path:
    """The same store, to be changed: copying it is cheaper than building it."""
    return Path(shutil.copytree(ground, tmp_path / "store"))


@pytest.fixture(scope="session")
def curated_store(common: Path) -> Path:
    """A store folder built from the curated sources under data/: small, and of every kind of thing."""
    return made_once(common / "curated", _curated)


def _curated(folder: Path) -> None:
    report = build([ROOT / "data"], folder, only="curated")
    assert [str(warning) for warning in report.warnings] == []


@pytest.fixture(scope="session")
def curated(curated_store: Path) -> OxigraphStore:
    """The graph of the curated sources, opened for reading."""
    return open_store(curated_store)


@pytest.fixture(scope="session")
def everything_store(common: Path) -> Path:
    """A store folder built from every source under data/; a test that needs no dataset takes the curated ones."""
    return made_once(common / "everything", _everything)


def _everything(folder: Path) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        assert main(["--lang", "en", "build", "--store", str(folder)]) == 0
    assert "nothing is wrong with the data" in printed.getvalue()
    folder.with_name(f"{folder.name}.txt").write_text(printed.getvalue(), encoding="utf-8")


@pytest.fixture(scope="session")
def told_of_everything(everything_store: Path) -> str:
    """What the command printed that built it."""
    file = everything_store.with_name(f"{everything_store.name}.txt")
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def everything(everything_store: Path) -> OxigraphStore:
    """The graph of every source, opened for reading."""
    return open_store(everything_store)


@pytest.fixture(scope="session")
def office_store(common: Path) -> Path:
    """A store folder built from the article and the sources made up for the questions."""
    return made_once(common / "office", _office)


def _office(folder: Path) -> None:
    report = build([ARTICLE, ROOT / "tests" / "queries" / "sources"], folder)
    assert [str(warning) for warning in report.warnings] == []


@pytest.fixture(scope="session")
def office(office_store: Path) -> OxigraphStore:
    """The article's graph with promises, doubts and contradictions that no real source has yet."""
    return open_store(office_store)


@pytest.fixture(scope="session")
def many_store(common: Path) -> Path:
    """A store folder of a made-up world with many cities and networks."""
    return made_once(
        common / "many", lambda folder: build([world(folder.with_name("many-data"))], folder)
    )


@pytest.fixture(scope="session")
def cache(common: Path) -> Iterator[Path]:
    """A cache folder of the tests' own, for this process and the commands that it runs."""
    folder = common / "cache"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def resolver(cache: Path) -> Resolver:
    """All cities of GeoNames by name; the index is made once."""
    made_once(cache / "index", lambda _folder: open_resolver())
    return open_resolver()


@pytest.fixture(scope="session")
def world_store(cache: Path, common: Path) -> Path:
    """A store of a small source and the cities of 15,000 people and more."""
    assert cache.is_dir()
    return made_once(common / "world", _world)


def _world(folder: Path) -> None:
    build([write_source(folder.with_name("world-data"))], folder, level=15000)


@pytest.fixture(scope="session")
def few_world(common: Path) -> Path:
    """A folder with cities of a million people and their index."""
    return made_once(common / "few", writers.write_world)


@pytest.fixture
def few_cities(few_world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the world's cities be few, which come and go in no time."""
    writers.let_the_world_be(few_world, monkeypatch.setattr)


@pytest.fixture(scope="session")
def many(many_store: Path) -> OxigraphStore:
    """That world's graph, opened for reading."""
    return open_store(many_store)


@pytest.fixture(scope="module")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[engines.Server]:
    """An empty server of Oxigraph for the tests of a module."""
    with engines.running("oxigraph", tmp_path_factory.mktemp("oxigraph")) as server:
        yield server


@pytest.fixture(scope="session")
def empty_virtuoso(common: Path) -> Path:
    """A database of Virtuoso's with nothing in it, to be copied."""
    if lacking := engines.lacking("virtuoso"):
        pytest.skip(lacking)
    return made_once(common / "virtuoso", engines.make_empty)


@pytest.fixture(scope="session")
def running_virtuoso(
    empty_virtuoso: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[engines.Server]:
    """A server of Virtuoso, which needs more time to start than most tests take."""
    folder = tmp_path_factory.mktemp("virtuoso") / "server"
    with engines.running("virtuoso", folder, empty=empty_virtuoso) as server:
        yield server
        server.kill()  # nobody reads what it would write now


@pytest.fixture(scope="module")
def virtuoso_server(running_virtuoso: engines.Server) -> Iterator[engines.Server]:
    """A server of Virtuoso for the tests of a module, in which nothing is left of what others put there."""
    own = set(running_virtuoso.graphs())
    yield running_virtuoso
    for graph in running_virtuoso.graphs():
        if graph not in own:
            running_virtuoso.change(f"DROP SILENT GRAPH <{graph}>")


@pytest.fixture(scope="module", params=engines.ENGINES)
def server(request: pytest.FixtureRequest) -> engines.Server:
    """Each engine in turn, empty at the begin of a module."""
    found: engines.Server = request.getfixturevalue(f"{request.param}_server")
    return found


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


def pytest_configure(config: pytest.Config) -> None:
    """Let the collector look seldom, as a build does: it took a twentieth to a tenth of the time of the tests."""
    seldom = contextlib.ExitStack()
    seldom.enter_context(collecting_seldom())
    config.add_cleanup(seldom.close)
    # A conftest is not asked about files outside its folder.
    config.pluginmanager.register(_Examples())


class _Examples:
    """Examples in docstrings are sought where there are any: each process took seconds to import and search the rest."""

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(
        self, file_path: Path
    ) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
        """Leave out the collector of examples, a subclass of pytest's own for modules, where a file has no prompt."""
        found = yield
        if b">>> " in file_path.read_bytes():
            return found
        return [one for one in found if type(one) is pytest.Module]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the way to write golden answers anew; read the difference before committing it."""
    parser.addoption("--update-golden", action="store_true", help="write golden answers anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what needs every source first, in one go, and what takes longest; then the fast tests, then the slow ones.

    One process builds every source while another runs what needs none, so that no two wait for the build. A test of
    half a minute that came last would leave the other processes without work.
    """
    items.sort(
        key=lambda item: (
            not _needs_everything(item),
            item.path.name not in _LONGEST,
            bool(item.get_closest_marker("slow")),
            bool(item.get_closest_marker("browser")),
        )
    )


_LONGEST = frozenset(("test_wheel.py", "test_readme.py", "test_pipeline.py", "test_slice.py"))


def _needs_everything(item: pytest.Item) -> bool:
    case = getattr(getattr(item, "callspec", None), "params", {}).get("case")
    return "everything_store" in getattr(item, "fixturenames", ()) or (
        getattr(case, "graph", "") == "everything"
    )


def pytest_collection_finish() -> None:
    """Let the collector leave alone what stays until the end: thousands of tests, and the modules."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """The browser of this machine."""
    from browsing import opened_browser

    with opened_browser() as browser:
        yield browser
