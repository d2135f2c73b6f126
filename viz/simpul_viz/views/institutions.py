"""Who works with whom, by sector."""

from typing import Final

from simpul.locale import marked
from simpul.projection.institutions import QUERY, institutions
from simpul_viz.picture import Picture
from simpul_viz.texts import words
from simpul_viz.view import Graph, Request, View


def picture(graph: Graph, _request: Request) -> Picture:
    """Return the institutions by sector, tied by what they do together."""
    return Picture(projection=institutions(graph.store, graph.whole), first=(), weighted=True)


VIEW: Final = View(
    name="institutions",
    position=5,
    summary=marked("who works with whom, by sector"),
    title=words(
        "Simpul: who works with whom",
        "Simpul: siapa bekerja dengan siapa",
        "심풀: 기관 간 협업",
    ),
    make=picture,
    query=QUERY,
)
