"""One writer at a time in a folder; the others wait, and are told for whom. What is read is not removed.

The kernel holds a lock and lets go of it when the process ends, however it ends, so a file that lies there locks
nobody out. Beside it stands who holds it, for people only.

A reader holds its build: Oxigraph opens files as it comes to them, and where they are gone its iterators never end
and take all memory (measured on pyoxigraph 0.5).
"""

import contextlib
import os
import shlex
import sys
import weakref
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from simpul.errors import StoreDamagedError, StoreReplacedError, shortened
from simpul.locale import translate as _
from simpul.store import own_files

FILE: Final = "lock"
_HOLDER: Final = "lock.json"

Waiting = Callable[[str], None]
"""Called once, with a sentence on the process that is waited for."""


def silently(_sentence: str) -> None:
    """Wait without a word."""


@contextlib.contextmanager
def locked(folder: Path, *, waiting: Waiting = silently) -> Generator[None]:
    """Hold the lock of a folder; while another process or thread holds it, wait.

    Raises:
        OSError: The lock cannot be made or opened there.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / FILE, mode=0o600)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting(_who(folder))
            lock.acquire()
    except NotImplementedError as error:
        raise OSError(str(error)) from error
    try:
        _sign(folder)
        yield
    finally:
        with contextlib.suppress(OSError):
            (folder / _HOLDER).unlink(missing_ok=True)
        lock.release()


def _sign(folder: Path) -> None:
    """Write who holds the lock; where that cannot be written, those who wait know less."""
    command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])
    holder = {"pid": os.getpid(), "command": command, "since": datetime.now(UTC).isoformat()}
    with contextlib.suppress(OSError):
        own_files.write_json(folder / _HOLDER, holder)


def _who(folder: Path) -> str:
    """Return in words who holds the lock, as far as that is written down."""
    try:
        holder = own_files.read_json(folder / _HOLDER, store=folder)
        since = datetime.fromisoformat(str(holder["since"])).astimezone()
        return _(
            "Waiting for process {pid} (`{command}`), which has been writing to {path} since {time}.",
            pid=str(holder["pid"]),
            command=shortened(str(holder["command"])),
            path=folder,
            time=f"{since:%H:%M:%S}",
        )
    except (OSError, StoreDamagedError, KeyError, ValueError, OverflowError):
        return _("Waiting for another process, which is writing to {path}.", path=folder)


class Hold:
    """A build that somebody reads: while this lives, nobody removes it.

    Where the system cannot hold a folder (Windows, some network disks), the build that was in use before the
    current one stays all the same.

    Raises:
        StoreReplacedError: The build is gone, or is being removed.
    """

    def __init__(self, build: Path) -> None:
        try:
            descriptor = _locked_folder(build, shared=True)
        except BlockingIOError:
            raise StoreReplacedError(build.parent) from None
        if descriptor is None and not build.exists():
            raise StoreReplacedError(build.parent)
        self._let_go = weakref.finalize(self, _close, descriptor)

    def close(self) -> None:
        """Let the build be removed."""
        self._let_go()


@contextlib.contextmanager
def unheld(build: Path) -> Generator[bool]:
    """Keep readers from a build, and give whether nobody reads it."""
    try:
        descriptor = _locked_folder(build, shared=False)
    except BlockingIOError:
        yield False
        return
    try:
        yield True
    finally:
        _close(descriptor)


def _locked_folder(folder: Path, *, shared: bool) -> int | None:
    """Return a descriptor that locks a folder; None where the folder is gone, or the system cannot lock one.

    Raises:
        BlockingIOError: Another process has it locked.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    descriptor: int | None = None
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        # Its name may have been taken away between the two.
        folder.stat()
    except BlockingIOError:
        _close(descriptor)
        raise
    except OSError:
        _close(descriptor)
        return None
    return descriptor


def _close(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)
