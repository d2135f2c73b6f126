"""What comes of putting sources into a store, to be held against what comes of it in another way."""

import io
import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat

from simpul.errors import DataError, Problem
from simpul.ingest.build import build
from simpul.naming.index import FILE
from simpul.store import current_build, open_store

_UNNAMED: Final = re.compile(rb"_:|\S+ \S+ _:")
"""Begins a line with a blank node for its subject or object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of sources: the problems, and what the store holds of them.

    Attributes:
        index: Names, classes, countries and origins in the side index.
    """

    problems: frozenset[Problem]
    quads: frozenset[bytes] = frozenset()
    index: tuple[frozenset[tuple[object, ...]], ...] = ()


def outcome(store: Path, put_in: Callable[[], Sequence[Problem]]) -> Outcome:
    """Return what comes of putting sources into a store."""
    try:
        problems = put_in()
    except DataError as error:
        return Outcome(problems=frozenset(error.problems))
    return Outcome(problems=frozenset(problems), quads=quads_of(store), index=index_of(store))


def quads_of(store: Path) -> frozenset[bytes]:
    """Return the quads of a store as lines, less the ontology's blank nodes, which have no lasting names."""
    lines = io.BytesIO()
    open_store(store).dataset.dump(lines, format=RdfFormat.N_QUADS)
    return frozenset(line for line in lines.getvalue().splitlines() if not _UNNAMED.match(line))


def index_of(store: Path) -> tuple[frozenset[tuple[object, ...]], ...]:
    """Return what the side index of a store holds."""
    place = current_build(store)
    assert place is not None
    connection = sqlite3.connect(place / FILE)
    try:
        queries = (
            "SELECT * FROM name",
            "SELECT * FROM class",
            "SELECT * FROM lies",
            "SELECT * FROM origin",
        )
        return tuple(frozenset(connection.execute(query)) for query in queries)
    finally:
        connection.close()


def built(store: Path, data: Sequence[Path]) -> Outcome:
    """Return what comes of building sources."""
    return outcome(store, lambda: build(data, store).warnings)
