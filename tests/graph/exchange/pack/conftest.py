from datetime import date
from pathlib import Path

import pytest

from simpul.exchange.pack import Wishes, write_pack
from simpul.exchange.profiles import Selection, select_all
from simpul.session import KnowledgeGraph
from simpul.store import open_store

DAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def small_selection(ground: Path) -> Selection:
    """All of a store of one small source."""
    return select_all(open_store(ground), access="public")


@pytest.fixture(scope="session")
def small_pack(small_selection: Selection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of it in a folder, never changed."""
    folder = tmp_path_factory.mktemp("packs") / "small"
    write_pack(folder, small_selection, Wishes(issued=DAY))
    return folder


@pytest.fixture(scope="session")
def network_pack(curated_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack for ICLEI, as `simpul export` writes it."""
    folder = tmp_path_factory.mktemp("packs") / "iclei"
    graph = KnowledgeGraph(str(curated_store), access="public", lang="en")
    graph.pack(graph.select("network", network="ICLEI"), folder)
    return folder
