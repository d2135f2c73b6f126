"""A build as it would be had some of its sources never come in: what those see who may not see these sources.

It is made as ``simpul unload`` makes it, so that nothing is left of a source: neither its facts and description nor
what follows from it, the places that it alone mentions, and the names by which it alone calls something. Nothing of
the build is copied that does not change: the files of its graph, which may hold the world's cities, are linked.

A build keeps its editions, and they go with it. Each is laid out and sealed as a build is, and is there whole or not
at all; a build is made with those that any access right asks for, so that whoever opens one only opens it::

    STORE/<build>/editions/<name>/   an edition, named by the sources that are not in it
    STORE/<build>/editions/lock      held by the one who makes one that is missing
"""

import contextlib
import shutil
from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from simpul import store
from simpul.access import ACCESS, beyond, restricted_sources
from simpul.errors import StoreError
from simpul.files import PassingFolder
from simpul.ingest import loaded_sources
from simpul.ingest.transaction import Revision, Statement
from simpul.locale import translate as _
from simpul.naming import atlas
from simpul.naming.index import FILE as INDEX
from simpul.store import (
    OxigraphStore,
    UnfinishedBuild,
    Waiting,
    open_build,
    own_files,
    record,
    room,
    seal,
    silently,
)
from simpul.store.builds import Build, open_build_read_only
from simpul.store.lock import Hold, locked, unheld
from simpul.store.unfinished import link, new_name
from simpul.terms import NamedNode

_FOLDER: Final = "editions"
_LAYOUT: Final = "1"
"""Changes when another edition would be made of the same build without the same sources."""
_NAME_LENGTH: Final = 32


@contextlib.contextmanager
def new_build(
    folder: Path,
    *,
    create: bool = True,
    progress: Callable[[str], None] = lambda _text: None,
    waiting: Waiting = silently,
) -> Generator[UnfinishedBuild]:
    """Give a new build that becomes the current one with its editions; see ``store.new_build``.

    Args:
        folder: The store's folder.
        create: Make the store where there is none.
        progress: Called with a text when a step begins.
        waiting: Called with a sentence if another process has to be waited for.
    """
    with store.new_build(folder, create=create, waiting=waiting) as new:
        yield new
        _make_all(new.folder, progress)


def _make_all(build: Path, progress: Callable[[str], None]) -> None:
    """Make the editions of a build that is not in use yet: one for each access right from which something is withheld."""
    with contextlib.closing(open_build_read_only(build)) as graph:
        restricted = restricted_sources(graph)
    for withheld in sorted({_iris(s.iri for s in beyond(restricted, right)) for right in ACCESS}):
        if withheld:
            progress(_("Making what those see who may not see all"))
            # Once another has a file as well, its mode stays as it is.
            own_files.keep(build)
            _make(build, withheld)


def _iris(sources: Iterable[NamedNode]) -> tuple[str, ...]:
    return tuple(sorted({source.value for source in sources}))


def without(build: Build, sources: Collection[NamedNode]) -> Build:
    """Return a build without these sources, opened for reading.

    The build keeps it for whoever asks next. Where nothing can be written beside the build, it is made in a folder of
    its own, which goes when its graph is closed or forgotten.

    Args:
        build: A build, which stays for as long as the other is in use.
        sources: The sources, which a query is told it may not name.

    Raises:
        StoreError: The build cannot be read.
    """
    withheld, hold = _iris(sources), Hold(build.folder)
    try:
        graph = _kept(build, withheld)
    except (OSError, RuntimeError) as error:
        if isinstance(error, StoreError) or not _is_unwritable(error):
            raise
        graph = _passing(build, withheld)
    graph.keep(hold)
    return Build(graph=graph, folder=graph.folder or build.folder)


def _is_unwritable(error: Exception) -> bool:
    """Return whether an error says that nothing can be written beside a build."""
    return isinstance(error, OSError) or room.is_used_up(error)


def _kept(build: Build, withheld: Sequence[str]) -> OxigraphStore:
    """Open the edition that a build keeps; where it keeps none that is sound, make it.

    Raises:
        OSError: Nothing can be written beside the build.
    """
    folder, services = _place(build.folder, withheld), build.graph.services
    if graph := _sound(folder, withheld, services):
        return graph
    own_files.make_folder(folder.parent)
    with locked(folder.parent):
        # Another process may have made it meanwhile.
        if graph := _sound(folder, withheld, services):
            return graph
        _make(build.folder, withheld)
        return open_build_read_only(folder, services=services, withheld=withheld)


def _place(build: Path, withheld: Sequence[str]) -> Path:
    """Return where a build keeps an edition: a name that says nothing of the sources."""
    name = sha256("\n".join((_LAYOUT, *withheld)).encode()).hexdigest()
    return build / _FOLDER / name[:_NAME_LENGTH]


def _sound(
    folder: Path, withheld: Sequence[str], services: Collection[str]
) -> OxigraphStore | None:
    """Open an edition; None where there is none, or it is not as it was made: then it can be made again."""
    if not (folder / seal.FILE).is_file():
        return None
    try:
        return open_build_read_only(folder, services=services, withheld=withheld)
    except StoreError:
        return None


def _make(build: Path, withheld: Sequence[str]) -> None:
    """Make an edition beside what a build keeps, and put it there when it is whole and on the disk."""
    folder = _place(build, withheld)
    own_files.make_folder(folder.parent)
    draft = folder.with_name(folder.name + own_files.FRESH)
    shutil.rmtree(draft, ignore_errors=True)  # what somebody left who was killed
    draft.mkdir(mode=0o700)
    try:
        _fill(build, draft, withheld)
        record.write(draft, None)
        seal.seal(draft)
        own_files.keep(draft)
        _put_aside(folder)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    own_files.sync(folder.parent)


def _fill(build: Path, folder: Path, withheld: Sequence[str]) -> None:
    link(build, folder, linked={atlas.FILE}, copied={INDEX})
    rows = loaded_sources.rows_of(build)
    loaded_sources.write(folder, {iri: rows[iri] for iri in rows.keys() - {*withheld}})
    sources = [NamedNode(iri) for iri in withheld]
    with contextlib.closing(Revision(folder, open_build(folder))) as transaction:
        transaction.state([Statement(source=source) for source in sources])
        transaction.infer()
        transaction.index(dict.fromkeys(sources, ()))
        for source in sources:
            # An empty graph still has a name, which would tell of it.
            transaction.graph.replace(source, ())


def _put_aside(folder: Path) -> None:
    """Make room for an edition; who reads the one that is there goes on, and it goes with the build at the latest."""
    if not folder.exists():
        return
    aside = folder.with_name(f"{folder.name}-{new_name()}")
    folder.rename(aside)
    with unheld(aside) as is_unread:
        if is_unread:
            shutil.rmtree(aside, ignore_errors=True)


def _passing(build: Build, withheld: Sequence[str]) -> OxigraphStore:
    """Return an edition in a folder of its own, which goes with it."""
    passing = PassingFolder()
    _fill(build.folder, passing.path, withheld)
    graph = open_build_read_only(passing.path, services=build.graph.services, withheld=withheld)
    graph.keep(passing)
    return graph
