"""``simpul gazetteer``."""

from typing import Annotated

import typer

from simpul.cli.output import StoreOption, progress, store_folder
from simpul.errors import UsageError
from simpul.locale import translate as _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "gazetteer",
        help=_("Put the world's cities (GeoNames) into the store, or take them out again."),
    )(gazetteer)


def gazetteer(
    min_population: Annotated[
        int,
        typer.Option(
            "--min-population",
            metavar="500|1000|5000|15000",
            help=_("Cities of at least so many people: 234,908 from 500, 34,006 from 15,000."),
        ),
    ] = 500,
    remove: Annotated[
        bool, typer.Option("--remove", help=_("Keep only the cities that facts mention."))
    ] = False,
    store: StoreOption = None,
) -> None:
    """Load the world's cities and say how many."""
    from simpul.ingest import world
    from simpul.ingest.build import build
    from simpul.naming.gazetteer import LEVELS
    from simpul.reason.ontology import ontology
    from simpul.store import current_build

    if min_population not in LEVELS:
        known = ", ".join(map(str, LEVELS))
        raise UsageError(_("{word} is none of: {known}.", word=min_population, known=known))
    folder = store_folder(store)
    if remove:
        with progress() as tell:
            gone = world.remove(folder, progress=tell)
        typer.echo(_("the world's cities are out") if gone else _("the world's cities are not in"))
        return
    with progress() as tell:
        if current_build(folder) is None:
            loaded = build([], folder, level=min_population, progress=tell).cities
        else:
            loaded = world.load(folder, min_population, ontology(), progress=tell)
    if loaded is not None:
        typer.echo(loaded_text(loaded.cities, loaded.level, loaded.triples))
        typer.echo(_("Contains data of GeoNames (https://www.geonames.org), CC BY 4.0."))
    typer.echo(_("store: {path}", path=folder))


def loaded_text(cities: int, level: int, triples: int) -> str:
    """Return in words what was loaded."""
    return _(
        "the world's cities of {level} people and more: {cities} cities, {triples} triples",
        level=level,
        cities=cities,
        triples=triples,
    )
