"""``simpul view``: the graph drawn as one HTML page."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from simpul.cli.command import Command
from simpul.cli.options import (
    FILE,
    Number,
    Option,
    offered,
    open_graph,
    output_option,
    store_option,
)
from simpul.cli.output import write
from simpul.cli.screen import progress, say
from simpul.errors import ParameterError, UsageError, did_you_mean
from simpul.locale import current
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.session import KnowledgeGraph
    from simpul_viz import View

_MOST_HOPS: Final = 6
_FIELDS: Final = {"from": "start", "to": "goal"}
"""What the views call an option whose name is a word of Python."""


def command() -> click.Command:
    """Return the command."""
    return Command(
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
                help=_("Draw the answer of this query: a SELECT of pairs, or a CONSTRUCT."),
            ),
            output_option(),
            store_option(),
        ],
        help=_("Draw the graph as one HTML page; without a name, list the views."),
    )


def _about_things() -> list[Option]:
    return [
        Option(["--of"], metavar=_("THING"), help=_("For ego: the thing in the middle.")),
        Option(
            ["--hops"],
            type=Number(1, _MOST_HOPS),
            metavar=_("NUMBER"),
            help=_("For ego: how far; 2 unless told."),
        ),
        Option(["--from", "start"], metavar=_("THING"), help=_("For path: where it begins.")),
        Option(["--to", "goal"], metavar=_("THING"), help=_("For path: where it ends.")),
        Option(["--a"], metavar=_("THING"), help=_("For compare: one thing.")),
        Option(["--b"], metavar=_("THING"), help=_("For compare: the other thing.")),
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
    query: Path | None,
    output: Path | None,
    store: Path | None,
) -> None:
    """Write a page that needs no network."""
    options = {"of": of, "from": start, "to": goal, "a": a, "b": b, "hops": hops}
    given = {option: value for option, value in options.items() if value}
    if not name and query is None:
        if given:
            raise UsageError(_("Name a view; `simpul view` lists them."))
        _list()
        return
    with progress() as tell:
        tell(_("Drawing"))
        page = _page(name, given, query, store)
    write(page.encode(), output)
    if output is not None:
        say(_("Wrote {path}; open it in a browser.", path=output))


def _list() -> None:
    """Print the views, what each shows, and how one with options is asked for."""
    import simpul_viz

    width = max(map(len, simpul_viz.VIEWS))
    for name, described in simpul_viz.VIEWS.items():
        asked = "".join(f" --{option} {example}" for option, example in described.needs.items())
        click.echo(
            f"{name:{width}}  {_(described.summary)}" + (f" ({asked.strip()})" if asked else "")
        )
    click.echo(f"{'--query FILE':{width}}  {_(simpul_viz.QUERY.summary)}")


def _page(name: str, given: Mapping[str, str | int], query: Path | None, store: Path | None) -> str:
    import simpul_viz
    from simpul.reason.ontology import ontology

    if query is not None and (name or given):
        raise UsageError(_("Give a view or --query, not both."))
    drawn = simpul_viz.QUERY if query is not None else _view(name)
    _check(drawn, given)
    if drawn.of_ontology:
        return drawn.page(ontology(), current())
    kg = open_graph(store)
    asked = _asked(query, kg) if query is not None else _things(given, kg)
    return drawn.page(kg.store, current(), **asked)


def _view(name: str) -> "View":
    import simpul_viz

    if name not in simpul_viz.VIEWS:
        raise UsageError(
            _("There is no view {name}.", name=repr(name))
            + did_you_mean(name, list(simpul_viz.VIEWS))
        )
    return simpul_viz.VIEWS[name]


def _check(drawn: "View", given: Mapping[str, str | int]) -> None:
    """Refuse options that the view does not take, and ask for those it needs."""
    for option in given:
        if option not in drawn.needs and option not in drawn.takes:
            raise UsageError(
                _("The view {name} takes no --{option}.", name=drawn.name, option=option)
            )
    if missing := [option for option in drawn.needs if option not in given]:
        example = " ".join(f"--{option} {word}" for option, word in drawn.needs.items())
        raise UsageError(
            _(
                "The view {name} needs {options}. Write for example: simpul view {name} {example} -o {name}.html",
                name=drawn.name,
                options=", ".join(f"--{option}" for option in missing),
                example=example,
            )
        )


def _things(given: Mapping[str, str | int], kg: "KnowledgeGraph") -> dict[str, str | int]:
    """Return what the view is asked for, with each thing's key for the name that a person typed."""
    return {
        _FIELDS.get(option, option): _key(value, kg) if isinstance(value, str) else value
        for option, value in given.items()
    }


def _key(name: str, kg: "KnowledgeGraph") -> str:
    """Return the key of the thing that a person means; of several of one name, the city."""
    from simpul.projection.reader import key_of

    try:
        return key_of(kg.find(name, "City"))
    except ParameterError:
        return key_of(kg.find(name))


def _asked(query: Path, kg: "KnowledgeGraph") -> dict[str, str | int]:
    from simpul import catalogue

    asked = catalogue.read(query)
    return {"query": kg.fill(asked, {}).text, "name": asked.name}
