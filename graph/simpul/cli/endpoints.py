"""What commands have in common that speak to an endpoint: how it is named, and what is said of what is there."""

from typing import TYPE_CHECKING

import click

from simpul.cli.screen import note
from simpul.errors import UsageError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.exchange.publishing.publish import Published
    from simpul.store.remote.settings import Endpoint


def endpoint_argument() -> click.Argument:
    """Return the argument that names an endpoint."""
    return click.Argument(
        ["place"],
        metavar=_("ENDPOINT"),
        help=_("The address of a SPARQL endpoint, or its name in simpul.toml."),
    )


def endpoint(place: str) -> "Endpoint":
    """Return the endpoint that a person names.

    Raises:
        UsageError: It is none.
    """
    from pathlib import Path

    from simpul.store.remote.settings import place as place_of

    found = place_of(place)
    if isinstance(found, Path):
        raise UsageError(
            _(
                "{place} is no endpoint. Write its address (https://HOST/PATH), or the name of one that simpul.toml "
                "has.",
                place=repr(place),
            )
        )
    return found


def say_published(published: "Published", there: "Endpoint") -> None:
    """Say what is at an endpoint now, and what was withheld."""
    from simpul.exchange.access import told

    made = published.manifest
    for sentence in told(published.withheld, option="--access {access}"):
        note(sentence)
    if published.left:
        note(_("Earlier builds there could not be removed: {reason}", reason=published.left))
    if published.unchanged:
        click.echo(_("{address} holds all this already; nothing was changed.", address=there.address))  # fmt: skip
    click.echo(
        _(
            "published at {address}: build {build}, {count} triples",
            address=there.address,
            build=made.build,
            count=made.merge.triples,
        )
    )
