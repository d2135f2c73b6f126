"""Datasets that answer SPARQL, behind one protocol, and the builds that hold them."""

from simpul.store.builds import (
    Build,
    current_build,
    open_build_read_only,
    open_current,
    open_store,
)
from simpul.store.lock import Waiting, silently
from simpul.store.oxigraph import OxigraphStore
from simpul.store.protocol import Bindings, Opened, Queryable, Result, Row, Solutions, Writable
from simpul.store.unfinished import (
    UnchangedError,
    UnfinishedBuild,
    copy,
    new_build,
    open_build,
    write,
)

__all__ = [
    "Bindings",
    "Build",
    "Opened",
    "OxigraphStore",
    "Queryable",
    "Result",
    "Row",
    "Solutions",
    "UnchangedError",
    "UnfinishedBuild",
    "Waiting",
    "Writable",
    "copy",
    "current_build",
    "new_build",
    "open_build",
    "open_build_read_only",
    "open_current",
    "open_store",
    "silently",
    "write",
]
