"""A store published at an endpoint while client or server is killed, or another publishes: who reads has the old or the new.

The endpoint is Oxigraph's server or, where it is installed, Virtuoso. What is published is judged by a mirror of it, each
graph of which has a checksum.
"""

import atexit
import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

import engines
from campaign.commands import Ended, Running, apart, run, warm_up
from campaign.trials import Fault, Part, Trial, Verdict
from campaign.world import TABLE, make_small, sources
from endpoints import endpoint
from simpul.exchange.publishing.mirror import mirror
from simpul.store.remote.client import Client

Content: TypeAlias = list[tuple[str, int, str]]
"""For each graph its name in the store, its triples and their checksum."""
_REFUSED: Final = 3
"""The exit code of what a store, or an endpoint, stands in the way of."""
_STORES: Final = ("one", "other", "third")


class _Scene:
    """An endpoint with its server, and stores to publish there.

    Attributes:
        server: The server.
        seconds: How long it takes to publish.
        contents: What each store is at the endpoint, by its name.
    """

    def __init__(self, engine: str, ground: Path) -> None:
        ground.mkdir()
        self._ground, self._settings = ground, str(ground / "settings")
        running = contextlib.ExitStack()
        self.server = running.enter_context(engines.running(engine, ground / "server"))
        atexit.register(running.close)
        self._write_settings()
        self._make_stores()
        self.seconds = 0.0
        self.contents: dict[str, Content] = {}
        for name in _STORES:
            here = ground / f"first-{name}"
            here.mkdir()
            self.seconds = max(self.seconds, self.published(name, here).seconds)
            self.contents[name] = self.held(here)

    def _write_settings(self) -> None:
        profile = endpoint(self.server)
        folder = self._ground / "settings" / "simpul"
        folder.mkdir(parents=True)
        said = {
            name: getattr(profile, name)
            for name in ("query", "update", "engine", "auth", "user", "secret")
        }
        said["graph-store"] = profile.graph_store
        lines = [f'{name} = "{value}"\n' for name, value in said.items() if value]
        (folder / "simpul.toml").write_text(f"[endpoints.office]\n{''.join(lines)}")

    def _make_stores(self) -> None:
        data, edited = sources(self._ground)
        (self._ground / "mine.csv").write_text(TABLE)
        load = ["load", str(self._ground / "mine.csv"), "--source", "mine", "--access", "public"]
        for name, commands in {
            "one": [["build", "--data", str(data)]],
            "other": [["build", "--data", str(edited)]],
            "third": [["build", "--data", str(data)], load],
        }.items():
            for words in commands:
                _done(words, self._ground, SIMPUL_STORE=str(self._ground / name))

    def publishing(self, name: str, here: Path) -> Running:
        """Begin to publish a store."""
        return Running(["publish", "office"], here, SIMPUL_STORE=str(self._ground / name), XDG_CONFIG_HOME=self._settings)  # fmt: skip

    def published(self, name: str, here: Path) -> Ended:
        """Publish a store to the end.

        Raises:
            RuntimeError: That failed.
        """
        return _done(["publish", "office"], here, SIMPUL_STORE=str(self._ground / name), XDG_CONFIG_HOME=self._settings)  # fmt: skip

    def held(self, here: Path) -> Content:
        """Return what is published, as a mirror holds it.

        Raises:
            RuntimeError: It is not whole.
        """
        profile = endpoint(self.server)

        def mirrored() -> Content:
            with Client(profile) as client:
                found = mirror(client, here / "mirror").manifest
            return sorted((str(g.of), g.triples, g.digest) for g in (found.merge, *found.named))

        return apart(mirrored)


def _done(words: list[str], folder: Path, **variables: str) -> Ended:
    ended = run(words, folder, **variables)
    if ended.code:
        raise RuntimeError(f"{' '.join(words)}: exit code {ended.code}: {ended.said}")
    return ended


def _client_killed(scene: _Scene, chance: Random, here: Path) -> Iterator[Fault]:
    command = scene.publishing("other", here)
    ended = command.kill_after(chance.uniform(0, scene.seconds * 1.1))
    if ended.code > 0:
        yield _uncaught(ended)
    if not command.leaves_nobody():
        yield Fault(verdict=Verdict.HUNG, what="a process stays that the command started")
    yield from _judged(scene, here, done=["other"] if ended.code == 0 else [], may=["other"])


def _server_killed(scene: _Scene, chance: Random, here: Path) -> Iterator[Fault]:
    command = scene.publishing("other", here)
    time.sleep(chance.uniform(0, scene.seconds * 1.1))
    scene.server.kill()
    ended = command.wait()
    scene.server.start()
    if ended.code not in {0, _REFUSED}:
        yield _uncaught(ended)
    yield from _judged(scene, here, done=["other"] if ended.code == 0 else [], may=["other"])


def _two_at_once(scene: _Scene, chance: Random, here: Path) -> Iterator[Fault]:
    places = {name: here / name for name in ("other", "third")}
    running: dict[str, Running] = {}
    for name, place in places.items():
        place.mkdir()
        running[name] = scene.publishing(name, place)
        time.sleep(chance.uniform(0, scene.seconds / 2))
    ended = {name: command.wait() for name, command in running.items()}
    for found in ended.values():
        if found.code not in {0, _REFUSED}:
            yield _uncaught(found)
    won = [name for name, found in ended.items() if found.code == 0]
    if not won:
        yield Fault(verdict=Verdict.LOST, what="of two publishers both were refused")
    yield from _judged(scene, here, done=won, may=[])


def _uncaught(ended: Ended) -> Fault:
    return Fault(verdict=Verdict.UNCAUGHT, what=f"exit code {ended.code}: {ended.said}")


def _judged(scene: _Scene, here: Path, *, done: list[str], may: list[str]) -> Iterator[Fault]:
    """Yield what is wrong with what is published: one of what was done, else what was there or what may have been done."""
    try:
        held = scene.held(here)
    except RuntimeError as error:
        yield Fault(verdict=Verdict.LOST, what=f"what is published cannot be read: {error}")
        return
    allowed = done or ["one", *may]
    if held not in [scene.contents[name] for name in allowed]:
        yield Fault(verdict=Verdict.LOST if done else Verdict.HALF, what=f"it is none of {allowed}")
    (here / "next").mkdir()
    try:
        scene.published("one", here / "next")
    except RuntimeError as error:
        yield Fault(verdict=Verdict.LOST, what=f"a next command failed: {error}")
        return
    if scene.held(here) != scene.contents["one"]:
        yield Fault(verdict=Verdict.HALF, what="a next command has not published what it said")


_WAYS: Final[tuple[Callable[[_Scene, Random, Path], Iterator[Fault]], ...]] = (
    *(_client_killed, _client_killed, _server_killed, _two_at_once),
)


def _prepare(shared: Path) -> Trial:
    make_small()
    warm_up()
    there = [engine for engine in engines.ENGINES if not engines.lacking(engine)]
    scenes: dict[str, _Scene] = {}

    def trial(chance: Random, here: Path) -> list[Fault]:
        engine = chance.choice(there)
        if engine not in scenes:
            scenes[engine] = _Scene(engine, shared / engine)
        scene = scenes[engine]
        (here / "before").mkdir()
        scene.published("one", here / "before")
        return list(chance.choice(_WAYS)(scene, chance, here))

    return trial


PART = Part(
    name="publishing",
    about="stores published while client or server is killed, or two at once",
    whole=200,
    slice=1,
    share=5,
    prepare=_prepare,
)
