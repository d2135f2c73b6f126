"""Sources in: read, checked, stated, inferred from and validated, into an empty store or one that is there."""

from simpul.ingest.build import build
from simpul.ingest.build_report import BuildReport, BuiltSource
from simpul.ingest.description import About
from simpul.ingest.load import load, unload
from simpul.ingest.options import Options, SourceReport

__all__ = [
    "About",
    "BuildReport",
    "BuiltSource",
    "Options",
    "SourceReport",
    "build",
    "load",
    "unload",
]
