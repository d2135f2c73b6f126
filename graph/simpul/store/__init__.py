"""The embedded store: graphs read by SPARQL, and the builds that hold them."""

from simpul.store.builds import (
    current_build,
    new_build,
    open_build,
    open_build_read_only,
    open_store,
    write,
)
from simpul.store.graph import Answer, Row, Solutions, Store

__all__ = [
    "Answer",
    "Row",
    "Solutions",
    "Store",
    "current_build",
    "new_build",
    "open_build",
    "open_build_read_only",
    "open_store",
    "write",
]
