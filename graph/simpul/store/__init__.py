"""Datasets that answer SPARQL, behind one protocol, and the builds that hold them."""

from simpul.store.builds import (
    Build,
    current_build,
    new_build,
    open_build,
    open_build_read_only,
    open_current,
    open_store,
    write,
)
from simpul.store.oxigraph import OxigraphStore
from simpul.store.protocol import Bindings, Queryable, Result, Row, Solutions, Writable

__all__ = [
    "Bindings",
    "Build",
    "OxigraphStore",
    "Queryable",
    "Result",
    "Row",
    "Solutions",
    "Writable",
    "current_build",
    "new_build",
    "open_build",
    "open_build_read_only",
    "open_current",
    "open_store",
    "write",
]
