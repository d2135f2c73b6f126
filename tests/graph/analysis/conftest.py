import pytest

from simpul.store import OxigraphStore
from worlds import PARTIAL, WHOLE, store_of


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    """A world small enough to count by hand, stated by a complete and by a partial source."""
    return store_of(tmp_path_factory.mktemp("world"), whole=WHOLE, part=PARTIAL)
