from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from simpul.session import KnowledgeGraph
from simpul.site.asking import Asked
from simpul.site.site import Settings, Site
from site_server import serving


@pytest.fixture(scope="session")
def site(curated_store: Path) -> Iterator[Site]:
    """What pages are made of, in this process: the curated sources, of which all are public."""
    settings = Settings(
        store=str(curated_store), public="https://simpul.example/kota", prefix="/kota"
    )
    told: list[str] = []
    site = Site(settings, KnowledgeGraph(curated_store, tell=told.append), build="test")
    site.told = told
    yield site
    site.close()


def asked(page: str, address: str = "/", **parts: object) -> Asked:
    """Return what a client asks with an address below that of the site."""
    split = urlsplit(address)
    parameters = parse_qsl(split.query, keep_blank_values=True)
    return Asked(page=page, path=split.path, parameters=parameters, **parts)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def served(curated_store: Path) -> Iterator[httpx.Client]:
    """A client of a real server of the curated sources, in a process of its own, reached below a prefix."""
    with serving(curated_store) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client
