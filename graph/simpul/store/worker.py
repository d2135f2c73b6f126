"""The process of one task: ``python -m simpul.store.worker MODULE:FUNCTION LANGUAGE WORD…``; see ``simpul.store.child``."""

import contextlib
import importlib
import json
import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import Final

from simpul.errors import SimpulError
from simpul.locale import use
from simpul.store.child import LENGTH, MALFORMED, READY, Task

_SET_DEATH_SIGNAL: Final = 1
"""``PR_SET_PDEATHSIG`` of ``prctl(2)``."""


def main(words: Sequence[str]) -> int:
    """Do the task with the input that comes on stdin."""
    name, language, *told = words
    # The parent hears Ctrl-C too, and decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    use(language)
    module, _colon, function = name.partition(":")
    task: Task = getattr(importlib.import_module(module), function)
    # What a library prints must not come between.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        output.write(READY)
        output.flush()
        length = int.from_bytes(sys.stdin.buffer.read(LENGTH), "big")
        content = sys.stdin.buffer.read(length)
        threading.Thread(target=_end_with_parent, daemon=True).start()
        code, answer = _done(task, told, content)
        output.write(answer)
    return code


def _done(task: Task, words: Sequence[str], content: bytes) -> tuple[int, bytes]:
    """Return the exit code and the answer, or the arguments of the error."""
    try:
        return 0, task(words, content)
    except SyntaxError as error:
        return MALFORMED, json.dumps(error.args).encode()
    except SimpulError as error:
        return error.exit_code, json.dumps([str(error)]).encode()


def _end_with_parent() -> None:
    """Wait until the other end of stdin is closed, which the end of the parent does, however it came."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def end_with_parent() -> None:
    """Let Linux end this process with its parent, even while an engine lets no other thread run."""
    if sys.platform == "linux":
        import ctypes

        # Where the C library has no such function, the thread that waits for the end of stdin must do.
        with contextlib.suppress(AttributeError, OSError):
            ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
