"""What lies around one thing."""

from typing import Final

from simpul.locale import marked
from simpul.projection.neighbourhood import MOST, ego
from simpul.projection.ties import among_query
from simpul_viz.picture import Picture
from simpul_viz.texts import words
from simpul_viz.view import ALSO_SINGLE_DATASETS, EVERY_MEMBER, Graph, Request, View, iri_of


def picture(graph: Graph, request: Request) -> Picture:
    """Return what lies around a thing; themes are hidden at first, unless it is one."""
    most = len(graph.whole.things) if request.every_member else MOST
    drawn = ego(graph.whole, request.of, hops=request.hops, most=most)
    return Picture(
        projection=drawn,
        selected=request.of,
        off=() if request.of.startswith("theme/") else ("theme",),
        query=among_query([iri_of(thing.key) for thing in drawn.things]),
    )


VIEW: Final = View(
    name="ego",
    position=9,
    summary=marked("what surrounds one thing"),
    title=words("Simpul: around {a}", "Simpul: sekitar {a}", "심풀: {a} 주변"),
    make=picture,
    needs={"of": "Jakarta"},
    takes=("hops", EVERY_MEMBER, ALSO_SINGLE_DATASETS),
)
