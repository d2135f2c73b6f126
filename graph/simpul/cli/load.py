"""``simpul load``: tables, workbooks, RDF or source folders into the store."""

import shlex
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul.cli.changes import say_added, say_removed
from simpul.cli.command import Command
from simpul.cli.endpoints import changed_store
from simpul.cli.options import (
    FILE,
    OneOf,
    Option,
    dry_run_option,
    largest_rdf_option,
    licence_option,
    source_access_option,
    store_option,
)
from simpul.cli.screen import note, problems, progress, say
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.ingest import SourceReport
    from simpul.store.remote.settings import Place

_COMPLETENESS = ("complete", "partial", "sample")


def command() -> click.Command:
    """Return the command."""
    return Command(
        "load",
        _load,
        parameters=[
            click.Argument(
                ["paths"],
                nargs=-1,
                required=True,
                type=FILE,
                metavar=_("PATH…"),
                help=_("Tables (CSV, TSV, XLSX), RDF files, or folders of them."),
            ),
            *_about_the_source(),
            *_about_the_loading(),
            store_option(),
        ],
        help=_(
            "Load tables, workbooks, RDF files or folders of sources into the store. A source that "
            "is loaded again replaces what it said before; if something is wrong, the store stays as "
            "it was."
        ),
    )


def _about_the_source() -> list[Option]:
    return [
        Option(
            ["--source"],
            metavar=_("KEY"),
            help=_("The key of the source; by default the file's name."),
        ),
        Option(
            ["--title"],
            metavar=_("TEXT"),
            help=_("The title of the source; by default the file's name."),
        ),
        source_access_option(),
        Option(
            ["--completeness"],
            type=OneOf(lambda: _COMPLETENESS),
            metavar="|".join(_COMPLETENESS),
            help=_("How complete it is; by default partial."),
        ),
        licence_option(),
        Option(
            ["--kind"],
            metavar=_("KIND"),
            help=_(
                "The kind of table (`simpul template` lists them); by default recognised by the headings."
            ),
        ),
    ]


def _about_the_loading() -> list[Option]:
    return [
        Option(
            ["--add"],
            is_flag=True,
            help=_("Add to what the source said before, instead of replacing it."),
        ),
        Option(
            ["--replace"],
            is_flag=True,
            help=_("Replace the source even if it came from a folder of sources."),
        ),
        Option(
            ["--keep-going"],
            is_flag=True,
            help=_(
                "Load the rows that are right, and write the others to a table with the reasons."
            ),
        ),
        Option(
            ["--refused"],
            type=FILE,
            metavar=_("FILE"),
            help=_("Write the refused rows here; by default beside their table."),
        ),
        largest_rdf_option(),
        dry_run_option(),
    ]


def _load(  # noqa: PLR0913 - one parameter for each option
    *,
    paths: Sequence[Path],
    source: str | None,
    title: str | None,
    access: str | None,
    completeness: str | None,
    licence: str | None,
    kind: str | None,
    add: bool,
    replace: bool,
    keep_going: bool,
    refused: Path | None,
    largest_rdf: int | None,
    dry_run: bool,
    store: "Place | None",
) -> int:
    """Load, and say what changed; exit with 1 if rows were refused."""
    from simpul.ingest import About, Options, load

    about = About(
        today=datetime.now(UTC).astimezone().date(),
        title=title,
        access=access,
        completeness=completeness,
        licence=licence,
    )
    options = Options(
        about=about,
        source=source,
        kind=kind,
        add=add,
        replace=replace,
        keep_going=keep_going,
        refused=refused,
        dry_run=dry_run,
        largest_rdf=largest_rdf,
    )
    with changed_store(store) as folder:
        with progress() as tell:
            reports = load(paths, folder, options, progress=tell, waiting=note)
        for report in reports:
            _report(report, dry=dry_run)
    return 1 if any(report.refused for report in reports) else 0


def _report(report: "SourceReport", *, dry: bool) -> None:
    problems(report.problems, closing=False)
    if report.rows or not report.triples:
        read = _("1 row read") if report.rows == 1 else _("{rows} rows read", rows=report.rows)
        kept = _(
            "{loaded} loaded + {refused} refused", loaded=report.loaded, refused=report.refused
        )
        click.echo(f"{report.key}: {read} = {kept}")
    if report.triples:
        click.echo(_("{source}: {triples} triples read", source=report.key, triples=report.triples))
    say_added(report.added)
    say_removed(report.removed)
    if not report.changed:
        click.echo(_("The store already contains all this; nothing was changed."))
    elif dry:
        click.echo(_("This was a dry run; nothing was changed."))
    for file in report.refused_files:
        say(_("Refused rows: {file}. Correct them there, then:", file=file))
        source = "" if file.is_dir() else f" --source {report.key}"
        say(f"  simpul load {shlex.quote(str(file))}{source} --add")
