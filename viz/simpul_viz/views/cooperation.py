"""What goes from city to city."""

from typing import Final

from simpul.locale import marked
from simpul.projection.cooperation import QUERY, WHOLE_QUERY, cooperation
from simpul_viz.picture import Picture
from simpul_viz.texts import words
from simpul_viz.view import ALSO_SINGLE_DATASETS, Graph, Request, View


def picture(graph: Graph, request: Request) -> Picture:
    """Return places with what goes between them."""
    return Picture(
        projection=cooperation(
            graph.store, graph.whole, also_single_datasets=request.also_single_datasets
        ),
        first=("city",),
        coloured=True,
        query=WHOLE_QUERY if request.also_single_datasets else QUERY,
    )


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
    takes=(ALSO_SINGLE_DATASETS,),
)
