"""Limits that end long queries: by time, by memory, by Ctrl-C.

Oxigraph hears neither a clock nor a signal until its answer is there, but it lets other threads run. So a
thread watches, and ends the process. Nothing must be closed: the store is open for reading only.
"""

import contextlib
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Callable, Generator
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from simpul.errors import QueryLimitError
from simpul.locale import translate as _

_TICK: Final = 0.05
"""Seconds between looks at the memory; a query takes about 50 MB in that time."""
_STATM: Final = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a query may take.

    Attributes:
        seconds: Time; 0 for no limit.
        megabytes: Memory beyond what the process had before; 0 for no limit.
    """

    seconds: float = 60
    megabytes: int = 2048


class Clock:
    """How long a query has run; it is stopped while waiting for someone else."""

    def __init__(self) -> None:
        self._begin = time.monotonic()
        self._stopped: float | None = None

    def seconds(self) -> float:
        """Return the seconds that the query has run."""
        return (self._stopped or time.monotonic()) - self._begin

    @contextlib.contextmanager
    def stopped(self) -> Generator[None]:
        """Stop the clock: the reader of a pipe may take a while."""
        self._stopped = time.monotonic()
        try:
            yield
        finally:
            self._begin += time.monotonic() - self._stopped
            self._stopped = None


@contextlib.contextmanager
def watched(
    limits: Limits, give_up: Callable[[QueryLimitError | None], NoReturn]
) -> Generator[Clock]:
    """Watch while a query runs, and call ``give_up`` in another thread when it must end.

    Args:
        limits: What it may take.
        give_up: Ends the process; told the limit that was passed, or None after Ctrl-C.
    """
    inner, outer = socket.socketpair()
    inner.setblocking(False)
    clock = Clock()
    # The watcher speaks the language of the thread that asked.
    context = copy_context()
    watcher = threading.Thread(
        target=lambda: context.run(lambda: _watch(limits, clock, outer, give_up)), daemon=True
    )
    with _signals_to(inner):
        watcher.start()
        try:
            yield clock
        finally:
            inner.close()
            watcher.join()
            outer.close()


@contextlib.contextmanager
def _signals_to(wakened: socket.socket) -> Generator[None]:
    """Write the number of each signal to a socket, which happens at once, whatever runs."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.set_wakeup_fd(wakened.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)


def _watch(
    limits: Limits,
    clock: Clock,
    woken: socket.socket,
    give_up: Callable[[QueryLimitError | None], NoReturn],
) -> None:
    """Look until the other end of the socket is closed."""
    most = _memory() + limits.megabytes * 1_000_000
    while True:
        ready, _writable, _failed = select.select([woken], [], [], _TICK)
        if ready:
            heard = woken.recv(64)
            if not heard:
                return
            if signal.SIGINT in heard:
                give_up(None)
        if limits.seconds and clock.seconds() > limits.seconds:
            give_up(out_of_time(limits.seconds))
        if limits.megabytes and _memory() > most:
            give_up(out_of_memory(limits.megabytes))


def out_of_time(seconds: float) -> QueryLimitError:
    """Return the error for a query that took too long."""
    return QueryLimitError(
        _(
            "No answer after {seconds} seconds. Narrow the question, or raise --timeout.",
            seconds=f"{seconds:g}",
        )
    )


def out_of_memory(megabytes: int) -> QueryLimitError:
    """Return the error for a query that took too much memory."""
    return QueryLimitError(
        _(
            "The query took more than {megabytes} MB of memory. Narrow the question, or raise --memory.",
            megabytes=megabytes,
        )
    )


def _memory() -> int:
    """Return the memory of this process in bytes: now where the system tells, else the most so far, else 0."""
    if _STATM.exists():
        return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
