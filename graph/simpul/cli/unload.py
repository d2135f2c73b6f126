"""``simpul unload``: a source taken out of the store."""

from pathlib import Path

import click

from simpul.cli.changes import say_removed
from simpul.cli.command import Command
from simpul.cli.options import store_folder, store_option
from simpul.cli.screen import progress
from simpul.locale import translate as _


def command() -> click.Command:
    """Return the command."""
    return Command(
        "unload",
        _unload,
        parameters=[
            click.Argument(["key"], metavar=_("KEY"), help=_("Key of the source.")),
            store_option(),
        ],
        help=_("Remove a source that was loaded."),
    )


def _unload(key: str, store: Path | None) -> None:
    """Remove a source and show what was removed."""
    from simpul.ingest import unload

    with progress() as tell:
        tell(_("Inferring"))
        report = unload(key, store_folder(store))
    say_removed(report.removed)
    click.echo(_("{key} is no longer in the store", key=report.key))
