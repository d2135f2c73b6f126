"""The small files that a store keeps for itself: read as strictly as a stranger's, written so that they last.

Whoever can write into the folder can put anything there, so a file is read only if it is a regular one, no link
and not too long, and JSON only as far as these files use it: whole numbers, and no deeper than Python reads.
What is written is on the disk, file and entry, before the function returns, and is the owner's alone.
"""

import errno
import json
import os
import stat
from pathlib import Path
from typing import Final, NoReturn, cast

from simpul.errors import StoreDamagedError, StoreForbiddenError

_MOST_BYTES: Final = 64_000_000
"""The list of a million loaded sources has fewer."""
_READING: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""A pipe in the place of a file must not make a reader wait."""
FRESH: Final = ".new"
"""How the name of a file ends while it is being written."""
_FILE_MODE: Final = 0o600
_FOLDER_MODE: Final = 0o700


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter; one that is there keeps its mode."""
    folder.mkdir(parents=True, exist_ok=True, mode=_FOLDER_MODE)


def read_text(path: Path, *, store: Path) -> str:
    """Return what a small file of a store says.

    Raises:
        FileNotFoundError: There is none.
        StoreForbiddenError: The user may not read it.
        StoreDamagedError: It cannot be read, or is nothing that a store writes.
    """
    try:
        with os.fdopen(os.open(path, _READING), "rb") as file:
            about = os.fstat(file.fileno())
            if stat.S_ISREG(about.st_mode) and about.st_size <= _MOST_BYTES:
                return file.read().decode()
    except NotADirectoryError as error:  # somebody's file where the store's folder would be
        raise FileNotFoundError(*error.args) from None
    except FileNotFoundError:
        raise
    except PermissionError:
        raise StoreForbiddenError(store) from None
    except (OSError, ValueError):
        pass
    raise StoreDamagedError.of_file(store, path.name)


def read_json(path: Path, *, store: Path) -> dict[str, object]:
    """Return the object in a small file of a store.

    Raises:
        FileNotFoundError: There is no such file.
        StoreDamagedError: It cannot be read, or is nothing that a store writes.
    """
    content = read_text(path, store=store)
    try:
        found: object = json.loads(content, parse_float=_refuse, parse_constant=_refuse)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise StoreDamagedError.of_file(store, path.name)
    return cast("dict[str, object]", found)


def _refuse(number: str) -> NoReturn:
    raise ValueError(number)


def write_text(path: Path, content: str) -> None:
    """Write a small file whole or not at all, in the place of one that is there.

    Raises:
        OSError: It cannot be written; what was there is as it was.
    """
    fresh = path.with_name(path.name + FRESH)
    # What a killed process left, or somebody's link to another place.
    fresh.unlink(missing_ok=True)
    try:
        _write_new(fresh, content.encode())
        os.replace(fresh, path)  # noqa: PTH105 - atomic on every platform
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync(path.parent)


def _write_new(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_json(path: Path, content: object) -> None:
    """Write an object into a small file, whole or not at all."""
    write_text(path, json.dumps(content, indent=1) + "\n")


def keep(folder: Path) -> None:
    """Bring all that lies under a folder to the disk, entries too, and let nobody but the owner read it."""
    for path in sorted(folder.rglob("*"), reverse=True):
        _own(path)
        sync(path)
    _own(folder)
    sync(folder)


def _own(path: Path) -> None:
    """Take away what others may do with a file; one that another build has as well stays as it is."""
    about = path.lstat()
    is_shared = stat.S_ISREG(about.st_mode) and about.st_nlink > 1
    if about.st_mode & 0o077 and not is_shared and not stat.S_ISLNK(about.st_mode):
        path.chmod(_FOLDER_MODE if stat.S_ISDIR(about.st_mode) else _FILE_MODE)


def sync(path: Path) -> None:
    """Wait until a file, or the entries of a folder, are on the disk.

    Windows cannot wait so, and a few network disks for no folder; what they promise is theirs.
    """
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(descriptor)
