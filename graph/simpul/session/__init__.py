"""One session with the graph: a store, its names, a language of its own, and limits.

``simpul.open()`` gives a ``KnowledgeGraph``. The command line, notebooks and pages go through it.
docs/querying.md and docs/tour.ipynb show how it is used from Python.
"""

from simpul.session.asking import Request
from simpul.session.graph import KnowledgeGraph

__all__ = ["KnowledgeGraph", "Request"]
