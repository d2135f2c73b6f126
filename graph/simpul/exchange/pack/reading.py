"""A pack of somebody's, opened within bounds: plain files in a folder, whether it came as one or as an archive."""

import contextlib
import os
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simpul import archives
from simpul.errors import FormatError, OutputError
from simpul.exchange.pack.contents import DATA, DATA_BY_SOURCE, SUMS
from simpul.files import PassingFolder
from simpul.locale import translate as _

_MOST_FILES: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPack:
    """A pack whose files can be read; what is in them is not checked yet.

    Attributes:
        place: The folder or archive that was named.
        folder: Where its files are, for as long as it is open.
        names: Of its files, sorted, with ``/`` between folders.
    """

    place: Path
    folder: Path
    names: tuple[str, ...]

    def path(self, name: str) -> Path | None:
        """Return where a file is; None where the pack has none of this name."""
        return self.folder / name if name in self.names else None

    @property
    def data(self) -> Path:
        """All statements, as Turtle."""
        return self.folder / DATA

    @property
    def data_by_source(self) -> Path:
        """All statements with the graph of each source, as TriG."""
        return self.folder / DATA_BY_SOURCE


def is_pack(place: Path) -> bool:
    """Return whether a path is that of a pack, as far as can be told before it is opened."""
    if place.is_dir():
        return (place / SUMS).is_file() or (place / DATA_BY_SOURCE).is_file()
    return place.suffix.lower() == ".zip" and place.is_file()


@contextlib.contextmanager
def opened(place: Path) -> Generator[OpenedPack]:
    """Open a pack: a folder is read where it is, an archive is unpacked for as long as it is open.

    Raises:
        FormatError: It is no pack, or is one that is not safe to open; the message says what to do.
        OutputError: It cannot be read.
    """
    if place.is_dir():
        yield _of_folder(place, place)
        return
    with contextlib.closing(PassingFolder()) as passing:
        with archives.opened(place, remedy=_no_pack()) as archive:
            archives.unpack(archive, passing.path)
        yield _of_folder(place, passing.path)


def _of_folder(place: Path, folder: Path) -> OpenedPack:
    try:
        found = list(_listed(folder))
    except OSError as error:
        raise OutputError(place, error) from None
    if special := [path for path in found if path.is_symlink() or not path.is_file()]:
        what = _("{name} is a link, or no plain file.", name=repr(_name(special[0], folder)))
        raise FormatError(place, f"{what} {_no_pack()}")
    names = tuple(sorted(_name(path, folder) for path in found))
    if not {SUMS, DATA, DATA_BY_SOURCE} & set(names) or len(names) > _MOST_FILES:
        raise FormatError(place, _no_pack())
    return OpenedPack(place=place, folder=folder, names=names)


def _listed(folder: Path) -> Iterator[Path]:
    """Yield what lies in a folder and in those below it, but for folders; links to folders are not followed."""
    for inner, folders, names in os.walk(folder, onerror=_raise):
        links = [name for name in folders if (Path(inner) / name).is_symlink()]
        yield from (Path(inner) / name for name in (*names, *links))


def _raise(error: OSError) -> None:
    raise error


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _no_pack() -> str:
    return _(
        "This is no pack that `simpul export` wrote, or it is damaged. Ask who sent it for another copy."
    )
