import shutil
from pathlib import Path

import pytest

from simpul.build import build
from support import write_source


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
