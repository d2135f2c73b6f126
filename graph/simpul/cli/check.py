"""``simpul check``: whether the ontology is sound."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul.cli.limited import OURS, Limited
from simpul.cli.options import FILE, Option, largest_rdf_option, open_graph, store_option
from simpul.cli.screen import progress, say
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.store.remote.settings import Place


def command() -> click.Command:
    """Return the command."""
    return Limited(
        "check",
        _check,
        parameters=[
            click.Argument(
                ["files"],
                nargs=-1,
                type=FILE,
                metavar=_("[FILE]…"),
                help=_("RDF files to check together with it: an extension, or facts."),
            ),
            Option(
                ["--facts"], is_flag=True, help=_("Check the facts in the store together with it.")
            ),
            largest_rdf_option(),
            store_option(),
        ],
        help=_(
            "Check the ontology: its form, its alignments, and that it does not contradict itself."
        ),
        limits=OURS,
    )


def _check(
    files: Sequence[Path], *, facts: bool, largest_rdf: int | None, store: "Place | None"
) -> int:
    """Print what is not sound; exit with 1 if anything is."""
    from simpul.quality.soundness import check
    from simpul.terms import DefaultGraph

    held = open_graph(store).local.store.matching(graph=DefaultGraph()) if facts else ()
    with progress() as tell:
        faults = check(
            files, facts=(quad.triple for quad in held), progress=tell, largest=largest_rdf
        )
    for claim, group in groupby(faults, key=lambda fault: (fault.claim, fault.remedy)):
        say(f"{claim[0]}: {claim[1]}")
        for fault in group:
            say(f"  {fault.subject}  {fault.detail}".rstrip())
            for axiom in fault.clash:
                say(f"    {axiom}")
    if faults:
        say(_("Not sound. Faults: {count}.", count=len(faults)))
        return 1
    click.echo(
        _(
            "The ontology is sound: it is consistent, every class can have members, and every rule "
            "is kept."
        )
    )
    return 0
