"""``simpul why``: who states a fact, or how it follows."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul.cli.limited import OURS, Limited
from simpul.cli.options import (
    access_option,
    format_option,
    open_graph,
    output_option,
    store_option,
)
from simpul.cli.output import is_handed_on, write
from simpul.locale import translate as _
from simpul.terminal import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simpul.answer.statements import Words
    from simpul.store.remote.settings import Place

_FORMATS = ("text", "json")


def command() -> click.Command:
    """Return the command."""
    return Limited(
        "why",
        _why,
        parameters=[
            click.Argument(
                ["subject"], metavar=_("SUBJECT"), help=_("A name, a key or an address.")
            ),
            click.Argument(
                ["predicate"],
                metavar=_("PREDICATE"),
                help=_("A property, such as memberOf, or its label."),
            ),
            click.Argument(
                ["object_"],
                metavar=_("OBJECT"),
                help=_("A name, a key, an address, a class or a text."),
            ),
            format_option(
                lambda: _FORMATS, shown="|".join(_FORMATS), help=_("The format; by default text.")
            ),
            output_option(),
            access_option(),
            store_option(),
        ],
        help=_("Explain why the graph holds a fact: who states it, or what it follows from."),
        limits=OURS,
    )


def _why(  # noqa: PLR0913 - one parameter for each option
    *,
    subject: str,
    predicate: str,
    object_: str,
    format_: str | None,
    output: Path | None,
    access: str | None,
    store: "Place | None",
) -> None:
    """Explain one fact."""
    from simpul.answer.proofs import ProofText
    from simpul.answer.statements import Words, proved
    from simpul.reason import rules_of
    from simpul.reason.ontology import ontology

    kg = open_graph(store, access=access, handed_on=is_handed_on(output, format_ or "text"))
    words = Words(subject=subject, predicate=predicate, object=object_)
    proof = proved(
        words, kg.store, kg.names, find=kg.find, rules=rules_of(ontology()), offer=_offer
    )
    told = ProofText(kg.store, kg.names)
    if format_ == "json":
        text = json.dumps(told.tree(proof), ensure_ascii=False, indent=2) + "\n"
    else:
        text = "".join(f"{one_line(line)}\n" for line in told.lines(proof))
    write(text.encode(), output, private=kg.is_private)


def _offer(statements: "Sequence[Words]") -> str:
    """Return a sentence with the commands that explain other statements; empty for none."""
    from simpul.catalogue import quoted

    commands = [
        f"`simpul why {quoted(one.subject)} {one.predicate} {quoted(one.object)}`"
        for one in statements
    ]
    if not commands:
        return ""
    return _("What it says of both is explained by {commands}.", commands=", ".join(commands))
