"""Commands as processes that can be killed: forked from one that has imported everything, they begin at once.

The process that forks opens no store on disk: threads of Oxigraph would not survive it.
"""

import contextlib
import gc
import importlib
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NoReturn, TypeVar

from forked import read_ontology
from simpul.cli import main
from simpul.cli.app import COMMANDS

_Value = TypeVar("_Value")
_TICK: Final = 0.002
_SAID: Final = "stderr"
_PATIENCE: Final = 120
"""Seconds after which a command counts as hung."""
_DOORS: Final = (
    "filelock", "numpy", "openpyxl", "pyoxigraph", "rapidfuzz", "regex", "yaml", "simpul.ingest", "simpul.ingest.world", "simpul.exchange",
    "simpul.session", "simpul.reason.shapes", "simpul.naming.gazetteer.geonames", "simpul.store.seal", "simpul.exchange.publishing.publish", "httpx",
)  # fmt: skip


@cache
def warm_up() -> None:
    """Import what the commands import, and read what they all read, so that a forked one has it."""
    for name in (*_DOORS, *(f"simpul.cli.{command}" for command in COMMANDS)):
        importlib.import_module(name)
    read_ontology()
    gc.collect()
    gc.freeze()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended.

    Attributes:
        code: Its exit code; below zero the signal that ended it.
        said: What it printed on stderr.
    """

    code: int
    said: str
    seconds: float


class Running:
    """A command of ours in a process, and a session, of its own."""

    def __init__(
        self,
        words: Sequence[str],
        folder: Path,
        *,
        watch: Callable[[], Callable[[], None]] | None = None,
        **variables: str,
    ) -> None:
        """Start it.

        Args:
            words: The command line, without ``simpul``.
            folder: Where it runs, and where ``stdout`` and ``stderr`` are kept.
            watch: Called in its process before it begins; what it returns is called when all is done.
            variables: More for its environment.
        """
        self._folder, self._begun = folder, time.monotonic()
        (folder / _SAID).touch()  # it may be killed before it opens it
        self.pid = os.fork()
        if self.pid == 0:
            _become(lambda: _watched(words, watch or _unwatched), folder, variables)

    def wait(self) -> Ended:
        """Wait for its end."""
        return self._ended(_PATIENCE)

    def kill_after(self, seconds: float) -> Ended:
        """Kill it with SIGKILL when so much time has passed since it began, unless it ends before."""
        return self._ended(seconds)

    def _ended(self, seconds: float) -> Ended:
        status = _waited(self.pid, self._begun + seconds)
        if status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            _pid, status = os.waitpid(self.pid, 0)
        took = time.monotonic() - self._begun
        said = (self._folder / _SAID).read_text(errors="replace")
        return Ended(code=os.waitstatus_to_exitcode(status), said=said, seconds=took)

    def leaves_nobody(self, patience: float = 10) -> bool:
        """Return whether all that it started is gone, or goes in a while; whoever stays is ended."""
        end = time.monotonic() + patience
        with contextlib.suppress(ProcessLookupError):
            while time.monotonic() < end:
                os.killpg(self.pid, 0)
                time.sleep(_TICK)
            os.killpg(self.pid, signal.SIGKILL)
            return False
        return True


def _nothing() -> None:
    """Do nothing."""


def _unwatched() -> Callable[[], None]:
    return _nothing


def _watched(words: Sequence[str], watch: Callable[[], Callable[[], None]]) -> int:
    done = watch()
    code = main(words)
    done()
    return code


def run(words: Sequence[str], folder: Path, **variables: str) -> Ended:
    """Run a command to its end."""
    return Running(words, folder, watch=_unwatched, **variables).wait()


def apart(ask: Callable[[], _Value]) -> _Value:
    """Return what a function returns, or raise what it raises, in a process of its own."""
    inner, outer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(inner)
        _answer(ask, outer)
    os.close(outer)
    with os.fdopen(inner, "rb") as pipe:
        content = pipe.read()
    _pid, status = os.waitpid(pid, 0)
    if not content:
        raise RuntimeError(f"it ended with {os.waitstatus_to_exitcode(status)}")
    failed, value = pickle.loads(content)  # noqa: S301 - written by our own process
    if failed:
        raise RuntimeError(value)
    return value  # type: ignore[no-any-return]  # what was pickled


def _answer(ask: Callable[[], object], pipe: int) -> NoReturn:
    try:
        answer = (False, ask())
    except BaseException as error:  # noqa: BLE001 - told to the other process
        answer = (True, f"{type(error).__name__}: {error}")
    with os.fdopen(pipe, "wb") as file:
        pickle.dump(answer, file)
    os._exit(0)


def _waited(pid: int, end: float) -> int | None:
    """Return the status that a process ends with; None where it runs at the end of the time."""
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return status
        left = end - time.monotonic()
        if left <= 0:
            return None
        time.sleep(min(_TICK, left))


def _become(call: Callable[[], int], folder: Path, variables: dict[str, str]) -> NoReturn:
    """Run a command in this process, which was forked for it, as if it had been started by a shell."""

    def run() -> int:
        os.setsid()
        os.chdir(folder)
        os.environ.update(variables)
        for number, name in ((1, "stdout"), (2, _SAID)):
            handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(handle, number)
            os.close(handle)
        signal.setitimer(signal.ITIMER_PROF, 0)
        return call()

    end_with(run, fault=70)


def end_with(run: Callable[[], int], *, fault: int) -> NoReturn:
    """Do what is left to do in a forked process, and end it as the interpreter would.

    Args:
        run: Returns the code with which the process ends.
        fault: The code where it raises an error, which is told on stderr.
    """
    code = fault
    try:
        code = run()
    except BaseException:  # noqa: BLE001 - what the interpreter itself would do
        sys.excepthook(*sys.exc_info())
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code & 0xFF)
