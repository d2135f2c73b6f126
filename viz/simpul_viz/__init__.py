"""Pages and pictures of the graph: each view is one HTML file that needs no network."""

from simpul_viz.query_view import QUERY
from simpul_viz.view import View
from simpul_viz.views import VIEWS

__all__ = ["QUERY", "VIEWS", "View"]
