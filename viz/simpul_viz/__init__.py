"""Pages and pictures of the graph: each view is one HTML file that needs no network."""

from typing import TYPE_CHECKING

from simpul.errors import UsageError, did_you_mean
from simpul.locale import translate as _
from simpul.store import Queryable
from simpul_viz.query_view import QUERY
from simpul_viz.view import Request, View
from simpul_viz.views import VIEWS

if TYPE_CHECKING:
    from simpul_viz.pyvis_network import PictureNetwork

__all__ = ["QUERY", "VIEWS", "View", "find_view", "network"]


def find_view(name: str) -> View:
    """Return the view of this name.

    Raises:
        UsageError: There is none; the error names near ones.
    """
    if name not in VIEWS:
        raise UsageError(
            _("There is no view {name}.", name=repr(name)) + did_you_mean(name, list(VIEWS))
        )
    return VIEWS[name]


def network(
    store: Queryable, name: str = "explorer", *, language: str = "en", **asked: str | int
) -> "PictureNetwork":
    """Return a view as a ``pyvis.network.Network``, which shows itself in a notebook without a network.

    Args:
        store: The graph; the ontology for the view of that name.
        name: Name of the view.
        language: Language of the labels: en, id or ko.
        asked: What the view is asked for: the fields of ``Request``, as ``View.options`` gives them.

    Raises:
        UsageError: There is no such view.
        ParameterError: Nothing is tied to a thing that was asked for.
    """
    from simpul_viz.pyvis_network import PictureNetwork

    request = Request(**asked)  # type: ignore[arg-type]  # ``View.options`` gives them
    picture = find_view(name).picture(store, request)
    return PictureNetwork(picture, language=language)
