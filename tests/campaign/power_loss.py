"""Losses of power: in every state that a disk may be in, a store or a file is the one before or the one after."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from campaign.commands import Running
from campaign.scene import ACTS, Scene, judged
from campaign.trials import Fault, Part, Trial, Verdict
from power import Disk, Power

_LAST = "last"
"""The file that says whether the state left is the last one, after which the command said that all was done."""


def _trial(scene: Scene, chance: Random, here: Path) -> Iterator[Fault]:
    """Run a command to its end, and judge one state in which the disk may have been meanwhile."""
    stage = scene.stage(chance.choice(ACTS))
    place, left, old = here / "disk", here / "left", b"old\n"
    shutil.copytree(stage.store, place / "store")
    (place / "out").mkdir()
    if stage.act.writes:
        (place / stage.act.writes).write_bytes(old)
    words, which = scene.words(stage.act.words, place), chance.random()
    command = Running(
        words, here, watch=_recorder(place, left, which), SIMPUL_STORE=str(place / "store")
    )
    ended = command.wait()
    if ended.code:
        yield Fault(verdict=Verdict.UNCAUGHT, what=f"exit code {ended.code}: {ended.said}")
        return
    done = (here / _LAST).exists()
    yield from judged(stage, left / "store", done=done)
    if stage.act.writes:
        file = left / stage.act.writes
        found = file.read_bytes() if file.exists() else b""
        if found != stage.file and (done or found != old):
            yield Fault(verdict=Verdict.HALF, what=f"{file.name} has {len(found)} bytes, not all")


def _recorder(place: Path, left: Path, which: float) -> Callable[[], Callable[[], None]]:
    """Return what records the states of a disk from now on, and gives what then writes one of them."""

    def record() -> Callable[[], None]:
        disk = Disk()
        for path in (place, *place.rglob("*")):
            disk.wait_for(path)
        power = Power(disk=disk, states=[disk.copy()])
        os.fsync, os.replace = power.fsync, power.replace  # type: ignore[assignment]  # for as much as is used
        return lambda: _write(power.states, place, left, which)

    return record


def _write(states: Sequence[Disk], place: Path, left: Path, which: float) -> None:
    number = int(which * len(states))
    if number == len(states) - 1:
        (left.parent / _LAST).touch()
    states[number].write(place.stat().st_ino, left)


def _prepare(shared: Path) -> Trial:
    scene = Scene(shared)
    return lambda chance, folder: list(_trial(scene, chance, folder))


PART = Part(
    name="power-loss",
    about="losses of power while a command runs",
    whole=200,
    slice=1,
    share=1.5,
    prepare=_prepare,
)
