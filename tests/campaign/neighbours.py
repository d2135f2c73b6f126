"""Commands side by side: each ends well or says why not, and together they leave what they leave one after the other."""

import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

from campaign.commands import Ended, Running
from campaign.contents import Contents, contents, differences, leftovers
from campaign.scene import BUILD, LOAD, WORLD, Scene
from campaign.trials import Fault, Part, Trial, Verdict
from simpul.errors import StoreError

_WRITERS: Final[Sequence[Sequence[str]]] = (
    ("build", "--data", "{ground}/edited"),
    ("load", "{ground}/other.csv", "--source", "other"),
    ("load", "{ground}/next.csv", "--source", "next"),
    ("unload", "mine"),
    WORLD,
)
"""Commands of which any order leaves the same: that each counts is what is tried, not which is the last."""
_READERS: Final[Sequence[Sequence[str]]] = (
    ("query", "networks", "-f", "csv"),
    ("export", "-o", "{here}/facts.ttl"),
    ("info",),
)
_LATEST: Final = 0.6
"""Seconds within which all begin."""


class Neighbours:
    """A store, and what it holds after any of the commands."""

    def __init__(self, shared: Path) -> None:
        self._scene = Scene(shared)
        self._store = shared / "store"
        for words in (BUILD, LOAD):
            self._scene.run(words, shared, self._store)
        self._serial: dict[frozenset[int], Contents] = {}

    def trial(self, chance: Random, here: Path) -> Iterator[Fault]:
        """Start two or four commands at once, and yield what is wrong afterwards."""
        store = Path(shutil.copytree(self._store, here / "store"))
        count = chance.choice((2, 4))
        written = set(chance.sample(range(len(_WRITERS)), chance.randint(1, count)))
        words = [_WRITERS[number] for number in sorted(written)]
        words += chance.choices(_READERS, k=count - len(words))
        chance.shuffle(words)
        started = [self._started(one, here / str(n), store, chance) for n, one in enumerate(words)]
        ended = [command.wait() for command in started]
        for one, end in zip(words, ended, strict=True):
            yield from _wrong(one, end)
        done = {
            _WRITERS.index(one)
            for one, end in zip(words, ended, strict=True)
            if one in _WRITERS and end.code == 0
        }
        found, expected = contents(store), self._after(frozenset(done))
        if found != expected:
            what = f"{words} leave another store than one after the other: {differences(found, expected, expected)}"  # fmt: skip
            yield Fault(verdict=Verdict.LOST, what=what)
        if left := leftovers(store):
            yield Fault(verdict=Verdict.HALF, what=f"left in the store: {left}")

    def _started(self, words: Sequence[str], here: Path, store: Path, chance: Random) -> Running:
        here.mkdir()
        time.sleep(chance.uniform(0, _LATEST) ** 2)  # the moment is what is tried
        return Running(self._scene.words(words, here), here, SIMPUL_STORE=str(store))

    def _after(self, done: frozenset[int]) -> Contents:
        """Return what the store holds when these commands ran one after the other."""
        if done not in self._serial:
            here = self._scene.ground / "-".join(map(str, sorted(done)))
            store = here / "store"
            shutil.copytree(self._store, store)
            for number in sorted(done):
                self._scene.run(_WRITERS[number], here, store)
            self._serial[done] = contents(store)
        return self._serial[done]


def _wrong(words: Sequence[str], ended: Ended) -> Iterator[Fault]:
    """Yield the fault of a command that neither did what it was asked nor said that another one is at it."""
    if ended.code not in {0, StoreError.exit_code} or "Traceback" in ended.said:
        verdict = Verdict.HUNG if ended.code < 0 else Verdict.UNCAUGHT
        yield Fault(verdict=verdict, what=f"{words}: exit code {ended.code}: {ended.said}")
    elif ended.code and words in _READERS:
        yield Fault(verdict=Verdict.LOST, what=f"{words} was refused: {ended.said}")


def _prepare(shared: Path) -> Trial:
    neighbours = Neighbours(shared)
    return lambda chance, folder: list(neighbours.trial(chance, folder))


PART = Part(
    name="neighbours",
    about="two and four commands at once",
    whole=150,
    slice=1,
    share=1.5,
    prepare=_prepare,
)
