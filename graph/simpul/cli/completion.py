"""Completion in the shell: names of questions and views, parameters and their values from the graph.

``simpul completion bash`` prints what to put into ``~/.bashrc``. Every press of the key runs a process, so nothing
heavy is imported here.
"""

import os
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import CompletionItem, add_completion_class

from simpul.cli.command import Command
from simpul.cli.options import OneOf, open_graph
from simpul.cli.shells import SHELLS
from simpul.errors import SimpulError, StoreError, UsageError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.catalogue import Parameter, Question
    from simpul.store.remote.settings import Place

_VARIABLE: Final = "_SIMPUL_COMPLETE"


def command() -> click.Command:
    """Return the command."""
    return Command(
        "completion",
        _print,
        parameters=[
            click.Argument(
                ["shell"],
                type=OneOf(lambda: SHELLS),
                metavar=_("SHELL"),
                help=_("The shell you use: bash, zsh or fish."),
            ),
        ],
        help=_(
            "Print a script that lets the shell complete names and values. For bash, put this into "
            '~/.bashrc: eval "$(simpul completion bash)".'
        ),
    )


def _print(shell: str) -> None:
    # `source` asks bash for its version, which says nothing about the bash that will read this.
    complete = SHELLS[shell](click.Command("simpul"), {}, "simpul", _VARIABLE)
    click.echo(complete.source_template % complete.source_vars())


def questions(typed: str) -> list[CompletionItem]:
    """Return the questions whose names begin so, each with what it answers; none where files are meant."""
    from simpul import catalogue

    found = [name for name in catalogue.questions() if name.startswith(typed)]
    if not found and typed:
        return [CompletionItem(typed, type="file")]
    return [CompletionItem(name, help=catalogue.question(name).title) for name in found]


def profiles(typed: str) -> list[CompletionItem]:
    """Return the profiles whose names begin so, each with what it is called; files where none does."""
    from simpul.exchange.profiles import every

    found = [one for one in every() if one.name.startswith(typed)]
    if not found and typed:
        return [CompletionItem(typed, type="file")]
    return [CompletionItem(one.name, help=one.question.title) for one in found]


def parameters_of_profile(typed: str, store: "Place | None") -> list[CompletionItem]:
    """Return what ``name=value`` behind ``-p`` may become where a profile is named; see ``parameters``."""
    from simpul.exchange.profiles import profile, profiles

    return _completed(_named(profiles(), lambda name: profile(name).question), typed, store)


def parameters(typed: str, store: "Place | None") -> list[CompletionItem]:
    """Return what ``name=value`` behind ``-p`` may become where a question is named.

    Args:
        typed: What was typed of it.
        store: The store, where the line names one.
    """
    from simpul.catalogue import question, questions

    return _completed(_named(questions(), question), typed, store)


def _completed(asked: "Question | None", typed: str, store: "Place | None") -> list[CompletionItem]:
    if asked is None:
        return []
    name, sign, value = typed.partition("=")
    if not sign:
        return [
            CompletionItem(f"{parameter.name}=", type="nospace")
            for parameter in asked.parameters
            if parameter.name.startswith(name)
        ]
    for parameter in asked.parameters:
        if parameter.name == name:
            return [
                CompletionItem(f"{name}={text}", help=what or None)
                for text, what in _values(parameter, value, store)
            ]
    return []


def _named(known: Collection[str], read: "Callable[[str], Question]") -> "Question | None":
    """Return what the line names of what is known; click has not read it when an option still lacks its value."""
    words = os.environ.get("COMP_WORDS", "").split()
    name = next((word for word in words if word in known), "")
    try:
        return read(name) if name else None
    except SimpulError:
        return None


def _values(parameter: "Parameter", value: str, store: "Place | None") -> list[tuple[str, str]]:
    from simpul.catalogue import values

    if parameter.kind is None:
        return values(parameter, value, None)
    from simpul.store.remote.settings import place

    try:
        kg = open_graph(store or place(os.environ.get("SIMPUL_STORE") or None))
    except (StoreError, UsageError):
        return []
    return values(parameter, value, kg.names)


for _name, _kind in SHELLS.items():
    add_completion_class(_kind, _name)
