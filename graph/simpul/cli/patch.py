"""``simpul patch``: the graph that a patch makes of another."""

from collections.abc import Collection
from pathlib import Path

import click

from simpul.cli.command import Command
from simpul.cli.compared import Sides
from simpul.cli.options import (
    FILE,
    access_option,
    format_option,
    largest_rdf_option,
    output_option,
    unlicensed_option,
)
from simpul.cli.output import format_for, write_with_progress
from simpul.cli.screen import progress, say
from simpul.locale import translate as _


def command() -> click.Command:
    """Return the command."""
    return Command(
        "patch",
        _patch,
        parameters=[
            click.Argument(
                ["old"],
                metavar=_("OLD"),
                help=_(
                    "The graph before: an RDF file, a pack, the folder of a store, or an endpoint."
                ),
            ),
            click.Argument(
                ["patch"],
                type=FILE,
                metavar="PATCH",
                help=_("A file that `simpul diff --format rdf-patch` or another tool wrote."),
            ),
            output_option(),
            format_option(
                _formats,
                shown="turtle|trig|nquads|ntriples|jsonld|rdfxml|n3",
                help=_(
                    "The RDF format; by default the one of the file's ending, or trig. trig and nquads "
                    "keep the graph of each source."
                ),
            ),
            largest_rdf_option(),
            access_option(),
            unlicensed_option(),
        ],
        help=_(
            "Write the graph that a patch makes of another. A patch that does not apply is refused, with its line, and "
            "nothing is written."
        ),
    )


def _formats() -> Collection[str]:
    from simpul.store.rdf import GRAPH_FORMATS

    return GRAPH_FORMATS


def _patch(  # noqa: PLR0913 - one parameter for each option
    *,
    old: str,
    patch: Path,
    output: Path | None,
    format_: str | None,
    largest_rdf: int | None,
    access: str | None,
    allow_unlicensed: bool,
) -> None:
    """Write the new graph."""
    from simpul.exchange.difference.patching import patched
    from simpul.exchange.difference.rdf_patch import read_patch
    from simpul.store.rdf import written

    chosen = format_for(format_, output, _formats(), default="trig")
    read = read_patch(patch)
    with Sides(
        access=access, handed_on=True, unlicensed=allow_unlicensed, largest=largest_rdf
    ) as sides:
        with progress() as tell:
            tell(_("Applying {patch} to {old}.", patch=patch, old=old))
            made = patched(sides.named(old), read)
        pieces = written(made.parts(), chosen)
        write_with_progress(pieces, output, _("Sorting the facts"), private=sides.is_private)
        made.close()
    if output is not None:
        say(_("Wrote {path}.", path=output))
