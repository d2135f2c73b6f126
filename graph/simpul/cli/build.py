"""``simpul build``."""

from pathlib import Path
from typing import Annotated

import typer

from simpul.cli.gazetteer import loaded_text
from simpul.cli.output import StoreOption, problems, progress, store_folder
from simpul.locale import translate as _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "build",
        help=_("Read the tables of every source and make the store anew, whole or not at all."),
    )(build)


def build(
    data: Annotated[
        list[Path] | None,
        typer.Option(
            "--data",
            metavar="DIR",
            show_default=False,
            help=_("A folder of sources, or one source; may be repeated. Else Simpul's own data."),
        ),
    ] = None,
    without_loaded: Annotated[
        bool,
        typer.Option(
            "--without-loaded",
            help=_("Leave out the sources that came by `simpul load`; else they are kept."),
        ),
    ] = False,
    store: StoreOption = None,
) -> None:
    """Build the store and say what was loaded."""
    from simpul import paths
    from simpul.ingest.build import build as run

    folder = store_folder(store)
    with progress() as tell:
        report = run(data or [paths.data()], folder, keep_loaded=not without_loaded, progress=tell)
    problems(report.warnings)
    for source in report.sources:
        typer.echo(
            _(
                "{source}: {rows} rows, {triples} triples",
                source=source.key,
                rows=source.rows,
                triples=source.triples,
            )
            + (" " + _("(loaded before)") if source.kept else "")
        )
    if report.cities:
        loaded = report.cities
        typer.echo(loaded_text(loaded.cities, loaded.level, loaded.triples))
    typer.echo(_("inferred: {count} triples", count=report.inferred))
    typer.echo(_("all together, ontology included: {count} triples", count=report.merged))
    if not report.warnings:
        typer.echo(_("nothing is wrong with the data"))
    typer.echo(_("store: {path}", path=folder))
