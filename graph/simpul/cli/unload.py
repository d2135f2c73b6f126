"""``simpul unload``: sources taken out of the store."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from simpul.cli.changes import say_removed
from simpul.cli.command import Command
from simpul.cli.endpoints import changed_store
from simpul.cli.options import store_option
from simpul.cli.screen import note, progress
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.store.remote.settings import Place


def command() -> click.Command:
    """Return the command."""
    return Command(
        "unload",
        _unload,
        parameters=[
            click.Argument(
                ["keys"],
                nargs=-1,
                required=True,
                metavar=_("KEY…"),
                help=_("Keys of the sources."),
            ),
            store_option(),
        ],
        help=_(
            "Remove sources that were loaded. Those that need each other have to be removed together."
        ),
    )


def _unload(keys: Sequence[str], store: "Place | None") -> None:
    """Remove sources and show what was removed."""
    from simpul.ingest import unload

    with changed_store(store) as folder:
        with progress() as tell:
            tell(_("Inferring"))
            reports = unload(keys, folder, waiting=note)
        for report in reports:
            say_removed(report.removed)
            click.echo(_("{key} is no longer in the store", key=report.key))
