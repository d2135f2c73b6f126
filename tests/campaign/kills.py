"""Commands killed with SIGKILL at any moment: afterwards the store, or the file, is the one before or the one after."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

from campaign.commands import Running, run
from campaign.contents import contents, differences, leftovers
from campaign.scene import ACTS, NEXT, Act, Scene, Stage, judged
from campaign.trials import Fault, Part, Trial, Verdict


def _killed(scene: Scene, act: Act, chance: Random, here: Path) -> Iterator[Fault]:
    """Kill a command at any moment, and yield what is wrong afterwards."""
    stage = scene.stage(act)
    store, old = Path(shutil.copytree(stage.store, here / "store")), b"old\n"
    (here / "out").mkdir()
    if act.writes:
        (here / act.writes).write_bytes(old)
    command = Running(scene.words(act.words, here), here, SIMPUL_STORE=str(store))
    ended = command.kill_after(chance.uniform(0, stage.seconds * 1.1))
    done = ended.code == 0
    if ended.code > 0:
        yield Fault(verdict=Verdict.UNCAUGHT, what=f"exit code {ended.code}: {ended.said}")
    if not command.leaves_nobody():
        yield Fault(verdict=Verdict.HUNG, what="a process stays that the command started")
    yield from judged(stage, store, done=done)
    if act.writes:
        yield from _file_judged(scene, stage, here, old, done=done)
    yield from _followed(scene, stage, store, here)


def _file_judged(
    scene: Scene, stage: Stage, here: Path, old: bytes, *, done: bool
) -> Iterator[Fault]:
    file = here / stage.act.writes
    found = file.read_bytes() if file.exists() else b""
    if found != stage.file and (done or found != old):
        verdict = Verdict.LOST if done else Verdict.HALF
        yield Fault(verdict=verdict, what=f"{file.name} has {len(found)} bytes, not all")
    scene.run(stage.act.words, here, here / "store")
    if others := sorted(place.name for place in file.parent.iterdir() if place != file):
        yield Fault(verdict=Verdict.HALF, what=f"left beside the file: {others}")


def _followed(scene: Scene, stage: Stage, store: Path, here: Path) -> Iterator[Fault]:
    """Yield what is wrong with the store after a next command."""
    ended = run(scene.words(NEXT, here), here, SIMPUL_STORE=str(store))
    if ended.code:
        yield Fault(verdict=Verdict.LOST, what=f"a next command failed: {ended.said}")
        return
    found = contents(store)
    if found not in stage.followed:
        yield Fault(verdict=Verdict.HALF, what=f"after a next command: {differences(found, *stage.followed)}")  # fmt: skip
    if left := leftovers(store):
        yield Fault(verdict=Verdict.HALF, what=f"left in the store: {left}")


def _prepare(shared: Path) -> Trial:
    scene = Scene(shared)
    return lambda chance, folder: list(_killed(scene, chance.choice(ACTS), chance, folder))


PART = Part(
    name="kills",
    about="commands killed at any moment",
    whole=1_000,
    slice=1,
    share=12,
    prepare=_prepare,
)
