"""What all commands have in common: how their words are read, and a help of one style in the language in use."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from simpul.errors import UsageError
from simpul.locale import translate as _


class Spoken(click.Command):
    """A command whose help is in the language in use; click's own words are English."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words that follow the command's name."""
        try:
            return super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            # Click does not say which command the option belongs to.
            error.ctx = ctx
            raise

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each argument is, where there are some."""
        arguments = (one for one in self.get_params(ctx) if isinstance(one, click.Argument))
        _section(_("Arguments"), [one.get_help_record(ctx) for one in arguments], formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each option does."""
        options = (one for one in self.get_params(ctx) if isinstance(one, click.Option))
        records = [record for one in options if (record := one.get_help_record(ctx))]
        _section(_("Options"), records, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this help.")
        return option


def _section(
    title: str, records: Sequence[tuple[str, str]], formatter: click.HelpFormatter
) -> None:
    if records:
        with formatter.section(title):
            formatter.write_dl(records)


class Command(Spoken):
    """One command of ``simpul``.

    Args:
        name: Its name.
        run: What it does; gets each parameter by its name, and may return an exit code.
        parameters: Its arguments and options, in the order of the help.
        help: What it does, in a sentence or two.
    """

    def __init__(
        self,
        name: str,
        run: Callable[..., Any],
        *,
        parameters: Sequence[click.Parameter] = (),
        help: str,  # noqa: A002 - as click calls it
    ) -> None:
        super().__init__(
            name,
            callback=run,
            params=list(parameters),
            help=help,
            options_metavar=_("[OPTIONS]"),
            # Words that are left over are refused in `parse_args`, in the language in use.
            context_settings={"allow_extra_args": True},
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words that follow the command's name.

        Raises:
            UsageError: There are more words than the command takes.
        """
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            command, words = ctx.command_path, " ".join(map(repr, rest))
            raise UsageError(
                f"{no_use(command, words)} {_('See `{command} --help`.', command=command)}"
            )
        return rest


def no_use(command: str, words: str) -> str:
    """Return the refusal of words that a command has no use for: somebody who gives them means something else."""
    return _("{command} has no use for {words}.", command=command, words=words)
