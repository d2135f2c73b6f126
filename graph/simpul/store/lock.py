"""One writer at a time in a folder; the others wait, and are told for whom.

The kernel holds the lock and lets go of it when the process ends, however it ends, so a file that lies there locks
nobody out. Beside it stands who holds it, for people only.
"""

import contextlib
import os
import shlex
import sys
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from simpul.errors import StoreDamagedError, shortened
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
