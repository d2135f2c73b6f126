"""``simpul load`` and ``simpul unload``."""

import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simpul.cli.output import StoreOption, problems, progress, say, store_folder
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.ingest import SourceReport
    from simpul.ingest.telling import Words


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "load",
        help=_(
            "Load tables, workbooks, RDF or source folders into the store, whole or not at all. "
            "A source that is loaded again is replaced."
        ),
    )(load)
    app.command("unload", help=_("Remove a source that was loaded."))(unload)


def load(  # noqa: PLR0913 - each is an option of the command
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar=_("PATH…"),
            show_default=False,
            help=_("Tables (CSV, TSV, XLSX), RDF files, or folders of them."),
        ),
    ],
    *,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="KEY",
            show_default=False,
            help=_("Key of the source; else the file's name."),
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(
            "--title",
            metavar="TEXT",
            show_default=False,
            help=_("Title of the source; else the file's name."),
        ),
    ] = None,
    access: Annotated[
        str | None,
        typer.Option(
            "--access",
            metavar="public|partner|internal",
            show_default=False,
            help=_("Who may see it; internal unless said."),
        ),
    ] = None,
    completeness: Annotated[
        str | None,
        typer.Option(
            "--completeness",
            metavar="complete|partial|sample",
            show_default=False,
            help=_("How complete it is; partial unless said."),
        ),
    ] = None,
    licence: Annotated[
        str | None,
        typer.Option(
            "--licence", metavar="IRI", show_default=False, help=_("Address of its licence.")
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            show_default=False,
            help=_("Kind of table; else told from the headings. `simpul template` lists them."),
        ),
    ] = None,
    add: Annotated[
        bool, typer.Option("--add", help=_("Add to what the source said before."))
    ] = False,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help=_("Replace the source, though it came from a folder and not by load.")
        ),
    ] = False,
    keep_going: Annotated[
        bool,
        typer.Option(
            "--keep-going",
            help=_("Load the good rows, and write the others to a table with the reasons."),
        ),
    ] = False,
    refused: Annotated[
        Path | None,
        typer.Option(
            "--refused",
            metavar="FILE",
            show_default=False,
            help=_("Write refused rows here; else beside their table."),
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Say what would change, and change nothing."))
    ] = False,
    store: StoreOption = None,
) -> int:
    """Load, and say what changed; exit with 1 if rows were refused."""
    from simpul.ingest import About, Options
    from simpul.ingest import load as run

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
    )
    with progress() as tell:
        reports = run(paths, store_folder(store), options, progress=tell)
    for report in reports:
        _tell(report, dry=dry_run)
    return 1 if any(report.refused for report in reports) else 0


def unload(
    key: Annotated[
        str,
        typer.Argument(metavar=_("KEY"), show_default=False, help=_("Key of the source.")),
    ],
    store: StoreOption = None,
) -> None:
    """Remove a source and say what went."""
    from simpul.ingest import unload as run

    with progress() as tell:
        tell(_("Inferring"))
        report = run(key, store_folder(store))
    _tell_removed(report.removed)
    typer.echo(_("{key} is no longer in the store", key=report.key))


def _tell(report: "SourceReport", *, dry: bool) -> None:
    problems(report.problems, closing=False)
    if report.rows or not report.triples:
        read = _("1 row read") if report.rows == 1 else _("{rows} rows read", rows=report.rows)
        kept = _(
            "{loaded} loaded + {refused} refused", loaded=report.loaded, refused=report.refused
        )
        typer.echo(f"{report.key}: {read} = {kept}")
    if report.triples:
        typer.echo(_("{source}: {triples} triples read", source=report.key, triples=report.triples))
    _tell_added(report.added)
    _tell_removed(report.removed)
    if not report.changed:
        typer.echo(_("The store holds all this already; nothing was changed."))
    elif dry:
        typer.echo(_("This was a rehearsal; nothing was changed."))
    for file in report.refused_files:
        say(_("Refused rows: {file}. Mend them there, then:", file=file))
        source = "" if file.is_dir() else f" --source {report.key}"
        say(f"  simpul load {shlex.quote(str(file))}{source} --add")


def _tell_added(words: "Words") -> None:
    if words.facts:
        typer.echo(_("Facts added: {facts}, about {things}", facts=words.facts, things=_things(words.things)))  # fmt: skip
        _tell_lines("+", words)


def _tell_removed(words: "Words") -> None:
    if words.facts:
        typer.echo(_("Facts removed: {facts}, about {things}", facts=words.facts, things=_things(words.things)))  # fmt: skip
        _tell_lines("-", words)


def _tell_lines(sign: str, words: "Words") -> None:
    for line in words.lines:
        typer.echo(f"  {sign} {line}")
    if words.things > len(words.lines):
        more = words.things - len(words.lines)
        typer.echo(
            "  "
            + (_("… and 1 more thing") if more == 1 else _("… and {count} more things", count=more))
        )


def _things(count: int) -> str:
    return _("1 thing") if count == 1 else _("{count} things", count=count)
