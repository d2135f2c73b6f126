"""``simpul view``."""

from typing import Annotated

import typer

from simpul.cli.output import OutputOption, StoreOption, say, store_folder, write
from simpul.errors import UsageError, did_you_mean
from simpul.language import current
from simpul.language import translate as _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("view", help=_("Draw the graph as one HTML page; without a name, list the views."))(
        view
    )


def view(
    name: Annotated[
        str,
        typer.Argument(
            metavar=_("[NAME]"), show_default=False, help=_("The view, such as explorer.")
        ),
    ] = "",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Write a page that needs no network."""
    import simpul_viz

    if not name:
        for known, described in simpul_viz.VIEWS.items():
            typer.echo(f"{known}  {_(described.summary)}")
        return
    if name not in simpul_viz.VIEWS:
        raise UsageError(
            _("There is no view {name}.", name=repr(name))
            + did_you_mean(name, list(simpul_viz.VIEWS))
        )
    from simpul.build import ontology
    from simpul.store import open_store

    drawn = simpul_viz.VIEWS[name]
    graph = ontology() if drawn.of_ontology else open_store(store_folder(store))
    page = drawn.page(graph, current())
    write(page.encode(), output)
    if output is not None:
        say(_("Wrote {path}; open it in a browser.", path=output))
