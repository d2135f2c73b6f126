"""Files that a person asked for: whole or not at all, through no link, for no more eyes than before."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from simpul import files
from simpul.errors import OutputError, UsageError
from support import UMASKS

WRITE_AND_BE_KILLED = """
import os, signal, sys
from pathlib import Path
from simpul import files

def pieces():
    yield b"half"
    os.kill(os.getpid(), signal.SIGKILL)

files.replace(Path(sys.argv[1]), pieces())
"""


@pytest.fixture(params=["without a name", "with a name"], autouse=True)
def drafts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts as Linux has them, and as every system does."""
    if request.param == "with a name":
        monkeypatch.setattr(files, "_HANDLES", Path("/nowhere"))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", UMASKS, indirect=True, ids=oct)
def test_the_umask_decides_who_may_read_a_new_file(tmp_path: Path, umask: int) -> None:
    files.replace(tmp_path / "a.csv", [b"a"])
    files.create(tmp_path / "b.csv", [b"b"])
    made = [tmp_path / "a.csv", tmp_path / "b.csv", files.create_numbered(tmp_path / "b.csv", b"c")]
    assert [mode(file) for file in made] == [0o666 & ~umask] * 3
    assert mode(files.create_folder_numbered(tmp_path / "d")) == 0o777 & ~umask


@pytest.mark.parametrize("umask", UMASKS, indirect=True, ids=oct)
@pytest.mark.parametrize("before", [0o600, 0o640, 0o664, 0o444], ids=oct)
def test_a_file_is_as_open_as_the_one_that_it_replaces(
    tmp_path: Path, umask: int, before: int
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("before")
    file.chmod(before)
    files.replace(file, [b"af", b"ter"])
    assert (file.read_text(), mode(file)) == ("after", before)
    assert umask != before


@pytest.mark.parametrize("umask", UMASKS, indirect=True, ids=oct)
@pytest.mark.parametrize("before", [None, 0o600, 0o644, 0o666])
def test_a_private_file_is_its_owners_alone(tmp_path: Path, umask: int, before: int | None) -> None:
    file = tmp_path / "a.ttl"
    if before is not None:
        file.write_text("before")
        file.chmod(before)
    files.replace(file, [b"after"], private=True)
    files.create(tmp_path / "b.ttl", [b"after"], private=True)
    folder = files.create_folder_numbered(tmp_path / "c", private=True)
    assert umask in UMASKS
    assert (mode(file), mode(tmp_path / "b.ttl"), mode(folder)) == (0o600, 0o600, 0o700)
    assert files.is_private(file)
    assert files.is_private(folder)


def test_a_link_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    (tmp_path / "kept.csv").write_text("kept")
    for name, target in [("a.csv", "kept.csv"), ("b.csv", "nowhere.csv"), ("c.csv", "c.csv")]:
        (tmp_path / name).symlink_to(target)
        files.replace(tmp_path / name, [b"new"])
        assert not (tmp_path / name).is_symlink()
        assert (tmp_path / name).read_text() == "new"
    assert (tmp_path / "kept.csv").read_text() == "kept"
    assert not (tmp_path / "nowhere.csv").exists()


@pytest.mark.parametrize("target", ["nowhere.csv", "kept.csv", "a.csv", "/dev/null", ""])
def test_a_new_file_takes_no_name_that_is_taken_even_by_a_link_to_nowhere(
    tmp_path: Path, target: str
) -> None:
    (tmp_path / "kept.csv").write_text("kept")
    if target:
        (tmp_path / "a.csv").symlink_to(target)
    else:
        (tmp_path / "a.csv").mkdir()
    with pytest.raises(OutputError, match=r"a\.csv"):
        files.create(tmp_path / "a.csv", [b"new"])
    assert files.create_numbered(tmp_path / "a.csv", b"new") == tmp_path / "a-2.csv"
    assert files.create_folder_numbered(tmp_path / "a.csv") == tmp_path / "a-3.csv"
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "a-2.csv",
        "a-3.csv",
        "a.csv",
        "kept.csv",
    ]
    assert (tmp_path / "kept.csv").read_text() == "kept"


