"""The projections of the graph as networkx graphs, measures on them, and places in a picture.

``layout`` and ``networkx_graph`` are at hand here; the rest is in the modules, so that a picture does not wait for
networkx: ``graphs`` (the projections), ``centrality``, ``structure``, ``paths``, ``similarity``, and ``analyses``,
which names them all for ``simpul analyse``.
"""

from typing import TYPE_CHECKING

from simpul.analysis.force_layout import layout
from simpul.analysis.scope import EVERYTHING, Scope
from simpul.store import Queryable

if TYPE_CHECKING:
    from simpul.analysis.graphs import Graph

__all__ = ["EVERYTHING", "Scope", "layout", "networkx_graph"]


def networkx_graph(store: Queryable, projection: str, scope: Scope = EVERYTHING) -> "Graph":
    """Return a projection by its name: ``memberships``, ``shared``, ``cooperation``, ``institutions`` or ``ties``.

    Nodes are IRIs with ``label`` and ``kind``; ``simpul.analysis.graphs`` says what edges have.

    Raises:
        UsageError: There is no such projection; the error names those there are.
    """
    from simpul.analysis.graphs import graph_of

    return graph_of(store, projection, scope)
