"""Every file that a person asked for is made here: new, or in place of another, whole or not at all.

Nothing is written through a link. A new file takes no name that a link has, not even one that leads nowhere; where
a file is replaced, the link itself is, and what it led to stays as it was. Only devices and pipes
(``/dev/stdout``) are written into, since there is nothing to replace.

The umask decides who may read a new file; a file in the place of another is as open, or as closed, as that one.
Files of the store and of the cache are made by the modules that keep them.
"""

import contextlib
import errno
import itertools
import os
import secrets
import shutil
import stat
import sys
import tempfile
import weakref
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import IO, Final, cast

from simpul.errors import FormatError, OutputError, SimpulError
from simpul.locale import translate as _
from simpul.terminal import to_terminal

_OURS: Final = 0o600
_EVERYBODY: Final = 0o666
"""What a new file is made with; the system takes the umask from it."""
_IN_MEMORY: Final = 4_000_000
"""Bytes of a file that passes for which memory will do."""
_DEVICES: Final = (Path("/dev"), Path("/dev/fd"))
_PROCESSES: Final = Path("/proc")
_HANDLES: Final = Path("/proc/self/fd")

_drafts: set[Path] = set()
_passing: set[Path] = set()


def replace(path: Path, pieces: Iterable[bytes], *, private: bool = False) -> None:
    """Write a file, in place of the one of this name if there is one.

    Args:
        path: Its name; a device or a pipe is written into.
        pieces: What to write, as it comes.
        private: Nobody but the owner may read it, whatever the umask and the mode of what it replaces.

    Raises:
        OutputError: It cannot be written; what was there is as it was.
    """
    with _as_output_error(path):
        if _is_stream(path):
            with path.open("wb") as stream:
                to_terminal(stream).writelines(pieces)
            return
        with _drafted(path, pieces, _status(path), private=private) as draft:
            draft.replace(path)


def create(path: Path, pieces: Iterable[bytes], *, private: bool = False) -> None:
    """Write a file that is not there yet.

    Raises:
        OutputError: Its name is taken, be it by a link that leads nowhere; or it cannot be written.
    """
    with _as_output_error(path):
        _create(path, pieces, private=private)


def create_numbered(path: Path, content: bytes, *, private: bool = False) -> Path:
    """Write a new file and return its name: this one, or the next that is free (``a.csv``, ``a-2.csv``).

    Raises:
        OutputError: It cannot be written.
    """
    with _as_output_error(path):
        return _free(path, lambda name: _create(name, [content], private=private))


def create_folder_numbered(path: Path, *, private: bool = False) -> Path:
    """Make a new folder and return its name: this one, or the next that is free.

    Raises:
        OutputError: It cannot be made.
    """
    with _as_output_error(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        return _free(path, lambda name: name.mkdir(mode=0o700 if private else 0o777))


@contextlib.contextmanager
def new_folder(path: Path, *, private: bool = False) -> Generator[Path, None, None]:
    """Give an empty folder to fill, which takes this name when all is in it; if filling it fails, nothing is left.

    Args:
        path: The name; an empty folder that has it makes way.
        private: Nobody but the owner may look into it.

    Raises:
        OutputError: There is something of this name, or it cannot be made.
    """
    with _as_output_error(path):
        _raise_if_taken(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".simpul-{secrets.token_hex(8)}")
        draft.mkdir(mode=0o700 if private else 0o777)
        _passing.add(draft)
        try:
            yield draft
            _raise_if_taken(path)
            if path.is_dir():
                path.rmdir()
            draft.rename(path)
        finally:
            _remove_passing(draft)


def refuse_taken(path: Path) -> None:
    """Refuse a name for a new folder that belongs to anything but an empty one, before work is done for it.

    Raises:
        OutputError: It does.
    """
    with _as_output_error(path):
        _raise_if_taken(path)


def _raise_if_taken(path: Path) -> None:
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    if path.is_dir() and any(path.iterdir()):
        raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(path))


def is_private(path: Path) -> bool:
    """Return whether nobody but the owner may read a file or folder."""
    status = _status(path)
    return status is not None and not stat.S_IMODE(status.st_mode) & 0o077


class PassingFolder:
    """A folder for what is of no use to another process: its owner's alone, and gone when it is closed or forgotten.

    Attributes:
        path: Where it is.
    """

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="simpul-"))
        _passing.add(self.path)
        self._remove = weakref.finalize(self, _remove_passing, self.path)

    def close(self) -> None:
        """Remove the folder with all that is in it; where links are in it, what they lead to stays."""
        self._remove()


