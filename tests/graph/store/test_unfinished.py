"""A store that is written by several, killed half way, full or of another time: nothing is lost, nothing is stuck."""

import errno
import os
import shutil
import stat
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from simpul import store
from simpul.errors import StoreDamagedError, StoreError, StoreFullError, StoreMissingError
from simpul.store import (
    OxigraphStore,
    current_build,
    new_build,
    open_current,
    open_store,
    unfinished,
)
from simpul.terms import Literal, Quad, simpul, thing


def label(text: str) -> Quad:
    return Quad(thing("city", "1"), simpul("shortName"), Literal(text))


def build(folder: Path, text: str) -> Path:
    with new_build(folder) as new:
        store.write(new.folder, [label(text)])
    return new.folder


def labels(found: OxigraphStore) -> list[str]:
    return [str(quad.object) for quad in found.matching()]


def builds(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir()}


def fail_with(error: BaseException, folder: Path) -> None:
    with new_build(folder):
        raise error


def test_who_writes_second_waits_and_finds_what_the_first_has_written(tmp_path: Path) -> None:
    build(tmp_path, "a")
    told = threading.Event()
    found: list[list[str]] = []
    sentences: list[str] = []

    def wait(sentence: str) -> None:
        sentences.append(sentence)
        told.set()

    def second() -> None:
        with new_build(tmp_path, waiting=wait) as new:
            found.append(labels(store.open_build_read_only(new.required_previous())))
            store.write(new.folder, [label("c")])

    other = threading.Thread(target=second)
    with new_build(tmp_path) as new:
        other.start()
        assert told.wait(60)
        store.write(new.folder, [label("b")])
    other.join(60)
    assert found == [['"b"']]
    assert labels(open_store(tmp_path)) == ['"c"']
    assert len(sentences) == 1
    assert f"process {os.getpid()}" in sentences[0]


def test_a_lock_that_lies_there_locks_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "lock").touch()
    (tmp_path / "lock.json").write_text('{"pid": 1, "command": "simpul build", "since": "?"}')
    build(tmp_path, "a")
    assert not (tmp_path / "lock.json").exists()


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("elsewhere")])
def test_a_lock_that_cannot_be_held_is_told(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "lock")
    with pytest.raises(StoreError, match="cannot be written"):
        build(tmp_path, "a")
    assert not (tmp_path / "elsewhere").exists()


def test_what_killed_builds_left_is_removed_before_the_next_begins(tmp_path: Path) -> None:
    first, second = build(tmp_path, "a"), build(tmp_path, "b")
    # One was sealed, one was not, one was being removed; their times are of the past and of the future.
    for name, age in (("19700101T000000-00000a", 0), ("99990101T000000-00000b", 2**33)):
        shutil.copytree(second, tmp_path / name)
        os.utime(tmp_path / name, (age, age))
    (tmp_path / "20260101T000000-00000c").mkdir()
    (tmp_path / "20260101T000000-00000d.gone").mkdir()
    (tmp_path / "current.new").write_text("half")
    with new_build(tmp_path) as new:
        assert builds(tmp_path) == {first.name, second.name, new.folder.name}
        assert not (tmp_path / "current.new").exists()
        store.write(new.folder, [label("c")])
    assert builds(tmp_path) == {second.name, new.folder.name}


def test_which_build_is_current_and_which_was_before_is_not_told_by_a_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build(tmp_path, "a")

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # as it is called
            del tz
            return datetime(1980, 1, 1)  # noqa: DTZ001 - any day will do

    monkeypatch.setattr(unfinished, "datetime", Earlier)
    second = build(tmp_path, "b")
    os.utime(second, (0, 0))
    for file in second.rglob("*"):
        os.utime(file, (0, 0))
    assert second.name.startswith("1980")
    assert labels(open_store(tmp_path)) == ['"b"']
    third = build(tmp_path, "c")
    assert builds(tmp_path) == {second.name, third.name}
    assert not first.exists()
    with new_build(tmp_path) as new:
        new.begin_with_previous()
    assert labels(open_store(tmp_path)) == ['"c"']


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
        OSError(errno.EDQUOT, os.strerror(errno.EDQUOT)),
        OSError("IO error: No space left on device: While appending to file"),
        RuntimeError("IO error: No space left on device: /store/graph/000012.sst"),
        OSError("database or disk is full"),
    ],
    ids=repr,
)
def test_a_full_disk_says_what_takes_the_room_and_leaves_more_of_it(
    tmp_path: Path, error: Exception
) -> None:
    first, second = build(tmp_path, "a"), build(tmp_path, "b")
    with pytest.raises(StoreFullError, match=r"takes \d+ MB now") as raised:
        fail_with(error, tmp_path)
    assert str(tmp_path) in str(raised.value)
    assert builds(tmp_path) == {second.name}
    assert labels(open_store(tmp_path)) == ['"b"']
    assert first.name not in builds(tmp_path)
    build(tmp_path, "c")


