"""What a command writes: its format, and the file or stdout it goes to, complete or not at all."""

import contextlib
import os
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import IO, Final

from simpul.errors import OutputError, SimpulError, UsageError
from simpul.locale import translate as _

_ENDINGS: Final = {
    ".txt": "table",
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".html": "html",
    ".xlsx": "xlsx",
    ".gexf": "gexf",
    ".graphml": "graphml",
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".trig": "trig",
    ".nq": "nquads",
    ".n3": "n3",
}


def format_for(
    name: str | None, output: Path | None, known: Collection[str], *, default: str = ""
) -> str:
    """Return the format asked for by name, else by the ending of the file, else the default.

    Args:
        name: One that the command writes, or None.
        output: The file to write; None for stdout.
        known: The formats that the command writes.
        default: What is written where neither a name nor an ending says.

    Raises:
        UsageError: The command writes no format that has this ending.
    """
    if name:
        return name
    ending = output.suffix.lower() if output else ""
    if not ending:
        return default
    if _ENDINGS.get(ending, "") not in known:
        endings = [known_ending for known_ending, made in _ENDINGS.items() if made in known]
        raise UsageError(
            _(
                "No format here has the ending {ending}; use one of {endings}, or give --format.",
                ending=ending,
                endings=", ".join(endings),
            )
        )
    return _ENDINGS[ending]


def keep(output: Path | None, *, force: bool) -> None:
    """Keep an existing file from being overwritten.

    Raises:
        UsageError: There is one, and overwriting it was not allowed.
    """
    if output is not None and output.is_file() and not force:
        what = _("{path} exists already and may hold somebody's work.", path=output)
        raise UsageError(f"{what} " + _("Name another file, or add --force."))


def write(content: bytes, output: Path | None) -> None:
    """Write to a file, completely or not at all, or to stdout.

    Raises:
        OutputError: The file cannot be written; one that was there is as it was.
    """
    write_pieces([content], output)


def write_pieces(
    pieces: Iterable[bytes],
    output: Path | None,
    waiting: Callable[[], contextlib.AbstractContextManager[None]] = contextlib.nullcontext,
) -> None:
    """Write pieces as they come to a file, completely or not at all, or to stdout.

    Args:
        pieces: What to write.
        output: The file, or None for stdout.
        waiting: Entered while the reader of stdout is waited for.

    Raises:
        OutputError: The file cannot be written; one that was there is as it was.
    """
    if output is None:
        _print(pieces, waiting)
    elif output.exists() and not output.is_file():
        # A device or a pipe: nothing to replace.
        _write_through(pieces, output)
    else:
        _replace(pieces, output)


def _print(
    pieces: Iterable[bytes], waiting: Callable[[], contextlib.AbstractContextManager[None]]
) -> None:
    try:
        for piece in pieces:
            with waiting():
                sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        write_no_more()


def write_no_more() -> None:
    """Discard the rest of stdout: the reader of the pipe (head, less) has closed it, which is not an error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_unfinished: set[Path] = set()


def _replace(pieces: Iterable[bytes], output: Path) -> None:
    import tempfile

    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    except OSError as error:
        raise OutputError(output, error) from None
    fresh = Path(name)
    _unfinished.add(fresh)
    try:
        with os.fdopen(handle, "wb") as file:
            _pour(pieces, file, output)
        fresh.chmod(0o644)
        fresh.replace(output)
    except OSError as error:
        raise error if isinstance(error, SimpulError) else OutputError(output, error) from None
    finally:
        discard_unfinished()


def discard_unfinished() -> None:
    """Remove the files that were being written; for when the process must end at once."""
    while _unfinished:
        _unfinished.pop().unlink(missing_ok=True)


def _pour(pieces: Iterable[bytes], file: IO[bytes], output: Path) -> None:
    """Write the pieces; an error in making one is not the file's."""
    for piece in pieces:
        try:
            file.write(piece)
        except OSError as error:
            raise OutputError(output, error) from None


def _write_through(pieces: Iterable[bytes], output: Path) -> None:
    try:
        file = output.open("wb")
    except OSError as error:
        raise OutputError(output, error) from None
    with file:
        _pour(pieces, file, output)
