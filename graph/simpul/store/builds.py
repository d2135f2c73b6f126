"""Builds of a store, opened for reading; ``simpul.store.unfinished`` makes them.

A store folder holds builds and a pointer::

    STORE/current            name of the build in use, replaced atomically
    STORE/lock               held by the one who writes (see ``simpul.store.lock``)
    STORE/<build>/graph/     Oxigraph's files
    STORE/<build>/names.db   names and rows (see ``simpul.naming``)
    STORE/<build>/build.json format, and the build before it (see ``simpul.store.record``)
    STORE/<build>/files.json size, time and checksum of each file (see ``simpul.store.seal``)

What is made of a build lies beside these: ``editions/`` (``simpul.ingest.editions``), ``drawn/``
(``simpul_viz.kept_atlases``), ``history/`` (``simpul.exchange.history``).
"""

import contextlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from simpul.errors import StoreDamagedError, StoreMissingError, StoreReplacedError
from simpul.store import own_files, record, seal
from simpul.store.oxigraph import GRAPH_FOLDER, OxigraphStore
from simpul.store.protocol import Queryable

if TYPE_CHECKING:
    from simpul.limits import Limits

POINTER: Final = "current"
_LONGEST_NAME: Final = 60
"""Characters; the names that are given have fewer."""
_MOST_TRIES: Final = 100
"""A reader that meets this many builds which were replaced before it could open them gives up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """One build of a store: its graph, and the folder that its index of names and list of rows lie in."""

    graph: OxigraphStore
    folder: Path

    def isolated(self, limits: "Limits") -> Queryable:
        """Return the graph with each query in a process of its own, within limits."""
        from simpul.store.isolated import IsolatedStore

        return IsolatedStore(
            self.folder, limits, services=self.graph.services, withheld=self.graph.withheld
        )

    def local(self) -> "Build":
        """Return the build itself, which is on this machine."""
        return self


def open_store(folder: Path, *, services: Collection[str] = ()) -> OxigraphStore:
    """Open the graph of the current build; see ``open_current``."""
    return open_current(folder, services=services).graph


def open_current(folder: Path, *, services: Collection[str] = ()) -> Build:
    """Open the current build of a store folder for reading.

    Args:
        folder: The store's folder.
        services: The IRIs of the endpoints that a query may ask with SERVICE.

    Raises:
        StoreMissingError: There is no store.
        StoreFormatError: There is one of a format that is not read.
        StoreDamagedError: There is one, but it cannot be read.
    """
    for _try in range(_MOST_TRIES):
        build = current_build(folder)
        if build is None:
            raise StoreMissingError(folder)
        # A build may be replaced between the reading of the pointer and the opening of its files.
        with contextlib.suppress(StoreReplacedError):
            return Build(graph=open_build_read_only(build, services=services), folder=build)
    raise StoreReplacedError(folder)


def open_build_read_only(
    build: Path, *, services: Collection[str] = (), withheld: Collection[str] = ()
) -> OxigraphStore:
    """Open one build of a store for reading.

    Args:
        build: Its folder.
        services: The IRIs of the endpoints that a query may ask with SERVICE.
        withheld: The IRIs of the graphs that were left out of it.

    Raises:
        StoreFormatError: It is of a format that is not read.
        StoreDamagedError: It cannot be read.
        StoreReplacedError: It is gone.
    """
    record.check(build)
    seal.check(build)
    return OxigraphStore.read_only(build, services=services, withheld=withheld)


def current_build(folder: Path) -> Path | None:
    """Return the folder of the build in use, or None where there is none.

    Raises:
        StoreDamagedError: There is a store, but it cannot be told which of its builds is in use.
    """
    name = _pointed_to(folder)
    while name is not None and not (folder / name).exists():
        earlier, name = name, _pointed_to(folder)
        if name == earlier:
            # Somebody removed the build; there is nothing to read and nothing to lose.
            return None
    if name is None:
        return None
    if not (folder / name / GRAPH_FOLDER).is_dir():
        raise StoreDamagedError.of_file(folder, GRAPH_FOLDER)
    return folder / name


def _pointed_to(folder: Path) -> str | None:
    """Return the name in the pointer; None where there is no pointer."""
    try:
        name = own_files.read_text(folder / POINTER, store=folder).strip()
    except FileNotFoundError:
        return None
    is_name = name.isprintable() and name not in {"", ".."} and Path(name).name == name
    if not is_name or len(name) > _LONGEST_NAME:
        raise StoreDamagedError.of_file(folder, POINTER)
    return name
