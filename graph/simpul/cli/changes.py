"""What a change of the store did: the facts that were added and removed."""

from typing import TYPE_CHECKING

import click

from simpul.locale import translate as _
from simpul.terminal import one_line

if TYPE_CHECKING:
    from simpul.ingest.change_summary import ChangeSummary


def say_added(words: "ChangeSummary") -> None:
    """Print how many facts were added, and some of them."""
    if words.facts:
        click.echo(_("Facts added: {facts}, about {things}", facts=words.facts, things=_things(words.things)))  # fmt: skip
        _say_lines("+", words)


def say_removed(words: "ChangeSummary") -> None:
    """Print how many facts were removed, and some of them."""
    if words.facts:
        click.echo(_("Facts removed: {facts}, about {things}", facts=words.facts, things=_things(words.things)))  # fmt: skip
        _say_lines("-", words)


def _say_lines(sign: str, words: "ChangeSummary") -> None:
    for line in words.lines:
        click.echo(f"  {sign} {one_line(line)}")
    if words.things > len(words.lines):
        more = words.things - len(words.lines)
        click.echo(
            "  "
            + (_("… and 1 more thing") if more == 1 else _("… and {count} more things", count=more))
        )


def _things(count: int) -> str:
    return _("1 thing") if count == 1 else _("{count} things", count=count)
