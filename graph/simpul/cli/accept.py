"""``simpul accept``: what was accepted of a proposal, taken in as a source of the partner."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul.cli.changes import say_added, say_removed
from simpul.cli.command import Command
from simpul.cli.endpoints import changed_store
from simpul.cli.options import (
    FILE,
    Day,
    Option,
    dry_run_option,
    licence_option,
    source_access_option,
    store_option,
)
from simpul.cli.screen import note, problems, progress
from simpul.errors import UsageError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.exchange.corrections import Acceptance
    from simpul.store.remote.settings import Place


def command() -> click.Command:
    """Return the command."""
    return Command(
        "accept",
        _accept,
        parameters=[
            click.Argument(
                ["proposal"],
                type=FILE,
                metavar=_("PROPOSAL"),
                help=_("The folder that `simpul review` wrote, decided on."),
            ),
            Option(
                ["--partner"],
                required=True,
                metavar=_("NAME"),
                help=_(
                    "Who sent it: an organisation of the graph by its name or key, or any name (required)."
                ),
            ),
            Option(
                ["--received"],
                type=Day(),
                metavar=_("DATE"),
                help=_("The day on which it was received, such as 2026-11-27; by default today."),
            ),
            Option(
                ["--source"],
                metavar=_("KEY"),
                help=_("The key of the source; by default made of the partner's name and the day."),
            ),
            source_access_option(),
            licence_option(),
            dry_run_option(),
            store_option(),
        ],
        help=_(
            "Make what was accepted of a proposal a source of the partner's own. What is added is a fact, what is "
            "changed stands beside the old, what is withdrawn is disputed; nothing of another source is written over."
        ),
    )


def _accept(  # noqa: PLR0913 - one parameter for each option
    *,
    proposal: Path,
    partner: str,
    received: date | None,
    source: str | None,
    access: str | None,
    licence: str | None,
    dry_run: bool,
    store: "Place | None",
) -> None:
    """Take in what was accepted."""
    from simpul.exchange.corrections import Partner, accept
    from simpul.ingest.description import About, key_of

    today = datetime.now(UTC).astimezone().date()
    day = received or today
    if day > today:
        raise UsageError(
            _("{day} has not come yet: give the day on which it was received.", day=day)
        )
    who = Partner(
        name=partner,
        received=day,
        key=key_of(source or f"corrections-{partner}-{day.isoformat()}"),
        about=About(today=day, access=access, licence=licence),
    )
    with changed_store(store) as folder:
        with progress() as tell:
            done = accept(proposal, who, folder, dry_run=dry_run, progress=tell, waiting=note)
        _tell(done, dry=dry_run)


def _tell(done: "Acceptance", *, dry: bool) -> None:
    report = done.report
    problems(report.problems, closing=False)
    click.echo(_("accepted: {accepted}; rejected: {rejected}", accepted=done.accepted, rejected=done.rejected))  # fmt: skip
    say_added(report.added)
    say_removed(report.removed)
    if not report.changed:
        click.echo(_("The store already contains all this; nothing was changed."))
    elif dry:
        click.echo(_("This was a dry run; nothing was changed."))
    else:
        click.echo(_("source: {key}", key=report.key))
