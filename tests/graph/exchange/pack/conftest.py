from datetime import date
from pathlib import Path

import pytest
import rdflib

from simpul.exchange.pack import Wishes, write_pack
from simpul.exchange.profiles import Selection, select_all
from simpul.ingest.build import build
from simpul.session import KnowledgeGraph
from simpul.store import open_store
from support import made_once, write_source

DAY = date(2026, 11, 24)


def _packed(name: str, selection: Selection, common: Path) -> Path:
    """Return a selection as a pack in a folder, which is made once and never changed."""
    return made_once(
        common / "packs" / name, lambda folder: write_pack(folder, selection, Wishes(issued=DAY))
    )


@pytest.fixture(scope="session")
def small_selection(common: Path) -> Selection:
    """All of a store of one small source, of which the shapes find nothing."""
    made = made_once(
        common / "described",
        lambda folder: build([write_source(folder, described=True)], folder / "store"),
    )
    return select_all(open_store(made / "store"), access="public")


@pytest.fixture(scope="session")
def small_pack(small_selection: Selection, common: Path) -> Path:
    """A pack of it in a folder, never changed."""
    return _packed("small", small_selection, common)


@pytest.fixture(scope="session")
def undescribed_pack(ground: Path, common: Path) -> Path:
    """A pack of a source of which the shapes find that nothing describes it; never changed."""
    selection = select_all(open_store(ground), access="public")
    return _packed("undescribed", selection, common)


@pytest.fixture(scope="session")
def article_pack(article_store: Path, common: Path) -> Path:
    """A pack of all that a report says, with everything that describes it; never changed."""
    selection = select_all(open_store(article_store), access="public")
    return _packed("article", selection, common)


@pytest.fixture(scope="session")
def network_pack(curated_store: Path, common: Path) -> Path:
    """A pack for ICLEI, as `simpul export` writes it; never changed."""

    def make(folder: Path) -> None:
        graph = KnowledgeGraph(str(curated_store), access="public", lang="en")
        graph.pack(graph.select("network", network="ICLEI"), folder)

    return made_once(common / "packs" / "iclei", make)


@pytest.fixture(scope="session")
def network_data(network_pack: Path) -> rdflib.Graph:
    """Its data as rdflib reads it, only to be read."""
    return rdflib.Graph().parse(network_pack / "data.ttl")
