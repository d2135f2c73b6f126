"""``simpul table2rdf``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from simpul.cli.command import Command
from simpul.cli.options import FILE, OneOf, Option, format_option, output_option
from simpul.cli.output import format_for, write
from simpul.cli.screen import problems, progress, say
from simpul.errors import DataError, Problem, Severity, UsageError
from simpul.locale import translate as _

_FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml")
_OURS = "csvw-metadata.json"
_MODES = ("minimal", "standard")
_WARNED: Final = 7
"""Exit code of a table that is valid, with warnings."""


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
                help=_(
                    "What to write: what the cells say, or a description of tables and rows as well; by "
                    "default minimal."
                ),
            ),
            format_option(
                lambda: _FORMATS,
                shown="|".join(_FORMATS),
                help=_(
                    "The format; by default the one of the file's ending, or {name}.", name="turtle"
                ),
            ),
            Option(
                ["--base"],
                metavar="URL",
                help=_("The address that the folder stands for; by default its own file: address."),
            ),
            Option(
                ["--metadata"],
                type=FILE,
                metavar=_("FILE"),
                help=_("The metadata to use, instead of what is found."),
            ),
            Option(
                ["--linked"],
                metavar="URL",
                help=_(
                    "Metadata in the file's folder that the table's address links to (describedby); used "
                    "before what lies beside the table."
                ),
            ),
            Option(
                ["--within"],
                type=FILE,
                metavar=_("FOLDER"),
                help=_("A folder above the file's; the metadata may name its files too."),
            ),
            Option(
                ["--check"],
                is_flag=True,
                help=_(
                    "Write nothing; tell whether the table is valid: exit code 0 if it is, 7 if there are only "
                    "warnings, 1 if it is not."
                ),
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
    check: bool,
    output: Path | None,
) -> int:
    """Print the triples; what was noticed goes to stderr."""
    from simpul.csvw import as_written, check_table, table_to_rdf
    from simpul.store.oxigraph import serialise
    from simpul.terms import PREFIXES

    if not metadata and not linked and file.suffix != ".json" and file.with_name(_OURS).is_file():
        say(_("{name} beside the table was not used: it is not where CSV on the Web looks. `simpul table2rdf {name}` reads all tables that it names.", name=_OURS))  # fmt: skip
    if check:
        if output or format_:
            raise UsageError(_("--check writes no RDF: leave out --format and -o."))
        return _told(check_table(file, base=base, metadata=metadata, linked=linked, within=within))
    chosen = format_for(format_, output, _FORMATS, default="turtle")
    made = table_to_rdf(file, mode=mode, base=base, metadata=metadata, linked=linked, within=within)
    with progress() as tell:
        tell(_("Reading the table"))
        triples = list(dict.fromkeys(made))  # each once, in the table's order
        names = PREFIXES | {"csvw": "http://www.w3.org/ns/csvw#"}
        content = as_written(serialise(triples, chosen, names), chosen, made.tags)
    write(content, output)
    problems(made.warnings)
    return 0


def _told(found: Sequence[Problem]) -> int:
    """Print what a check found, and its verdict; return the exit code."""
    problems(found, closing=False)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    if errors:
        say(_("Not valid. Errors: {errors}; warnings: {warnings}.", errors=errors, warnings=len(found) - errors))  # fmt: skip
        return DataError.exit_code
    say(_("Valid, with warnings: {count}.", count=len(found)) if found else _("Valid."))
    return _WARNED if found else 0
