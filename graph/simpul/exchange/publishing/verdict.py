"""What `simpul check` found of an endpoint: whether its engine may answer, or a mirror has to."""

from collections.abc import Sequence
from typing import Final

from simpul.errors import StoreDamagedError
from simpul.exchange.publishing.cache import PublishedBuild, folder_of
from simpul.store import own_files
from simpul.store.remote.client import Client

_FILE: Final = "check.json"


def found_wrong(build: PublishedBuild) -> bool:
    """Return whether an endpoint was found to answer questions wrongly; False where nothing is known.

    What was found of another engine at the same address says nothing.
    """
    folder = folder_of(build.client.endpoint)
    try:
        found = own_files.read_json(folder / _FILE, store=folder)
    except (FileNotFoundError, StoreDamagedError):
        return False
    return found.get("engine") == build.client.engine.key and bool(found.get("wrong"))


def note(client: Client, wrong: Sequence[str]) -> None:
    """Note which questions an endpoint answers wrongly."""
    folder = folder_of(client.endpoint)
    own_files.make_folder(folder)
    own_files.write_json(folder / _FILE, {"engine": client.engine.key, "wrong": [*wrong]})
