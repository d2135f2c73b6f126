"""Rule: at whatever moment the power fails, the store is the old one or the new one, whole. (the model of the disk is in ``power``)."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from power import Disk, Power
from simpul import store
from simpul.errors import StoreDamagedError, StoreMissingError
from simpul.store import new_build, open_store, own_files
from simpul.terms import Literal, Quad, simpul, thing


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
