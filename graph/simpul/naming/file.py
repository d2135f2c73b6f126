"""The side index of a build, read: SQLite's errors about damage become errors with a remedy."""

import sqlite3
from pathlib import Path
from typing import Any

from simpul.errors import StoreDamagedError, StoreError
from simpul.locale import translate as _
from simpul.naming.index import EDITION, FILE, SCHEMA


class IndexFile:
    """The index of one build, opened for reading.

    Args:
        build: The build's folder; None for an index of nothing.

    Raises:
        StoreError: There is no index, or one that another version of Simpul made.
        StoreDamagedError: It cannot be read.
    """

    def __init__(self, build: Path | None) -> None:
        if build is None:
            self._store = Path()
            self._connection = sqlite3.connect(":memory:", check_same_thread=False)
            self._connection.executescript(SCHEMA)
            return
        path = build / FILE
        if not path.is_file():
            raise StoreError(
                _("{path} is missing. Run `simpul build` to make the store again.", path=path)
            )
        self._store = build.parent
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
        """
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise StoreDamagedError(self._store, f"{FILE}: {error}") from None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
