"""A pack written as a folder or as one ZIP archive: whole, or not at all."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from simpul import files
from simpul.archives import NewArchive
from simpul.errors import UsageError
from simpul.exchange.pack.contents import PLAIN, SUMS, PackFile, Record
from simpul.locale import translate as _

NamedPieces: TypeAlias = tuple[str, Iterable[bytes]]
"""A file: its path, with ``/`` between folders, and its content."""
ARCHIVE: Final = ".zip"
"""The ending of a pack that is one file."""


def refuse_taken(target: Path) -> None:
    """Refuse a place where nothing new can be put, before any work is done.

    Raises:
        UsageError: There is something already, which may be somebody's work.
    """
    is_archive = target.suffix.lower() == ARCHIVE
    if target.is_symlink() or (target.exists() and (is_archive or not target.is_dir())):
        what = _("{path} is there already, and may hold somebody's work.", path=target)
        raise UsageError(f"{what} " + _("Name a new file or folder."))
    if target.is_dir() and any(target.iterdir()):
        what = _("The folder {path} is not empty.", path=target)
        raise UsageError(f"{what} " + _("Name a new file or folder."))


def write(target: Path, contents: Iterable[PackFile], record: Record, *, private: bool) -> None:
    """Write a pack: a folder, or an archive where the name ends in ``.zip``.

    Args:
        target: Its name, which must be free.
        contents: Its files but for ``SHA256SUMS``; each is asked for when all before it are in the record.
        record: Gets what is written.
        private: Nobody but the owner may read it.

    Raises:
        UsageError: There is something of this name.
        OutputError: It cannot be written; nothing is left.
    """
    every = _with_sums(contents, record)
    write_files(target, ((file.name, record.recorded(file)) for file in every), private=private)


def write_files(target: Path, contents: Iterable[NamedPieces], *, private: bool) -> None:
    """Write files into a new folder, or an archive where its name ends in ``.zip``.

    Args:
        target: Its name, which must be free.
        contents: The name of each file and its pieces; each is asked for when the one before it is written.
        private: Nobody but the owner may read it.

    Raises:
        UsageError: There is something of this name.
        OutputError: It cannot be written; nothing is left.
    """
    refuse_taken(target)
    if target.suffix.lower() == ARCHIVE:
        files.create(target, _archive(contents), private=private)
        return
    with files.new_folder(target, private=private) as folder:
        for name, pieces in contents:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            files.create(path, pieces, private=private)


def _with_sums(contents: Iterable[PackFile], record: Record) -> Iterator[PackFile]:
    yield from contents
    titles = {"en": "SHA-256 of each file", "id": "SHA-256 tiap berkas"}
    yield PackFile(name=SUMS, media_type=PLAIN, titles=titles, pieces=lambda: [record.sums()])


def _archive(contents: Iterable[NamedPieces]) -> Iterator[bytes]:
    archive = NewArchive()
    for name, pieces in contents:
        yield from archive.member(name, pieces)
    yield archive.end()
