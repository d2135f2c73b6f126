"""What commands print: answers to stdout, everything else to stderr."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from simpul.errors import OutputError, Problem, Severity
from simpul.language import translate as _

StoreOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--store",
        envvar="SIMPUL_STORE",
        metavar="DIR",
        show_default=False,
        help=_("The store's folder; else SIMPUL_STORE, else the user's data folder."),
    ),
]
OutputOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        show_default=False,
        help=_("Write here, not to the screen."),
    ),
]


def store_folder(given: Path | None) -> Path:
    """Return the store's folder: as given, else the default."""
    from simpul import paths

    return given or paths.default_store()


def say(text: str) -> None:
    """Print a line for a person to stderr."""
    typer.echo(text, err=True)


def complain(message: str, code: int) -> int:
    """Print an error to stderr and return the exit code."""
    typer.secho(_("Error:"), fg="red", bold=True, err=True, nl=False)
    typer.echo(f" {message}", err=True)
    return code


def problems(found: Sequence[Problem]) -> None:
    """Print every problem on a line of its own, errors last so that they are seen, then the counts."""
    for severity, colour, word in (
        (Severity.WARNING, "yellow", _("Warning:")),
        (Severity.ERROR, "red", _("Error:")),
    ):
        for problem in found:
            if problem.severity is severity:
                typer.secho(word, fg=colour, bold=True, err=True, nl=False)
                typer.echo(f" {problem}", err=True)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    if errors:
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
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    if output.exists() and not output.is_file():
        # A device or a pipe: nothing to replace.
        _write_through(content, output)
        return
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o644)
            Path(name).replace(output)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(output, error) from None


def _write_through(content: bytes, output: Path) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        raise OutputError(output, error) from None
