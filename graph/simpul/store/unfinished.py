"""A build that is being made, aside from the one in use, and swapped in whole.

A build that is being read stays, and the one before the current one stays until the next is in use, unless room is
scarce. All others are what killed builds left, and are removed before a new one begins. Names of builds have a time
in them, for people: which one is current, and which was before it, is written down and never read from a clock.

A loss of power leaves the old build or the new one. In this order, each step on the disk before the next begins:
all files and folders of the new build, its entry in the store's folder, the fresh pointer, its taking the place of
the old one. Only then is anything removed.
"""

import contextlib
import re
from collections.abc import Collection, Generator, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from simpul.errors import SimpulError, StoreDamagedError, StoreError, StoreMissingError
from simpul.locale import translate as _
from simpul.store import own_files, record, room, seal
from simpul.store.builds import POINTER, current_build, open_build_read_only
from simpul.store.lock import Waiting, locked, silently, unheld
from simpul.store.oxigraph import GRAPH_FOLDER, OxigraphStore
from simpul.terms import Quad

_GONE: Final = ".gone"
"""How the name of a build ends while it is being removed."""
_BUILD_NAME: Final = re.compile(rf"\d{{8}}T\d{{6}}-[0-9a-f]{{6}}({re.escape(_GONE)})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedBuild:
    """A build that is being made while nobody else may write to its store.

    Attributes:
        store: The store's folder.
        folder: The build's own folder.
        previous: The build in use, whose place this one will take; None where there is none, or where it
            cannot be told which it is. Only here is it certain that no other process replaces it meanwhile.
    """

    store: Path
    folder: Path
    previous: Path | None

    def required_previous(self) -> Path:
        """Return the build in use, which has to be readable.

        Raises:
            StoreMissingError: There is none.
            StoreDamagedError: It cannot be told which it is.
            StoreFormatError: It is of a format that is not read.
        """
        previous = current_build(self.store)
        if previous is None:
            raise StoreMissingError(self.store)
        record.check(previous)
        return previous

    def begin_with_previous(self) -> None:
        """Fill the folder with what the build in use holds; files are linked, not copied.

        Raises:
            StoreError: There is none, or it cannot be read.
        """
        import shutil

        previous = self.required_previous()
        # Damage must not be carried on, however it came about.
        seal.check(previous, whole=True)
        open_build_read_only(previous).backup(self.folder)
        for file in previous.iterdir():
            if file.is_file() and file.name not in {seal.FILE, record.FILE}:
                shutil.copy2(file, self.folder / file.name)

    def begin_anew(self) -> None:
        """Empty the folder: what it was filled with is of no use after all."""
        import shutil

        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


class UnchangedError(Exception):
    """Raised where a build is being made, by who has no use for it after all: the store stays as it was."""


@contextlib.contextmanager
def new_build(
    folder: Path, *, create: bool = True, waiting: Waiting = silently
) -> Generator[UnfinishedBuild]:
    """Give a new build; if the block ends without an error, it becomes the current build.

    When the block fails, the build is removed and the store is as it was. Others that write wait meanwhile.
    What is decided from the store has to be read within the block.

    Args:
        folder: The store's folder.
        create: Make the store where there is none.
        waiting: Called with a sentence if another process has to be waited for.

    Raises:
        StoreMissingError: There is no store, and none may be made.
        StoreFullError: There is no room; the error says what takes it.
        StoreError: The folder cannot be written.
    """
    if not create and current_build(folder) is None:
        raise StoreMissingError(folder)
    try:
        own_files.make_folder(folder)
        with locked(folder, waiting=waiting):
            yield from _made(folder)
    except SimpulError:
        raise
    except OSError as error:
        if not _concerns(folder, error):
            raise
        raise StoreError(
            _(
                "The store at {path} cannot be written ({reason}). "
                "Make room or allow writing there, or name another with --store.",
                path=folder,
                reason=error.strerror or error,
            )
        ) from None


def new_name() -> str:
    """Return a name for a build that no other has: the time, for people, and what is left to chance."""
    import secrets

    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"


def _concerns(folder: Path, error: OSError) -> bool:
    """Return whether an error is about a folder, and not about a file that was read for it."""
    if error.filename is None:
        return True
    one, other = Path(str(error.filename)).absolute(), folder.absolute()
    return one.is_relative_to(other) or other.is_relative_to(one)


def _made(folder: Path) -> Generator[UnfinishedBuild]:
    """Give a new build, and put it in the place of the current one."""
    previous = _known_current(folder)
    if previous or not (folder / POINTER).exists():
        _clean(folder, keep={previous, _one_before(previous)})
    build = folder / new_name()
    try:
        build.mkdir(mode=0o700)
        yield UnfinishedBuild(store=folder, folder=build, previous=previous)
        record.write(build, previous)
        seal.seal(build)
        own_files.keep(build)
        own_files.sync(folder)
        own_files.write_text(folder / POINTER, f"{build.name}\n")
    except BaseException as error:
        _remove(build)
        if room.is_used_up(error):
            # Nobody reads the one before, and room is what leads out of here.
            _clean(folder, keep={previous} if previous else {*folder.iterdir()})
            raise room.error(folder, error) from None
        raise
    _clean(folder, keep={build, previous})


def _known_current(folder: Path) -> Path | None:
    """Return the build in use; None also where that cannot be told."""
    try:
        return current_build(folder)
    except StoreDamagedError:
        return None


def _one_before(current: Path | None) -> Path | None:
    """Return the build that was in use before the current one, which stays for its readers where there is room."""
    if current is None or room.is_scarce(current):
        return None
    return record.previous_of(current)


def _clean(folder: Path, keep: Collection[Path | None]) -> None:
    """Remove from a store all builds but some, and what was half written."""
    for path in folder.iterdir():
        # The folder may hold other things: only these are ours to remove.
        if path.name == POINTER + own_files.FRESH:
            path.unlink()
        elif _BUILD_NAME.fullmatch(path.name) and not path.is_symlink() and path not in keep:
            with unheld(path) as is_unread:
                if is_unread:
                    _remove(path)


def builds_in(store: Path) -> list[Path]:
    """Return the folders of the whole builds of a store, the oldest first."""
    found = [path for path in store.iterdir() if _BUILD_NAME.fullmatch(path.name)]
    return sorted(path for path in found if (path / seal.FILE).exists() and not path.is_symlink())


def _remove(build: Path) -> None:
    """Remove a build: for a reader it is there whole or not at all."""
    import shutil

    gone = build.with_name(build.name.removesuffix(_GONE) + _GONE)
    with contextlib.suppress(OSError):
        build.rename(gone)
    shutil.rmtree(gone if gone.exists() else build, ignore_errors=True)


def open_build(build: Path) -> OxigraphStore:
    """Open the graph of a build folder that is being made, for reading and writing."""
    return OxigraphStore.on_disk(build)


def link(
    build: Path, folder: Path, *, linked: Collection[str] = (), copied: Collection[str] = ()
) -> None:
    """Fill a folder with the graph of a build: what never changes is linked, what is written to is copied.

    Args:
        build: The build, which has to stay for as long as the folder is in use.
        folder: An empty folder; it may lie on another disk.
        linked: The names of files beside the graph that nobody writes to, as far as they are there.
        copied: The names of those that are written to.
    """
    (folder / GRAPH_FOLDER).mkdir(mode=0o700)
    for file in (build / GRAPH_FOLDER).iterdir():
        if file.name != "LOCK":
            put = _link if file.suffix == ".sst" else _copy
            put(file, folder / GRAPH_FOLDER / file.name)
    for names, put in ((linked, _link), (copied, _copy)):
        for name in names:
            if (build / name).is_file():
                put(build / name, folder / name)


def _link(file: Path, place: Path) -> None:
    """Give a file another name; where the system does not let us, copy it."""
    # A link of the other kind leads to a name, and somebody may move the store.
    for linking in (place.hardlink_to, place.symlink_to):
        with contextlib.suppress(OSError):
            linking(file.absolute())
            return
    _copy(file, place)


def _copy(file: Path, place: Path) -> None:
    import shutil

    shutil.copyfile(file, place)


def write(build: Path, quads: Iterable[Quad]) -> None:
    """Bulk-load quads into the graph of a build folder."""
    graph = OxigraphStore.on_disk(build)
    graph.add(quads, bulk=True)
    graph.optimise()


def copy(graph: OxigraphStore, build: Path) -> None:
    """Fill the graph of a build folder with all that a store in memory holds."""
    written = OxigraphStore.on_disk(build)
    graph.copy_into(written)
    written.optimise()
