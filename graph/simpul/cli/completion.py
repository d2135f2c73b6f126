"""Completion in the shell: names of questions and views, parameters and their values from the graph.

``simpul completion bash`` prints what to put into ``~/.bashrc``. Every press of the key runs a process, so nothing
heavy is imported here.
"""

import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from simpul.cli.command import Command
from simpul.cli.options import OneOf, open_graph
from simpul.errors import SimpulError, StoreError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.catalogue import Parameter, Question

SHELLS: Final = ("bash", "zsh", "fish")
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
    complete = _CLASSES[shell](click.Command("simpul"), {}, "simpul", _VARIABLE)
    click.echo(complete.source_template % complete.source_vars())


def questions(typed: str) -> list[CompletionItem]:
    """Return the questions whose names begin so, each with what it answers; none where files are meant."""
    from simpul import catalogue

    found = [name for name in catalogue.questions() if name.startswith(typed)]
    if not found and typed:
        return [CompletionItem(typed, type="file")]
    return [CompletionItem(name, help=catalogue.question(name).title) for name in found]


def parameters(typed: str, store: Path | None) -> list[CompletionItem]:
    """Return what ``name=value`` behind ``-p`` may become.

    Args:
        typed: What was typed of it.
        store: The store's folder, where the line names one.
    """
    asked = _asked()
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


def _asked() -> "Question | None":
    """Return the question on the line; click has not read it when an option still lacks its value."""
    from simpul.catalogue import question, questions

    known = questions()
    words = os.environ.get("COMP_WORDS", "").split()
    name = next((word for word in words if word in known), "")
    try:
        return question(name) if name else None
    except SimpulError:
        return None


def _values(parameter: "Parameter", value: str, store: Path | None) -> list[tuple[str, str]]:
    from simpul.catalogue import values

    if parameter.kind is None:
        return values(parameter, value, None)
    named = os.environ.get("SIMPUL_STORE")
    try:
        kg = open_graph(store or (Path(named) if named else None))
    except StoreError:
        return []
    return values(parameter, value, kg.names)


_BASH_SOURCE: Final = """\
%(complete_func)s() {
    local IFS=$'\\n'
    local response
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete $1)
    for completion in $response; do
        IFS=',' read -r type value <<< "$completion"
        if [[ $type == 'dir' ]]; then
            COMPREPLY=()
            compopt -o dirnames
        elif [[ $type == 'file' ]]; then
            COMPREPLY=()
            compopt -o default
        else
            [[ $type == 'nospace' ]] && compopt -o nospace
            COMPREPLY+=("$value")
        fi
    done
    return 0
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""
_ZSH_SOURCE: Final = """\
%(complete_func)s() {
    local -a lines names described open
    local kind value about
    lines=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) %(complete_var)s=zsh_complete %(prog_name)s)}")
    for kind value about in $lines; do
        case $kind in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            nospace) open+=("$value") ;;
            *) if [[ $about == _ ]]; then names+=("$value"); else described+=("$value:$about"); fi ;;
        esac
    done
    (( $#described )) && _describe -V questions described -U
    (( $#names )) && compadd -U -V values -a names
    (( $#open )) && compadd -U -S '' -V parameters -a open
    return 0
}
compdef %(complete_func)s %(prog_name)s
"""


class _Bash(BashComplete):
    """Bash, which takes ``city=Jakarta`` for three words and inserts values as they are."""

    source_template = _BASH_SOURCE

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one being typed, and that one, with ``=`` joined again."""
        words = _joined(os.environ["COMP_WORDS"].split("\n"), int(os.environ["COMP_CWORD"]))
        return words[1:-1], words[-1]

    def format_completion(self, item: CompletionItem) -> str:
        """Return a line for the shell function: of ``name=value`` only the value is being typed."""
        value = str(item.value)
        if item.type == "plain":
            value = shlex.quote(value.partition("=")[2]) if "=" in value else value
            value = re.sub(
                r"^'([\w ,.-]*)'$", lambda m: m[1].replace(" ", "\\ ").replace(",", "\\,"), value
            )
        return f"{item.type},{value}"


def _joined(words: list[str], current: int) -> list[str]:
    """Return the words up to the current one, unquoted, those around ``=`` made one."""
    found: list[str] = []
    glue = False
    for word in words[: current + 1]:
        if found and (glue or word == "="):
            found[-1] += word
        else:
            found.append(word)
        glue = word == "="
    return [word.replace("\\", "").strip("'\"") for word in found] or [""]


class _Zsh(ZshComplete):
    """Zsh, which adds a space behind what it completes unless it is asked not to."""

    source_template = _ZSH_SOURCE


class _Fish(FishComplete):
    """Fish, which adds no space behind ``=`` of its own accord."""

    def format_completion(self, item: CompletionItem) -> str:
        """Return a line for the shell function, which knows of files, folders and plain words."""
        line = super().format_completion(item)
        return f"plain{line.removeprefix(item.type)}" if item.type == "nospace" else line


_CLASSES: Final[dict[str, type[ShellComplete]]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}
for _name, _kind in _CLASSES.items():
    add_completion_class(_kind, _name)
