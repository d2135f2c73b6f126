"""What commands have in common that speak to an endpoint: how it is named, and what is said of what is there."""

import contextlib
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul.cli.options import store_folder
from simpul.cli.screen import note, progress
from simpul.errors import UsageError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.exchange.publishing.publish import Published
    from simpul.store.remote.settings import Endpoint, Place


def endpoint_argument() -> click.Argument:
    """Return the argument that names an endpoint."""
    return click.Argument(
        ["place"],
        metavar=_("ENDPOINT"),
        help=_("The address of a SPARQL endpoint, or its name in simpul.toml."),
    )


def named_endpoint(place: str) -> "Endpoint | None":
    """Return the endpoint that a person names; None where it is a file or folder."""
    from simpul.store.remote.settings import place as place_of

    found = place_of(place)
    return None if isinstance(found, Path) else found


def endpoint(place: str) -> "Endpoint":
    """Return the endpoint that a person names.

    Raises:
        UsageError: It is none.
    """
    found = named_endpoint(place)
    if found is None:
        raise UsageError(
            _(
                "{place} is no endpoint. Write its address (https://HOST/PATH), or the name of one that simpul.toml "
                "has.",
                place=repr(place),
            )
        )
    return found


@contextlib.contextmanager
def changed_store(given: "Place | None", *, says_where: bool = False) -> Generator[Path]:
    """Give the folder of a store to change; one at an endpoint is brought here first, and published when the block ends.

    Args:
        given: The store, as ``--store`` names it; else the default.
        says_where: The folder of a store on this machine is named at the end.
    """
    if given is None or isinstance(given, Path):
        folder = store_folder(given)
        yield folder
        if says_where:
            click.echo(_("store: {path}", path=folder))
        return
    from simpul.exchange.publishing.working_copy import working_copy

    under_way: list[Callable[[str], None]] = []

    def tell(text: str) -> None:
        for shown in under_way:
            shown(text)

    with contextlib.ExitStack() as stack:
        with progress() as shown:
            under_way.append(shown)
            copy = stack.enter_context(working_copy(given, progress=tell, waiting=note))
            under_way.clear()
        yield copy.folder
        with progress() as shown:
            under_way.append(shown)
            # What was changed is published here.
            stack.close()
    if copy.published:
        say_published(copy.published, given)
    else:
        click.echo(_("Nothing was changed at {address}.", address=given.address))


def local_folder(given: "Place | None") -> Path:
    """Return the folder of a store for what reads all of it: of one at an endpoint, that of its mirror.

    Args:
        given: The store, as ``--store`` names it; else the default.
    """
    if given is None or isinstance(given, Path):
        return store_folder(given)
    from simpul.exchange.publishing.cache import mirror_folder
    from simpul.exchange.publishing.mirror import open_mirror
    from simpul.store.remote.client import Client
    from simpul.store.remote.dataset import open_dataset

    with Client(given) as client:
        open_mirror(open_dataset(client), tell=note).graph.close()
    return mirror_folder(given)


def say_published(published: "Published", there: "Endpoint") -> None:
    """Say what is at an endpoint now, and what was withheld."""
    from simpul.access import told

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
