"""``simpul table2rdf``."""

from pathlib import Path

import click

from simpul.cli.command import Command
from simpul.cli.options import FILE, OneOf, Option, format_option, output_option
from simpul.cli.output import format_for, write
from simpul.cli.screen import problems, progress, say
from simpul.locale import translate as _

_FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml")
_OURS = "csvw-metadata.json"
_MODES = ("minimal", "standard")


def command() -> click.Command:
    """Return the command."""
    return Command(
        "table2rdf",
        _table2rdf,
        parameters=[
            click.Argument(
                ["file"], type=FILE, metavar=_("FILE"), help=_("A CSV or a metadata file.")
            ),
            Option(
                ["--mode"],
                type=OneOf(lambda: _MODES),
                default="minimal",
                metavar="|".join(_MODES),
                help=_("What the cells say, or tables and rows described as well; else minimal."),
            ),
            format_option(
                lambda: _FORMATS,
                shown="|".join(_FORMATS),
                help=_(
                    "How to write it; else by the ending of the file, else {name}.", name="turtle"
                ),
            ),
            Option(
                ["--base"],
                metavar="URL",
                help=_("Address that the folder stands for; else its own file: address."),
            ),
            Option(
                ["--metadata"],
                type=FILE,
                metavar=_("FILE"),
                help=_("Metadata to use instead of what is found."),
            ),
            Option(
                ["--linked"],
                metavar="URL",
                help=_(
                    "Metadata in the file's folder that the table's own address linked to (describedby); "
                    "looked at before what lies beside it."
                ),
            ),
            Option(
                ["--within"],
                type=FILE,
                metavar=_("FOLDER"),
                help=_("A folder above the file's, whose files the metadata may name too."),
            ),
            output_option(),
        ],
        help=_(
            "Turn a table into RDF by the W3C's CSV on the Web: a CSV file, with the metadata beside it "
            "(FILE-metadata.json, csv-metadata.json), or a metadata file. Nothing is fetched."
        ),
    )


def _table2rdf(  # noqa: PLR0913 - one parameter for each option
    *,
    file: Path,
    mode: str,
    format_: str | None,
    base: str | None,
    metadata: Path | None,
    linked: str | None,
    within: Path | None,
    output: Path | None,
) -> int:
    """Print the triples; what was noticed goes to stderr."""
    from simpul.csvw import table_to_rdf
    from simpul.store.oxigraph import serialise
    from simpul.terms import PREFIXES

    chosen = format_for(format_, output, _FORMATS, default="turtle")
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
