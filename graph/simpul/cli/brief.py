"""``simpul brief``: two pages to read before a meeting."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul.cli.limited import ANYBODYS, Limited
from simpul.cli.options import (
    Option,
    access_option,
    force_option,
    format_option,
    open_graph,
    output_option,
    store_option,
)
from simpul.cli.output import format_for, keep, write
from simpul.cli.screen import progress, say
from simpul.errors import UsageError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.store.remote.settings import Place

_FORMATS = ("html", "docx", "pdf", "markdown")
_BINARY = frozenset(("docx", "pdf"))


def command() -> click.Command:
    """Return the command."""
    return Limited(
        "brief",
        _brief,
        parameters=[
            click.Argument(
                ["thing"],
                metavar=_("THING"),
                help=_("A city, a network, or a visit or other event, by its name."),
            ),
            click.Argument(
                ["other"],
                required=False,
                metavar=_("[OTHER]"),
                help=_("Another city, for a meeting of the two; the first is yours."),
            ),
            Option(
                ["--theme"], metavar=_("THEME"), help=_("What the meeting is about, by its name.")
            ),
            format_option(
                lambda: _FORMATS,
                shown="|".join(_FORMATS),
                help=_("The format; by default the one of the file's ending, or markdown."),
            ),
            output_option(),
            force_option(),
            access_option(),
            store_option(),
        ],
        help=_(
            "Write a brief of two pages to read before a meeting: what ties us, how we met, what we learned, what was "
            "asked and promised and how it stands, whom to ask, what is not known, with numbered sources."
        ),
        limits=ANYBODYS,
    )


def _brief(  # noqa: PLR0913 - one parameter for each option
    *,
    thing: str,
    other: str | None,
    theme: str | None,
    format_: str | None,
    output: Path | None,
    force: bool,
    access: str | None,
    store: "Place | None",
) -> None:
    """Write the brief."""
    chosen = format_for(format_, output, _FORMATS, default="markdown")
    if output is None and chosen in _BINARY and sys.stdout.isatty():
        raise UsageError(
            _("A brief in this format must be written to a file: add -o brief.{end}.", end=chosen)
        )
    keep(output, force=force)
    kg = open_graph(store, access=access, handed_on=True)
    with progress() as tell:
        tell(_("Writing the brief"))
        brief = kg.brief(thing, other or "", theme=theme or "")
        made = brief.to_bytes(chosen)
    write(made, output, private=brief.private)
    if output is not None:
        say(_("Wrote {path}.", path=output))
