"""What is wrong with a command line, in the language in use."""

from collections.abc import Sequence
from typing import Any

from simpul.errors import did_you_mean
from simpul.locale import translate as _


def in_words(error: Any, words: Sequence[str], commands: Sequence[str]) -> str:  # noqa: ANN401 - click's errors, and those of Typer's private copy of click
    """Return what a person should know of an error that click, or Typer's copy of it, raised."""
    context = getattr(error, "ctx", None)
    hint = " " + _("See `{command} --help`.", command=context.command_path if context else "simpul")
    match type(error).__name__:
        case "NoSuchOption" | "NoSuchOptionError":
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
        case _ if context is not None and context.parent is None and commands:
            word = next((word for word in words if not word.startswith("-")), "")
            known = did_you_mean(word, commands)
            return _("There is no command {name}.", name=repr(word)) + known + hint
        case _:
            return _("The command line is wrong: {reason}", reason=error.format_message()) + hint
