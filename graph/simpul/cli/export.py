"""``simpul export``: the facts as RDF for partners, all of them or what a profile selects."""

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simpul.cli.limited import ANYBODYS, OURS, Limited
from simpul.cli.options import (
    Option,
    access_option,
    format_option,
    open_graph,
    output_option,
    parameter_option,
    store_option,
    unlicensed_option,
    values_by_name,
)
from simpul.cli.output import format_for, write, write_with_progress
from simpul.cli.screen import say
from simpul.locale import translate as _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from simpul.exchange.profiles import Selection
    from simpul.limits import Limits
    from simpul.store.remote.settings import Place


def command() -> click.Command:
    """Return the command."""
    return Limited(
        "export",
        _run,
        parameters=[
            *_about_what_leaves(),
            output_option(),
            format_option(
                _formats,
                shown="turtle|trig|nquads|ntriples|jsonld|rdfxml|n3",
                help=_(
                    "The RDF format; by default the one of the file's ending, or turtle. trig and nquads "
                    "keep the graph of each source."
                ),
            ),
            store_option(),
        ],
        help=_(
            "Write the facts as RDF for partners: all of them, or what a profile selects. The same facts always give "
            "the same file."
        ),
        limits=OURS,
    )


def _about_what_leaves() -> list[Option]:
    return [
        Option(
            ["--profile"],
            is_flag=False,
            flag_value="",
            default="everything",
            metavar=_("NAME|FILE"),
            shell_complete=_complete_profile,
            help=_(
                "What leaves: the name of a profile, or a file of your own that ends in .rq. By default everything; with "
                "no name, the profiles are listed."
            ),
        ),
        parameter_option(_complete_parameter),
        access_option(),
        unlicensed_option(),
    ]


def _formats() -> Collection[str]:
    from simpul.exchange import FORMATS

    return FORMATS


def _complete_profile(
    _context: click.Context, _parameter: click.Parameter, typed: str
) -> "list[CompletionItem]":
    from simpul.cli.completion import profiles

    return profiles(typed)


def _complete_parameter(
    context: click.Context, _parameter: click.Parameter, typed: str
) -> "list[CompletionItem]":
    from simpul.cli.completion import parameters_of_profile

    return parameters_of_profile(typed, context.params.get("store"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The options as they were given."""

    profile: str
    parameter: Sequence[str]
    access: str | None
    allow_unlicensed: bool
    output: Path | None
    format_: str | None
    store: "Place | None"


def _run(**options: Any) -> None:  # noqa: ANN401 - click hands over what it parsed; the class checks the names
    asked = _Asked(**options)
    if asked.profile:
        _export(asked)
    else:
        _list()


def _export(asked: _Asked) -> None:
    from simpul.exchange import FORMATS, export

    chosen = format_for(asked.format_, asked.output, FORMATS, default="turtle")
    kg = open_graph(
        asked.store,
        access=asked.access,
        handed_on=True,
        licensed=not asked.allow_unlicensed,
    )
    selection = kg.select(
        asked.profile,
        values_by_name(asked.parameter),
        allow_unlicensed=asked.allow_unlicensed,
        limits=_limits(asked.profile),
    )
    pieces = export(selection, chosen)
    write_with_progress(pieces, asked.output, _("Sorting the facts"), private=kg.is_private)
    _tell(selection, asked.output)


def _limits(profile: str) -> "Limits | None":
    """Return what the query of a profile may take: what somebody wrote, not for ever."""
    from simpul.exchange.profiles import profiles

    return None if profile in profiles() else ANYBODYS


def _tell(selection: "Selection", output: Path | None) -> None:
    """Say what was written, and what may be done with it."""
    if output is not None:
        say(_("Wrote {path}.", path=output) + " " + selection.rights.sentence)


def _list() -> None:
    """List the profiles with their parameters."""
    from rich.text import Text

    from simpul.answer.console import table
    from simpul.exchange.profiles import every

    headings = [_("profile"), _("what leaves"), _("parameters")]
    rows: list[list[str | Text]] = [
        [
            Text(one.name, style="bold"),
            one.question.title,
            " ".join(
                parameter.name if parameter.required else f"[{parameter.name}]"
                for parameter in one.parameters
            ),
        ]
        for one in every()
    ]
    to_screen = sys.stdout.isatty()
    write(table(headings, rows, to_screen=to_screen, ruled=False), None)
    if to_screen:
        click.echo("\n" + _("Export with: simpul export --profile NAME -p parameter=value -o FILE"))
