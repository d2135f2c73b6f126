"""What goes from city to city."""

from typing import Final

from simpul.locale import marked
from simpul.projection.cooperation import QUERY, cooperation
from simpul_viz.picture import Picture
from simpul_viz.texts import words
from simpul_viz.view import Graph, Request, View


def picture(graph: Graph, _request: Request) -> Picture:
    """Return places with what goes between them."""
    return Picture(projection=cooperation(graph.store, graph.whole), first=("city",), coloured=True)


VIEW: Final = View(
    name="cooperation",
    position=4,
    summary=marked("what goes from city to city: visits, agreements, sister ties, lessons"),
    title=words(
        "Simpul: what goes from city to city",
        "Simpul: kerja sama antarkota",
        "심풀: 도시 간 협력",
    ),
    make=picture,
    query=QUERY,
)
