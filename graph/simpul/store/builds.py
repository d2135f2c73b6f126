"""Builds of a store: made aside, swapped in whole, opened for reading.

A store folder holds builds and a pointer::

    STORE/current            name of the build in use, replaced atomically
    STORE/<build>/graph/     Oxigraph's files
    STORE/<build>/names.db   names and rows (see ``simpul.naming``)
    STORE/<build>/files.json size, time and checksum of each file (see ``simpul.store.seal``)

The build before the current one stays until the next build, so that open readers finish.
"""

import contextlib
import re
from collections.abc import Collection, Generator, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from simpul.errors import StoreError, StoreMissingError
from simpul.locale import translate as _
from simpul.store import seal
from simpul.store.oxigraph import GRAPH_FOLDER, OxigraphStore
from simpul.store.protocol import Queryable
from simpul.terms import Quad

if TYPE_CHECKING:
    from simpul.store.limits import Limits

_POINTER: Final = "current"
_BUILD_NAME: Final = re.compile(r"\d{8}T\d{6}-[0-9a-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """One build of a store: its graph, and the folder that its index of names and list of rows lie in."""

    graph: OxigraphStore
    folder: Path

    def isolated(self, limits: "Limits") -> Queryable:
        """Return the graph with each query in a process of its own, within limits."""
        from simpul.store.isolated import IsolatedStore

        return IsolatedStore(self.folder, limits, services=self.graph.services)


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
        StoreDamagedError: There is one, but it cannot be read.
    """
    build = current_build(folder)
    if build is None:
        raise StoreMissingError(folder)
    return Build(graph=open_build_read_only(build, services=services), folder=build)


def open_build_read_only(build: Path, *, services: Collection[str] = ()) -> OxigraphStore:
    """Open one build of a store for reading.

    Raises:
        StoreDamagedError: It cannot be read.
    """
    seal.check(build)
    return OxigraphStore.read_only(build, services=services)


def current_build(folder: Path) -> Path | None:
    """Return the folder of the build in use, or None where there is none."""
    try:
        name = (folder / _POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    build = folder / name
    return build if name and Path(name).name == name and (build / GRAPH_FOLDER).is_dir() else None


@contextlib.contextmanager
def new_build(folder: Path, *, revise: bool = False) -> Generator[Path]:
    """Give a new build folder; if the block ends without an error, it becomes the current build.

    When the block fails, the folder is removed and the store is as it was.

    Args:
        folder: The store's folder.
        revise: Begin with what the current build holds (files are linked, not copied) instead of nothing.

    Raises:
        StoreMissingError: There is nothing to revise.
        StoreDamagedError: What is to be revised cannot be read.
        StoreError: The folder cannot be written, or another build is under way.
    """
    if revise and current_build(folder) is None:
        raise StoreMissingError(folder)
    import secrets
    import shutil

    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "lock", timeout=0):
            build = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
            try:
                build.mkdir()
                if revise:
                    _begin_with_current(folder, build)
                yield build
                seal.seal(build)
                _point_to(folder, build)
            except BaseException:
                shutil.rmtree(build, ignore_errors=True)
                raise
    except Timeout:
        raise StoreError(
            _("Another build is writing to {path}. Wait for it to end.", path=folder)
        ) from None
    except StoreError:
        raise
    except OSError as error:
        raise StoreError(
            _(
                "The store at {path} cannot be written ({reason}). "
                "Make room or allow writing there, or name another with --store.",
                path=folder,
                reason=error.strerror or error,
            )
        ) from None


def _begin_with_current(folder: Path, build: Path) -> None:
    """Fill a build folder with what the current build holds."""
    current = current_build(folder)
    if current is None:
        raise StoreMissingError(folder)
    import shutil

    # Damage must not be carried on, however it came about.
    seal.check(current, whole=True)
    open_store(folder).backup(build)
    for file in current.iterdir():
        if file.is_file() and file.name != seal.FILE:
            shutil.copy2(file, build / file.name)


def _point_to(folder: Path, build: Path) -> None:
    import shutil

    previous = current_build(folder)
    fresh = folder / f"{_POINTER}.new"
    fresh.write_text(build.name + "\n", encoding="utf-8")
    fresh.replace(folder / _POINTER)
    keep = {build, previous}
    for old in folder.iterdir():
        # The folder may hold other things: only builds are ours to remove.
        if _BUILD_NAME.fullmatch(old.name) and old.is_dir() and old not in keep:
            shutil.rmtree(old, ignore_errors=True)


def open_build(build: Path) -> OxigraphStore:
    """Open the graph of a build folder that is being made, for reading and writing."""
    return OxigraphStore.on_disk(build)


def write(build: Path, quads: Iterable[Quad]) -> None:
    """Bulk-load quads into the graph of a build folder."""
    graph = OxigraphStore.on_disk(build)
    graph.add(quads, bulk=True)
    graph.optimise()
