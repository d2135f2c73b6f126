"""A child process that does one task of ours within limits, and ends with its parent.

For what may have to be ended: only the end of a process ends a query or a parser of Oxigraph, and one that runs out
of stack takes its process along. The child is a fresh one, since a fork of a process with threads (a notebook) may
lock up. It runs ``simpul.store.worker``, which is the other end of what is said here::

    child   READY                          it is about to begin
    parent  length of the input, input     and the pipe stays open for as long as the parent lives
    child   the answer, or an error as JSON, by the exit code
"""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import IO, Final

from simpul.errors import SimpulError
from simpul.limits import Limits, Passed, watched
from simpul.locale import current

READY: Final = b"\x06"
LENGTH: Final = 8
"""Bytes of the number that says how long the input is."""
MALFORMED: Final = 8
"""The exit code where the input is malformed; those of ``SimpulError`` are its own."""

Task = Callable[[Sequence[str], bytes], bytes]
"""A function at the top of a module of ours: it takes some words and the input, and returns the answer."""


class ChildEnded(Exception):  # noqa: N818 - it is no error of a person's; who asked says what it means
    """The child ended without an answer.

    Attributes:
        passed: The limit that it passed; None where it crashed.
        said: The last that it said of a crash, if anything.
    """

    def __init__(self, passed: Passed | None, said: str = "") -> None:
        self.passed, self.said = passed, said
        super().__init__(passed, said)


class ChildError(SimpulError):
    """The task ended with an error of ours.

    Attributes:
        code: The exit code of the error.
    """

    def __init__(self, code: int, said: str) -> None:
        self.code = code
        super().__init__(said)


def run(task: Task, words: Sequence[str], content: bytes, limits: Limits) -> bytes:
    """Run a task in a child, in the language in use, and return its answer.

    Args:
        task: A function at the top of a module of ours.
        words: What it is told.
        content: Its input.
        limits: What it may take, from when the child is ready.

    Raises:
        SyntaxError: The task raised one; it has the same arguments.
        ChildError: The task raised an error of ours.
        ChildEnded: It passed a limit or crashed.
    """
    name = f"{task.__module__}:{task.__qualname__}"
    command = [sys.executable, "-P", "-m", "simpul.store.worker", name, current(), *words]
    with subprocess.Popen(  # noqa: S603 - the interpreter itself, and words of ours
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        try:
            return _answer(child, content, limits)
        finally:
            child.kill()


def _answer(child: subprocess.Popen[bytes], content: bytes, limits: Limits) -> bytes:
    # `communicate` would close the input, whose end tells the child that its parent is gone.
    lifeline, child.stdin = child.stdin, None
    assert lifeline is not None and child.stdout is not None  # noqa: S101, PT018 - both are pipes
    passed: list[Passed] = []

    def give_up(limit: Passed) -> None:
        passed.append(limit)
        child.kill()

    with contextlib.ExitStack() as open_:
        open_.callback(_close, lifeline)
        if os.read(child.stdout.fileno(), 1) == READY:
            open_.enter_context(watched(limits, give_up, process=child.pid))
            with contextlib.suppress(BrokenPipeError):
                lifeline.write(len(content).to_bytes(LENGTH, "big") + content)
                lifeline.flush()
        answer, said = child.communicate()
    if passed:
        raise ChildEnded(passed[0])
    return _checked(child.returncode, answer, said)


def _close(lifeline: IO[bytes]) -> None:
    """Close a pipe whose other end may be gone."""
    with contextlib.suppress(BrokenPipeError):
        lifeline.close()


def _checked(code: int, answer: bytes, said: bytes) -> bytes:
    """Return the answer of a child that ended by itself.

    Raises:
        SyntaxError: The task raised one; it has the same arguments.
        ChildError: The task raised an error of ours.
        ChildEnded: It crashed.
    """
    if code == 0:
        return answer
    try:
        error = json.loads(answer)
    except ValueError:
        last = said.decode(errors="replace").strip().rpartition("\n")[2]
        raise ChildEnded(None, last) from None
    if code == MALFORMED:
        message, *place = error
        raise SyntaxError(message, *(tuple(each) for each in place))
    raise ChildError(code, *error)
