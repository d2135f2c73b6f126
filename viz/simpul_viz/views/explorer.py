"""The whole graph, to search and to read."""

from typing import Final

from simpul.locale import marked
from simpul.projection.ties import QUERY
from simpul_viz.picture import Picture
from simpul_viz.texts import TEXTS
from simpul_viz.view import ALSO_SINGLE_DATASETS, EVERY_MEMBER, Graph, Request, View


def picture(graph: Graph, _request: Request) -> Picture:
    """Return all things and ties; themes are hidden at first."""
    return Picture(projection=graph.whole, off=("theme",))


VIEW: Final = View(
    name="explorer",
    position=1,
    summary=marked("everything in the graph: search, filter, and read each fact with its source"),
    title=TEXTS["title"],
    make=picture,
    query=QUERY,
    takes=(EVERY_MEMBER, ALSO_SINGLE_DATASETS),
)
