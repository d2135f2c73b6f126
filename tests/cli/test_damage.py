"""A store whose files are damaged is told, by every command and from Python; nothing is made of it."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

import simpul as api
from simpul.errors import StoreError
from simpul.naming import Names
from simpul.store import OxigraphStore, current_build, open_store
from support import simpul, write_source


def _damage(path: Path, *, keep_time: bool = False) -> None:
    """Put random bytes into the middle of a file; its size stays."""
    before = path.stat()
    content = bytearray(path.read_bytes())
    begin, end = len(content) // 10, len(content) * 8 // 10
    content[begin:end] = hashlib.shake_128(b"damage").digest(end - begin)
    path.write_bytes(content)
    if keep_time:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _build(folder: Path) -> Path:
    found = current_build(folder)
    assert found is not None
    return found


def _greatest(folder: Path) -> list[Path]:
    tables = sorted((_build(folder) / "graph").glob("*.sst"), key=lambda f: -f.stat().st_size)
    assert tables
    return tables


@pytest.fixture
def copy(article_store: Path, tmp_path: Path) -> Path:
    """A copy of the article's store, with the times of its files."""
    return Path(shutil.copytree(article_store, tmp_path / "copy"))


@pytest.fixture(scope="module")
def damaged(article_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damaged") / "store"
    shutil.copytree(article_store, folder)
    for file in _greatest(folder)[:9]:
        _damage(file)
    return folder


COMMANDS = [
    ("export",),
    ("analyse", "communities"),
    ("validate",),
    ("why", "Jakarta", "inCountry", "Indonesia"),
    ("view", "explorer"),
    ("info",),
    ("query", "memberships", "-p", "city=Jakarta"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_damaged_graph_is_told_by_every_command(damaged: Path, words: tuple[str, ...]) -> None:
    done = simpul(*words, store=damaged)
    assert done.returncode == 3
    assert done.stdout == ""
    assert f"The store at {damaged} cannot be read" in done.stderr
    assert "Run `simpul build` to make it again." in done.stderr
    assert "Traceback" not in done.stderr


def test_the_same_is_said_in_indonesian(damaged: Path) -> None:
    done = simpul("info", "--lang", "id", store=damaged)
    assert done.returncode == 3
    assert "rusak" in done.stderr


def test_a_damaged_graph_is_an_error_in_python(damaged: Path) -> None:
    with pytest.raises(StoreError, match="simpul build"):
        api.open(damaged)


def test_nothing_is_loaded_into_a_store_whose_damage_nobody_sees(
    copy: Path, tmp_path: Path
) -> None:
    _damage(_greatest(copy)[0], keep_time=True)
    before = sorted(path.name for path in copy.iterdir())
    done = simpul("load", str(write_source(tmp_path / "data")), store=copy)
    assert done.returncode == 3
    assert "is damaged" in done.stderr
    assert sorted(path.name for path in copy.iterdir()) == before


def test_a_graph_file_that_is_gone_is_told(copy: Path) -> None:
    _greatest(copy)[0].unlink()
    assert simpul("info", store=copy).returncode == 3


def test_a_store_that_was_copied_at_another_time_is_whole(copy: Path) -> None:
    for file in _build(copy).rglob("*"):
        os.utime(file, ns=(1, 1))
    assert simpul("query", "sources", store=copy).returncode == 0


@pytest.mark.parametrize("content", [b"junk" * 1000, b""], ids=["junk", "nothing"])
@pytest.mark.parametrize(
    "words",
    [
        ("query", "memberships", "-p", "city=Jakarta"),
        ("analyse", "path", "--from", "Jakarta", "--to", "Seoul"),
    ],
    ids=" ".join,
)
def test_a_damaged_index_of_names_is_told(
    copy: Path, words: tuple[str, ...], content: bytes
) -> None:
    (_build(copy) / "names.db").write_bytes(content)
    done = simpul(*words, store=copy)
    assert done.returncode == 3
    assert "names.db is damaged" in done.stderr


def test_damage_that_only_sqlite_sees_is_told(copy: Path) -> None:
    build = _build(copy)
    content = bytearray((build / "names.db").read_bytes())
    content[4096:] = bytes(255 for _byte in content[4096:])
    (build / "names.db").write_bytes(content)
    with pytest.raises(StoreError, match="simpul build"):
        Names(build).resolve("Jakarta", "City")


def test_damage_that_only_oxigraph_sees_is_told(damaged: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(damaged, tmp_path / "unsealed"))
    (_build(folder) / "files.json").unlink()
    with pytest.raises(StoreError, match="simpul build"):
        _read_all(open_store(folder))


def _read_all(graph: OxigraphStore) -> None:
    for _quad in graph.matching():
        pass


@pytest.mark.parametrize("content", ["junk", "[]", '{"a": "b"}'])
def test_a_damaged_list_of_what_was_loaded_is_told_and_a_build_does_not_lose_it(
    copy: Path, tmp_path: Path, content: str
) -> None:
    (_build(copy) / "loaded.json").write_text(content)
    data = str(write_source(tmp_path / "data"))
    assert simpul("load", data, store=copy).returncode == 3
    done = simpul("build", "--data", data, store=copy)
    assert done.returncode == 3
    assert "--without-loaded" in done.stderr


def test_a_build_without_what_was_loaded_mends_a_damaged_list_of_it(
    copy: Path, tmp_path: Path
) -> None:
    (_build(copy) / "loaded.json").write_text("junk")
    assert simpul("info", store=copy).returncode == 3
    data = str(write_source(tmp_path / "data"))
    assert simpul("build", "--data", data, "--without-loaded", store=copy).returncode == 0
    assert simpul("info", store=copy).returncode == 0


@pytest.mark.parametrize("content", ["junk", "[]", '{"names.db": 3}', '{"names.db": [1, 2]}'])
def test_a_damaged_list_of_files_is_told(copy: Path, content: str) -> None:
    (_build(copy) / "files.json").write_text(content)
    done = simpul("info", store=copy)
    assert done.returncode == 3
    assert "files.json is damaged" in done.stderr
