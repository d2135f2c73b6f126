"""The classes of the ontology."""

from typing import Final

from simpul.locale import marked
from simpul.projection import project_ontology
from simpul.projection.ontology import QUERY
from simpul_viz.picture import Picture
from simpul_viz.texts import words
from simpul_viz.view import Graph, Request, View


def picture(graph: Graph, _request: Request) -> Picture:
    """Return the classes of the ontology."""
    return Picture(projection=project_ontology(graph.store))


VIEW: Final = View(
    name="ontology",
    position=12,
    summary=marked("the ontology: its classes, the properties between them, and what each means"),
    title=words("Simpul: the ontology", "Simpul: ontologinya", "심풀: 온톨로지"),
    make=picture,
    query=QUERY,
    of_ontology=True,
)
