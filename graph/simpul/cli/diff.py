"""``simpul diff``: what changed from one graph to another, by thing and in words."""

from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from simpul.cli.compared import Sides
from simpul.cli.limited import OURS, Limited
from simpul.cli.options import (
    Option,
    access_option,
    format_option,
    largest_rdf_option,
    output_option,
    store_option,
    unlicensed_option,
)
from simpul.cli.output import format_for, is_handed_on, write_pieces
from simpul.cli.screen import progress
from simpul.errors import UsageError
from simpul.locale import current
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.exchange.difference import Difference
    from simpul.exchange.difference.sides import Side
    from simpul.store.remote.settings import Place

_FORMATS: Final = ("text", "markdown", "html", "json", "rdf-patch", "turtle")
_CHANGED: Final = 1


def command() -> click.Command:
    """Return the command."""
    side = _("An RDF file, a pack, the folder of a store, or an endpoint.")
    return Limited(
        "diff",
        _diff,
        parameters=[
            click.Argument(["old"], required=False, metavar=_("OLD"), help=side),
            click.Argument(
                ["new"],
                required=False,
                metavar=_("[NEW]"),
                help=side + " " + _("By default the store."),
            ),
            Option(
                ["--since"],
                metavar=_("BUILD"),
                help=_(
                    "Tell what changed in the store since an earlier build of it: its name, or previous, which is what "
                    "your last load or build changed."
                ),
            ),
            format_option(
                lambda: _FORMATS,
                shown="|".join(_FORMATS),
                help=_("The format; by default the one of the file's ending, or text."),
            ),
            output_option(),
            largest_rdf_option(),
            access_option(),
            unlicensed_option(),
            store_option(),
        ],
        help=_(
            "Tell what changed from one graph to another, by thing and in words. Exit code 0 if nothing changed, 1 if "
            "something did, others for errors."
        ),
        limits=OURS,
    )


def _diff(  # noqa: PLR0913 - one parameter for each option
    *,
    old: str | None,
    new: str | None,
    since: str | None,
    format_: str | None,
    output: Path | None,
    largest_rdf: int | None,
    access: str | None,
    allow_unlicensed: bool,
    store: "Place | None",
) -> int:
    """Tell what changed; return 1 if something did."""
    if (old is None) == (since is None) or (since is not None and new is not None):
        raise UsageError(_("Name the old graph and the new one, or give --since with a build of the store."))  # fmt: skip
    chosen = format_for(format_, output, _FORMATS, default="text")
    handed_on = is_handed_on(output, chosen)
    with (
        Sides(
            access=access, handed_on=handed_on, unlicensed=allow_unlicensed, largest=largest_rdf
        ) as sides,
        progress() as tell,
    ):
        before = sides.store(store, build=since) if since is not None else sides.named(str(old))
        after = sides.named(new) if new is not None else sides.store(store)
        tell(_("Comparing {old} and {new}.", old=before.name, new=after.name))
        if chosen == "rdf-patch":
            return _patch(before, after, output, private=sides.is_private)
        from simpul.exchange.difference.comparing import compare

        difference = compare(before, after, doing=tell)
        pieces = _told(difference, chosen, sides.notice)
        write_pieces(pieces, output, private=sides.is_private)
    return _CHANGED if difference else 0


def _patch(before: "Side", after: "Side", output: Path | None, *, private: bool) -> int:
    """Write the patch as it is found; return 1 if it changes anything."""
    from simpul.exchange.difference.rdf_patch import changes_of, patch_of

    changes = changes_of(before, after)
    first = list(islice(changes, 1))
    of_triples = not (before.has_graphs and after.has_graphs)
    patch = patch_of(chain(first, changes), of_triples=of_triples)
    write_pieces(patch, output, private=private)
    return _CHANGED if first else 0


def _told(difference: "Difference", chosen: str, notice: str) -> Iterable[bytes]:
    """Return a difference in a format, in pieces."""
    from simpul.exchange.difference import telling

    match chosen:
        case "text":
            return (f"{line}\n".encode() for line in telling.text(difference))
        case "markdown":
            return (piece.encode() for piece in telling.markdown(difference, notice=notice))
        case "json":
            return [telling.as_json(difference, notice=notice).encode()]
        case "turtle":
            from simpul.exchange.difference.change_vocabulary import triples_of
            from simpul.store.rdf import as_graph

            return as_graph(list(triples_of(difference)), "turtle")
        case _:
            from simpul_viz.difference_page import page

            return [page(difference, language=current(), notice=notice).encode()]
