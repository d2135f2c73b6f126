"""Commands that ask the store, within limits of time and memory."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final, NoReturn

import click

from simpul import files
from simpul.cli.command import Command
from simpul.cli.options import Number, Option
from simpul.cli.screen import complain, interrupted, show_cursor
from simpul.limits import Limits, Passed, over, watched
from simpul.locale import translate as _

ANYBODYS: Final = Limits()
"""For a query that somebody wrote, unless the command line says otherwise."""
OURS: Final = Limits(seconds=0, megabytes=0)
"""For queries that come with Simpul: whatever they need."""


class Limited(Command):
    """A command that asks the store; the watch begins before it looks at anything that it is given.

    Args:
        limits: What it may take unless the command line says otherwise.
    """

    def __init__(
        self,
        name: str,
        run: Callable[..., Any],
        *,
        parameters: Sequence[click.Parameter] = (),
        help: str,  # noqa: A002 - as click calls it
        limits: Limits,
    ) -> None:
        super().__init__(name, run, parameters=[*parameters, *limit_options(limits)], help=help)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command under a watch that ends the process, since nothing else stops an engine."""
        limits = Limits(seconds=ctx.params.pop("timeout"), megabytes=ctx.params.pop("memory"))
        with watched(limits, lambda passed: _give_up(passed, limits)):
            return super().invoke(ctx)


def limit_options(limits: Limits) -> list[Option]:
    """Return the options that say what a command may take."""
    return [
        Option(
            ["--timeout"],
            type=Number(0, whole=False),
            default=limits.seconds,
            metavar=_("SECONDS"),
            help=_(
                "Give up after this time; by default {seconds}, 0 for never.",
                seconds=f"{limits.seconds:g}",
            ),
        ),
        Option(
            ["--memory"],
            type=Number(0),
            default=limits.megabytes,
            metavar="MB",
            help=_(
                "Give up when it takes more memory; by default {megabytes}, 0 for no limit.",
                megabytes=limits.megabytes,
            ),
        ),
    ]


def _give_up(passed: Passed, limits: Limits) -> NoReturn:
    files.discard_drafts()
    show_cursor()
    if passed is Passed.INTERRUPT:
        code = interrupted()
    else:
        error = over(passed, limits)
        code = complain(str(error), error.exit_code)
    sys.stderr.flush()
    os._exit(code)
