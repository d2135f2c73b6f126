"""The answer of any query as a page: ``simpul view --query``."""

from typing import Final

from simpul.locale import marked
from simpul.projection.from_query import from_query
from simpul_viz.picture import Picture
from simpul_viz.texts import LANGUAGES
from simpul_viz.view import Graph, Request, View


def picture(graph: Graph, request: Request) -> Picture:
    """Return the answer of a query."""
    drawn = from_query(graph.store, request.query, graph.whole)
    return Picture(
        projection=drawn,
        title=dict.fromkeys(LANGUAGES, f"Simpul: {request.name}"),
        query=request.query,
        weighted=any(tie.weight > 1 for tie in drawn.ties),
    )


QUERY: Final = View(
    name="query",
    summary=marked("the answer of a query: pairs of things, or a graph"),
    make=picture,
)
