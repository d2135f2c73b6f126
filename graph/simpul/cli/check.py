"""``simpul check``."""

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from simpul.cli.output import StoreOption, progress, say, store_folder
from simpul.locale import translate as _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "check",
        help=_("Check the ontology: its form, its alignments, and that nothing in it contradicts."),
    )(check)


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar=_("[FILE]…"),
            show_default=False,
            help=_("RDF files to check with it: an extension, or facts."),
        ),
    ] = None,
    facts: Annotated[
        bool, typer.Option("--facts", help=_("Check the store's facts with it."))
    ] = False,
    store: StoreOption = None,
) -> int:
    """Print what is not sound; exit with 1 if anything is."""
    from simpul.quality.soundness import check as run
    from simpul.store import open_store
    from simpul.terms import DefaultGraph

    held = open_store(store_folder(store)).quads(DefaultGraph()) if facts else ()
    with progress() as tell:
        faults = run(files or (), facts=(quad.triple for quad in held), progress=tell)
    for claim, group in groupby(faults, key=lambda fault: (fault.claim, fault.remedy)):
        say(f"{claim[0]}: {claim[1]}")
        for fault in group:
            say(f"  {fault.subject}  {fault.detail}".rstrip())
            for axiom in fault.clash:
                say(f"    {axiom}")
    if faults:
        say(_("Not sound: {count} faults.", count=len(faults)))
        return 1
    typer.echo(
        _("The ontology is sound: consistent, every class can have members, every rule kept.")
    )
    return 0
