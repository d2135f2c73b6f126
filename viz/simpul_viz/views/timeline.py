"""Memberships, agreements, events, phases and due dates in time."""

from typing import Final

from simpul.locale import marked
from simpul.projection.subgraph import subgraph
from simpul.projection.timeline import QUERY, entries, undated
from simpul_viz.picture import Picture
from simpul_viz.texts import TEXTS, words
from simpul_viz.view import EVERY_MEMBER, Graph, Request, View


def picture(graph: Graph, _request: Request) -> Picture:
    """Return everything that has a date, and a note of how many memberships have none."""
    found = entries(graph.whole)
    keys = {key for entry in found for key in (entry.row, entry.thing)}
    missing = undated(graph.whole)
    notes = [{k: t.format(a=missing) for k, t in TEXTS["timeline_undated"].items()}]
    return Picture(
        projection=subgraph(graph.whole, keys, notes=notes if missing else []),
        drawing="timeline",
        entries=found,
    )


VIEW: Final = View(
    name="timeline",
    position=8,
    summary=marked("memberships, agreements, events, phases and due dates in time"),
    title=words("Simpul: in time", "Simpul: lini masa", "심풀: 연표"),
    make=picture,
    query=QUERY,
    takes=(EVERY_MEMBER,),
)
