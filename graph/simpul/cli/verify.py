"""``simpul verify``: whether a pack is what was sent."""

from pathlib import Path

import click

from simpul.cli.command import Command
from simpul.cli.options import FILE
from simpul.cli.screen import problems, progress, say
from simpul.locale import translate as _


def command() -> click.Command:
    """Return the command."""
    return Command(
        "verify",
        _verify,
        parameters=[
            click.Argument(
                ["pack"],
                type=FILE,
                metavar=_("PACK"),
                help=_("The folder, or the ZIP archive, that `simpul export` wrote."),
            ),
        ],
        help=_(
            "Check that a pack is whole and unchanged, that all its files say the same, and that its data keeps the "
            "shapes. No store is needed."
        ),
    )


def _verify(pack: Path) -> int:
    """Print what is wrong, and what the pack holds; exit with 1 if anything is wrong."""
    from simpul.exchange.pack.verification import verify

    with progress() as tell:
        found = verify(pack, progress=tell)
    problems(found.problems, closing=False)
    if found.errors:
        say(_("Errors: {count}. Do not rely on this pack.", count=found.errors))
        return 1
    click.echo(
        _(
            "{pack} is as it was written: {files} files, {triples} statements of {sources} sources.",
            pack=pack,
            files=found.files,
            triples=found.triples,
            sources=found.sources,
        )
    )
    click.echo(f"RDFC-1.0 SHA-256 {found.digest}")
    return 0
