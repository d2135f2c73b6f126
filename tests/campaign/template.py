"""The process that workers are forked from: what each of them would import and read takes longer than most trials.

It has no thread and opens no store. A worker has a session, variables and an output of its own, as if it had been started
by itself; who asked for it is told when it ends.
"""

import atexit
import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from threading import Lock
from typing import Any, Final, NoReturn, TypeAlias

_Begin: TypeAlias = Callable[[Sequence[str]], None]
_LENGTH: Final = 4
"""Bytes of a number between the two processes."""


class Forked:
    """A process that another one forked for this one, asked as one of ``subprocess`` is."""

    def __init__(self, told: int) -> None:
        """Wait until it is there.

        Args:
            told: A pipe that says its number, and then its exit code.

        Raises:
            ChildProcessError: It never was.
        """
        self._told = os.fdopen(told, "rb", buffering=0)
        self._code: int | None = None
        number = self._told.readline()
        if not number:
            raise ChildProcessError("no worker was forked")
        self.pid = int(number)

    def poll(self) -> int | None:
        """Return its exit code, below zero the signal that ended it; None while it runs."""
        return self._ended(0)

    def wait(self, seconds: float | None = None) -> int:
        """Return its exit code when it has ended.

        Raises:
            TimeoutExpired: It runs after so many seconds.
        """
        code = self._ended(seconds)
        if code is None:
            raise subprocess.TimeoutExpired("campaign.worker", seconds or 0)
        return code

    def _ended(self, seconds: float | None) -> int | None:
        if self._code is None and select.select([self._told], [], [], seconds)[0]:
            # Where nobody says it, the process that watched it is gone, too.
            self._code = int(self._told.readline() or -signal.SIGKILL)
            self._told.close()
        return self._code

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it is known to have ended."""
        if self.poll() is None:
            os.kill(self.pid, number)


class _Template:
    """The process that is forked, seen from the one that asks it."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._socket, theirs = socket.socketpair()
        self._in_use = Lock()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "campaign.template", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=dict(variables),
                start_new_session=True,
            )

    def fork(
        self, words: Sequence[str], variables: Mapping[str, str], output: int, complaints: int
    ) -> Forked:
        """Start a worker."""
        told, theirs = os.pipe()
        message = json.dumps({"words": [*words], "variables": dict(variables)}).encode()
        try:
            with self._in_use:
                length = len(message).to_bytes(_LENGTH, "big")
                socket.send_fds(self._socket, [length], [output, complaints, theirs])
                self._socket.sendall(message)
        finally:
            os.close(theirs)
        return Forked(told)

    def end(self) -> None:
        """Let it end, as it does when nobody can ask it any more."""
        self._socket.close()
        self._process.wait()


@cache
def _template(variables: tuple[tuple[str, str], ...]) -> _Template:
    template = _Template(dict(variables))
    atexit.register(template.end)
    return template


def fork(
    words: Sequence[str],
    common: Mapping[str, str],
    own: Mapping[str, str],
    *,
    output: int,
    complaints: int,
) -> Forked:
    """Start a worker.

    Args:
        words: Those of ``campaign.worker``.
        common: The variables that all workers have.
        own: More of them, which it alone has.
        output: What is its stdout.
        complaints: What is its stderr.
    """
    template = _template(tuple(sorted(common.items())))
    return template.fork(words, {**common, **own}, output, complaints)


def _serve(connection: socket.socket) -> None:
    """Fork for each worker that is asked for, until nobody asks any more."""
    from campaign import worker
    from campaign.commands import warm_up
    from campaign.world import make_small
    from simpul.naming.gazetteer.index import index_file

    warm_up()
    make_small()
    with tempfile.TemporaryDirectory() as folder:
        # Nearly every part loads names before its first trial, and so would make the index of cities.
        os.environ["XDG_CACHE_HOME"] = folder
        index_file()

        def begin(words: Sequence[str]) -> None:
            shutil.copytree(folder, os.environ["XDG_CACHE_HOME"])
            worker.main(words)

        _fork_each(connection, begin)


def _fork_each(connection: socket.socket, begin: _Begin) -> None:
    while True:
        length, files, _flags, _address = socket.recv_fds(connection, _LENGTH, 3)
        if not length:
            break
        asked = json.loads(connection.recv(int.from_bytes(length, "big"), socket.MSG_WAITALL))
        if not os.fork():
            connection.close()
            _watch(begin, asked, *files)
        for number in files:
            os.close(number)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _watch(
    begin: _Begin, asked: dict[str, Any], output: int, complaints: int, told: int
) -> NoReturn:
    """Fork once more, and say what became of that: its parent alone can know."""
    child = os.fork()
    if not child:
        _become(begin, asked, output, complaints, told)
    for number in (output, complaints):
        os.close(number)
    _pid, status = os.waitpid(child, 0)
    with contextlib.suppress(BrokenPipeError):
        os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _become(
    begin: _Begin, asked: dict[str, Any], output: int, complaints: int, told: int
) -> NoReturn:
    """Make this process what ``python -m campaign.worker`` would be."""
    from campaign.commands import end_with

    def run() -> int:
        os.setsid()
        os.write(told, f"{os.getpid()}\n".encode())
        os.close(told)
        for number, file in ((1, output), (2, complaints)):
            os.dup2(file, number)
            os.close(file)
        os.environ.clear()
        os.environ.update(asked["variables"])
        tempfile.tempdir = None
        begin(asked["words"])
        return 0

    end_with(run, fault=1)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as given:
        _serve(given)
