"""A published build brought into a folder: what any command can work on, the same triple by triple."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simpul.errors import AnswerCutError, EndpointEmptyError, SimpulError, StoreDamagedError
from simpul.exchange.publishing import reading
from simpul.exchange.publishing.cache import PublishedBuild, folder_of, mirror_folder
from simpul.exchange.publishing.filling import Filling, Progress
from simpul.exchange.publishing.register import Register
from simpul.ingest.editions import new_build
from simpul.locale import translate as _
from simpul.store import Build, Waiting, current_build, open_current, own_files, silently
from simpul.store.remote.client import Client
from simpul.store.remote.manifest import Manifest, PublishedGraph
from simpul.store.remote.settings import Endpoint
from simpul.terms import Triple

FILE: Final = "published.json"
"""In a store's folder: which build of which endpoint its current build is the same as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirrored:
    """A mirror.

    Attributes:
        folder: The folder of the store.
        manifest: Of the build that it is the same as.
        unchanged: It held all this already.
    """

    folder: Path
    manifest: Manifest
    unchanged: bool = False


def open_mirror(
    build: PublishedBuild,
    *,
    services: Collection[str] = (),
    tell: Callable[[str], object] = lambda _said: None,
) -> Build:
    """Return the build in the cache that is the same as a published one; it is made only where it is not there yet.

    Args:
        build: The published build; it stays what it was when it was opened.
        services: The IRIs of the endpoints that a query may ask with SERVICE.
        tell: Called with a sentence if another process has to be waited for.

    Raises:
        EndpointError: It cannot be read whole.
    """

    def waiting(sentence: str) -> None:
        tell(sentence)

    client, folder = build.client, mirror_folder(build.client.endpoint)
    while True:
        mirror(client, folder, of=build.manifest, waiting=waiting)
        opened = open_current(folder, services=services)
        if _noted(folder) == _note(client, build.manifest.build, opened.folder):
            return opened
        # Another process has mirrored another build in between.
        opened.graph.close()


def published(client: Client) -> Manifest:
    """Return the manifest of the build in use at an endpoint.

    Raises:
        EndpointEmptyError: Nothing is published there.
        StoreError: It was written by a newer Simpul.
    """
    register = Register(client)
    build = register.current()
    found = register.manifest(build) if build else None
    if found is None:
        raise EndpointEmptyError(
            _("No Simpul build is published there."),
            client.address,
            _("Publish one with `simpul publish`."),
        )
    return found


def mirror(
    client: Client,
    folder: Path,
    *,
    of: Manifest | None = None,
    progress: Progress = lambda _text: None,
    waiting: Waiting = silently,
) -> Mirrored:
    """Bring a build of an endpoint into a folder, as the current build of its store.

    Args:
        client: The endpoint.
        folder: The store's folder; made if it is not there.
        of: The build; else the one that is in use there.
        progress: Called with a text on how far it is.
        waiting: Called with a sentence if another process, which writes to the store, has to be waited for.

    Raises:
        EndpointEmptyError: Nothing is published there.
        EndpointError: It cannot be read whole, or is not what was published; the store is as it was.
        StoreError: The folder cannot be written.
    """
    found = of or published(client)
    if is_mirror(folder, client, found.build):
        return Mirrored(folder=folder, manifest=found, unchanged=True)
    with new_build(folder, progress=progress, waiting=waiting) as new:
        Filling(_Endpoint(client), found, new.folder, progress).fill()
        # While nobody else writes here; until this build is in use the note is of none.
        _write_note(folder, client, found.build, new.folder)
    return Mirrored(folder=folder, manifest=found)


def is_mirror(folder: Path, client: Client, build: str) -> bool:
    """Return whether the current build of a store is the same as a build of an endpoint."""
    current = _current(folder)
    return current is not None and _noted(folder) == _note(client, build, current)


def is_of(folder: Path, endpoint: Endpoint) -> bool:
    """Return whether the current build of a store came from an endpoint and is as it was."""
    current, noted = _current(folder), _noted(folder)
    is_same = current is not None and noted.get("local") == current.name
    return is_same and noted.get("endpoint") == folder_of(endpoint).name


def _current(folder: Path) -> Path | None:
    """Return the current build of a store; None also where that cannot be told."""
    try:
        return current_build(folder)
    except StoreDamagedError:
        return None


def _noted(folder: Path) -> Mapping[str, object]:
    """Return what is noted of a store; nothing where that cannot be read."""
    try:
        return own_files.read_json(folder / FILE, store=folder)
    except (FileNotFoundError, StoreDamagedError):
        return {}


def note(folder: Path, client: Client, build: str) -> None:
    """Note that the current build of a store is the same as a build of an endpoint."""
    current = current_build(folder)
    if current is not None:
        _write_note(folder, client, build, current)


def _write_note(folder: Path, client: Client, build: str, local: Path) -> None:
    own_files.write_json(folder / FILE, _note(client, build, local))


def _note(client: Client, build: str, current: Path) -> dict[str, object]:
    return {"endpoint": folder_of(client.endpoint).name, "build": build, "local": current.name}


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """An endpoint as what a build is filled from."""

    client: Client

    def pages(self, graph: PublishedGraph) -> Iterator[list[Triple]]:
        """Yield the triples of a graph, in pages."""
        return reading.triples(self.client, graph)

    def damaged(self, graph: PublishedGraph, read: int) -> SimpulError:
        """Return the error for a graph that is not what it was."""
        return AnswerCutError(
            _(
                "{graph} is not what was published: {read} triples came of {all}, or they are others.",
                graph=f"<{graph.name.value}>",
                read=read,
                all=graph.triples,
            ),
            self.client.address,
            _("Run the command again; if it stays so, publish again."),
        )
