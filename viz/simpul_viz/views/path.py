"""How one thing leads to another, and why."""

from itertools import pairwise
from typing import Final

from simpul.locale import marked
from simpul.projection.neighbourhood import along
from simpul.projection.ties import between_query
from simpul_viz.picture import Picture
from simpul_viz.texts import words
from simpul_viz.view import ALSO_SINGLE_DATASETS, Graph, Request, View, iri_of

_PATHS: Final = 8
"""Explanations of how one thing leads to another that a reader still compares."""


def picture(graph: Graph, request: Request) -> Picture:
    """Return the few shortest paths from one thing to another.

    Raises:
        ParameterError: Nothing leads from the one to the other.
    """
    from simpul.analysis.paths import shortest_paths
    from simpul_viz.arrangement import paths_in_lanes

    found = shortest_paths(graph.whole, request.start, request.goal, most=_PATHS)
    return Picture(
        projection=along(graph.whole, found),
        places=paths_in_lanes(found),
        named_ties=True,
        story={"paths": [list(path) for path in found]},
        query=between_query(
            {(iri_of(one), iri_of(other)) for path in found for one, other in pairwise(path)}
        ),
    )


VIEW: Final = View(
    name="path",
    position=10,
    summary=marked("how one thing leads to another, and why"),
    title=words("Simpul: from {a} to {b}", "Simpul: dari {a} ke {b}", "심풀: {a}에서 {b}까지"),
    make=picture,
    needs={"from": "Jakarta", "to": "Rotterdam"},
    takes=(ALSO_SINGLE_DATASETS,),
)
