"""``simpul template``: an empty table to fill in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul.cli.command import Command
from simpul.cli.options import force_option, output_option
from simpul.cli.output import keep, write
from simpul.cli.screen import say
from simpul.errors import UsageError
from simpul.locale import current
from simpul.locale import translate as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simpul.ingest.kinds import Kind


def command() -> click.Command:
    """Return the command."""
    return Command(
        "template",
        _template,
        parameters=[
            click.Argument(
                ["kinds"],
                nargs=-1,
                metavar=_("[KIND]…"),
                help=_("The kind of table; several give several sheets of a workbook."),
            ),
            output_option(),
            force_option(),
        ],
        help=_(
            "Make an empty table to fill in and load with `simpul load`. Without a kind, list the "
            "kinds."
        ),
    )


def _template(kinds: Sequence[str], output: Path | None, *, force: bool) -> None:
    """Write the template, of the format that the file's name ends in; CSV to the screen."""
    from simpul.ingest import kinds as known
    from simpul.ingest import template as make

    every = known.kinds()
    if not kinds:
        _list(every)
        return
    chosen = [known.kind_named(word, every) for word in kinds]
    suffix = output.suffix.lower() if output else ".csv"
    if suffix == ".xlsx":
        content = make.workbook(chosen, current())
    elif suffix in {".csv", ".tsv"} and len(chosen) == 1:
        content = make.text(chosen[0], current(), "\t" if suffix == ".tsv" else ",")
    elif suffix in {".csv", ".tsv"}:
        raise UsageError(_("A CSV file holds one kind of table; several need a workbook: -o FILE.xlsx."))  # fmt: skip
    else:
        raise UsageError(_("Name the template after its format, .xlsx or .csv."))
    keep(output, force=force)
    write(content, output)
    if output is not None:
        say(_("Fill it in, then: simpul load {path} --source KEY", path=output))


def _list(every: "Mapping[str, Kind]") -> None:
    import sys

    from simpul.answer.console import table
    from simpul.ingest.plain_kinds import in_plain_words

    headings = [_("kind"), _("what it is called"), _("what its rows say")]
    rows = [
        [kind.name, kind.title(current()), in_plain_words(kind.name)] for kind in every.values()
    ]
    to_screen = sys.stdout.isatty()
    write(table(headings, rows, to_screen=to_screen, ruled=False), None)
    say(_("Make one with, for example: simpul template membership -o members.xlsx"))
