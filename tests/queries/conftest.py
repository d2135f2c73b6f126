from pathlib import Path

import pytest

from simpul.ingest.build import build
from simpul.store import OxigraphStore, open_store
from support import ARTICLE

SOURCES = Path(__file__).parent / "sources"


@pytest.fixture(scope="session")
def office_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder built from the article and the sources made up for the tests."""
    folder = tmp_path_factory.mktemp("office") / "store"
    report = build([ARTICLE, SOURCES], folder)
    assert [str(warning) for warning in report.warnings] == []
    return folder


@pytest.fixture(scope="session")
def office(office_store: Path) -> OxigraphStore:
    """The article's graph with promises, doubts and contradictions that no real source has yet."""
    return open_store(office_store)
