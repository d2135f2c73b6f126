"""Initiatives by theme, with the cities and bodies that carry them; climate targets, which nobody carries yet, are left out."""

from typing import Final

from simpul.projection.model import Projection
from simpul.projection.patterns import HEAD
from simpul.projection.subgraph import BODIES, edge_subgraph
from simpul.terms import ID

_ENDS: Final = frozenset({"initiative", "theme", "city", *BODIES})
"""Groups that an initiative is drawn with."""
QUERY: Final = f"""{HEAD}SELECT DISTINCT ?initiative ?property ?other ?source
WHERE {{
  ?initiative a simpul:Initiative .
  GRAPH ?source {{ {{ ?initiative ?property ?other }} UNION {{ ?other ?property ?initiative }} }}
  VALUES ?class {{ simpul:Initiative simpul:Theme simpul:City simpul:Organisation simpul:Post }}
  ?other a ?class .
  FILTER NOT EXISTS {{ ?initiative a simpul:ClimateTarget }}
  FILTER NOT EXISTS {{ ?other a simpul:ClimateTarget }}
  FILTER (STRSTARTS(STR(?source), "{ID}source/") && STRSTARTS(STR(?property), STR(simpul:)))
}}
ORDER BY ?initiative ?property ?other ?source
"""
"""Every tie between an initiative and another one, a theme, a city or a body, as sources state it."""


def initiatives(whole: Projection) -> Projection:
    """Return the initiatives with their themes, and the cities and bodies that carry them."""
    group = {thing.key: thing.group for thing in whole.things}
    alone = {key for key, name in group.items() if name == "initiative"}
    return edge_subgraph(
        whole,
        lambda tie: (
            "initiative" in (ends := {group[tie.source], group[tie.target]}) and ends <= _ENDS
        ),
        also=alone,
    )
