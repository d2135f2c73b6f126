"""All commands together, and what becomes of their errors.

Only the command that is called is imported. The commands that are called most are click's own; the others are
Typer's, which stands on pydantic and costs a tenth of a second more.
"""

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, Final

import click

from simpul import __version__
from simpul.cli.options import Spoken
from simpul.cli.screen import complain, problems, write_no_more
from simpul.cli.typed import FromTyper
from simpul.cli.wording import in_words
from simpul.errors import DataError, SimpulError, UsageError
from simpul.locale import LANGUAGES
from simpul.locale import translate as _

_INTERRUPTED: Final = 130
_COMPLETING: Final = "_SIMPUL_COMPLETE"
"""The variable by which the shell asks click what a word could become."""
_MODULES: Final = {
    "build": "build",
    "load": "load",
    "unload": "load",
    "template": "template",
    "queries": "queries",
    "query": "query",
    "ask": "ask",
    "analyse": "analyse",
    "view": "view",
    "export": "export",
    "info": "info",
    "why": "why",
    "validate": "validate",
    "check": "check",
    "gazetteer": "gazetteer",
    "reconcile": "reconcile",
    "table2rdf": "table2rdf",
    "completion": "completion",
}
"""The module of each command, in the order of the help."""


class _Commands(Spoken, click.Group):
    """The commands, each imported when it is called or when all are listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; a module has ``command()`` or, with Typer, ``register(app)``."""
        del ctx
        if cmd_name not in _MODULES:
            return None
        module = importlib.import_module(f"simpul.cli.{_MODULES[cmd_name]}")
        if hasattr(module, "register"):
            return FromTyper(cmd_name, module)
        made: click.Command = module.command()
        return made

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, in full."""
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
            "Exit codes: 0 well, 1 the data is wrong, 2 the command line, 3 the store, 4 the query, "
            "5 a file, 6 a missing tool, 130 interrupted."
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
                help=_("Language of output and messages; else SIMPUL_LANG, else the locale."),
            ),
        ],
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _show_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(f"simpul {__version__}")
        context.exit()


def run(words: Sequence[str]) -> int:
    """Run one command and return its exit code; errors become messages on stderr."""
    try:
        return _run(words)
    except SimpulError as error:
        return _complain_of(error)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return UsageError.exit_code
    except click.ClickException as error:
        return complain(in_words(error, words, list(_MODULES)), UsageError.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return complain(_("Interrupted."), _INTERRUPTED)
    except OSError as error:
        return complain(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "), 5)


def _complain_of(error: SimpulError) -> int:
    if isinstance(error, DataError):
        problems(error.problems)
        return error.exit_code
    return complain(str(error), error.exit_code)


def _run(words: Sequence[str]) -> int:
    if _COMPLETING in os.environ:
        # It tells click of a better way with bash.
        importlib.import_module("simpul.cli.completion")
    # `--lang` may stand anywhere; each command need not know it.
    try:
        result: Any = _app().main(
            args=_without_language(words), prog_name="simpul", standalone_mode=False
        )
        sys.stdout.flush()
    except BrokenPipeError:
        write_no_more()
        return 0
    return result if isinstance(result, int) else 0


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
