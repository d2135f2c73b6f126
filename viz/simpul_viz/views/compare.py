"""What two things share, and what they do not."""

from typing import Final

from simpul.locale import marked
from simpul.projection.neighbourhood import common_query, compare
from simpul_viz.payload import degrees
from simpul_viz.picture import Picture
from simpul_viz.texts import words
from simpul_viz.view import ALSO_SINGLE_DATASETS, EVERY_MEMBER, Graph, Request, View, iri_of


def picture(graph: Graph, request: Request) -> Picture:
    """Return what two things have in common, and what only one of them has."""
    from simpul_viz.arrangement import comparison_in_columns, opening

    comparison = compare(graph.whole, request.a, request.b)
    first = opening(comparison, degrees(graph.whole))
    return Picture(
        projection=comparison.projection,
        places=comparison_in_columns(comparison, request.a, request.b),
        opening=comparison_in_columns(first, request.a, request.b),
        story={"a": request.a, "b": request.b, "both": list(comparison.both)},
        query=common_query(iri_of(request.a), iri_of(request.b)),
    )


VIEW: Final = View(
    name="compare",
    position=11,
    summary=marked("what two things have in common, and what not"),
    title=words(
        "Simpul: {a} and {b} compared", "Simpul: {a} dan {b} dibandingkan", "심풀: {a}와 {b} 비교"
    ),
    make=picture,
    needs={"a": "Jakarta", "b": "Seoul"},
    takes=(EVERY_MEMBER, ALSO_SINGLE_DATASETS),
)
