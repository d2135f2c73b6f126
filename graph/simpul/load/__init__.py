"""Anybody's tables and graphs in: what was given becomes a source in the store, or is told what is wrong."""

from simpul.load.describing import About
from simpul.load.options import Options, SourceReport
from simpul.load.run import load, unload

__all__ = ["About", "Options", "SourceReport", "load", "unload"]
