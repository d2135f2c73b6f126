"""Where this machine keeps what it has of an endpoint: a mirror, indexes of names, the verdict of `simpul check`."""

import hashlib
from pathlib import Path
from typing import Final, Protocol

from simpul import paths
from simpul.store.remote.client import Client
from simpul.store.remote.manifest import Manifest
from simpul.store.remote.settings import Endpoint

_FOLDER: Final = "endpoints"
_DIGITS: Final = 20


class PublishedBuild(Protocol):
    """A build that is published at an endpoint (``simpul.store.remote.dataset.RemoteDataset`` is one)."""

    @property
    def client(self) -> Client:
        """The endpoint."""
        ...

    @property
    def manifest(self) -> Manifest:
        """What the build says of itself."""
        ...


def folder_of(endpoint: Endpoint) -> Path:
    """Return the folder of an endpoint in the platform's cache; it may not be there."""
    key = hashlib.sha256(endpoint.query.encode()).hexdigest()[:_DIGITS]
    return paths.cache() / _FOLDER / key


def mirror_folder(endpoint: Endpoint) -> Path:
    """Return the folder of the store that mirrors an endpoint for the commands that need all of it."""
    return folder_of(endpoint) / "mirror"
