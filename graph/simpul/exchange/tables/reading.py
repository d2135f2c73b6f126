"""Folders of tables read back, to hold them against the facts that they were made of."""

from collections.abc import Iterator
from pathlib import Path

from simpul.errors import DataError, Severity
from simpul.tables import find_sources, read_folder, read_tables
from simpul.terms import Quad, in_graph


def facts_in(folder: Path) -> Iterator[Quad]:
    """Yield what the tables of a source folder, or of the source folders in it, state, each source in its graph.

    Args:
        folder: As `table_files` fills it.

    Raises:
        DataError: A table or its metadata cannot be read, or a row is wrong; the error has every problem of its source.
    """
    for source_folder in find_sources(folder):
        source = read_folder(source_folder, own=True)
        tables = read_tables(source)
        wrong = [one for one in tables.problems if one.severity is Severity.ERROR]
        if wrong:
            raise DataError(wrong)
        for fact in tables.facts:
            yield in_graph(fact.triple, source.iri)
