"""``simpul restore``: a store made from a backup."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul.cli.command import Command
from simpul.cli.options import FILE, replace_store_option, store_folder, store_option
from simpul.cli.output import keep_store
from simpul.cli.screen import note, progress
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.store.remote.settings import Place


def command() -> click.Command:
    """Return the command."""
    return Command(
        "restore",
        _restore,
        parameters=[
            click.Argument(
                ["file"],
                type=FILE,
                metavar=_("FILE"),
                help=_("The file that `simpul backup` wrote."),
            ),
            replace_store_option(),
            store_option(),
        ],
        help=_(
            "Make a store from a backup, after comparing each graph with its checksum. A store that is there is not "
            "replaced unless you say --force."
        ),
    )


def _restore(file: Path, *, force: bool, store: "Place | None") -> None:
    """Make the store, and say what it holds."""
    from simpul.exchange.publishing.backup import restore

    folder = store_folder(store)
    keep_store(folder, force=force)
    with progress() as tell:
        held = restore(file, folder, progress=tell, waiting=note)
    click.echo(_("{count} triples, all of them as they were backed up", count=held.merge.triples))
    click.echo(_("store: {path}", path=folder))
