"""``simpul export``."""

from typing import Annotated

import typer

from simpul.cli.output import OutputOption, StoreOption, say, store_folder, write
from simpul.locale import translate as _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "export", help=_("Write the facts as RDF for partners, the same facts the same bytes.")
    )(export)


def export(
    output: OutputOption = None,
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="turtle|trig|nquads|ntriples|jsonld|rdfxml|n3",
            show_default=False,
            help=_(
                "RDF format; else by the ending of the file, else turtle. trig and nquads keep each source's graph."
            ),
        ),
    ] = "",
    access: Annotated[
        str,
        typer.Option(
            "--access",
            metavar="public|partner|internal",
            help=_("Highest access right of the sources to include."),
        ),
    ] = "public",
    store: StoreOption = None,
) -> None:
    """Write the graph."""
    from simpul.cli.endings import format_for
    from simpul.exchange import FORMATS
    from simpul.exchange import export as run
    from simpul.store import open_store

    chosen = format_for(output_format, output, FORMATS, default="turtle")
    content = run(open_store(store_folder(store)), chosen, access=access)
    write(content, output)
    if output is not None:
        say(_("Wrote {path}; the data is CC BY 4.0.", path=output))
