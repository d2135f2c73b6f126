"""Cities and the networks they join."""

from typing import Final

from simpul.locale import marked
from simpul.projection.memberships import NETWORKS_QUERY, networks
from simpul_viz.picture import Picture
from simpul_viz.texts import words
from simpul_viz.view import EVERY_MEMBER, Graph, Request, View


def picture(graph: Graph, _request: Request) -> Picture:
    """Return the cities and the networks they join."""
    return Picture(projection=networks(graph.whole))


VIEW: Final = View(
    name="networks",
    position=2,
    summary=marked("the cities and the networks they join"),
    title=words(
        "Simpul: cities and their networks",
        "Simpul: kota dan jejaringnya",
        "심풀: 도시와 네트워크",
    ),
    make=picture,
    query=NETWORKS_QUERY,
    takes=(EVERY_MEMBER,),
)
