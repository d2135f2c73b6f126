"""``simpul review``: what a partner changed in what was given to them, as a proposal to decide on."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul.cli.command import Command
from simpul.cli.endpoints import local_folder
from simpul.cli.options import FILE, Option, largest_rdf_option, store_option
from simpul.cli.screen import note, problems, progress, say
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.exchange.corrections import Review
    from simpul.store.remote.settings import Place


def command() -> click.Command:
    """Return the command."""
    return Command(
        "review",
        _review,
        parameters=[
            click.Argument(
                ["file"],
                type=FILE,
                metavar=_("FILE"),
                help=_(
                    "What they sent back: an RDF file, a table or workbook of the pack, or the pack."
                ),
            ),
            Option(
                ["--from", "from_"],
                type=FILE,
                required=True,
                metavar=_("PACK"),
                help=_("What was given to them: a pack, or an RDF file (required)."),
            ),
            Option(
                ["--output", "-o"],
                type=FILE,
                required=True,
                metavar=_("FOLDER"),
                help=_("The folder of the proposal, which is made (required)."),
            ),
            Option(
                ["--part"],
                is_flag=True,
                help=_("They sent a part: what the file does not describe was not changed."),
            ),
            Option(
                ["--table"],
                metavar=_("TABLE"),
                help=_(
                    "Which table of the pack the file is, such as SOURCE/memberships.csv; by default by its name."
                ),
            ),
            largest_rdf_option(),
            store_option(),
        ],
        help=_(
            "Show what a partner changed in data that was given to them, beside what they were given and "
            "what the store says now, and write a proposal to decide on. Nothing is changed."
        ),
    )


def _review(  # noqa: PLR0913 - one parameter for each option
    *,
    file: Path,
    from_: Path,
    output: Path,
    part: bool,
    table: str | None,
    largest_rdf: int | None,
    store: "Place | None",
) -> None:
    """Review a file."""
    from simpul.exchange.corrections import Returned, review

    sent = Returned(file=file, base=from_, is_part=part, table=table, largest=largest_rdf)
    with progress() as tell:
        found = review(sent, local_folder(store), output, progress=tell, waiting=note)
    problems(found.notes, closing=False)
    _tell(found)
    if found.changes:
        say(_("Wrote {path}. Decide in {file}, then: simpul accept {path} --partner …", path=output, file="changes.xlsx"))  # fmt: skip


def _tell(found: "Review") -> None:
    click.echo(_("Changes to decide on: {count}", count=len(found.changes)))
    if moved := sum(one.is_moved for one in found.changes):
        click.echo(_("What we say has changed since: {count}", count=moved))
    if gone := sum(one.is_gone for one in found.changes):
        click.echo(_("About things that are gone: {count}", count=gone))
    if wrong := sum(bool(one.problems) for one in found.changes):
        click.echo(_("With something wrong in them: {count}", count=wrong))
    if found.settled:
        click.echo(_("Decided on before, or said by us by now: {count}", count=found.settled))
    if found.follows:
        click.echo(_("Statements that only follow from others: {count}", count=found.follows))
    if found.left:
        click.echo(
            _("Statements of a program, or about the pack itself: {count}", count=found.left)
        )
