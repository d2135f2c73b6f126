"""What a store holds, as digests by which two of them are compared, and what lies in its folder."""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from campaign.commands import apart
from simpul.ingest import loaded_sources, world
from simpul.naming import Names
from simpul.store import open_current

Contents: TypeAlias = Mapping[str, str]
"""A digest of each thing that a store holds."""
_PASSING: Final = re.compile(r'_:\w+|(?<=/ontology#retrieved> )"[^"]*"')
"""The ontology has nodes without a name, which each build names anew; a load notes its day."""
_BUILDS: Final = 2
"""The one in use and the one before."""
_NO_BUILDS: Final = frozenset(("current", "lock"))


def contents(store: Path) -> Contents:
    """Return what a store holds, read as commands read it; the store is opened in a process of its own.

    Raises:
        RuntimeError: It cannot be read.
    """
    return apart(lambda: _contents(store))


def _contents(store: Path) -> Contents:
    build = open_current(store)
    Names(build.folder).close()
    connection = sqlite3.connect(f"{(build.folder / 'names.db').as_uri()}?mode=ro", uri=True)
    return {
        "graph": _digest(_PASSING.sub("_", str(quad)) for quad in build.graph.matching()),
        "names": _digest(connection.iterdump()),
        "loaded": json.dumps(loaded_sources.rows_of(build.folder)),
        "world": str(world.level_of(build.folder)),
    }


def differences(found: Contents, before: Contents, after: Contents) -> str:
    """Return which of its contents make a store neither of two."""
    of = [[key for key in found if found[key] != other.get(key)] for other in (before, after)]
    return f"differs from the one before in {of[0]}, from the one after in {of[1]}"


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def leftovers(store: Path) -> list[str]:
    """Return what lies in the folder of a store and belongs neither to its builds nor to its keeping."""
    found = sorted(store.iterdir())
    builds = [place.name for place in found if place.is_dir()]
    current = (store / "current").read_text(encoding="utf-8").strip()
    surplus = [name for name in builds if name != current][: max(0, len(builds) - _BUILDS)]
    others = [place.name for place in found if not place.is_dir() and place.name not in _NO_BUILDS]
    return [*surplus, *others]
