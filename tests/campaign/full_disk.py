"""Disks that are full: a command ends well or says so, nothing is lost, and some command always leads out.

A small disk is a ``tmpfs`` in a mount namespace of the process's own, which takes root or a user namespace; where
neither is to be had, a file can only grow so far (``RLIMIT_FSIZE``), which fills every write but never the disk.
"""

import ctypes
import os
import resource
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from campaign.commands import Ended, Running
from campaign.contents import leftovers
from campaign.scene import ACTS, Act, Scene, Stage, judged
from campaign.trials import Fault, Part, Trial, Verdict

_NEW_USER: Final = 0x10000000
_NEW_MOUNTS: Final = 0x00020000
_PRIVATE: Final = 0x40000 | 0x4000
_ROOM: Final = 64_000_000
"""Bytes that any of the commands needs at most."""


class SmallDisks:
    """Small disks of this process's own, which go with it."""

    def __init__(self) -> None:
        """Leave the mounts of the system behind.

        Raises:
            OSError: The system allows it to nobody like us.
        """
        self._libc = ctypes.CDLL(None, use_errno=True)
        user, group = os.getuid(), os.getgid()
        self._call(self._libc.unshare(_NEW_MOUNTS if user == 0 else _NEW_MOUNTS | _NEW_USER))
        if user:
            for name, text in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):  # fmt: skip
                Path(f"/proc/self/{name}").write_text(text, encoding="ascii")
        self._call(self._libc.mount(None, b"/", None, _PRIVATE, None))

    def make(self, place: Path, size: int) -> None:
        """Mount an empty disk of so many bytes."""
        place.mkdir()
        options = f"size={size}".encode()
        self._call(self._libc.mount(b"tmpfs", os.fsencode(place), b"tmpfs", 0, options))

    def grow(self, place: Path, size: int) -> None:
        """Make a disk larger."""
        options = f"size={size}".encode()
        self._call(self._libc.mount(None, os.fsencode(place), None, 32, options))  # MS_REMOUNT

    def remove(self, place: Path) -> None:
        """Unmount a disk."""
        self._call(self._libc.umount2(os.fsencode(place), 2))  # MNT_DETACH

    def _call(self, result: int) -> None:
        if result:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))


class FullDisk:
    """Commands on disks that are too small for them."""

    def __init__(self, shared: Path) -> None:
        self._disks = _disks()
        self._scene = Scene(shared)

    def trial(self, chance: Random, here: Path) -> Iterator[Fault]:
        """Run a command on a disk that fills at some point, or that leftovers have filled."""
        stage = self._scene.stage(chance.choice(ACTS))
        ways = [self._limited]
        if self._disks is not None:
            ways += [self._filled, self._filled, self._left_full]
        yield from chance.choice(ways)(stage, chance, here)

    def _filled(self, stage: Stage, chance: Random, here: Path) -> Iterator[Fault]:
        """Run it where less room is left than it needs, perhaps; then with all the room that it needs."""
        assert self._disks
        disk = here / "disk"
        size = _size(stage.store)
        self._disks.make(disk, size + int(chance.uniform(0, 1.5) * size) + 100_000)
        try:
            store = Path(shutil.copytree(stage.store, disk / "store"))
            ended = self._run(stage.act, disk, store)
            yield from _wrong(ended)
            yield from judged(stage, store, done=ended.code == 0)
            asked = Running(["query", "networks"], disk, SIMPUL_STORE=str(store)).wait()
            if asked.code:
                yield Fault(verdict=Verdict.LOST, what=f"a query failed: {asked.said}")
            self._disks.grow(disk, _ROOM)
            yield from self._leads_out(stage, disk, store)
        finally:
            self._disks.remove(disk)

    def _left_full(self, stage: Stage, chance: Random, here: Path) -> Iterator[Fault]:
        """Run it where what killed builds left has taken all the room."""
        assert self._disks
        disk = here / "disk"
        size = _size(stage.store)
        count = chance.randint(6, 10)
        self._disks.make(disk, (count + 1) * size)
        try:
            store = Path(shutil.copytree(stage.store, disk / "store"))
            build = store / (store / "current").read_text(encoding="utf-8").strip()
            for number in range(count):
                _fill(build, store / f"20260101T00000{number}-aaaaa{number}")
            yield from self._leads_out(stage, disk, store)
        finally:
            self._disks.remove(disk)

    def _limited(self, stage: Stage, chance: Random, here: Path) -> Iterator[Fault]:
        """Run it where no file can grow beyond some size; then where it can."""
        store = Path(shutil.copytree(stage.store, here / "store"))
        most = int(2 ** chance.uniform(6, 21))
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        try:
            command = self._started(stage.act, here, store)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        ended = command.wait()
        yield from _wrong(ended)
        yield from judged(stage, store, done=ended.code == 0)
        yield from self._leads_out(stage, here, store)

    def _leads_out(self, stage: Stage, here: Path, store: Path) -> Iterator[Fault]:
        """Yield the fault of a command that fails although there is room, or would be."""
        ended = self._run(stage.act, here, store)
        again = stage.act.name == "unload" and "mine" in ended.said
        if ended.code and not again:
            yield Fault(verdict=Verdict.LOST, what=f"no command leads out: {ended.said}")
            return
        yield from judged(stage, store, done=True)
        if not stage.act.writes and (left := leftovers(store)):
            yield Fault(verdict=Verdict.HALF, what=f"left in the store: {left}")

    def _run(self, act: Act, here: Path, store: Path) -> Ended:
        return self._started(act, here, store).wait()

    def _started(self, act: Act, here: Path, store: Path) -> Running:
        (here / "out").mkdir(exist_ok=True)
        return Running(self._scene.words(act.words, here), here, SIMPUL_STORE=str(store))


def _disks() -> SmallDisks | None:
    try:
        return SmallDisks()
    except (OSError, AttributeError):
        return None


def _size(folder: Path) -> int:
    """Return the bytes that a folder takes on a disk with pages of 4 kB."""
    return sum(file.stat().st_size // 4096 * 4096 + 4096 for file in folder.rglob("*"))


def _fill(build: Path, other: Path) -> None:
    """Copy a build as far as there is room, as a killed one leaves it."""
    try:
        shutil.copytree(build, other)
    except (OSError, shutil.Error):
        return


def _wrong(ended: Ended) -> Iterator[Fault]:
    """Yield the fault of a command that failed without a message of ours."""
    if ended.code < 0 or ended.code not in {0, 3, 5} or "Traceback" in ended.said:
        verdict = Verdict.HUNG if ended.code < 0 else Verdict.UNCAUGHT
        yield Fault(verdict=verdict, what=f"exit code {ended.code}: {ended.said}")


def _prepare(shared: Path) -> Trial:
    full = FullDisk(shared)
    return lambda chance, folder: list(full.trial(chance, folder))


PART = Part(
    name="full-disk",
    about="commands on disks that fill",
    whole=200,
    slice=1,
    share=1.5,
    prepare=_prepare,
)
