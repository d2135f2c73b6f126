"""``simpul gazetteer``: the world's cities, put into the store or taken out."""

from collections.abc import Collection
from typing import TYPE_CHECKING

import click

from simpul.cli.command import Command
from simpul.cli.endpoints import changed_store
from simpul.cli.options import OneOf, Option, store_option
from simpul.cli.screen import note, progress
from simpul.errors import StoreMissingError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.store.remote.settings import Place


def command() -> click.Command:
    """Return the command."""
    return Command(
        "gazetteer",
        _gazetteer,
        parameters=[
            Option(
                ["--min-population"],
                type=OneOf(_levels),
                default="500",
                metavar="500|1000|5000|15000",
                help=_(
                    "Add the cities of at least this many people; by default 500. That is 234,908 cities; "
                    "from 15,000 people on, 34,006."
                ),
            ),
            Option(
                ["--remove"],
                is_flag=True,
                help=_("Remove the world's cities; those that facts mention stay."),
            ),
            store_option(),
        ],
        help=_("Add the world's cities (GeoNames) to the store, or remove them."),
    )


def _levels() -> Collection[str]:
    from simpul.naming.gazetteer import LEVELS

    return [str(level) for level in LEVELS]


def _gazetteer(min_population: str, *, remove: bool, store: "Place | None") -> None:
    """Load the world's cities and say how many."""
    from simpul.ingest import build, world

    level = int(min_population)
    if remove:
        with changed_store(store) as folder:
            with progress() as tell:
                gone = world.remove(folder, progress=tell, waiting=note)
            click.echo(
                _("the world's cities were removed")
                if gone
                else _("the world's cities are not in the store the store")
            )
        return
    with changed_store(store, says_where=True) as folder:
        with progress() as tell:
            try:
                loaded: world.Loaded | None = world.load(folder, level, progress=tell, waiting=note)
            except StoreMissingError:
                loaded = build([], folder, level=level, progress=tell, waiting=note).cities
        if loaded is not None:
            click.echo(loaded_text(loaded.cities, loaded.level, loaded.triples))
            click.echo(_("Contains data of GeoNames (https://www.geonames.org), CC BY 4.0."))


def loaded_text(cities: int, level: int, triples: int) -> str:
    """Return in words what was loaded."""
    return _(
        "the world's cities of {level} or more people: {cities} cities, {triples} triples",
        level=level,
        cities=cities,
        triples=triples,
    )
