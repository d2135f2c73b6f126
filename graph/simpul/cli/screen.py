"""What a person reads on stderr: errors, notes and what is under way."""

import contextlib
import sys
from collections.abc import Callable, Generator, Sequence
from typing import Final

import click

from simpul.errors import Problem, Severity
from simpul.locale import translate as _

_INTERRUPTED: Final = 130


def say(text: str) -> None:
    """Print a line for a person to stderr."""
    click.echo(text, err=True)


def complain(message: str, code: int) -> int:
    """Print an error to stderr and return the exit code."""
    click.secho(_("Error:"), fg="red", bold=True, err=True, nl=False)
    click.echo(f" {message}", err=True)
    return code


def interrupted() -> int:
    """Print that a person ended the command, and return the exit code."""
    return complain(_("Interrupted."), _INTERRUPTED)


def note(sentence: str) -> None:
    """Print what a person should know to stderr."""
    click.secho(_("Note:"), fg="blue", bold=True, err=True, nl=False)
    click.echo(f" {sentence}", err=True)


def problems(found: Sequence[Problem], *, closing: bool = True) -> None:
    """Print every problem on a line of its own, errors last so that they are seen, then the counts.

    Without ``closing``, advice is printed too, and not that nothing was changed.
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