def test_another_error_is_no_full_disk(tmp_path: Path) -> None:
    first, second = build(tmp_path, "a"), build(tmp_path, "b")
    with pytest.raises(RuntimeError, match="other"):
        fail_with(RuntimeError("other"), tmp_path)
    assert builds(tmp_path) == {first.name, second.name}


def test_a_file_that_was_read_for_a_build_is_not_the_store(tmp_path: Path) -> None:
    missing = FileNotFoundError(errno.ENOENT, "no such file", str(tmp_path / "source.csv"))
    with pytest.raises(FileNotFoundError) as raised:
        fail_with(missing, tmp_path / "store")
    assert raised.value is missing


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_store_is_its_owners_alone(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        for text in "abc":
            build(tmp_path / "store", text)
    finally:
        os.umask(before)
    for path in (tmp_path / "store", *(tmp_path / "store").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_folder_that_others_may_enter_stays_so_and_its_new_builds_are_the_owners(
    tmp_path: Path,
) -> None:
    old = build(tmp_path / "store", "a")
    for path in (tmp_path / "store", *(tmp_path / "store").rglob("*")):
        path.chmod(0o755)
    with new_build(tmp_path / "store") as new:
        new.begin_with_previous()
    assert stat.S_IMODE((tmp_path / "store").stat().st_mode) == 0o755
    assert stat.S_IMODE(old.stat().st_mode) == 0o755
    assert stat.S_IMODE(new.folder.stat().st_mode) == 0o700


POINTERS = {
    "nothing": b"",
    "parent": b"..",
    "elsewhere": b"../x",
    "bytes": b"\xff",
    "nul": b"a\0b",
    "lines": b"a\nb",
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", POINTERS.values(), ids=POINTERS)
def test_a_broken_pointer_is_damage_and_no_build_is_lost_for_it(
    tmp_path: Path, content: bytes
) -> None:
    first, second = build(tmp_path, "a"), build(tmp_path, "b")
    (tmp_path / "current").write_bytes(content)
    with pytest.raises(StoreDamagedError, match="simpul build"):
        open_store(tmp_path)
    with pytest.raises(StoreError), new_build(tmp_path) as new:
        new.required_previous()
    assert builds(tmp_path) == {first.name, second.name}
    third = build(tmp_path, "c")
    assert labels(open_store(tmp_path)) == ['"c"']
    assert builds(tmp_path) == {third.name}


def test_a_pointer_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    build(tmp_path / "store", "a")
    pointer = tmp_path / "store" / "current"
    pointer.rename(tmp_path / "elsewhere")
    pointer.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreDamagedError):
        open_store(tmp_path / "store")
    build(tmp_path / "store", "b")
    assert not pointer.is_symlink()


def test_a_pointer_to_a_build_that_somebody_removed_is_no_store(tmp_path: Path) -> None:
    shutil.rmtree(build(tmp_path, "a"))
    with pytest.raises(StoreMissingError):
        open_store(tmp_path)
    assert current_build(tmp_path) is None


def test_who_opens_a_build_that_is_replaced_meanwhile_opens_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, "a")
    open_it = store.builds.open_build_read_only
    texts = iter("bc")

    def replaced_twice(folder: Path, **options: object) -> OxigraphStore:
        for text in texts:
            build(tmp_path, text)
        return open_it(folder, **options)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(store.builds, "open_build_read_only", replaced_twice)
    assert labels(open_current(tmp_path).graph) == ['"c"']
