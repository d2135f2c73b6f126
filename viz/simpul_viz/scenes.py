"""The page of a view: every scene of one graph, opened where the view is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from simpul.projection import Projection, Texts, Tie, projected
from simpul.projection.crowds import folded
from simpul.projection.reader import Reader
from simpul.projection.statements import statements
from simpul.projection.timeline import entries
from simpul.store import Queryable
from simpul_viz.atlas import OVERVIEW, Atlas, Opening, Start, alone
from simpul_viz.picture import Drawing
from simpul_viz.view import Graph, Request, View, iri_of, labels_of
from simpul_viz.views import VIEWS

SCENES: Final = (OVERVIEW, "networks", "shared", "cooperation", "institutions", "initiatives")
"""Views that are made with the page; what lies around a thing, and between two, the page finds itself."""
_DRAWN_OVERVIEW: Final[dict[str, Drawing]] = {"map": "map", "timeline": "timeline"}
"""Views that draw the overview in another way."""


def atlas(view: View, store: Queryable, request: Request) -> tuple[Atlas, Opening]:
    """Return what the page of a view holds, and how it opens.

    Raises:
        ParameterError: Nothing is tied to a thing that was asked for.
    """
    if not has_scenes(view):
        return alone(view.picture(store, request))
    asked = view.asked(request)
    reader = Reader(
        store,
        also_single_datasets=request.also_single_datasets,
        keep=None if request.every_member else [iri_of(key) for key in asked],
    )
    whole = projected(reader)
    opening = opening_of(view, request, labels_of(whole, asked))
    if not request.every_member:
        whole = folded(whole, keep=asked)
    graph = Graph(store=store, whole=whole)
    pictures = {name: VIEWS[name].make(graph, request) for name in SCENES}
    scenes = {
        name: replace(picture, title=VIEWS[name].title, query=picture.query or VIEWS[name].query)
        for name, picture in pictures.items()
    }
    made = Atlas(
        whole=whole,
        scenes=scenes,
        entries=entries(whole),
        map_ties=_on_map(pictures["cooperation"].projection),
        # Also where a crowd is drawn: its statements would be most of the page.
        statements=statements(reader, folded(whole, keep=asked)),
    )
    return made, opening


def _on_map(cooperation: Projection) -> list[Tie]:
    """Return what goes between cities that lie somewhere, as the view of the map draws it."""
    located = {t.key for t in cooperation.things if t.group == "city" and t.point is not None}
    return [tie for tie in cooperation.ties if {tie.source, tie.target} <= located]


def has_scenes(view: View) -> bool:
    """Return whether the page of a view holds the scenes of all of them, as those of the graph do."""
    return view.name in VIEWS and not view.of_ontology


def opening_of(view: View, request: Request, labels: Sequence[Texts]) -> Opening:
    """Return how the page of a view opens, given what the things that it needs are called."""
    return Opening(title=view.titled(labels), start=start_of(view, request))


def start_of(view: View, request: Request) -> Start:
    """Return where the page of a view opens."""
    if view.name in _DRAWN_OVERVIEW:
        return Start(drawing=_DRAWN_OVERVIEW[view.name])
    if view.name == "ego":
        return Start(scene="around", a=request.of, hops=request.hops, selected=request.of)
    if view.name == "path":
        return Start(scene="ways", a=request.start, b=request.goal)
    if view.name == "compare":
        return Start(scene="compare", a=request.a, b=request.b)
    return Start(scene=view.name)
