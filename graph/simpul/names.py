"""Names that find their thing, and rows that made it: the store's side index (SQLite).

Two questions SPARQL is slow or silent at: which thing bears this name, and which row of which table
a thing came from. The index is written with the build and opened in a millisecond.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simpul.errors import AmbiguousNameError, ParameterError, Place, StoreError, did_you_mean
from simpul.language import translate as _
from simpul.terms import ID

_FILE: Final = "names.db"
_SCHEMA: Final = """
CREATE TABLE name (folded TEXT NOT NULL, text TEXT NOT NULL, iri TEXT NOT NULL, preferred INTEGER NOT NULL);
CREATE TABLE class (iri TEXT NOT NULL, class TEXT NOT NULL);
CREATE TABLE origin (iri TEXT NOT NULL, source TEXT NOT NULL, file TEXT NOT NULL, row INTEGER NOT NULL);
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
    """

    text: str
    iri: str
    preferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The row of a source's table that states a thing."""

    iri: str
    source: str
    place: Place


def fold(text: str) -> str:
    """Return the name without case, accents, punctuation and doubled spaces, for comparing.

    >>> fold("São  Paulo"), fold("UCLG-ASPAC"), fold("서울")
    ('sao paulo', 'uclg aspac', '서울')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", bare)).split())


def write(
    build: Path,
    *,
    names: Iterable[Name],
    classes: Iterable[tuple[str, str]],
    origins: Iterable[Origin],
) -> None:
    """Write the index into a build folder; ``classes`` are pairs of IRI and local class name."""
    connection = sqlite3.connect(build / _FILE)
    try:
        connection.executescript(_SCHEMA)
        connection.executemany(
            "INSERT INTO name VALUES (?, ?, ?, ?)",
            ((fold(name.text), name.text, name.iri, name.preferred) for name in names),
        )
        connection.executemany("INSERT INTO class VALUES (?, ?)", classes)
        connection.executemany(
            "INSERT INTO origin VALUES (?, ?, ?, ?)",
            ((o.iri, o.source, o.place.file, o.place.row) for o in origins),
        )
        connection.executescript(_INDEXES)
        connection.commit()
    except sqlite3.OperationalError as error:
        # SQLite has its own error for a full disk; the store speaks of it like any other.
        raise OSError(str(error)) from error
    finally:
        connection.close()


class Names:
    """The side index of one build, opened for reading."""

    def __init__(self, build: Path) -> None:
        path = build / _FILE
        if not path.is_file():
            raise StoreError(
                _("{path} is missing. Run `simpul build` to make the store anew.", path=path)
            )
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)

    def resolve(self, text: str, kind: str) -> str:
        """Return the IRI of the thing of this class that a person means by this text.

        Args:
            text: An IRI, ``kind/key`` or key under the project's namespace, a label or an alias.
            kind: Local name of a class, such as ``City``; empty for any thing.

        Raises:
            ParameterError: Nothing of this class is called so; the error names near ones.
            AmbiguousNameError: Several are.
        """
        for iri in (text, ID + text, f"{ID}{kind.lower()}/{text}"):
            if self._is(iri, kind):
                return iri
        found = self._named(fold(text), kind)
        if not found:
            hint = did_you_mean(text, self._all(kind))
            raise ParameterError(
                _("Nothing here is a {kind} called {name}.", kind=kind or "thing", name=repr(text))
                + hint
            )
        if len(found) > 1:
            raise AmbiguousNameError(text, [(iri, self.label(iri)) for iri in found])
        return found[0]

    def label(self, iri: str) -> str:
        """Return one label of the thing, or its IRI."""
        row = self._connection.execute(
            "SELECT text FROM name WHERE iri = ? ORDER BY preferred DESC LIMIT 1", (iri,)
        ).fetchone()
        return str(row[0]) if row else iri

    def origins(self, iri: str) -> list[Origin]:
        """Return the rows that state this thing, by source, file and row."""
        rows = self._connection.execute(
            "SELECT source, file, row FROM origin WHERE iri = ? ORDER BY source, file, row", (iri,)
        )
        return [
            Origin(iri=iri, source=source, place=Place(file=file, row=row))
            for source, file, row in rows
        ]

    def _is(self, iri: str, kind: str) -> bool:
        query = "SELECT 1 FROM class WHERE iri = ? AND (? = '' OR class = ?) LIMIT 1"
        return self._connection.execute(query, (iri, kind, kind)).fetchone() is not None

    def _named(self, folded: str, kind: str) -> Sequence[str]:
        """Return the things so called; labels win over aliases."""
        rows = self._connection.execute(
            "SELECT DISTINCT iri, preferred FROM name WHERE folded = ? AND "
            "(? = '' OR EXISTS (SELECT 1 FROM class WHERE class.iri = name.iri AND class = ?)) "
            "ORDER BY iri",
            (folded, kind, kind),
        ).fetchall()
        labelled = [iri for iri, preferred in rows if preferred]
        return labelled or list(dict.fromkeys(iri for iri, _preferred in rows))

    def _all(self, kind: str) -> list[str]:
        rows = self._connection.execute(
            "SELECT DISTINCT text FROM name WHERE preferred AND "
            "(? = '' OR EXISTS (SELECT 1 FROM class WHERE class.iri = name.iri AND class = ?))",
            (kind, kind),
        )
        return [text for (text,) in rows]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
