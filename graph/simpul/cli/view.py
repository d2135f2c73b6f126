"""``simpul view``."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from simpul.cli.output import (
    OutputOption,
    StoreOption,
    progress,
    say,
    store_folder,
    suppositions,
    write,
)
from simpul.errors import ParameterError, UsageError, did_you_mean
from simpul.locale import current
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.naming import Resolver
    from simpul_viz import View

_MOST_HOPS: Final = 6
_FIELDS: Final = {"from": "start", "to": "goal"}
"""What the views call an option whose name is a word of Python."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("view", help=_("Draw the graph as one HTML page; without a name, list the views."))(
        view
    )


def completions() -> list[str]:
    """Return the names of the views, for the shell."""
    import simpul_viz

    return list(simpul_viz.VIEWS)


def _thing(name: str, help_: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        f"--{name}", metavar=_("THING"), show_default=False, help=help_
    )
    return option


def view(  # noqa: PLR0913, PLR0917 - one parameter for each option
    name: Annotated[
        str,
        typer.Argument(
            metavar=_("[NAME]"), show_default=False, help=_("The view, such as explorer.")
        ),
    ] = "",
    of: Annotated[str, _thing("of", _("For ego: the thing in the middle."))] = "",
    hops: Annotated[
        int | None,
        typer.Option("--hops", show_default=False, help=_("For ego: how far; 2 unless told.")),
    ] = None,
    start: Annotated[str, _thing("from", _("For path: where it begins."))] = "",
    goal: Annotated[str, _thing("to", _("For path: where it ends."))] = "",
    a: Annotated[str, _thing("a", _("For compare: one thing."))] = "",
    b: Annotated[str, _thing("b", _("For compare: the other thing."))] = "",
    query: Annotated[
        Path | None,
        typer.Option(
            "--query",
            metavar="FILE",
            show_default=False,
            help=_("Draw the answer of this query: a SELECT of pairs, or a CONSTRUCT."),
        ),
    ] = None,
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Write a page that needs no network."""
    given: dict[str, str | int] = {"of": of, "from": start, "to": goal, "a": a, "b": b}
    given = {key: value for key, value in given.items() if value}
    if hops is not None:
        given["hops"] = _hops(hops)
    if not name and query is None:
        if given:
            raise UsageError(_("Name a view; `simpul view` lists them."))
        _list()
        return
    with progress() as tell:
        tell(_("Drawing"))
        page = _page(name, given, query, store_folder(store))
    write(page.encode(), output)
    if output is not None:
        say(_("Wrote {path}; open it in a browser.", path=output))


def _list() -> None:
    """Print the views, what each shows, and how one with options is asked for."""
    import simpul_viz

    width = max(map(len, simpul_viz.VIEWS))
    for name, described in simpul_viz.VIEWS.items():
        asked = "".join(f" --{option} {example}" for option, example in described.needs.items())
        typer.echo(
            f"{name:{width}}  {_(described.summary)}" + (f" ({asked.strip()})" if asked else "")
        )
    typer.echo(f"{'--query FILE':{width}}  {_(simpul_viz.QUERY.summary)}")


def _hops(hops: int) -> int:
    if not 1 <= hops <= _MOST_HOPS:
        raise UsageError(_("--hops takes a number from 1 to {most}.", most=_MOST_HOPS))
    return hops


def _page(name: str, given: Mapping[str, str | int], query: Path | None, folder: Path) -> str:
    import simpul_viz
    from simpul.naming import Names, Resolver
    from simpul.reason.ontology import ontology
    from simpul.store import open_store

    if query is not None and (name or given):
        raise UsageError(_("Give a view or --query, not both."))
    drawn = simpul_viz.QUERY if query is not None else _view(name)
    _check(drawn, given)
    if drawn.of_ontology:
        return drawn.page(ontology(), current())
    graph = open_store(folder)
    if graph.folder is None:
        raise TypeError(graph)
    names = Resolver(Names(graph.folder))
    asked = _asked(query, names) if query is not None else _things(given, names)
    suppositions(names)
    return drawn.page(graph, current(), **asked)


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


def _things(given: Mapping[str, str | int], names: "Resolver") -> dict[str, str | int]:
    """Return what the view is asked for, with each thing's key for the name that a person typed."""
    return {
        _FIELDS.get(option, option): _key(value, names) if isinstance(value, str) else value
        for option, value in given.items()
    }


def _key(name: str, names: "Resolver") -> str:
    """Return the key of the thing that a person means; of several of one name, the city."""
    from simpul.projection.reader import key_of

    try:
        return key_of(names.resolve(name, "City"))
    except ParameterError:
        return key_of(names.resolve(name, ""))


def _asked(query: Path, names: "Resolver") -> dict[str, str | int]:
    from simpul import catalogue

    asked = catalogue.read(query)
    return {"query": catalogue.fill(asked, {}, names).text, "name": asked.name}
