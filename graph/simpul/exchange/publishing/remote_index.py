"""The index of names of a published build: made once for each build, and kept in the cache.

Names are what SPARQL is slow at, and completion must not wait for a network. Two readings are enough: the labels,
classes and countries of all things, and the rows that they came from. The world's cities are in the index of the local
gazetteer.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from simpul.exchange.publishing.cache import PublishedBuild, folder_of
from simpul.naming.index import EDITION, FILE
from simpul.store import own_files
from simpul.store.remote.dataset import require_presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simpul.naming import Origin
    from simpul.store import OxigraphStore

_NAMES: Final = "names-"
_UNFINISHED: Final = "new-"


def index_folder(build: PublishedBuild) -> Path:
    """Return a folder with the index of names of a published build.

    Raises:
        EndpointError: It is not there yet, and cannot be read; or the build was removed meanwhile.
        OSError: It cannot be written.
    """
    parent = folder_of(build.client.endpoint)
    folder = parent / _name(build.manifest.build)
    if not (folder / FILE).is_file():
        own_files.make_folder(parent)
        unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=parent))
        try:
            _fill(build, unfinished)
            require_presence(build.client, build.manifest.build)
            with contextlib.suppress(OSError):  # another process was faster
                unfinished.rename(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        _clean(parent, build)
    return folder


def _name(build: str) -> str:
    return f"{_NAMES}{EDITION}-{build}"


def _fill(build: PublishedBuild, folder: Path) -> None:
    from simpul import naming
    from simpul.ingest.name_index import entries

    naming.write(folder, entries(_named(build), None, _origins(build)))
    level = build.manifest.world
    if level is not None:
        from simpul.naming import atlas, gazetteer

        gazetteer.open_index(level=level).close()
        index = gazetteer.index_file(level=level)
        try:
            os.link(index, folder / atlas.FILE)
        except OSError:  # not every system lets everybody link
            shutil.copyfile(index, folder / atlas.FILE)


def _named(build: PublishedBuild) -> "OxigraphStore":
    """Return what a build says of the names, classes and countries of its things, without the world's cities."""
    from simpul.exchange.publishing import reading
    from simpul.store import OxigraphStore
    from simpul.terms import ALL_LABELS, DefaultGraph, in_graph, rdf_type, simpul

    wanted = " ".join(map(str, (*ALL_LABELS, rdf_type, simpul("inCountry"))))
    manifest = build.manifest
    graphs = [manifest.merge] if manifest.world is None else manifest.named
    found = OxigraphStore.in_memory()
    for graph in graphs:
        for page in reading.triples(build.client, graph, where=f"VALUES ?p {{ {wanted} }}"):
            found.add(in_graph(triple, DefaultGraph()) for triple in page)
    return found


def _origins(build: PublishedBuild) -> "Iterator[Origin]":
    from simpul.exchange.publishing import contents, reading
    from simpul.store.remote.manifest import ROWS

    rows = build.manifest.parts.get(ROWS)
    pages = reading.triples(build.client, rows) if rows else ()
    yield from contents.origins(triple for page in pages for triple in page)


def _clean(parent: Path, build: PublishedBuild) -> None:
    """Remove the indexes of builds that are no longer in use; who has one open keeps it."""
    kept = {_name(build.manifest.build), _name(build.manifest.previous)}
    for folder in parent.glob(f"{_NAMES}*"):
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
