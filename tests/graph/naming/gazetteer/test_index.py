"""The index of the world's cities is made by one process at a time, and what was left half made goes away."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from simpul.errors import StoreError
from simpul.naming import gazetteer
from simpul.naming.atlas import Atlas
from simpul.naming.gazetteer import index, regions

JAKARTA = 1642911
write_index = index.write_index


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """A world of one city, in a cache of its own; the list has each making of its index."""
    known = gazetteer.find([str(JAKARTA)])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(index, "cities", lambda _level: known)
    monkeypatch.setattr(regions, "labels", lambda: iter(()))
    made: list[Path] = []

    def write(path: Path, tell: Callable[[str], None], *, level: int) -> None:
        made.append(path)
        write_index(path, tell, level=level)

    monkeypatch.setattr(index, "write_index", write)
    return made


def test_two_that_need_it_at_once_make_it_once(
    made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write = index.write_index
    second_waits = threading.Event()
    found: list[object] = []

    def tell(text: str) -> None:
        if text.startswith("Waiting"):
            second_waits.set()

    second = threading.Thread(
        target=lambda: found.append(index.open_index(tell, level=15000).city(JAKARTA))
    )

    def slow(path: Path, tell: Callable[[str], None], *, level: int) -> None:
        second.start()
        assert second_waits.wait(60)
        write(path, tell, level=level)

    monkeypatch.setattr(index, "write_index", slow)
    found.append(index.open_index(level=15000).city(JAKARTA))
    second.join(60)
    assert len(made) == 1
    assert len(found) == 2
    assert found[0] == found[1]


def test_what_killed_ones_left_and_older_ones_are_removed(made: list[Path]) -> None:
    file = index.index_file(level=15000)
    file.unlink()
    for name in (f".{file.name}.0a1b2c3d", f".{file.name}.0a1b2c3d-journal", "cities-15000-old.db"):
        (file.parent / name).touch()
    index.index_file(level=15000)
    assert {path.name for path in file.parent.iterdir()} == {file.name, "lock"}
    assert len(made) == 2


def test_one_that_is_no_index_is_made_again(made: list[Path]) -> None:
    index.index_file(level=15000).write_bytes(b"junk")
    assert index.open_index(level=15000).city(JAKARTA)
    assert len(made) == 2


@pytest.mark.usefixtures("made")
def test_damage_in_the_middle_is_an_error_that_says_what_to_do() -> None:
    file = index.index_file(level=15000)
    content = bytearray(file.read_bytes())
    atlas = Atlas(file)
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(StoreError, match="simpul gazetteer"):
        Atlas(file)
    for ask in (
        lambda: atlas.city(JAKARTA),
        lambda: atlas.bearers(["jakarta"]),
        lambda: atlas.country_codes("Indonesia"),
        lambda: atlas.begin_with("jak", 3),
        atlas.great_cities,
        lambda: atlas.bears(JAKARTA, "Jakarta"),
    ):
        with pytest.raises(StoreError, match="simpul gazetteer"):
            ask()
