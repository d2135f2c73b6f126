"""What a person reads on stderr: errors, notes and what is under way."""

import contextlib
import sys
from collections.abc import Callable, Generator, Sequence
from contextvars import ContextVar
from typing import Final

import click

from simpul.errors import Problem, Severity
from simpul.locale import translate as _
from simpul.terminal import Painted, beneath, clean, one_line

_INTERRUPTED: Final = 130
_EMPTY_LINE: Final = "\r\x1b[2K"
"""Empties the line that the cursor is in."""
_under_way: ContextVar[bool] = ContextVar("under_way", default=False)
"""The line of the cursor shows what is under way."""


def say(text: str) -> None:
    """Print a line for a person to stderr."""
    _print(text)


def complain(message: str, code: int) -> int:
    """Print an error to stderr and return the exit code."""
    _print(message, mark=_("Error:"), colour="red")
    return code


def interrupted() -> int:
    """Print that a person ended the command, and return the exit code."""
    return complain(_("Interrupted."), _INTERRUPTED)


def note(sentence: str) -> None:
    """Print what a person should know to stderr."""
    _print(sentence, mark=_("Note:"), colour="blue")


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
                _print(str(problem), mark=word, colour=colour)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    if errors and closing:
        say(_("Errors: {count}. Nothing was changed.", count=errors))


def _print(text: str, *, mark: str = "", colour: str = "") -> None:
    """Print a text to stderr, behind a mark that a terminal shows in colour."""
    if sys.stderr.isatty():
        shown = f"{click.style(mark, fg=colour, bold=True)} {clean(text)}" if mark else clean(text)
        line = f"{_EMPTY_LINE if _under_way.get() else ''}{shown}\n"
        sys.stderr.buffer.write(Painted(line.encode()))
    else:
        click.echo(f"{mark} {text}" if mark else text, err=True)


@contextlib.contextmanager
def progress() -> Generator[Callable[[str], None]]:
    """Give a function that shows what is under way: on a terminal only, quiet in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _text: None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.spinner import Spinner
    from rich.text import Text

    spinner = Spinner("dots", style="status.spinner")
    console = Console(file=beneath(sys.stderr))
    # What is printed meanwhile goes through the door, not through rich.
    shown = Live(
        spinner, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    )
    before = _under_way.set(True)
    try:
        with shown:
            yield lambda text: spinner.update(text=Text(f"{clean(one_line(text))} …"))
    finally:
        _under_way.reset(before)


def show_cursor() -> None:
    """Show the cursor, which ``progress`` hides, where a process ends without leaving it."""
    if sys.stderr.isatty():
        from rich.console import Console

        Console(file=beneath(sys.stderr)).show_cursor()
