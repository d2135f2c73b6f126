"""A store in one file, and a store made from such a file: a ZIP archive of N-Triples that outlives engines and versions.

It holds what is published at an endpoint, but all of it, with a checksum of each graph::

    manifest.nt            as of a published build (``simpul.store.remote.manifest``)
    graphs/<name>.nt       a named graph; its name is percent-encoded
    merge.nt               the merge, only where it is more than the named graphs together
    rows.nt, files.nt      which row each thing came from; the small files of the build

The same build always gives the same file.
"""

import contextlib
import zipfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import IO, Final
from urllib.parse import quote

from simpul import archives
from simpul.access import ACCESS
from simpul.archives import NewArchive
from simpul.errors import FormatError, SimpulError
from simpul.exchange.publishing.filling import Filling
from simpul.exchange.publishing.publication import Publication, lines
from simpul.ingest.editions import new_build
from simpul.locale import translate as _
from simpul.store import Waiting, silently
from simpul.store.oxigraph import parse
from simpul.store.protocol import GraphName
from simpul.store.remote import manifest
from simpul.store.remote.manifest import (
    FILES,
    ROWS,
    Digest,
    Manifest,
    PublishedGraph,
    part,
    published_name,
)
from simpul.terms import DefaultGraph, Triple

Progress = Callable[[str], None]
_BUILD: Final = "backup"
"""The name of the build in each backup: its own says nothing elsewhere."""
_MANIFEST: Final = "manifest.nt"
_MERGE: Final = "merge.nt"
_PIECE: Final = 10_000
"""Lines written or read at a time."""
_LONGEST_LINE: Final = 64_000_000
_LARGEST_PAGE: Final = 64_000_000
"""Bytes read at a time, or the longest line."""
_LARGEST_MANIFEST: Final = 50_000_000


def backup(folder: Path, *, progress: Progress = lambda _text: None) -> Iterator[bytes]:
    """Yield the current build of a store as the bytes of a file.

    Args:
        folder: The store's folder.
        progress: Called with a text on how far it is.

    Raises:
        StoreError: There is no store, or it cannot be read.
    """
    with closing(Publication.of(folder, ACCESS[-1])) as publication:
        archive = NewArchive()
        yield from _written(publication, archive, progress)
        yield archive.end()


def _written(publication: Publication, archive: NewArchive, progress: Progress) -> Iterator[bytes]:
    """Yield the bytes of an archive of a build, but for its end."""
    total, done = len(publication.graph), 0
    graphs: list[PublishedGraph] = []
    for of in publication.names:
        digest = Digest()
        progress(_("Writing the backup: {share} %", share=100 * done // max(total, 1)))
        if isinstance(of, DefaultGraph) and publication.world is None:
            # It is what the named graphs say together.
            digest.add(publication.graph.lines(of))
        else:
            yield from _member(archive, _name(of), publication.graph.lines(of), digest)
        name = published_name(_BUILD, of)
        done += digest.triples
        graphs.append(PublishedGraph(name=name, triples=digest.triples, digest=str(digest), of=of))
    parts: dict[str, PublishedGraph] = {}
    for key, written in ((ROWS, publication.rows()), (FILES, publication.files())):
        digest = Digest()
        yield from _member(archive, f"{key}.nt", written, digest)
        parts[key] = PublishedGraph(
            name=part(_BUILD, key), triples=digest.triples, digest=str(digest)
        )
    made = publication.manifest(_BUILD, None, graphs, parts)
    yield from _member(archive, _MANIFEST, lines(manifest.statements(made)), Digest())


def _name(graph: GraphName) -> str:
    """Return where in an archive a graph of a store is."""
    return _MERGE if isinstance(graph, DefaultGraph) else f"graphs/{quote(graph.value, safe='')}.nt"


def _member(
    archive: NewArchive, name: str, written: Iterator[bytes], digest: Digest
) -> Iterator[bytes]:
    return archive.member(name, _pieces(written, digest))


def _pieces(written: Iterator[bytes], digest: Digest) -> Iterator[bytes]:
    while piece := list(islice(written, _PIECE)):
        digest.add(piece)
        yield b"\n".join(piece) + b"\n"


def restore(
    file: Path,
    folder: Path,
    *,
    progress: Progress = lambda _text: None,
    waiting: Waiting = silently,
) -> Manifest:
    """Make what is in a backup the current build of a store.

    Args:
        file: The backup.
        folder: The store's folder; made if it is not there.
        progress: Called with a text on how far it is.
        waiting: Called with a sentence if another process, which writes to the store, has to be waited for.

    Raises:
        OutputError: The file cannot be read.
        FormatError: It is no backup, or is damaged; the store is as it was.
        StoreError: It was written by a newer Simpul, or the store cannot be written.
    """
    with _opened(file) as archive:
        found = _Archive(file, archive)
        held = found.manifest()
        with new_build(folder, progress=progress, waiting=waiting) as new:
            Filling(found, held, new.folder, progress).fill()
    return held


@contextlib.contextmanager
def _opened(file: Path) -> Generator[zipfile.ZipFile]:
    """Open an archive; what is wrong with it becomes an error that says what to do."""
    with archives.opened(file, remedy=_no_backup()) as archive:
        if any(
            one.filename == _MANIFEST and one.file_size > _LARGEST_MANIFEST
            for one in archive.infolist()
        ):
            raise _damaged(file)
        yield archive


def _damaged(file: Path) -> FormatError:
    return FormatError(file, _no_backup())


def _no_backup() -> str:
    return _(
        "This is no backup that `simpul backup` wrote, or it is damaged. Take another copy of it."
    )


class _Archive:
    """A backup as what a build is filled from."""

    def __init__(self, file: Path, archive: zipfile.ZipFile) -> None:
        self._file, self._archive = file, archive

    def manifest(self) -> Manifest:
        """Return what the build says of itself.

        Raises:
            FormatError: It says nothing.
            StoreError: It was written by a newer Simpul.
        """
        pages = self._pages(_MANIFEST)
        found = manifest.whole(_BUILD, (triple for page in pages for triple in page))
        if found is None:
            raise _damaged(self._file)
        return found

    def pages(self, graph: PublishedGraph) -> Iterator[list[Triple]]:
        """Yield the triples of a graph, in pages."""
        if graph.of is not None:
            return self._pages(_name(graph.of))
        return self._pages(graph.name.value.rpartition("/")[2] + ".nt")

    def damaged(self, graph: PublishedGraph, read: int) -> SimpulError:
        """Return the error for a graph that is not what it was."""
        del graph, read
        return _damaged(self._file)

    def _pages(self, name: str) -> Iterator[list[Triple]]:
        with self._archive.open(name) as member:
            lines_ = _lines(member)
            while page := list(_page(lines_)):
                try:
                    yield [quad.triple for quad in parse(b"".join(page), "ntriples")]
                except SyntaxError:
                    raise _damaged(self._file) from None


def _page(source: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the next lines: so many, or so many bytes."""
    size = 0
    for line in islice(source, _PIECE):
        yield line
        size += len(line)
        if size > _LARGEST_PAGE:
            return


def _lines(member: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file, none of which may be endless.

    Raises:
        ValueError: One is longer than any that is written.
    """
    while line := member.readline(_LONGEST_LINE):
        if not line.endswith(b"\n"):
            raise ValueError(len(line))
        yield line
