"""``simpul export``: the facts as RDF for partners."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul.cli.limited import OURS, Limited
from simpul.cli.options import (
    access_option,
    format_option,
    open_graph,
    output_option,
    store_option,
)
from simpul.cli.output import format_for, write
from simpul.cli.screen import say
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.store.remote.settings import Place


def command() -> click.Command:
    """Return the command."""
    return Limited(
        "export",
        _export,
        parameters=[
            output_option(),
            format_option(
                _formats,
                shown="turtle|trig|nquads|ntriples|jsonld|rdfxml|n3",
                help=_(
                    "The RDF format; by default the one of the file's ending, or turtle. trig and nquads "
                    "keep the graph of each source."
                ),
            ),
            access_option(),
            store_option(),
        ],
        help=_("Write the facts as RDF for partners. The same facts always give the same file."),
        limits=OURS,
    )


def _formats() -> Collection[str]:
    from simpul.exchange import FORMATS

    return FORMATS


def _export(
    output: Path | None, format_: str | None, access: str | None, store: "Place | None"
) -> None:
    """Write the graph."""
    from simpul.exchange import FORMATS, export

    chosen = format_for(format_, output, FORMATS, default="turtle")
    kg = open_graph(store, access=access, handed_on=True, licensed=True)
    selection = kg.select()
    write(export(selection, chosen), output, private=kg.is_private)
    if output is not None:
        say(_("Wrote {path}.", path=output) + " " + selection.rights.sentence)
