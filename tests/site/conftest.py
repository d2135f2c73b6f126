import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from asked_for_secrets import OFFICES, PARTNERS, office_tables
from secret_sources import marked_tables
from simpul.ingest.build import build
from simpul.ingest.reconcile import Resolver
from simpul.session import KnowledgeGraph
from simpul.site.site import Settings, Site
from site_server import serving
from support import ARTICLE, made_once, write_source


@pytest.fixture(scope="session", autouse=True)
def cities(resolver: Resolver) -> Resolver:
    """The index of the world's cities, there before a server begins: it makes it where it is missing."""
    return resolver


@pytest.fixture(scope="session")
def site(curated_store: Path) -> Iterator[Site]:
    """What pages are made of, in this process: the curated sources, of which all are public."""
    settings = Settings(
        store=str(curated_store), public="https://simpul.example/kota", prefix="/kota"
    )
    told: list[str] = []
    site = Site(settings, KnowledgeGraph(curated_store, tell=told.append), build="test", told=told)
    yield site
    site.close()


@pytest.fixture(scope="session")
def served(curated_store: Path) -> Iterator[httpx.Client]:
    """A client of a real server of the curated sources, in a process of its own, reached below a prefix."""
    with serving(curated_store) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


@pytest.fixture(scope="session")
def secret_store(article_store: Path, common: Path) -> Path:
    """A store with a public source, one for partners and one of the office; beside it one without the office's."""

    def make(folder: Path) -> None:
        folder.mkdir()
        partners = write_source(folder, marked_tables(PARTNERS), key=f"{PARTNERS}-list", access="partner")  # fmt: skip
        offices = write_source(folder, office_tables(), key=f"{OFFICES}-list", access="internal")
        for name, sources in {"partners": [partners], "store": [partners, offices]}.items():
            build([ARTICLE, *sources], Path(shutil.copytree(article_store, folder / name)))

    return made_once(common / "secrets", make) / "store"
