"""``simpul export``: the facts as RDF for partners."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

import click

from simpul.cli.command import Command
from simpul.cli.options import (
    OneOf,
    Option,
    format_option,
    output_option,
    store_folder,
    store_option,
)
from simpul.cli.output import format_for, write
from simpul.cli.screen import say
from simpul.locale import translate as _

ACCESS: Final = ("public", "partner", "internal")
"""Access rights, from what all may see to what few may."""


def command() -> click.Command:
    """Return the command."""
    return Command(
        "export",
        _export,
        parameters=[
            output_option(),
            format_option(
                _formats,
                shown="turtle|trig|nquads|ntriples|jsonld|rdfxml|n3",
                help=_(
                    "RDF format; else by the ending of the file, else turtle. "
                    "trig and nquads keep each source's graph."
                ),
            ),
            Option(
                ["--access"],
                type=OneOf(lambda: ACCESS),
                default="public",
                metavar="|".join(ACCESS),
                help=_("Highest access right of the sources to include; else public."),
            ),
            store_option(),
        ],
        help=_("Write the facts as RDF for partners; the same facts give the same bytes."),
    )


def _formats() -> Collection[str]:
    from simpul.exchange import FORMATS

    return FORMATS


def _export(output: Path | None, format_: str | None, access: str, store: Path | None) -> None:
    """Write the graph."""
    from simpul.exchange import FORMATS, export
    from simpul.store import open_store

    chosen = format_for(format_, output, FORMATS, default="turtle")
    content = export(open_store(store_folder(store)), chosen, access=access)
    write(content, output)
    if output is not None:
        say(_("Wrote {path}; the data is CC BY 4.0.", path=output))
