"""``simpul backup``: a store in one file."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul.cli.command import Command
from simpul.cli.endpoints import local_folder
from simpul.cli.options import FILE, Option, force_option, store_option
from simpul.cli.output import keep, write_pieces
from simpul.cli.screen import progress
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.store.remote.settings import Place


def command() -> click.Command:
    """Return the command."""
    return Command(
        "backup",
        _backup,
        parameters=[
            Option(
                ["--output", "-o"],
                type=FILE,
                required=True,
                metavar=_("FILE"),
                help=_("The file to write to, such as simpul-backup.zip."),
            ),
            force_option(),
            store_option(),
        ],
        help=_(
            "Write the whole store into one file, whatever the access right of its sources, with a checksum of each "
            "graph. `simpul restore` reads it, on any machine."
        ),
    )


def _backup(*, output: Path, force: bool, store: "Place | None") -> None:
    """Write the backup, and say its checksum."""
    import hashlib

    from simpul.exchange.publishing.backup import backup

    digest = hashlib.sha256()

    def digested(pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            digest.update(piece)
            yield piece

    keep(output, force=force)
    with progress() as tell:
        pieces = backup(local_folder(store), progress=tell)
        write_pieces(digested(pieces), output, private=True)
    click.echo(f"SHA-256: {digest.hexdigest()}")
    click.echo(_("backup: {path}", path=output))