def _remove_passing(folder: Path) -> None:
    _passing.discard(folder)
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def passing_file(*, in_memory: int = _IN_MEMORY) -> Generator[IO[bytes], None, None]:
    """Give a file without a name, for what is of no use to another process; it is gone at the end.

    Args:
        in_memory: Up to so many bytes it is in memory alone.

    Raises:
        OutputError: There is no room for it, if need be while it is written; the error names the folder for such files.
    """
    with told_by_folder(), tempfile.SpooledTemporaryFile(max_size=in_memory) as file:
        yield cast("IO[bytes]", file)


@contextlib.contextmanager
def told_by_folder() -> Generator[None, None, None]:
    """Raise what goes wrong with a passing file as an error that names the folder for such files.

    Raises:
        OutputError: It cannot be made or written.
    """
    try:
        yield
    except OSError as error:
        raise error if isinstance(error, SimpulError) else OutputError(_folder(), error) from None


def _folder() -> str:
    try:
        return tempfile.gettempdir()
    except FileNotFoundError:  # Python found no folder that it may write in
        return "TMPDIR"


def discard_drafts() -> None:
    """Remove the files that were being written, and what passes; for when the process must end at once."""
    while _drafts:
        _drafts.pop().unlink(missing_ok=True)
    for folder in [*_passing]:
        _remove_passing(folder)


def _free(path: Path, make: Callable[[Path], None]) -> Path:
    for number in itertools.count(1):
        name = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        with contextlib.suppress(FileExistsError):
            make(name)
            return name
    raise AssertionError  # the numbers do not end


def _create(path: Path, pieces: Iterable[bytes], *, private: bool) -> None:
    with _drafted(path, pieces, None, private=private) as draft:
        # Only by taking the name can one know that it was free.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OURS))
        draft.replace(path)


def content(path: Path) -> bytes:
    """Return all of a file that somebody named.

    Raises:
        FormatError: It is a device or a pipe, which may never end.
        OutputError: It cannot be read.
    """
    refuse_endless(path)
    with _as_output_error(path):
        return path.read_bytes()


def refuse_endless(path: Path) -> None:
    """Refuse a device or a pipe where a file is read whole: it may never end.

    Raises:
        FormatError: It is one.
        OutputError: Nothing is there, or it cannot be looked at.
    """
    with _as_output_error(path):
        mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise FormatError(path, _("it is a device or a pipe. Name a file."))


@contextlib.contextmanager
def _as_output_error(path: Path) -> Generator[None, None, None]:
    try:
        yield
    except OSError as error:
        raise error if isinstance(error, SimpulError) else OutputError(path, error) from None


def _is_stream(path: Path) -> bool:
    """Return whether a path is a device or a pipe, or a handle of this process (``/dev/stdout``), whatever it leads to."""
    folder = path.parent.resolve()
    handle = folder in _DEVICES or _PROCESSES in folder.parents
    return path.exists() and (handle or not path.is_file())


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None  # there is nothing, or nothing that we may see


@contextlib.contextmanager
def _drafted(
    path: Path, pieces: Iterable[bytes], before: os.stat_result | None, *, private: bool
) -> Generator[Path, None, None]:
    """Give the name of a file beside a path that holds the pieces, safe on the disk; it is gone at the end.

    Args:
        path: Where it is to go.
        pieces: What to write.
        before: What is there, whose mode and owner it gets.
        private: Nobody but the owner may read it.
    """
    mode = _EVERYBODY if before is None else stat.S_IMODE(before.st_mode) & 0o777
    mode = mode & _OURS if private else mode
    draft = path.with_name(f".simpul-{secrets.token_hex(8)}")
    handle, is_named = _opened(draft, mode)
    _drafts.add(draft)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(handle)
            if before is not None:
                _give_back(handle, before, mode)
            if not is_named:
                os.link(_HANDLES / str(handle), draft, src_dir_fd=handle, follow_symlinks=True)
        yield draft
    finally:
        _drafts.discard(draft)
        draft.unlink(missing_ok=True)


def _opened(draft: Path, mode: int) -> tuple[int, bool]:
    """Open a new file, and return whether it has its name; one without goes with its process, even one that is killed."""
    if sys.platform == "linux" and _HANDLES.is_dir():
        with contextlib.suppress(OSError):  # not every file system knows files without a name
            return os.open(draft.parent, os.O_TMPFILE | os.O_WRONLY, mode), False
    return os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), True


def _give_back(handle: int, before: os.stat_result, mode: int) -> None:
    """Give a file the mode of another, and its owner and group where the system lets us."""
    if sys.platform == "win32":
        return
    try:
        os.fchown(handle, -1, before.st_gid)
    except OSError:
        mode &= ~0o070  # what that group might do is not for another
    with contextlib.suppress(OSError):  # only root gives files away
        os.fchown(handle, before.st_uid, -1)
    os.fchmod(handle, mode)
