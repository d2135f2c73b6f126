"""Rule: at whatever moment the power fails, the store is the old one or the new one, whole.

The disk is modelled at its worst: of a file it has what was last waited for, of a folder the entries that it had
when it was last waited for, and a renaming that nobody waited for has come through or not.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from simpul import store
from simpul.errors import StoreDamagedError, StoreMissingError
from simpul.store import new_build, open_store, own_files
from simpul.terms import Literal, Quad, simpul, thing


@dataclass(slots=True)
class Disk:
    """What has reached the disk, by inode.

    Attributes:
        files: The content of each file.
        folders: The entries of each folder, with their inodes.
    """

    files: dict[int, bytes] = field(default_factory=dict[int, bytes])
    folders: dict[int, dict[str, int]] = field(default_factory=dict[int, dict[str, int]])

    def wait_for(self, path: Path) -> None:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            self.folders[about.st_ino] = {one.name: one.lstat().st_ino for one in path.iterdir()}
        else:
            self.files[about.st_ino] = path.read_bytes()

    def copy(self) -> "Disk":
        return Disk(files={**self.files}, folders={key: {**of} for key, of in self.folders.items()})

    def write(self, inode: int, place: Path) -> None:
        """Write what is left of a folder to another place; a file that was not waited for is empty."""
        place.mkdir()
        for name, entry in self.folders.get(inode, {}).items():
            if entry in self.folders:
                self.write(entry, place / name)
            else:
                (place / name).write_bytes(self.files.get(entry, b""))


@dataclass(slots=True)
class Power:
    """Every state in which the disk may be found, while a store is written."""

    disk: Disk
    states: list[Disk] = field(default_factory=list[Disk])

    def sync(self, path: Path) -> None:
        self.disk.wait_for(path)
        self.states.append(self.disk.copy())

    def fsync(self, descriptor: int) -> None:
        self.sync(Path(f"/proc/self/fd/{descriptor}").resolve())

    def replace(self, old: Path, new: Path) -> None:
        inode = old.stat().st_ino
        Path(old).rename(new)
        # It may come through at once, though nobody has waited for it.
        early = self.disk.copy()
        early.folders.setdefault(new.parent.stat().st_ino, {})[new.name] = inode
        self.states.append(early)


def build(folder: Path, text: str) -> None:
    with new_build(folder) as new:
        store.write(new.folder, [Quad(thing("city", "1"), simpul("shortName"), Literal(text))])


def states(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """Build a store anew, and yield every state that a loss of power may leave."""
    disk = Disk()
    for path in (folder, *folder.rglob("*")) if folder.exists() else ():
        disk.wait_for(path)
    power = Power(disk=disk, states=[disk.copy()])
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", power.fsync)
        patch.setattr(os, "replace", power.replace)
        build(folder, "new")
    yield from power.states


def found(folder: Path) -> str:
    try:
        return str(next(open_store(folder).matching()).object)
    except StoreMissingError:
        return "none"


@pytest.mark.parametrize("before", ["none", '"old"'])
def test_a_loss_of_power_leaves_the_old_store_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    folder = tmp_path / "store"
    if before != "none":
        build(folder, "old")
    seen: list[str] = []
    for number, disk in enumerate(states(folder, monkeypatch)):
        disk.write(folder.stat().st_ino, tmp_path / str(number))
        seen.append(found(tmp_path / str(number)))
    assert len(seen) > 10
    # Old up to some moment and new from there on, but for the renaming that may have come through early.
    assert set(seen) == {before, '"new"'}
    assert seen[0] == before
    assert seen[-1] == '"new"'


def test_without_waiting_a_loss_of_power_leaves_half_a_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "store"
    build(folder, "old")
    monkeypatch.setattr(own_files, "keep", lambda _folder: None)
    disks = list(states(folder, monkeypatch))
    disks[-1].write(folder.stat().st_ino, tmp_path / "left")
    with pytest.raises((StoreDamagedError, StoreMissingError)):
        open_store(tmp_path / "left")
