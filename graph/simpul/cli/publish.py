"""``simpul publish``: the store, for all who ask a SPARQL endpoint."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from simpul.cli.command import Command
from simpul.cli.endpoints import endpoint, endpoint_argument, say_published
from simpul.cli.options import access_option, store_folder, store_option
from simpul.cli.screen import progress
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.store.remote.settings import Place


def command() -> click.Command:
    """Return the command."""
    return Command(
        "publish",
        _publish,
        parameters=[endpoint_argument(), access_option(), store_option()],
        help=_(
            "Publish the store at a SPARQL endpoint: whoever reads there has the old one or the new one, "
            "never a part of it. What more restricted sources say is withheld; by default all but what is public."
        ),
    )


def _publish(place: str, *, access: str | None, store: "Place | None") -> None:
    """Publish the store, and say what is there now."""
    from simpul.exchange.publishing.publish import publish
    from simpul.store.remote.client import Client

    there = endpoint(place)
    if access:
        there = replace(there, access=access)
    with progress() as tell, Client(there) as client:
        published = publish(store_folder(store), client, progress=tell)
    say_published(published, there)
