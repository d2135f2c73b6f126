"""ZIP archives: the same contents always make the same file, and those of others are read within bounds.

The one door to them, but for workbooks, which are archives of their own kind (``simpul.tables.workbook``).
"""

import contextlib
import io
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from simpul import files
from simpul.errors import FormatError, OutputError, SimpulError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from typing_extensions import Buffer

_MOST_UNPACKED: Final = 200
"""Times its size that a text may have been; ours are up to some thirty times, a bomb is a thousand."""
_SMALL: Final = 10_000_000
"""Bytes that any file may have, however small it was packed; all of an archive together may have ten times as much."""
_MOST_FILES: Final = 100_000
_METHODS: Final = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
_ENCRYPTED: Final = 1
"""The flag of a file that is encrypted (APPNOTE 6.3.10, section 4.4.4)."""
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The date of everything in an archive: the earliest that one can have."""
_UNIX: Final = 3
_MODE: Final = 0o644
_PIECE: Final = 1_000_000


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


class NewArchive:
    """An archive that is handed on as it is made; times, modes and the system are the same in all."""

    def __init__(self) -> None:
        self._out = _Pieces()
        self._archive = zipfile.ZipFile(self._out, "w")

    def member(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the bytes that a file adds to the archive, as its content comes."""
        about = zipfile.ZipInfo(name, _BEGINNING)
        about.compress_type = zipfile.ZIP_DEFLATED
        about.create_system, about.external_attr = _UNIX, (stat.S_IFREG | _MODE) << 16
        with self._archive.open(about, "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)
                yield self._out.taken()
        yield self._out.taken()

    def end(self) -> bytes:
        """Return the last bytes: the list of all files."""
        self._archive.close()
        return self._out.taken()


def timeless(content: bytes) -> bytes:
    """Return an archive that we made ourselves without the times at which its files were put in."""
    archive = NewArchive()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        members = [
            piece
            for name in packed.namelist()
            for piece in archive.member(name, [packed.read(name)])
        ]
    return b"".join((*members, archive.end()))


@contextlib.contextmanager
def opened(file: Path, *, remedy: str) -> Generator[zipfile.ZipFile]:
    """Open an archive of somebody's; what turns out to be wrong while it is read is told, too.

    Args:
        file: The archive.
        remedy: What it should be, and what to do where it is not.

    Raises:
        FormatError: It is none, is damaged or encrypted, or would take far more room than it has itself.
        OutputError: It cannot be read.
    """
    files.refuse_endless(file)
    try:
        with zipfile.ZipFile(file) as archive:
            if what := _fault(archive, file.stat().st_size):
                raise FormatError(file, f"{what} {remedy}")
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
        what = _("It is no ZIP archive, or it is damaged.")
        raise FormatError(file, f"{what} {remedy}") from None
    except OSError as error:
        raise OutputError(file, error) from None


def unpack(archive: zipfile.ZipFile, folder: Path) -> None:
    """Write the files of an opened archive into a folder that is empty.

    Raises:
        OSError: It cannot be written.
    """
    for about in archive.infolist():
        if not about.is_dir():
            target = folder.joinpath(*PurePosixPath(about.filename).parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(about) as member, target.open("xb") as output:
                while piece := member.read(_PIECE):
                    output.write(piece)


def _fault(archive: zipfile.ZipFile, size: int) -> str:
    """Return what is wrong with an archive by what is said of its files; nothing where all is well."""
    members = archive.infolist()
    if len(members) > _MOST_FILES:
        return _("It says that it holds {count} files.", count=len(members))
    met: set[str] = set()
    for about in members:
        if what := next(_faults_of(about, met), ""):
            return what
        met.add(_folded(about.filename))
    unpacked = sum(about.file_size for about in members)
    return "" if unpacked <= max(10 * _SMALL, size * _MOST_UNPACKED) else _bomb(unpacked)


def _faults_of(about: zipfile.ZipInfo, met: set[str]) -> Iterator[str]:
    name = repr(about.filename)
    if not _stays_inside(about.filename):
        yield _("{name} leads out of the archive.", name=name)
    if _folded(about.filename) in met:
        yield _("{name} is in it twice.", name=name)
    if _is_special(about):
        yield _("{name} is a link, or no plain file.", name=name)
    if about.flag_bits & _ENCRYPTED:
        yield _("{name} is encrypted.", name=name)
    if about.compress_type not in _METHODS:
        yield _("{name} is packed in another way than usual.", name=name)
    if about.file_size > max(_SMALL, about.compress_size * _MOST_UNPACKED):
        yield _bomb(about.file_size)


def _bomb(size: int) -> str:
    return _(
        "It would become {megabytes} MB, many times what a text does.",
        megabytes=size // 1_000_000,
    )


def _stays_inside(name: str) -> bool:
    """Return whether a name is a plain path below the folder that it is unpacked to, on any system."""
    parts = name.removesuffix("/").split("/")
    return not any(part in {"", ".", ".."} or set(part) & set('\\:\0<>|?*"') for part in parts)


def _folded(name: str) -> str:
    """Return what names have in common that are one file on some systems."""
    return unicodedata.normalize("NFC", name.removesuffix("/")).casefold()


def _is_special(about: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(about.external_attr >> 16)
    return kind not in {0, stat.S_IFREG, stat.S_IFDIR}
