"""All commands together, and what becomes of their errors."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any, Final, cast

import typer

from simpul import __version__
from simpul.cli import (
    build,
    check,
    export,
    gazetteer,
    info,
    query,
    reconcile,
    validate,
    view,
    why,
)
from simpul.cli.output import complain, problems
from simpul.errors import DataError, SimpulError, UsageError, did_you_mean
from simpul.language import LANGUAGES
from simpul.language import translate as _

_INTERRUPTED: Final = 130
# Typer brings click with it, under a private name since 0.20; its public classes lead to the rest.
_CommandLineError: Final = cast("type[Exception]", typer.BadParameter.__mro__[1])

app = typer.Typer(
    name="simpul",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help=_(
        "Simpul, the knowledge graph of cities, their networks and what ties them together.\n\n"
        "Begin with `simpul build`, then `simpul queries`."
    ),
    epilog=_(
        "Exit codes: 0 well, 1 the data is wrong, 2 the command line, 3 the store, 4 the query, "
        "5 a file, 6 a missing tool, 130 interrupted."
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"simpul {__version__}")
        raise typer.Exit


@app.callback()
def _everywhere(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help=_("Print the version.")
        ),
    ] = False,
    _lang: Annotated[
        str,
        typer.Option(
            "--lang",
            metavar="en|id",
            help=_("Language of output and messages; else SIMPUL_LANG, else the locale."),
        ),
    ] = "",
) -> None:
    """Options of every command; the language was read from the words before they were parsed."""


for module in (build, query, view, export, info, why, validate, check, gazetteer, reconcile):
    module.register(app)


def run(words: Sequence[str]) -> int:  # noqa: PLR0911 - one return for each kind of error
    """Run one command and return its exit code; errors become messages on stderr."""
    try:
        return _run(words)
    except DataError as error:
        problems(error.problems)
        return error.exit_code
    except SimpulError as error:
        return complain(str(error), error.exit_code)
    except _CommandLineError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            return 2  # the help is on the screen already
        return complain(_in_words(error, words), 2)
    except (typer.Abort, KeyboardInterrupt):
        return complain(_("Interrupted."), _INTERRUPTED)
    except OSError as error:
        return complain(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "), 5)


def _run(words: Sequence[str]) -> int:
    if not words or {"-h", "--help"} & set(words):
        _translate_help()
    # `--lang` may stand anywhere; each command need not know it.
    command = typer.main.get_command(app)
    try:
        result: Any = command.main(
            args=_without_language(words), prog_name="simpul", standalone_mode=False
        )
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe (head, less) had enough; that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0


def _translate_help() -> None:
    """Give the help's boxes their titles; only here, since they come from rich, which is slow to import."""
    from typer import rich_utils

    rich_utils.OPTIONS_PANEL_TITLE = _("Options")
    rich_utils.COMMANDS_PANEL_TITLE = _("Commands")
    rich_utils.ARGUMENTS_PANEL_TITLE = _("Arguments")


def _without_language(words: Sequence[str]) -> list[str]:
    """Return the words less ``--lang``, which was read before and may stand behind a command."""
    kept: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            return [*kept, word, *rest]
        if word == "--lang":
            _check_language(next(rest, ""))
        elif word.startswith("--lang="):
            _check_language(word.removeprefix("--lang="))
        else:
            kept.append(word)
    return kept


def _check_language(word: str) -> None:
    if word not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UsageError(_("{word} is none of: {known}.", word=repr(word), known=known))


def _in_words(error: Any, words: Sequence[str]) -> str:  # noqa: ANN401 - click's errors, which typer keeps private
    """Return what is wrong with the command line, in the language in use."""
    context = getattr(error, "ctx", None)
    command = getattr(context, "command", None)
    hint = " " + _("See `{command} --help`.", command=context.command_path if context else "simpul")
    match type(error).__name__:
        case "NoSuchOption":
            known = did_you_mean(error.option_name, error.possibilities or [])
            return _("There is no option {name}.", name=error.option_name) + known + hint
        case "MissingParameter":
            name = error.param.metavar or error.param.name
            return _("{name} is missing.", name=name) + hint
        case "BadParameter":
            name = error.param.opts[0] if error.param else ""
            reason = error.message
            return _("{name} does not take that value: {reason}", name=name, reason=reason) + hint
        case "BadOptionUsage":
            return _("{name} needs a value.", name=error.option_name) + hint
        case _ if commands := getattr(command, "commands", None):
            word = next((word for word in words if not word.startswith("-")), "")
            known = did_you_mean(word, list(commands))
            return _("There is no command {name}.", name=repr(word)) + known + hint
        case _:
            return _("The command line is wrong: {reason}", reason=error.format_message()) + hint
