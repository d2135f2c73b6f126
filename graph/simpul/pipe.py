"""Text that is made while another library reads it, by a path, in a thread of its own."""

import contextlib
import os
import tempfile
import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import IO, Final

_PIPEFUL: Final = 1 << 18
"""Characters that are worth a write to a pipe."""


@contextlib.contextmanager
def readable(lines: Iterator[str]) -> Generator[str]:
    """Give a path that reads as these lines: a pipe where the platform has paths for pipes, else a file.

    What goes wrong while the lines are made is raised when the block ends.
    """
    if not Path("/dev/fd").is_dir():
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "lines.nt"
            with file.open("wb") as output:
                _write_all(lines, output)
            yield str(file)
        return
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def write_pipe() -> None:
        try:
            # The reader stopped early when the pipe breaks; it tells why itself.
            with contextlib.suppress(BrokenPipeError), os.fdopen(writing, "wb") as output:
                _write_all(lines, output)
        except BaseException as error:  # noqa: BLE001 - it is raised again below, in the thread that waits
            failed.append(error)

    writer = threading.Thread(target=write_pipe)
    writer.start()
    try:
        yield f"/dev/fd/{reading}"
    finally:
        os.close(reading)
        writer.join()
    if failed:
        raise failed[0]


def _write_all(lines: Iterator[str], output: IO[bytes]) -> None:
    waiting: list[str] = []
    size = 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size > _PIPEFUL:
            output.write("".join(waiting).encode())
            waiting, size = [], 0
    output.write("".join(waiting).encode())
