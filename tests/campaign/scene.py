"""Where commands start from: sources, stores, and what becomes of them when nothing goes wrong."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from campaign.commands import Ended, run, warm_up
from campaign.contents import Contents, contents, differences
from campaign.trials import Fault, Verdict
from campaign.world import OTHER_TABLE, TABLE, make_small, sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A command that changes something.

    Attributes:
        words: Its words; ``ground`` stands for the folder of what all trials share, ``here`` for the trial's own.
        first: Commands that make the store it is run on, after those of all.
        writes: The file that it writes in place of one that is there, if it is no store.
    """

    name: str
    words: Sequence[str]
    first: Sequence[Sequence[str]] = ()
    writes: str = ""


LOAD: Final = ("load", "{ground}/mine.csv", "--source", "mine")
WORLD: Final = ("gazetteer", "--min-population", "15000")
ACTS: Final = (
    Act(name="build", words=("build", "--data", "{ground}/edited"), first=(LOAD,)),
    Act(name="load", words=("load", "{ground}/other.csv", "--source", "mine"), first=(LOAD,)),
    Act(name="load-new", words=LOAD),
    Act(name="unload", words=("unload", "mine"), first=(LOAD,)),
    Act(name="gazetteer", words=WORLD),
    Act(name="gazetteer-anew", words=WORLD, first=(WORLD,)),
    Act(name="gazetteer-remove", words=("gazetteer", "--remove"), first=(WORLD,)),
    Act(name="build-with-world", words=("build", "--data", "{ground}/edited"), first=(LOAD, WORLD)),
    Act(name="export", words=("export", "-o", "{here}/out/facts.ttl", "--access", "internal"), first=(LOAD,), writes="out/facts.ttl"),
)  # fmt: skip
BUILD: Final = ("build", "--data", "{ground}/data")
NEXT: Final = ("load", "{ground}/next.csv", "--source", "next")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What a command starts from and what becomes of it when nobody kills it.

    Attributes:
        store: The store before, never changed.
        before: What it holds.
        after: What it holds then.
        followed: What a next command makes of either.
        file: What the file holds that the command writes.
        seconds: How long the command takes.
    """

    act: Act
    store: Path
    before: Contents
    after: Contents
    followed: tuple[Contents, Contents]
    file: bytes
    seconds: float


class Scene:
    """A folder of sources and stores from which commands start."""

    def __init__(self, ground: Path) -> None:
        make_small()
        warm_up()
        self.ground = ground
        sources(ground)
        for name, text in (("mine", TABLE), ("other", OTHER_TABLE), ("next", OTHER_TABLE)):
            (ground / f"{name}.csv").write_text(text)
        self._stages: dict[str, Stage] = {}

    def words(self, words: Sequence[str], here: Path) -> list[str]:
        """Return the words of a command with the folders in them."""
        return [word.format(ground=self.ground, here=here) for word in words]

    def run(self, words: Sequence[str], here: Path, store: Path) -> Ended:
        """Run a command to its end.

        Raises:
            RuntimeError: It failed.
        """
        ended = run(self.words(words, here), here, SIMPUL_STORE=str(store))
        if ended.code:
            raise RuntimeError(f"{' '.join(words)}: exit code {ended.code}: {ended.said}")
        return ended

    def stage(self, act: Act) -> Stage:
        """Return what a command starts from; it is made when it is first asked for."""
        if act.name not in self._stages:
            self._stages[act.name] = self._staged(act)
        return self._stages[act.name]

    def _staged(self, act: Act) -> Stage:
        here = self.ground / act.name
        (here / "out").mkdir(parents=True)
        store = self._made(here / "store", BUILD, *act.first)
        after = Path(shutil.copytree(store, here / "after"))
        seconds = self.run(act.words, here, after).seconds
        followed = [Path(shutil.copytree(place, here / f"{place.name}-followed")) for place in (store, after)]  # fmt: skip
        for place in followed:
            self.run(NEXT, here, place)
        return Stage(
            act=act,
            store=store,
            before=contents(store),
            after=contents(after),
            followed=(contents(followed[0]), contents(followed[1])),
            file=(here / act.writes).read_bytes() if act.writes else b"",
            seconds=seconds,
        )

    def _made(self, store: Path, *commands: Sequence[str]) -> Path:
        """Make a store by commands, of which several may begin alike."""
        *first, last = commands
        if first:
            begun = self.ground / "-".join(word for words in first for word in words).replace(
                "/", ""
            )
            if not begun.exists():
                self._made(begun, *first)
            shutil.copytree(begun, store)
        self.run(last, self.ground, store)
        return store


def judged(stage: Stage, store: Path, *, done: bool) -> Iterator[Fault]:
    """Yield what is wrong with a store: it must be the one before, or the one after, or at any rate the latter."""
    try:
        found = contents(store)
    except RuntimeError as error:
        yield Fault(verdict=Verdict.LOST, what=f"the store cannot be read: {error}")
        return
    if found != stage.after and (done or found != stage.before):
        verdict = Verdict.LOST if done else Verdict.HALF
        yield Fault(verdict=verdict, what=differences(found, stage.before, stage.after))
