"""``simpul queries``: what can be asked."""

import sys
from typing import TYPE_CHECKING

import click

from simpul.cli.command import Command
from simpul.cli.output import write
from simpul.cli.screen import say
from simpul.errors import UsageError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.catalogue import Matches


def command() -> click.Command:
    """Return the command."""
    return Command(
        "queries",
        _list,
        parameters=[
            click.Argument(
                ["words"],
                nargs=-1,
                metavar=_("[WORD]…"),
                help=_("List only questions about these words."),
            ),
        ],
        help=_("List the questions that can be asked: all of them, or those about some words."),
    )


def _list(words: tuple[str, ...]) -> None:
    """List the questions with their parameters, group by group."""
    from itertools import groupby

    from rich.text import Text

    from simpul.answer.console import table
    from simpul.catalogue import every, near_words, search
    from simpul.catalogue.groups import group_word
    from simpul.reason.ontology import vocabulary

    known, terms = every(), vocabulary() if words else ()
    matches = search(words, known, terms)
    spoken = " ".join(words)
    if not matches.questions:
        raise UsageError(
            _("No question is about {words}.", words=spoken) + near_words(words, known, terms)
        )
    _tell(matches, spoken)
    found = sorted(matches.questions, key=lambda asked: (asked.group, asked.name))
    of_all = matches.of_all
    if not of_all:
        found = list(matches.questions)
    rows: list[list[str | Text]] = []
    grouped = of_all and len({asked.group for asked in found}) > 1
    for group, questions in groupby(found, key=lambda asked: asked.group):
        if grouped:
            rows.append([Text(group_word(group) or "—", style="italic"), "", ""])
        for asked in questions:
            parameters = " ".join(
                parameter.name if parameter.required else f"[{parameter.name}]"
                for parameter in asked.parameters
            )
            name = f"  {asked.name}" if grouped else asked.name
            rows.append([Text(name, style="bold"), asked.title, parameters])
    headings = [_("question"), _("what it answers"), _("parameters")]
    to_screen = sys.stdout.isatty()
    write(table(headings, rows, to_screen=to_screen, ruled=False), None)
    if to_screen:
        click.echo("\n" + _("Ask with: simpul query NAME -p parameter=value"))


def _tell(matches: "Matches", words: str) -> None:
    """Say how the words were taken, where that is not as they were written."""
    from simpul.catalogue import quoted, said
    from simpul.naming import fold

    takers = {
        parameter.kind: (asked, parameter)
        for asked in reversed(matches.questions)
        for parameter in asked.parameters
        if parameter.required and sum(one.required for one in asked.parameters) == 1
    }
    for run, entry in matches.meant.items():
        label = said(entry.labels)
        if entry.kind in takers:
            asked, parameter = takers[entry.kind]
            say(
                _(
                    "{word} is a theme here: {label}. Ask for example: simpul query {question} -p {name}={value}",
                    word=repr(run),
                    label=label,
                    question=asked.name,
                    name=parameter.name,
                    value=quoted(label),
                )
            )
        elif not entry.kind and run not in map(fold, entry.labels.values()):
            say(_("{word} is a kind of thing here: {label}.", word=repr(run), label=label))
    if not matches.of_all:
        say(_("No question is about all these words; these are about some of them."))
    elif not matches.is_sure:
        say(_("No question has {words} as it is written; these have words near it.", words=words))
