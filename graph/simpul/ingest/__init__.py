"""Anybody's tables and graphs in: what was given becomes a source in the store, or is told what is wrong."""

from simpul.ingest.describing import About
from simpul.ingest.options import Options, SourceReport
from simpul.ingest.run import load, unload

__all__ = ["About", "Options", "SourceReport", "load", "unload"]
