"""Projections of the graph as networkx graphs, measures on them, and places in a picture.

``layout`` is at hand here; the rest is in the modules, so that a picture does not wait for networkx:
``graphs`` (who shares, who works with whom), ``centrality``, ``structure``, ``chains``, ``likeness``, and
``analyses``, which names them all for ``simpul analyse``.
"""

from simpul.analysis.force_layout import Positions, layout

__all__ = ["Positions", "layout"]
