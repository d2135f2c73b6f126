from pathlib import Path

import pytest

from changed_tables import Change, built_after
from simpul.exchange.difference.comparing import compare
from simpul.exchange.difference.model import Difference
from simpul.exchange.difference.sides import StoreSide
from simpul.store import open_store


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the tables as they are."""
    return built_after(tmp_path_factory.mktemp("before"))


@pytest.fixture
def change(before: Path, tmp_path: Path) -> Change:
    """What is different in the store when cells of the tables are replaced."""

    def changed(*edits: tuple[str, str, str]) -> Difference:
        after = built_after(tmp_path, *edits)
        return compare(
            StoreSide("before", open_store(before)), StoreSide("after", open_store(after))
        )

    return changed