def test_two_who_write_at_once_get_a_file_each(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        contents = [f"{number}".encode() for number in range(40)]
        made = list(
            pool.map(lambda text: files.create_numbered(tmp_path / "a.csv", text), contents)
        )
    assert [file.read_bytes() for file in made] == contents
    assert len(list(tmp_path.iterdir())) == 40


def test_what_fails_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise UsageError("too much")

    (tmp_path / "a.csv").write_text("before")
    for write in (files.replace, files.create):
        with pytest.raises(UsageError):
            write(tmp_path / "a.csv", pieces())
    with pytest.raises(OutputError, match="no/such"):
        files.replace(tmp_path / "no" / "such", [b"x"])
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a.csv", "before")]


def test_a_process_that_must_end_at_once_leaves_nothing(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        files.discard_drafts()
        assert list(tmp_path.iterdir()) == []

    with pytest.raises(OutputError):
        files.replace(tmp_path / "a.csv", _then_full(pieces()))
    assert list(tmp_path.iterdir()) == []


def _then_full(pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield from pieces
    raise OSError(28, "No space left on device")


def test_a_process_that_is_killed_leaves_nothing_where_files_need_no_name(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("before")
    done = subprocess.run(
        [sys.executable, "-c", WRITE_AND_BE_KILLED, str(file)], check=False, timeout=60
    )
    assert done.returncode < 0
    assert [(f.name, f.read_text()) for f in tmp_path.iterdir()] == [("a.csv", "before")]


def test_a_handle_and_a_pipe_are_written_into(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("w+b") as file:
        inode = os.fstat(file.fileno()).st_ino
        files.replace(Path(f"/dev/fd/{file.fileno()}"), [b"through"])
        assert file.read() == b"through"
    assert (tmp_path / "a.csv").stat().st_ino == inode
    read, write = os.pipe()
    files.replace(Path(f"/dev/fd/{write}"), [b"through"])
    assert os.read(read, 100) == b"through"
    os.close(read)
    os.close(write)
    with pytest.raises(OutputError):
        files.replace(tmp_path, [b"a folder"])


def test_a_terminal_is_written_into_by_its_door() -> None:
    screen, terminal = os.openpty()
    files.replace(Path(os.ttyname(terminal)), [b"\x1b[2Jgone", b"\n"])
    shown = b""
    while not shown.endswith(b"\n"):  # what is written in pieces may be read in pieces
        shown += os.read(screen, 100)
    assert shown.decode() == "�[2Jgone\r\n"
    os.close(terminal)
    os.close(screen)


def _nothing() -> None:
    pass


def _fill(target: Path, meanwhile: Callable[[], object] = _nothing) -> None:
    with files.new_folder(target) as folder:
        files.create(folder / "a.csv", [b"a"])
        meanwhile()


@pytest.mark.parametrize("umask", UMASKS, indirect=True, ids=oct)
def test_a_new_folder_has_its_name_when_all_is_in_it(tmp_path: Path, umask: int) -> None:
    target = tmp_path / "above" / "pack"
    with files.new_folder(target) as folder:
        files.create(folder / "a.csv", [b"a"])
        assert not target.exists()
    assert [path.name for path in target.iterdir()] == ["a.csv"]
    assert [path.name for path in target.parent.iterdir()] == ["pack"]
    assert mode(target) == 0o777 & ~umask
    with files.new_folder(tmp_path / "own", private=True):
        pass
    assert mode(tmp_path / "own") == 0o700


def test_a_folder_that_cannot_be_filled_is_not_left(tmp_path: Path) -> None:
    def fail() -> None:
        raise UsageError

    with pytest.raises(UsageError):
        _fill(tmp_path / "pack", fail)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_makes_way_for_a_new_one_and_nothing_else_does(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    _fill(tmp_path / "pack")
    with pytest.raises(OutputError, match="not empty"):
        _fill(tmp_path / "pack")
    (tmp_path / "file").write_text("work")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for taken in ("file", "link"):
        with pytest.raises(OutputError, match="exists"):
            _fill(tmp_path / taken)
    assert (tmp_path / "file").read_text() == "work"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link", "pack"]


def test_a_folder_that_was_filled_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    def fill() -> None:
        (tmp_path / "pack").mkdir()
        (tmp_path / "pack" / "b.csv").write_text("work")

    with pytest.raises(OutputError, match="not empty"):
        _fill(tmp_path / "pack", fill)
    assert [path.name for path in (tmp_path / "pack").iterdir()] == ["b.csv"]
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]
