"""``simpul check``: whether the ontology is sound, or whether an endpoint answers as it should."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from simpul.cli.endpoints import named_endpoint
from simpul.cli.limited import OURS, Limited
from simpul.cli.options import Option, largest_rdf_option, open_graph, store_option
from simpul.cli.screen import note, progress, say
from simpul.errors import UsageError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.store.remote.settings import Endpoint, Place

_SHOWN: Final = 2
"""Choices of values shown for each question that is answered wrongly."""


def command() -> click.Command:
    """Return the command."""
    return Limited(
        "check",
        _check,
        parameters=[
            click.Argument(
                ["what"],
                nargs=-1,
                type=click.Path(),
                metavar=_("[ENDPOINT | FILE…]"),
                help=_(
                    "The address of a SPARQL endpoint, or its name in simpul.toml; else RDF files to check together "
                    "with the ontology: an extension, or facts."
                ),
            ),
            Option(
                ["--facts"], is_flag=True, help=_("Check the facts in the store together with it.")
            ),
            largest_rdf_option(),
            store_option(),
        ],
        help=_(
            "Check the ontology: its form, its alignments, and that it does not contradict itself. Or, where you name "
            "an endpoint, check its engine: every question is asked there and of a mirror on this machine, and where "
            "the answers differ you are told so, and the mirror answers from then on."
        ),
        limits=OURS,
    )


def _check(
    what: Sequence[str], *, facts: bool, largest_rdf: int | None, store: "Place | None"
) -> int:
    """Print what is not sound, or which questions are answered wrongly; exit with 1 if anything is."""
    there = [found for word in what if (found := named_endpoint(word))]
    if not there:
        return _check_ontology(list(map(Path, what)), facts=facts, largest=largest_rdf, store=store)
    if len(what) > 1 or facts:
        raise UsageError(_("Check one endpoint at a time, and nothing else with it."))
    return _check_endpoint(there[0])


def _check_endpoint(there: "Endpoint") -> int:
    from simpul.exchange.publishing.check import check
    from simpul.store.remote.client import Client

    with progress() as tell, Client(there) as client:
        checked = check(client, progress=tell, tell=note)
    for name, group in groupby(checked.differences, key=lambda found: found.question):
        say(name)
        found = list(group)
        for difference in found[:_SHOWN]:
            given = ", ".join(f"{key}={value}" for key, value in difference.values.items())
            say(f"  {given}  {difference.what}".rstrip())
        if len(found) > _SHOWN:
            say("  " + _("and so with {count} other choices of values", count=len(found) - _SHOWN))
    asked = _(
        "{engine} at {address}, build {build}: {questions} questions asked {asked} times",
        engine=checked.engine,
        address=there.address,
        build=checked.build,
        questions=checked.questions,
        asked=checked.asked,
    )
    click.echo(asked)
    if checked.without:
        names = ", ".join(checked.without)
        click.echo(_("not asked, for their examples are not in this build: {names}", names=names))
    if checked.left:
        names = ", ".join(checked.left)
        click.echo(
            _("answered by a mirror, for the engine does not answer them: {names}", names=names)
        )
    if checked.wrong:
        say(
            _(
                "Answered wrongly: {count}. From now on a mirror on this machine answers in the place of this endpoint; "
                "check again when its engine was renewed.",
                count=len(checked.wrong),
            )
        )
        return 1
    click.echo(_("all answers are as they should be"))
    return 0


def _check_ontology(
    files: Sequence[Path], *, facts: bool, largest: int | None, store: "Place | None"
) -> int:
    from simpul.quality.soundness import check
    from simpul.terms import DefaultGraph

    held = open_graph(store).local.store.matching(graph=DefaultGraph()) if facts else ()
    with progress() as tell:
        faults = check(files, facts=(quad.triple for quad in held), progress=tell, largest=largest)
    for claim, group in groupby(faults, key=lambda fault: (fault.claim, fault.remedy)):
        say(f"{claim[0]}: {claim[1]}")
        for fault in group:
            say(f"  {fault.subject}  {fault.detail}".rstrip())
            for axiom in fault.clash:
                say(f"    {axiom}")
    if faults:
        say(_("Not sound. Faults: {count}.", count=len(faults)))
        return 1
    click.echo(
        _(
            "The ontology is sound: it is consistent, every class can have members, and every rule "
            "is kept."
        )
    )
    return 0
