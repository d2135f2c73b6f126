"""Stores of another version, and a store's own files with anything in them: read, refused or built anew with a word."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

from campaign.commands import Ended, run
from campaign.contents import contents
from campaign.scene import BUILD, LOAD, Scene
from campaign.trials import Fault, Part, Trial, Verdict
from mutations import mutate, mutate_json
from simpul.errors import StoreError
from simpul.naming import index
from simpul.store import record

_READERS: Final[Sequence[Sequence[str]]] = (
    ("query", "networks", "-f", "csv"),
    ("info",),
    ("export",),
    ("why", "city/1642911", "memberOf", "org/c40"),
)
_WRITERS: Final[Sequence[Sequence[str]]] = (
    LOAD,
    ("unload", "mine"),
    ("gazetteer", "--min-population", "15000"),
    ("build", "--data", "{ground}/data"),
)
_FILES: Final = ("current", "build.json", "files.json", "loaded.json", "names.db", "world.db", "lock.json", "graph/CURRENT")  # fmt: skip


class Versions:
    """A store, and commands on what it becomes in other hands."""

    def __init__(self, shared: Path) -> None:
        self._scene = Scene(shared)
        self._store = shared / "store"
        for words in (BUILD, LOAD):
            self._scene.run(words, shared, self._store)

    def trial(self, chance: Random, here: Path) -> Iterator[Fault]:
        """Change a store, run a command on it, then build it anew."""
        store = Path(shutil.copytree(self._store, here / "store"))
        build = store / (store / "current").read_text(encoding="utf-8").strip()
        change: Callable[[Path, Path, Random], bool] = chance.choice((_newer, _older, _mutated))
        refused = change(store, build, chance)
        words = chance.choice((*_READERS, *_WRITERS))
        before = _files(build)
        ended = self._run(words, here, store)
        yield from _wrong(words, ended)
        if refused and words[0] != "build":
            if ended.code != StoreError.exit_code:
                yield Fault(verdict=Verdict.THROUGH, what=f"{words}: a newer store was not refused: {ended.said}")  # fmt: skip
            if _files(build) != before:
                yield Fault(verdict=Verdict.LOST, what=f"{words}: a newer store was changed")
        yield from self._built_anew(here, store)

    def _built_anew(self, here: Path, store: Path) -> Iterator[Fault]:
        """Yield the fault of a store that no build leads out of; what was loaded may have to be given up."""
        ended = self._run(("build", "--data", "{ground}/data"), here, store)
        if ended.code:
            yield from _wrong(("build",), ended)
            ended = self._run(("build", "--data", "{ground}/data", "--without-loaded"), here, store)
        if ended.code:
            yield Fault(verdict=Verdict.LOST, what=f"no build leads out: {ended.said}")
            return
        try:
            contents(store)
        except RuntimeError as error:
            yield Fault(verdict=Verdict.HALF, what=f"a build that ended well: {error}")

    def _run(self, words: Sequence[str], here: Path, store: Path) -> Ended:
        return run(self._scene.words(words, here), here, SIMPUL_STORE=str(store))


def _newer(_store: Path, build: Path, chance: Random) -> bool:
    """Let a build say that a later version wrote it."""
    said = json.loads((build / record.FILE).read_text(encoding="utf-8"))
    said["format"] = record.FORMAT + chance.choice((1, 2, 1000, 10**18))
    (build / record.FILE).write_text(json.dumps(said), encoding="utf-8")
    return True


def _older(_store: Path, build: Path, chance: Random) -> bool:
    """Make of a build one that an earlier version wrote, or an index of one."""
    if chance.random() < 0.5:
        (build / record.FILE).unlink()
        return False
    with sqlite3.connect(build / index.FILE) as connection:
        connection.execute(f"PRAGMA user_version = {chance.randrange(index.EDITION)}")
    connection.close()
    return False


def _mutated(store: Path, build: Path, chance: Random) -> bool:
    """Put anything into one of the files that a store keeps for itself."""
    name = chance.choice(_FILES)
    file = store / name if name in {"current", "lock.json"} else build / name
    content = file.read_bytes() if file.exists() else b"{}"
    is_object = name.endswith(".json") and chance.random() < 0.5
    file.write_bytes((mutate_json if is_object else mutate)(content, chance)[:300_000])
    return False


def _files(build: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(build.rglob("*")) if file.is_file()}


def _wrong(words: Sequence[str], ended: Ended) -> Iterator[Fault]:
    if ended.code not in range(7) or "Traceback" in ended.said:
        verdict = Verdict.HUNG if ended.code < 0 else Verdict.UNCAUGHT
        yield Fault(verdict=verdict, what=f"{words}: exit code {ended.code}: {ended.said}")


def _prepare(shared: Path) -> Trial:
    versions = Versions(shared)
    return lambda chance, folder: list(versions.trial(chance, folder))


PART = Part(
    name="versions",
    about="stores of another version, or with other files",
    whole=300,
    slice=1,
    share=1.5,
    prepare=_prepare,
)
