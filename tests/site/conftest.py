from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from simpul.session import KnowledgeGraph
from simpul.site.site import Settings, Site
from site_server import serving


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
