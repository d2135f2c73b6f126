"""``simpul mirror``: what is published at an endpoint, as a store in a folder."""

from pathlib import Path

import click

from simpul.cli.command import Command
from simpul.cli.endpoints import endpoint, endpoint_argument
from simpul.cli.options import FILE, Option, replace_store_option
from simpul.cli.output import keep_store
from simpul.cli.screen import note, progress
from simpul.locale import translate as _


def command() -> click.Command:
    """Return the command."""
    return Command(
        "mirror",
        _mirror,
        parameters=[
            endpoint_argument(),
            Option(
                ["--output", "-o"],
                type=FILE,
                required=True,
                metavar=_("FOLDER"),
                help=_("The folder of the store that becomes the same; made if it is not there."),
            ),
            replace_store_option(),
        ],
        help=_(
            "Bring what is published at a SPARQL endpoint into a store on this machine, and compare it graph by graph "
            "with the checksums that it was published with."
        ),
    )


def _mirror(place: str, *, output: Path, force: bool) -> None:
    """Make or renew the mirror, and say what it holds."""
    from simpul.exchange.publishing.mirror import is_of, mirror
    from simpul.store.remote.client import Client

    there = endpoint(place)
    keep_store(output, force=force or is_of(output, there))
    with progress() as tell, Client(there) as client:
        made = mirror(client, output, progress=tell, waiting=note)
    if made.unchanged:
        click.echo(_("The store already contains all this; nothing was changed."))
    click.echo(
        _(
            "{count} triples of build {build}, all of them as they were published",
            count=made.manifest.merge.triples,
            build=made.manifest.build,
        )
    )
    click.echo(_("store: {path}", path=output))
