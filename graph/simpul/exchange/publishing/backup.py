"""A store in one file, and a store made from such a file: a ZIP archive of N-Triples that outlives engines and versions.

It holds what is published at an endpoint, but all of it, with a checksum of each graph::

    manifest.nt            as of a published build (``simpul.store.remote.manifest``)
    graphs/<name>.nt       a named graph; its name is percent-encoded
    merge.nt               the merge, only where it is more than the named graphs together
    rows.nt, files.nt      which row each thing came from; the small files of the build

The same build always gives the same file.
"""

import contextlib
import io
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final
from urllib.parse import quote

from simpul import store
from simpul.errors import FormatError, OutputError, SimpulError
from simpul.exchange.access import ACCESS
from simpul.exchange.publishing.filling import Filling
from simpul.exchange.publishing.publication import Publication, lines
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

if TYPE_CHECKING:
    from typing_extensions import Buffer

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
_MOST_UNPACKED: Final = 200
"""Times its size that a file of N-Triples may have been; ours were up to some thirty times, a bomb is a thousand."""
_SMALL: Final = 10_000_000
"""Bytes that any file may have, however small it was packed."""
_METHODS: Final = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
_ENCRYPTED: Final = 1
"""The flag of a file that is encrypted (APPNOTE 6.3.10, section 4.4.4)."""
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The date of everything in the archive: the earliest that one can have."""


def backup(folder: Path, *, progress: Progress = lambda _text: None) -> Iterator[bytes]:
    """Yield the current build of a store as the bytes of a file.

    Args:
        folder: The store's folder.
        progress: Called with a text on how far it is.

    Raises:
        StoreError: There is no store, or it cannot be read.
    """
    out = _Pieces()
    with (
        closing(Publication.of(folder, ACCESS[-1])) as publication,
        zipfile.ZipFile(out, "w") as archive,
    ):
        for _done in _written(publication, archive, progress):
            yield out.taken()
    yield out.taken()


class _Pieces(io.RawIOBase):
    """A file that is handed on as it is written."""

    def __init__(self) -> None:
        self._pending: list[bytes] = []

    def writable(self) -> bool:
        """Return that it can be written."""
        return True

    def write(self, content: "Buffer", /) -> int:
        """Take what is written."""
        self._pending.append(bytes(content))
        return len(self._pending[-1])

    def taken(self) -> bytes:
        """Return what was written since this was last asked."""
        content, self._pending = b"".join(self._pending), []
        return content


def _written(
    publication: Publication, archive: zipfile.ZipFile, progress: Progress
) -> Iterator[None]:
    """Write a build into an archive; give way after each piece."""
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
    archive: zipfile.ZipFile, name: str, written: Iterator[bytes], digest: Digest
) -> Iterator[None]:
    about = zipfile.ZipInfo(name, _BEGINNING)
    about.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(about, "w", force_zip64=True) as file:
        while piece := list(islice(written, _PIECE)):
            digest.add(piece)
            file.write(b"\n".join(piece) + b"\n")
            yield


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
        with store.new_build(folder, waiting=waiting) as new:
            Filling(found, held, new.folder, progress).fill()
    return held


@contextlib.contextmanager
def _opened(file: Path) -> Generator[zipfile.ZipFile]:
    """Open an archive; what is wrong with it becomes an error that says what to do."""
    try:
        with zipfile.ZipFile(file) as archive:
            if not all(map(_is_ours, archive.infolist())):
                raise _damaged(file)
            yield archive
    except SimpulError:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        NotImplementedError,
        ValueError,
        SyntaxError,
        OverflowError,
    ):
        raise _damaged(file) from None
    except OSError as error:
        raise OutputError(file, error) from None


def _is_ours(about: zipfile.ZipInfo) -> bool:
    """Return whether a file in an archive can be one that was written here, by what is said of it."""
    most = (
        _LARGEST_MANIFEST
        if about.filename == _MANIFEST
        else max(_SMALL, about.compress_size * _MOST_UNPACKED)
    )
    return (
        about.compress_type in _METHODS
        and not about.flag_bits & _ENCRYPTED
        and about.file_size <= most
    )


def _damaged(file: Path) -> FormatError:
    return FormatError(
        file,
        _(
            "This is no backup that `simpul backup` wrote, or it is damaged. Take another copy of it."
        ),
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
