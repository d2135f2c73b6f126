"""Initiatives by theme."""

from typing import Final

from simpul.locale import marked
from simpul.projection.initiatives import QUERY, initiatives
from simpul_viz.picture import Picture
from simpul_viz.texts import words
from simpul_viz.view import Graph, Request, View


def picture(graph: Graph, _request: Request) -> Picture:
    """Return the initiatives by theme; who carries them is hidden at first."""
    return Picture(
        projection=initiatives(graph.whole),
        first=("initiative", "theme"),
        off=("public", "organisation", "network", "post", "city"),
    )


VIEW: Final = View(
    name="initiatives",
    position=6,
    summary=marked("initiatives by theme"),
    title=words(
        "Simpul: initiatives by theme", "Simpul: inisiatif menurut tema", "심풀: 주제별 사업"
    ),
    make=picture,
    query=QUERY,
)
