"""The side index of a build, written and read: SQLite's errors about damage become errors with a remedy."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from simpul.errors import Place, StoreError
from simpul.locale import translate as _
from simpul.naming.atlas import fold

FILE: Final = "names.db"
EDITION: Final = 3
"""Changes when the tables below do, so that an older store can be told from a broken one."""
SCHEMA: Final = f"""
PRAGMA user_version = {EDITION};
CREATE TABLE name (folded TEXT NOT NULL, text TEXT NOT NULL, iri TEXT NOT NULL, preferred INTEGER NOT NULL,
    language TEXT NOT NULL);
CREATE TABLE class (iri TEXT NOT NULL, class TEXT NOT NULL);
CREATE TABLE lies (iri TEXT PRIMARY KEY, country TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE origin (iri TEXT NOT NULL, source TEXT NOT NULL, file TEXT NOT NULL, row INTEGER NOT NULL, sheet TEXT);
"""
_INDEXES: Final = """
CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_iri ON name (iri);
CREATE INDEX class_iri ON class (iri, class);
CREATE INDEX origin_iri ON origin (iri);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A label or alias of a thing.

    Attributes:
        preferred: It is a label, not an alias.
        language: Tag of its language; empty where that is not known.
    """

    text: str
    iri: str
    preferred: bool
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The row of a source's table that states a thing."""

    iri: str
    source: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """What is put into the index.

    Attributes:
        names: Labels and aliases.
        classes: Pairs of IRI and local class name.
        origins: Rows of tables.
        countries: Pairs of a place's IRI and the IRI of the country it lies in.
    """

    names: Iterable[Name] = ()
    classes: Iterable[tuple[str, str]] = ()
    origins: Iterable[Origin] = ()
    countries: Iterable[tuple[str, str]] = ()


class IndexFile:
    """The index of one build, opened for reading.

    Args:
        build: The build's folder; None for an index of nothing.

    Raises:
        StoreError: There is no index, or one that another version of Simpul made.
        StoreDamagedError: It cannot be read.
        StoreReplacedError: The build is gone.
    """

    def __init__(self, build: Path | None) -> None:
        self._build = build or Path()
        if build is None:
            self._connection = sqlite3.connect(":memory:", check_same_thread=False)
            self._connection.executescript(SCHEMA)
            return
        path = build / FILE
        if not path.is_file():
            raise self._unreadable(_("{name} is missing", name=FILE))
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
        )
        if self.execute("PRAGMA user_version") != [(EDITION,)]:
            raise StoreError(
                _(
                    "{path} was made by another version of Simpul. Run `simpul build` to make the "
                    "store again.",
                    path=path,
                )
            )

    def execute(self, query: str, values: tuple[str | int, ...] = ()) -> list[tuple[Any, ...]]:
        """Return all rows that a query finds.

        Raises:
            StoreDamagedError: The file is damaged.
            StoreReplacedError: The build is gone, and the file with it.
        """
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._unreadable(f"{FILE}: {error}") from None

    def _unreadable(self, reason: str) -> StoreError:
        # It brings Oxigraph with it, which the shell's completion does without.
        from simpul.store.damage import unreadable

        return unreadable(self._build, reason)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def all_origins(build: Path) -> Iterator[Origin]:
    """Yield the rows of all sources, in the order in which they were written into a build's index.

    Raises:
        StoreError: As for ``IndexFile``.
    """
    index = IndexFile(build)
    try:
        for iri, source, file, row, sheet in index.execute(
            "SELECT iri, source, file, row, sheet FROM origin ORDER BY rowid"
        ):
            yield Origin(iri=iri, source=source, place=Place(file=file, row=row, sheet=sheet))
    finally:
        index.close()


def write(build: Path, entries: Entries) -> None:
    """Write the index into a build folder, in place of one that is there."""
    (build / FILE).unlink(missing_ok=True)
    connection = sqlite3.connect(build / FILE)
    try:
        connection.executescript(SCHEMA)
        _insert(connection, entries)
        connection.executescript(_INDEXES)
        connection.commit()
    except sqlite3.OperationalError as error:
        # SQLite has its own error for a full disk; the store reports it like any other.
        raise OSError(str(error)) from error
    finally:
        connection.close()


def copy(build: Path, other: Path) -> None:
    """Copy the index of one build into another."""
    import shutil

    shutil.copyfile(build / FILE, other / FILE)


def _insert(connection: sqlite3.Connection, entries: Entries) -> None:
    connection.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?, ?)",
        ((fold(n.text), n.text, n.iri, n.preferred, n.language) for n in entries.names),
    )
    connection.executemany("INSERT OR IGNORE INTO lies VALUES (?, ?)", entries.countries)
    connection.executemany("INSERT INTO class VALUES (?, ?)", entries.classes)
    connection.executemany(
        "INSERT INTO origin VALUES (?, ?, ?, ?, ?)",
        ((o.iri, o.source, o.place.file, o.place.row, o.place.sheet) for o in entries.origins),
    )


def revise(build: Path, things: Iterable[str], sources: Iterable[str], entries: Entries) -> None:
    """Write anew, in a build's index, what concerns some things and the rows of some sources.

    Args:
        build: Its folder.
        things: IRIs of the things.
        sources: IRIs of the sources.
        entries: All names, classes and countries of those things, and all rows of those sources.
    """
    connection = sqlite3.connect(build / FILE)
    try:
        pairs = [(iri,) for iri in things]
        connection.executemany("DELETE FROM name WHERE iri = ?", pairs)
        connection.executemany("DELETE FROM lies WHERE iri = ?", pairs)
        connection.executemany("DELETE FROM class WHERE iri = ?", pairs)
        connection.executemany("DELETE FROM origin WHERE source = ?", [(iri,) for iri in sources])
        _insert(connection, entries)
        connection.commit()
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()
