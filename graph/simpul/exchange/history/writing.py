"""The history of a build, written: what changed with it, put to what changed before."""

import contextlib
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from simpul.exchange.difference.model import Difference, FactChange, Knowledge, ThingChange
from simpul.exchange.difference.telling import in_words
from simpul.exchange.history.reading import BETWEEN
from simpul.locale import LANGUAGES, speaking
from simpul.store import own_files
from simpul.terms import ID, NamedNode, Quad

_EDITION: Final = 1
_SCHEMA: Final = f"""
PRAGMA user_version = {_EDITION};
CREATE TABLE build (number INTEGER PRIMARY KEY, name TEXT NOT NULL, things INTEGER NOT NULL, removed INTEGER NOT NULL,
    added INTEGER NOT NULL);
CREATE TABLE change (number INTEGER PRIMARY KEY, build INTEGER NOT NULL, thing TEXT NOT NULL, kind TEXT NOT NULL,
    sign TEXT NOT NULL);
CREATE TABLE said (change INTEGER NOT NULL, language TEXT NOT NULL, name TEXT NOT NULL, parts TEXT NOT NULL,
    PRIMARY KEY (change, language)) WITHOUT ROWID;
CREATE TABLE touched (thing TEXT NOT NULL, change INTEGER NOT NULL, PRIMARY KEY (thing, change)) WITHOUT ROWID;
CREATE TABLE stated (source TEXT NOT NULL, change INTEGER NOT NULL, PRIMARY KEY (source, change)) WITHOUT ROWID;
CREATE TABLE seen (source TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE INDEX change_build ON change (build, number);
CREATE INDEX stated_change ON stated (change);
"""
_MOST: Final = 20_000
"""Things of one build that are told."""
_MOST_IN_ALL: Final = 100_000
"""Changes that are kept; beyond them the oldest builds are forgotten."""
_PARTS: Final = 20
"""Changes of one thing that are told."""
_NO_THINGS: Final = tuple(f"{ID}{kind}/" for kind in ("document", "source", "certainty", "access", "completeness"))  # fmt: skip


def write(  # noqa: PLR0913 - all but the place are options by name
    path: Path,
    *,
    build: str,
    difference: Difference,
    earlier: Path | None,
    seen: Collection[str],
    withheld: Collection[str],
) -> None:
    """Write the history of a build.

    Args:
        path: Its file, which comes to be whole or not at all.
        build: The name of the build.
        difference: What changed from the build before it.
        earlier: The history of the build before it; None where there is none.
        seen: IRIs of the sources that could be seen in the build before.
        withheld: IRIs of those that may not be seen now.

    Raises:
        OSError: Nothing can be written there.
    """
    own_files.make_folder(path.parent)
    draft = path.with_name(f"{path.name}{own_files.FRESH}")
    draft.unlink(missing_ok=True)
    if earlier is not None and _is_read(earlier):
        shutil.copyfile(earlier, draft)
    draft.touch(mode=0o600)
    draft.chmod(0o600)
    with contextlib.closing(sqlite3.connect(draft)) as connection:
        if not connection.execute("PRAGMA user_version").fetchone()[0]:
            connection.executescript(_SCHEMA)
        known = {source for (source,) in connection.execute("SELECT source FROM seen")}
        if not {*withheld}.isdisjoint(known | {*seen}):
            _begin_anew(connection)
        else:
            _add(connection, build, difference)
            connection.executemany(
                "INSERT OR IGNORE INTO seen VALUES (?)", [(source,) for source in seen]
            )
        _forget(connection)
        connection.commit()
        connection.execute("VACUUM")
    draft.replace(path)


def _is_read(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:  # fmt: skip
            return bool(connection.execute("PRAGMA user_version").fetchone() == (_EDITION,))
    except sqlite3.DatabaseError:
        return False


def _begin_anew(connection: sqlite3.Connection) -> None:
    for table in ("build", "change", "said", "touched", "stated", "seen"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names


def _add(connection: sqlite3.Connection, build: str, difference: Difference) -> None:
    """Add what changed with a build."""
    if not difference:
        return
    (number,) = connection.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM build").fetchone()
    (first,) = connection.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM change").fetchone()
    told = [one for one in difference.things if not _only_follows(one)]
    connection.execute(
        "INSERT INTO build VALUES (?, ?, ?, ?, ?)",
        (number, build, len(told), len(difference.removed), len(difference.added)),
    )
    words = _words(difference)
    for place, change in enumerate(told[:_MOST], start=first):
        iri = change.thing.value
        sources = sorted(set(_sources(change)))
        connection.execute(
            "INSERT INTO change VALUES (?, ?, ?, ?, ?)",
            (place, number, iri, change.kind, change.sign.value),
        )
        connection.executemany(
            "INSERT INTO said VALUES (?, ?, ?, ?)",
            [(place, language, *said) for language, said in words[iri].items()],
        )
        connection.executemany(
            "INSERT INTO touched VALUES (?, ?)",
            [(thing, place) for thing in {iri, *_touched(change, difference.knowledge)}],
        )
        connection.executemany(
            "INSERT INTO stated VALUES (?, ?)", [(source, place) for source in sources]
        )


def _only_follows(change: ThingChange) -> bool:
    """Return whether nothing that a source says of a thing changed, but what follows of it."""
    return not (change.values or change.facts or change.identities or change.deprecated)


def _words(difference: Difference) -> dict[str, dict[str, tuple[str, str]]]:
    """Return what is told of each thing, in each language: its name, and what changed."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for language in LANGUAGES:
        with speaking(language):
            for told in in_words(difference):
                parts = (part.replace(BETWEEN, " ") for part in told.parts[:_PARTS])
                said = told.name, BETWEEN.join(parts)
                found.setdefault(told.change.thing.value, {})[language] = said
    return found


def _sources(change: ThingChange) -> Iterator[str]:
    for value in change.value_changes():
        for quad in (*value.removed, *value.added):
            graph = quad.graph_name
            if isinstance(graph, NamedNode) and graph.value.startswith(f"{ID}source/"):
                yield graph.value


def _touched(change: ThingChange, knowledge: Knowledge) -> Iterator[str]:
    """Yield the things that the facts which changed are about, besides the one under which they are told."""
    for quad in _quads(change.facts, knowledge):
        if isinstance(quad.object, NamedNode):
            iri = quad.object.value
            if iri.startswith(ID) and not iri.startswith(_NO_THINGS):
                yield iri


def _quads(facts: Iterable[FactChange], knowledge: Knowledge) -> Iterator[Quad]:
    for fact in facts:
        yield from knowledge.old.get(fact.node.value, ())
        yield from knowledge.new.get(fact.node.value, ())


def _forget(connection: sqlite3.Connection) -> None:
    """Forget the oldest builds where there are more changes than are kept; the last build stays."""
    while True:
        (count,) = connection.execute("SELECT COUNT(*) FROM change").fetchone()
        oldest, last = connection.execute("SELECT MIN(number), MAX(number) FROM build").fetchone()
        if count <= _MOST_IN_ALL or oldest == last:
            return
        gone = "SELECT number FROM change WHERE build = ?"
        for table in ("said", "touched", "stated"):
            connection.execute(f"DELETE FROM {table} WHERE change IN ({gone})", (oldest,))  # noqa: S608 - our own names
        connection.execute("DELETE FROM change WHERE build = ?", (oldest,))
        connection.execute("DELETE FROM build WHERE number = ?", (oldest,))
