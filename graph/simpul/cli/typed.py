"""The door to commands that are made with Typer, which brings a private copy of click."""

from types import ModuleType
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from simpul.cli.wording import in_words
from simpul.errors import UsageError
from simpul.locale import translate as _

_HELP: Final = ("-h", "--help")
_INTERRUPTED: Final = 130


class FromTyper(click.Command):
    """A command that hands its words to Typer.

    Args:
        name: The command.
        module: Its module, which has ``register(app)`` and may have ``completions()``.
    """

    def __init__(self, name: str, module: ModuleType) -> None:
        import typer

        self._app = typer.Typer(
            add_completion=False,
            pretty_exceptions_enable=False,
            rich_markup_mode="rich",
            context_settings={"help_option_names": list(_HELP)},
        )
        module.register(self._app)
        self._module = module
        # A module may have several commands; only this one is called.
        self._app.registered_commands = [
            made for made in self._app.registered_commands if made.name == name
        ]
        super().__init__(name, help=self._app.registered_commands[0].help, add_help_option=False)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Leave the words as they are."""
        ctx.args = list(args)
        return ctx.args

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command."""
        import typer

        if set(_HELP) & set(ctx.args):
            _translate_help()
        # Its base class is the only public way to the errors of Typer's click.
        wrong: Any = typer.BadParameter.__mro__[1]
        try:
            code = typer.main.get_command(self._app).main(
                args=list(ctx.args), prog_name=ctx.command_path, standalone_mode=False
            )
        except wrong as error:
            raise UsageError(in_words(error, ctx.args, [])) from None
        except typer.Abort:
            raise KeyboardInterrupt from None
        # Typer makes of Ctrl-C a result, without a word.
        if code == _INTERRUPTED:
            raise KeyboardInterrupt
        return code

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return what the module offers; options are not completed."""
        del ctx
        offered: list[str] = getattr(self._module, "completions", list[str])()
        return [CompletionItem(word) for word in offered if word.startswith(incomplete)]


def _translate_help() -> None:
    """Give the help's boxes their titles; only here, since they come from rich, which is slow to import."""
    from typer import rich_utils

    rich_utils.OPTIONS_PANEL_TITLE = _("Options")
    rich_utils.COMMANDS_PANEL_TITLE = _("Commands")
    rich_utils.ARGUMENTS_PANEL_TITLE = _("Arguments")
