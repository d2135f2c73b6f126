"""Cities and their ties on a map of the world."""

from dataclasses import replace
from typing import Final

from simpul.locale import marked
from simpul.projection.cooperation import QUERY, WHOLE_QUERY, cooperation
from simpul.projection.subgraph import subgraph
from simpul_viz.picture import Picture
from simpul_viz.texts import words
from simpul_viz.view import ALSO_SINGLE_DATASETS, EVERY_MEMBER, Graph, Request, View


def picture(graph: Graph, request: Request) -> Picture:
    """Return the cities that lie somewhere, with what goes between them."""
    ties = cooperation(
        graph.store, graph.whole, also_single_datasets=request.also_single_datasets
    ).ties
    cities = [t.key for t in graph.whole.things if t.group == "city" and t.point is not None]
    drawn = subgraph(graph.whole, cities, ties=ties)
    # A map has no networks, and yet members of theirs to tell of.
    return Picture(
        projection=replace(drawn, crowds=graph.whole.crowds, kinds=graph.whole.kinds),
        drawing="map",
        coloured=True,
        query=WHOLE_QUERY if request.also_single_datasets else QUERY,
    )


VIEW: Final = View(
    name="map",
    position=7,
    summary=marked("cities and their ties on a map of the world"),
    title=words("Simpul: cities on the map", "Simpul: kota di peta", "심풀: 지도 위의 도시"),
    make=picture,
    query=QUERY,
    takes=(EVERY_MEMBER, ALSO_SINGLE_DATASETS),
)
