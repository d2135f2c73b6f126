"""``simpul table2rdf``."""

from pathlib import Path
from typing import Annotated

import typer

from simpul.cli.endings import format_for
from simpul.cli.output import OutputOption, problems, progress, say, write
from simpul.locale import translate as _

_FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml")
_OURS = "csvw-metadata.json"
_MODES = ("minimal", "standard")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "table2rdf",
        help=_(
            "Turn a table into RDF by the W3C's CSV on the Web: a CSV file, with the metadata beside it "
            "(FILE-metadata.json, csv-metadata.json), or a metadata file. Nothing is fetched."
        ),
    )(table2rdf)


def table2rdf(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    file: Annotated[
        Path,
        typer.Argument(metavar=_("FILE"), show_default=False, help=_("A CSV or a metadata file.")),
    ],
    mode: Annotated[
        str,
        typer.Option(
            "--mode",
            metavar="|".join(_MODES),
            help=_("What the cells say, or tables and rows described as well."),
        ),
    ] = "minimal",
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(_FORMATS),
            show_default=False,
            help=_("How to write it; else by the ending of the file, else {name}.", name="turtle"),
        ),
    ] = "",
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="URL",
            show_default=False,
            help=_("Address that the folder stands for; else its own file: address."),
        ),
    ] = None,
    metadata: Annotated[
        Path | None,
        typer.Option(
            "--metadata",
            metavar=_("FILE"),
            show_default=False,
            help=_("Metadata to use instead of what is found."),
        ),
    ] = None,
    linked: Annotated[
        str | None,
        typer.Option(
            "--linked",
            metavar="URL",
            show_default=False,
            help=_(
                "Metadata in the file's folder that the table's own address linked to (describedby); "
                "looked at before what lies beside it."
            ),
        ),
    ] = None,
    within: Annotated[
        Path | None,
        typer.Option(
            "--within",
            metavar=_("FOLDER"),
            show_default=False,
            help=_("A folder above the file's, whose files the metadata may name too."),
        ),
    ] = None,
    output: OutputOption = None,
) -> int:
    """Print the triples; what was noticed goes to stderr."""
    from simpul.store.oxigraph import serialise
    from simpul.tables import table_to_rdf
    from simpul.terms import PREFIXES

    chosen = format_for(output_format, output, _FORMATS, default="turtle")
    made = table_to_rdf(file, mode=mode, base=base, metadata=metadata, linked=linked, within=within)
    if not metadata and not linked and file.suffix != ".json" and file.with_name(_OURS).is_file():
        say(_("{name} beside the table was not used: it is a source's own, for `simpul build` and `simpul load`, which find columns by their headings.", name=_OURS))  # fmt: skip
    with progress() as tell:
        tell(_("Reading the table"))
        triples = list(dict.fromkeys(made))  # each once, in the table's order
        names = PREFIXES | {"csvw": "http://www.w3.org/ns/csvw#"}
        content = serialise(triples, chosen, names)
    write(content, output)
    problems(made.warnings)
    return 0
