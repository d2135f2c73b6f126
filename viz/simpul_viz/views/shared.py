"""Cities tied by the networks they share."""

from typing import Final

from simpul.locale import marked
from simpul.projection.memberships import SHARED_QUERY, shared
from simpul_viz.picture import Picture
from simpul_viz.texts import words
from simpul_viz.view import Graph, Request, View


def picture(graph: Graph, _request: Request) -> Picture:
    """Return the cities tied by the networks they share."""
    return Picture(projection=shared(graph.whole), first=("city",), weighted=True, counted=True)


VIEW: Final = View(
    name="shared",
    position=3,
    summary=marked("cities tied by the networks they share; the more, the thicker the tie"),
    title=words(
        "Simpul: cities that share networks",
        "Simpul: kota dengan jejaring bersama",
        "심풀: 네트워크를 함께하는 도시",
    ),
    make=picture,
    query=SHARED_QUERY,
)
