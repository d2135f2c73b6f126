"""What click's commands have in common: options, and help in the language in use."""

from pathlib import Path

import click

from simpul.locale import translate as _


def store_option() -> click.Option:
    """Return the option that names the store's folder."""
    return click.Option(
        ["--store"],
        type=click.Path(path_type=Path),
        envvar="SIMPUL_STORE",
        metavar="DIR",
        help=_("The store's folder; else SIMPUL_STORE, else the user's data folder."),
    )


def output_option() -> click.Option:
    """Return the option that names the file to write."""
    return click.Option(
        ["--output", "-o"],
        type=click.Path(path_type=Path),
        metavar="FILE",
        callback=_output,
        help=_("Write here, not to the screen; - is the screen."),
    )


def _output(_context: click.Context, _option: click.Parameter, given: Path | None) -> Path | None:
    return file_or_stdout(given)


def file_or_stdout(given: Path | None) -> Path | None:
    """Return the file to write, None for stdout, which ``-`` means as well."""
    return None if given == Path("-") else given


class Spoken(click.Command):
    """A command whose help is in the language in use; click's own words are English."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and the commands where there are some."""
        records = [
            record for option in self.get_params(ctx) if (record := option.get_help_record(ctx))
        ]
        with formatter.section(_("Options")):
            formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this help.")
        return option
