"""What commands print: answers to stdout, everything else to stderr."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from simpul.errors import OutputError, Problem, Severity, SimpulError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.naming import Resolver


def store_folder(given: Path | None) -> Path:
    """Return the store's folder: as given, else the default."""
    from simpul import paths

    return given or paths.default_store()


def say(text: str) -> None:
    """Print a line for a person to stderr."""
    click.echo(text, err=True)


def complain(message: str, code: int) -> int:
    """Print an error to stderr and return the exit code."""
    click.secho(_("Error:"), fg="red", bold=True, err=True, nl=False)
    click.echo(f" {message}", err=True)
    return code


def suppositions(resolver: "Resolver") -> None:
    """Print which city each name was taken for that is a mere alias of it."""
    for sentence in resolver.suppositions:
        click.secho(_("Note:"), fg="blue", bold=True, err=True, nl=False)
        click.echo(f" {sentence}", err=True)


def problems(found: Sequence[Problem], *, closing: bool = True) -> None:
    """Print every problem on a line of its own, errors last so that they are seen, then the counts.

    Without ``closing``, advice is told too and nothing is said of what was changed.
    """
    for severity, colour, word in (
        *(() if closing else ((Severity.ADVICE, "blue", _("Note:")),)),
        (Severity.WARNING, "yellow", _("Warning:")),
        (Severity.ERROR, "red", _("Error:")),
    ):
        for problem in found:
            if problem.severity is severity:
                click.secho(word, fg=colour, bold=True, err=True, nl=False)
                click.echo(f" {problem}", err=True)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    if errors and closing:
        say(_("Errors: {count}. Nothing was changed.", count=errors))


@contextlib.contextmanager
def progress() -> Generator[Callable[[str], None]]:
    """Give a function that shows what is under way: on a terminal only, quiet in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _text: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield lambda text: status.update(f"{text} …")


def write(content: bytes, output: Path | None) -> None:
    """Write to a file, whole or not at all, or to stdout.

    Raises:
        OutputError: The file cannot be written; one that was there is as it was.
    """
    write_pieces([content], output)


def write_pieces(
    pieces: Iterable[bytes],
    output: Path | None,
    waiting: Callable[[], contextlib.AbstractContextManager[None]] = contextlib.nullcontext,
) -> None:
    """Write pieces as they come to a file, whole or not at all, or to stdout.

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
    """Let the rest of stdout go nowhere: the reader of the pipe (head, less) had enough, which is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_unfinished: set[Path] = set()


def _replace(pieces: Iterable[bytes], output: Path) -> None:
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
    """Write the pieces; what goes wrong in making one is no fault of the file."""
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
