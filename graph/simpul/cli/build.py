"""``simpul build``: the store made anew from its sources."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul.cli.accounting import accounting_lines
from simpul.cli.command import Command
from simpul.cli.endpoints import changed_store
from simpul.cli.gazetteer import loaded_text
from simpul.cli.options import FILE, OneOf, Option, store_option
from simpul.cli.screen import note, problems, progress
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.store.remote.settings import Place


def command() -> click.Command:
    """Return the command."""
    return Command(
        "build",
        _build,
        parameters=[
            Option(
                ["--data"],
                multiple=True,
                type=FILE,
                metavar=_("FOLDER"),
                help=_(
                    "A folder of sources, or one source; repeat it for several. By default Simpul's own data."
                ),
            ),
            Option(
                ["--only"],
                type=OneOf(_source_kinds),
                metavar="curated|dataset",
                help=_(
                    "Only sources of this kind: curated ones, written down from documents one by one, "
                    "or whole datasets. By default both."
                ),
            ),
            Option(
                ["--without-loaded"],
                is_flag=True,
                help=_(
                    "Leave out the sources that were loaded with `simpul load`; by default they are kept."
                ),
            ),
            Option(
                ["--anew"],
                is_flag=True,
                help=_(
                    "Read every source; by default those whose files have not changed since the last "
                    "build are taken over from it, which comes to the same."
                ),
            ),
            store_option(),
        ],
        help=_(
            "Build the store anew from the tables of all sources. If something is wrong, the old "
            "store stays as it was."
        ),
    )


def _source_kinds() -> Sequence[str]:
    from simpul.ingest.source_plan import source_kinds

    return source_kinds()


def _build(
    data: Sequence[Path],
    *,
    only: str | None,
    without_loaded: bool,
    anew: bool,
    store: "Place | None",
) -> None:
    """Build the store and say what was loaded."""
    from simpul import paths
    from simpul.ingest import build

    with changed_store(store, says_where=True) as folder:
        with progress() as tell:
            report = build(
                data or [paths.data()],
                folder,
                only=only,
                keep_loaded=not without_loaded,
                anew=anew,
                progress=tell,
                waiting=note,
            )
        problems(report.warnings)
        for source in report.sources:
            click.echo(
                _(
                    "{source}: {rows} rows, {triples} triples",
                    source=source.key,
                    rows=source.rows,
                    triples=source.triples,
                )
                + (" " + _("(loaded before)") if source.kept else "")
                + (" " + _("(not changed, taken over)") if source.unchanged else "")
            )
        for source in report.sources:
            if source.accounting:
                for line in accounting_lines(source.key, source.accounting):
                    click.echo(line)
        if report.cities:
            loaded = report.cities
            click.echo(loaded_text(loaded.cities, loaded.level, loaded.triples))
        if report.left_out:
            click.echo(_("left out, not being {kind}: {sources}", kind=only, sources=", ".join(report.left_out)))  # fmt: skip
        click.echo(_("inferred: {count} triples", count=report.inferred))
        click.echo(_("all together, ontology included: {count} triples", count=report.merged))
        if not report.warnings:
            click.echo(_("nothing is wrong with the data"))
