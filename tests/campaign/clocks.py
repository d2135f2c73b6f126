"""Clocks set back or forward, and files whose times are others: what is current is never read from a time."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Final

from campaign.commands import Running
from campaign.contents import contents, differences, leftovers
from campaign.scene import ACTS, NEXT, Scene
from campaign.trials import Fault, Part, Trial, Verdict

_DAYS: Final = 400
_WRITERS: Final = tuple(act for act in ACTS if not act.writes)


def set_clock(by: timedelta) -> Callable[[], None]:
    """Set the clock that this process's modules read; return nothing to do when the process ends."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            shifted = datetime.now(tz) + by
            return cls.fromtimestamp(shifted.timestamp(), tz)

    now = time.time
    time.time = lambda: now() + by.total_seconds()
    for name, module in tuple(sys.modules.items()):
        if name.startswith("simpul") and isinstance(module, ModuleType):
            for word, value in tuple(vars(module).items()):
                if value is datetime:
                    setattr(module, word, Clock)
    return lambda: None


def _trial(scene: Scene, chance: Random, here: Path) -> Iterator[Fault]:
    """Run a command, and a next one, each by a clock of its own, with files whose times were changed before."""
    stage = scene.stage(chance.choice(_WRITERS))
    store = Path(shutil.copytree(stage.store, here / "store"))
    for words, expected in ((stage.act.words, stage.after), (NEXT, stage.followed[1])):
        _touch(store, chance)
        by = timedelta(seconds=chance.choice((-1, 1)) * chance.random() ** 3 * _DAYS * 86_400)
        watch = partial(set_clock, by)
        ended = Running(scene.words(words, here), here, watch=watch, SIMPUL_STORE=str(store)).wait()
        if ended.code:
            yield Fault(verdict=Verdict.LOST, what=f"by {by}: {words} failed: {ended.said}")
            return
        found = contents(store)
        if found != expected:
            yield Fault(verdict=Verdict.LOST, what=f"by {by}: {differences(found, stage.before, expected)}")  # fmt: skip
    if left := leftovers(store):
        yield Fault(verdict=Verdict.HALF, what=f"left in the store: {left}")


def _touch(store: Path, chance: Random) -> None:
    """Change the times of some files, as a copy or a backup does."""
    for path in sorted(store.rglob("*")):
        if chance.random() < 0.3:
            at = time.time() + chance.uniform(-1, 1) * _DAYS * 86_400
            os.utime(path, (at, at))


def _prepare(shared: Path) -> Trial:
    scene = Scene(shared)
    return lambda chance, folder: list(_trial(scene, chance, folder))


PART = Part(
    name="clocks",
    about="clocks set back and forward",
    whole=100,
    slice=1,
    share=1.5,
    prepare=_prepare,
)
