"""``simpul export``: the facts as RDF for partners."""

from collections.abc import Collection
from pathlib import Path

import click

from simpul.cli.limited import OURS, Limited
from simpul.cli.options import (
    OneOf,
    Option,
    access_rights,
    format_option,
    open_graph,
    output_option,
    store_option,
)
from simpul.cli.output import format_for, write
from simpul.cli.screen import say
from simpul.locale import translate as _


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
            Option(
                ["--access"],
                type=OneOf(access_rights),
                default="public",
                metavar="public|partner|internal",
                help=_("The most restricted access of the sources to include; by default public."),
            ),
            store_option(),
        ],
        help=_("Write the facts as RDF for partners. The same facts always give the same file."),
        limits=OURS,
    )


def _formats() -> Collection[str]:
    from simpul.exchange import FORMATS

    return FORMATS


def _export(output: Path | None, format_: str | None, access: str, store: Path | None) -> None:
    """Write the graph."""
    from simpul.exchange import FORMATS, export
    from simpul.exchange.export import ACCESS

    chosen = format_for(format_, output, FORMATS, default="turtle")
    content = export(open_graph(store).store, chosen, access=access)
    write(content, output, private=access != ACCESS[0])
    if output is not None:
        say(_("Wrote {path}; the data is CC BY 4.0.", path=output))
