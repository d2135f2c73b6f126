"""The options of a load, and its report on each source."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simpul.errors import Problem
from simpul.ingest.change_summary import ChangeSummary
from simpul.ingest.description import About


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person asks for.

    Attributes:
        source: Key of the source; else each file is one, called after the file.
        kind: Kind of the tables; by default recognised by the sheets' names and headings.
        add: Add to what the source said before instead of replacing it.
        replace: Replace a source though it came from a folder and not by such files.
        keep_going: Load the good rows though others are wrong.
        refused: Where the refused rows are written; else beside their table.
        dry_run: Change nothing.
        largest_rdf: Megabytes that an RDF file may become, as ``simpul.store.rdf_files.read`` takes it.
    """

    about: About
    source: str | None = None
    kind: str | None = None
    add: bool = False
    replace: bool = False
    keep_going: bool = False
    refused: Path | None = None
    dry_run: bool = False
    largest_rdf: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What happened to one source.

    Attributes:
        rows: Rows read; ``loaded`` and ``refused`` together make as many.
        triples: Read from RDF files.
        changed: Something is different now.
        new: The source was not there before.
        refused_files: Tables of the refused rows; of a source folder, the folder that holds them.
    """

    key: str
    rows: int
    loaded: int
    refused: int
    triples: int
    changed: bool
    new: bool
    added: ChangeSummary
    removed: ChangeSummary
    problems: Sequence[Problem]
    refused_files: Sequence[Path]
