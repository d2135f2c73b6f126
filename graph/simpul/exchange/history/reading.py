"""The history of a build, read."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from simpul.locale import LANGUAGES

_FOLDER: Final = "history"
BETWEEN: Final = "\x1f"
"""What stands between the parts of what is said; no text that is told has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What changed of one thing with one build.

    Attributes:
        number: The later, the higher.
        build: The name of the build with which it changed.
        thing: Its IRI.
        kind: The local name of its most special class; empty where that is not known.
        sign: ``added``, ``removed`` or ``changed``.
        name: What it was called then.
        parts: What changed, in a few words each.
        sources: IRIs of the sources that say so, or no longer do.
    """

    number: int
    build: str
    thing: str
    kind: str
    sign: str
    name: str
    parts: Sequence[str]
    sources: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedBuild:
    """A build, and how much changed with it.

    Attributes:
        name: Its name.
        things: How many things changed.
        told: How many of these are told.
        removed: Statements that went.
        added: Statements that came.
    """

    name: str
    things: int
    told: int
    removed: int
    added: int


def made_at(build: str) -> datetime:
    """Return when a build was made, which its name says.

    >>> made_at("20261127T184111-f4e5cd").isoformat()
    '2026-11-27T18:41:11+00:00'
    """
    try:
        return datetime.strptime(build.partition("-")[0], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)


def place_of(build: Path, right: str) -> Path:
    """Return where the history lies that who has an access right sees."""
    return build / _FOLDER / f"{right}.db"


class History:
    """A history, opened for reading.

    Args:
        path: Its file.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
        )

    def builds(self) -> list[ChangedBuild]:
        """Return the builds with which something could change, the last first."""
        rows = self._connection.execute(
            "SELECT name, things, (SELECT COUNT(*) FROM change WHERE change.build = build.number), removed, added "
            "FROM build ORDER BY number DESC"
        )
        return [
            ChangedBuild(name=name, things=things, told=told, removed=removed, added=added)
            for name, things, told, removed, added in rows
        ]

    def count(self, **which: str) -> int:
        """Return how many changes there are; see ``changes``."""
        condition, values = _condition(which)
        query = f"SELECT COUNT(*) FROM change WHERE {condition}"  # noqa: S608 - our own conditions
        return int(self._connection.execute(query, values).fetchone()[0])

    def changes(
        self, language: str, *, first: int = 0, most: int = -1, **which: str
    ) -> list[Change]:
        """Return changes, the last first.

        Args:
            language: The language in which they are told.
            first: How many are passed over.
            most: How many are returned; all where it is less than none.
            **which: ``thing``, by its IRI, where only what touched it counts; ``source``; ``build``, by its name.
        """
        condition, values = _condition(which)
        rows = self._connection.execute(
            "SELECT change.number, build.name, thing, kind, sign, said.name, parts "  # noqa: S608 - our own conditions
            "FROM change JOIN build ON build.number = change.build "
            "JOIN said ON said.change = change.number AND said.language = ? "
            f"WHERE {condition} ORDER BY change.build DESC, change.number LIMIT ? OFFSET ?",
            (language if language in LANGUAGES else LANGUAGES[0], *values, most, first),
        ).fetchall()
        return [
            Change(
                number=number,
                build=build,
                thing=thing,
                kind=kind,
                sign=sign,
                name=name,
                parts=parts.split(BETWEEN) if parts else [],
                sources=self._sources(number),
            )
            for number, build, thing, kind, sign, name, parts in rows
        ]

    def _sources(self, change: int) -> list[str]:
        rows = self._connection.execute(
            "SELECT source FROM stated WHERE change = ? ORDER BY source", (change,)
        )
        return [source for (source,) in rows]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _condition(which: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    ways = {
        "thing": "change.number IN (SELECT change FROM touched WHERE touched.thing = ?)",
        "source": "change.number IN (SELECT change FROM stated WHERE stated.source = ?)",
        "build": "change.build IN (SELECT number FROM build WHERE name = ?)",
    }
    given = {name: value for name, value in which.items() if value}
    return " AND ".join(ways[name] for name in given) or "TRUE", tuple(given.values())
