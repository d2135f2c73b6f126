"""``simpul view``: the graph drawn as one HTML page."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from simpul.cli.limited import ANYBODYS, Limited
from simpul.cli.options import (
    FILE,
    Number,
    Option,
    access_option,
    offered,
    open_graph,
    output_option,
    single_datasets_option,
    store_option,
)
from simpul.cli.output import write
from simpul.cli.screen import progress, say
from simpul.errors import UsageError
from simpul.locale import current
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.store.remote.settings import Place


_MOST_HOPS: Final = 6


def command() -> click.Command:
    """Return the command."""
    return Limited(
        "view",
        _draw,
        parameters=[
            click.Argument(
                ["name"],
                default="",
                metavar=_("[NAME]"),
                shell_complete=offered(_views),
                help=_("The view, such as explorer."),
            ),
            *_about_things(),
            Option(
                ["--query"],
                type=FILE,
                metavar=_("FILE"),
                help=_("Draw the answer to this query: a SELECT of pairs, or a CONSTRUCT."),
            ),
            output_option(),
            access_option(),
            store_option(),
        ],
        help=_("Draw the graph as one HTML page. Without a name, list the views."),
        limits=ANYBODYS,
    )


def _about_things() -> list[Option]:
    return [
        Option(["--of"], metavar=_("THING"), help=_("For ego: the thing in the middle.")),
        Option(
            ["--hops"],
            type=Number(1, _MOST_HOPS),
            metavar=_("NUMBER"),
            help=_("For ego: how many steps from it; by default 2."),
        ),
        Option(["--from", "start"], metavar=_("THING"), help=_("For path: where it begins.")),
        Option(["--to", "goal"], metavar=_("THING"), help=_("For path: where it ends.")),
        Option(["--a"], metavar=_("THING"), help=_("For compare: one thing.")),
        Option(["--b"], metavar=_("THING"), help=_("For compare: the other thing.")),
        Option(
            ["--every-member"],
            is_flag=True,
            help=_("Draw every member of large networks, also those without another tie."),
        ),
        single_datasets_option(),
    ]


def _views() -> dict[str, str]:
    """Return what each view shows."""
    import simpul_viz

    return {name: _(view.summary) for name, view in simpul_viz.VIEWS.items()}


def _draw(  # noqa: PLR0913 - one parameter for each option
    *,
    name: str,
    of: str | None,
    hops: int | None,
    start: str | None,
    goal: str | None,
    a: str | None,
    b: str | None,
    every_member: bool,
    also_single_datasets: bool,
    query: Path | None,
    output: Path | None,
    access: str | None,
    store: "Place | None",
) -> None:
    """Write a page that needs no network."""
    options = {
        "of": of,
        "from": start,
        "to": goal,
        "a": a,
        "b": b,
        "hops": hops,
        "every_member": every_member,
        "also_single_datasets": also_single_datasets,
    }
    given = {option: value for option, value in options.items() if value}
    if not name and query is None:
        if given:
            raise UsageError(_("Name a view; `simpul view` lists them."))
        _list()
        return
    if output is None and sys.stdout.isatty():
        raise UsageError(
            _(
                "A page is for a browser, not for a terminal: add -o {name}.html and open that file.",
                name=name or "answer",
            )
        )
    with progress() as tell:
        tell(_("Drawing"))
        if query is None:
            page, private = _page(name, given, store, access)
        elif name or given:
            raise UsageError(_("Give a view or --query, not both."))
        else:
            page, private = _page_of_query(query, store, access)
    write(page.encode(), output, private=private)
    if output is not None:
        say(_("Wrote {path}; open it in a browser.", path=output))


def _list() -> None:
    """Print the views, what each shows, and how to use their options."""
    import simpul_viz

    width = max(map(len, simpul_viz.VIEWS))
    for name, described in simpul_viz.VIEWS.items():
        click.echo(
            f"{name:{width}}  {_(described.summary)}"
            + (f" ({described.example})" if described.needs else "")
        )
    click.echo(f"{'--query FILE':{width}}  {_(simpul_viz.QUERY.summary)}")


def _page(
    name: str, given: Mapping[str, str | int], store: "Place | None", access: str | None
) -> tuple[str, bool]:
    """Return the page of a view, and whether it is its owner's alone."""
    import simpul_viz

    view = simpul_viz.find_view(name)
    if view.of_ontology:
        from simpul.reason.ontology import ontology

        view.options(given, str)
        return view.page(ontology(), current()), False
    kg = open_graph(store, access=access, handed_on=True)
    return kg.page(name, given), kg.is_private


def _page_of_query(query: Path, store: "Place | None", access: str | None) -> tuple[str, bool]:
    """Return the page of a query's answer, and whether it is its owner's alone."""
    import simpul_viz
    from simpul import catalogue

    kg = open_graph(store, access=access, handed_on=True)
    asked = catalogue.read(query)
    text = kg.fill(asked, {}).bound.text
    page = simpul_viz.QUERY.page(
        kg.local.store, current(), dict(kg.notice), query=text, name=asked.name
    )
    return page, kg.is_private
