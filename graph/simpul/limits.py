"""Limits of what a person's query or file may take: time, memory, and Ctrl-C.

The engines hear neither a clock nor a signal until their answer is there, but they let other threads run. So a
thread watches, this process or a child of it, and ends what took too much. Nothing must be closed: the store is
open for reading only.
"""

import contextlib
import os
import select
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Generator
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Final

from simpul.errors import QueryLimitError
from simpul.locale import translate as _

_TICK: Final = 0.05
"""Seconds between looks at the memory; a query takes about 50 MB in that time."""
_PROC: Final = Path("/proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a query may take.

    Attributes:
        seconds: Time; 0 for no limit.
        megabytes: Memory beyond what the process had before; 0 for no limit.
    """

    seconds: float = 60
    megabytes: int = 2048

    def __bool__(self) -> bool:
        """Whether there is any limit."""
        return bool(self.seconds or self.megabytes)


class Passed(Enum):
    """Why what was watched must end."""

    TIME = auto()
    MEMORY = auto()
    INTERRUPT = auto()


class _Clock:
    """How long something has run; it is stopped while waiting for someone else.

    Args:
        signals: Where the numbers of signals are written to.
    """

    def __init__(self, signals: socket.socket) -> None:
        self._signals = signals
        self._begin = time.monotonic()
        self._stopped: float | None = None

    def seconds(self) -> float:
        """Return the seconds that the query has run."""
        return (self._stopped or time.monotonic()) - self._begin

    @contextlib.contextmanager
    def stopped(self) -> Generator[None]:
        """Stop the clock."""
        self._stopped = time.monotonic()
        try:
            yield
        finally:
            self._begin += time.monotonic() - self._stopped
            self._stopped = None
            # A prompt listens to signals itself, and afterwards nobody would.
            _listen(self._signals.fileno())


_running: Final[ContextVar[_Clock | None]] = ContextVar("clock", default=None)
"""The clock of what is being watched."""


def waiting() -> contextlib.AbstractContextManager[None]:
    """Stop the clock, if one runs: a person who is asked, or the reader of a pipe, may take a while."""
    clock = _running.get()
    return clock.stopped() if clock else contextlib.nullcontext()


@contextlib.contextmanager
def watched(
    limits: Limits, give_up: Callable[[Passed], object], *, process: int | None = None
) -> Generator[None]:
    """Watch while something runs, and call ``give_up`` once, in another thread, when it must end.

    Args:
        limits: What it may take.
        give_up: Ends the process.
        process: Its number; else this process.
    """
    inner, outer = socket.socketpair()
    inner.setblocking(False)
    clock = _Clock(inner)
    memory = memory_of(process or os.getpid())

    def watch() -> None:
        passed = _watch(limits, clock, outer, memory)
        if passed:
            give_up(passed)

    # The watcher speaks the language of the thread that asked.
    context = copy_context()
    watcher = threading.Thread(target=lambda: context.run(watch), daemon=True)
    with _signals_to(inner):
        watcher.start()
        before = _running.set(clock)
        try:
            yield
        finally:
            _running.reset(before)
            inner.close()
            watcher.join()
            outer.close()


@contextlib.contextmanager
def _signals_to(wakened: socket.socket) -> Generator[None]:
    """Write the number of each signal to a socket, which happens at once, whatever runs."""
    before = _listen(wakened.fileno())
    try:
        yield
    finally:
        _listen(before)


def _listen(number: int) -> int:
    """Let the numbers of signals be written to this file, and return which one it was; only the main thread may."""
    if threading.current_thread() is not threading.main_thread():
        return -1
    return signal.set_wakeup_fd(number, warn_on_full_buffer=False)


def _watch(
    limits: Limits, clock: _Clock, woken: socket.socket, memory: Callable[[], int]
) -> Passed | None:
    """Look until a limit is passed, or until the other end of the socket is closed, which is None."""
    most = memory() + limits.megabytes * 1_000_000
    while True:
        ready, _writable, _failed = select.select([woken], [], [], _TICK)
        if ready:
            heard = woken.recv(64)
            if not heard:
                return None
            if signal.SIGINT in heard:
                return Passed.INTERRUPT
        if limits.seconds and clock.seconds() > limits.seconds:
            return Passed.TIME
        if limits.megabytes and memory() > most:
            return Passed.MEMORY


def over(passed: Passed, limits: Limits) -> QueryLimitError:
    """Return the error for a query that passed a limit."""
    if passed is Passed.TIME:
        return QueryLimitError(
            _(
                "No answer after {seconds} seconds. Narrow the question, or raise --timeout.",
                seconds=f"{limits.seconds:g}",
            )
        )
    return QueryLimitError(
        _(
            "The query took more than {megabytes} MB of memory. Narrow the question, or raise --memory.",
            megabytes=limits.megabytes,
        )
    )


def memory_of(process: int) -> Callable[[], int]:
    """Return what tells the memory of a process in bytes; it tells 0 where the system does not say."""
    try:
        return _Statm(process)
    except OSError:
        return lambda: int(_by_ps(process) or 0) * 1024


class _Statm:
    """The file in which Linux says what memory a process has: asked many times a second, it stays open."""

    def __init__(self, process: int) -> None:
        """Open it.

        Raises:
            OSError: There is none.
        """
        self._file = -1
        self._file = os.open(_PROC / str(process) / "statm", os.O_RDONLY)
        self._page = os.sysconf("SC_PAGE_SIZE")

    def __call__(self) -> int:
        """Return the bytes; 0 where the process is gone."""
        try:
            return int(os.pread(self._file, 200, 0).split()[1]) * self._page
        except (OSError, IndexError):
            return 0

    def __del__(self) -> None:
        """Close it."""
        if self._file >= 0:
            os.close(self._file)


def _by_ps(process: int) -> str:
    """Return the kilobytes that ``ps`` tells of a process; nothing of one that has just ended, or where it cannot say."""
    try:
        words = ["ps", "-o", "rss=", "-p", str(process)]
        return subprocess.check_output(words, text=True).strip()  # noqa: S603 - words of ours
    except (OSError, subprocess.CalledProcessError):
        return ""
