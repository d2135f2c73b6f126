"""All commands, and the handling of their errors. Only the command that is called is imported."""

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, Final

import click

from simpul.cli.command import Spoken
from simpul.cli.output import write_no_more
from simpul.cli.screen import complain, interrupted, problems
from simpul.errors import DataError, OutputError, SimpulError, UsageError, did_you_mean
from simpul.locale import LANGUAGES
from simpul.locale import translate as _
from simpul.terminal import guarded
from simpul.version import __version__

COMMANDS: Final = (
    "build",
    "load",
    "unload",
    "template",
    "queries",
    "query",
    "ask",
    "analyse",
    "view",
    "brief",
    "export",
    "diff",
    "patch",
    "verify",
    "review",
    "accept",
    "info",
    "why",
    "validate",
    "check",
    "gazetteer",
    "publish",
    "mirror",
    "backup",
    "restore",
    "serve",
    "token",
    "reconcile",
    "table2rdf",
    "completion",
)
"""The commands in the order of the help; the module of each has its name and a ``command()``."""
_COMPLETING: Final = "_SIMPUL_COMPLETE"
"""The variable by which the shell asks for completions."""


class _Commands(Spoken, click.Group):
    """The commands, each imported when it is called or when all are listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        made: click.Command = importlib.import_module(f"simpul.cli.{cmd_name}").command()
        return made

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and what each command does, in full."""
        super().format_options(ctx, formatter)
        known = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, made.help or "") for name, made in known if made])


def _app() -> click.Group:
    return _Commands(
        "simpul",
        help=_(
            "Simpul, the knowledge graph of cities, their networks and what ties them together.\n\n"
            "Begin with `simpul build`, then `simpul queries`."
        ),
        epilog=_(
            "Exit codes: 0 all went well; 1 something is wrong with the data, 2 the command line, 3 "
            "the store, 4 the query, 5 a file; 6 a tool is missing; 7 a table is valid but has "
            "warnings; 130 interrupted."
        ),
        params=[
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_version,
                help=_("Print the version."),
            ),
            click.Option(
                ["--lang"],
                metavar="|".join(LANGUAGES),
                expose_value=False,
                help=_(
                    "Language of output and messages; by default SIMPUL_LANG, or the language of your system."
                ),
            ),
        ],
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND"),
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _show_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(f"simpul {__version__}")
        context.exit()


def run(words: Sequence[str]) -> int:
    """Run one command and return its exit code; errors become messages on stderr."""
    with guarded():
        return _run(words)


def _run(words: Sequence[str]) -> int:
    try:
        code = _invoke(words)
        sys.stdout.flush()
    except BrokenPipeError:
        write_no_more()
        return 0
    except KeyboardInterrupt:
        if sys.stderr.isatty():
            # The terminal shows ^C, and leaves the cursor behind it.
            click.echo(err=True)
        return interrupted()
    except (SimpulError, click.ClickException, OSError) as error:
        return _complain(error)
    return code


def _complain(error: SimpulError | click.ClickException | OSError) -> int:
    """Print what is wrong to stderr and return the exit code."""
    match error:
        case DataError():
            problems(error.problems)
            return error.exit_code
        case SimpulError():
            return complain(str(error), error.exit_code)
        case click.exceptions.NoArgsIsHelpError():
            error.show()
            return UsageError.exit_code
        case click.ClickException():
            return complain(_in_words(error), UsageError.exit_code)
        case _:
            what = f"{error.filename or ''}: {error.strerror or error}".lstrip(": ")
            return complain(what, OutputError.exit_code)


def _invoke(words: Sequence[str]) -> int:
    app = _app()
    if asked := os.environ.get(_COMPLETING):
        return _complete(app, asked)
    # `--lang` may stand anywhere; each command need not know it.
    try:
        with app.make_context("simpul", _without_language(words)) as context:
            result: Any = app.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return result if isinstance(result, int) else 0


def _complete(app: click.Group, asked: str) -> int:
    """Print what the word being typed may become, as the shell asked."""
    from click.shell_completion import shell_complete

    # It tells click how our shells are to be answered.
    importlib.import_module("simpul.cli.completion")
    return shell_complete(app, {}, "simpul", _COMPLETING, asked)


def _in_words(error: click.ClickException) -> str:
    """Return what is wrong with a command line, in the language in use, and where help is."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    options = _options(context)
    match error:
        case click.NoSuchOption():
            what = _("There is no option {name}.", name=error.option_name)
            what += did_you_mean(error.option_name, options)
        case click.exceptions.NoSuchCommand():
            what = _("There is no command {name}.", name=repr(error.command_name))
            what += did_you_mean(error.command_name, COMMANDS)
        case click.MissingParameter():
            what = _("{name} is missing.", name=_named(error.param))
        case click.BadParameter():
            name, reason = _named(error.param), error.message
            what = _("{name} does not take that value: {reason}", name=name, reason=reason)
        case click.BadOptionUsage() if options[error.option_name].is_flag:
            what = _("{name} takes no value.", name=error.option_name)
        case click.BadOptionUsage():
            what = _("{name} needs a value.", name=error.option_name)
        case _:
            what = _("The command line is wrong: {reason}", reason=error.format_message())
    command = context.command_path if context else "simpul"
    return f"{what} " + _("See `{command} --help`.", command=command)


def _named(parameter: click.Parameter | None) -> str:
    """Return the user's name for a parameter: an option by its words, an argument as the help shows it."""
    if parameter is None:
        return ""
    is_option = isinstance(parameter, click.Option)
    return parameter.opts[0] if is_option else parameter.human_readable_name


def _options(context: click.Context | None) -> dict[str, click.Option]:
    """Return the options of the command that was called, by each of their words."""
    parameters = context.command.get_params(context) if context else []
    return {
        word: parameter
        for parameter in parameters
        if isinstance(parameter, click.Option)
        for word in parameter.opts
    }


def _without_language(words: Sequence[str]) -> list[str]:
    """Return the words without ``--lang``, which was read before and may come after a command."""
    kept: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            return [*kept, word, *rest]
        if word == "--lang":
            _check_language(next(rest, None))
        elif word.startswith("--lang="):
            _check_language(word.removeprefix("--lang="))
        else:
            kept.append(word)
    return kept


def _check_language(word: str | None) -> None:
    if word is None:
        raise UsageError(_("{name} needs a value.", name="--lang"))
    if word not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UsageError(_("{word} is not one of: {known}.", word=repr(word), known=known))
