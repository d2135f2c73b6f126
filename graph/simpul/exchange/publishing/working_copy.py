"""A store at an endpoint, worked on: brought to this machine, changed here as any store, and published again.

Rules over HTTP make no sense, so commands that write work on a copy. It is brought up to what is in use at the endpoint;
what they make is published on condition that this is still in use there. If somebody else was faster, nothing of theirs
is lost, and the command has to run again.
"""

import contextlib
import shutil
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simpul.access import beyond, restricted_sources
from simpul.errors import EndpointEmptyError, UsageError
from simpul.exchange.publishing.cache import folder_of
from simpul.exchange.publishing.mirror import is_of, mirror, note
from simpul.exchange.publishing.publish import Progress, Published, publish
from simpul.exchange.publishing.register import Register
from simpul.locale import translate as _
from simpul.store import Waiting, current_build, open_current, own_files, silently
from simpul.store.lock import locked
from simpul.store.remote.client import Client
from simpul.store.remote.settings import Endpoint

_FOLDER: Final = "working-copy"


@dataclass(slots=True, kw_only=True)
class WorkingCopy:
    """A store on this machine that stands for the one at an endpoint.

    Attributes:
        folder: The store's folder.
        published: What became of what was changed in it; None where nothing was.
    """

    folder: Path
    published: Published | None = None


@contextlib.contextmanager
def working_copy(
    endpoint: Endpoint,
    *,
    progress: Progress = lambda _text: None,
    waiting: Waiting = silently,
) -> Generator[WorkingCopy]:
    """Give a store that holds what is published at an endpoint; if the block ends without an error, publish what it made.

    Args:
        endpoint: The endpoint; where nothing is published there, the store is not there yet.
        progress: Called with a text on how far it is.
        waiting: Called with a sentence if another process has to be waited for.

    Raises:
        UsageError: The store has sources that may not be published there.
        StoreError: Somebody else published meanwhile.
        EndpointEmptyError: What was published there is gone, and a copy of it is on this machine.
        EndpointError: The endpoint cannot be read or written; it holds what it held before.
    """
    parent = folder_of(endpoint)
    copy = WorkingCopy(folder=parent / _FOLDER)
    own_files.make_folder(parent)
    with Client(endpoint) as client, locked(parent, waiting=waiting):
        before = _brought(client, copy.folder, progress, waiting)
        held = current_build(copy.folder)
        yield copy
        if current_build(copy.folder) != held:
            _refuse_what_would_be_lost(copy.folder, client)
            copy.published = publish(copy.folder, client, on=before, progress=progress)
            note(copy.folder, client, copy.published.manifest.build)


def _brought(
    client: Client, folder: Path, progress: Progress, waiting: Callable[[str], None]
) -> str | None:
    """Bring a store up to what is in use at an endpoint; return the name of that build, None where there is none.

    Raises:
        EndpointEmptyError: What was published there is gone, and this store may be all that is left of it.
    """
    if Register(client).current() is None:
        if is_of(folder, client.endpoint):
            raise EndpointEmptyError(
                _(
                    "What was published there is gone, and this machine has a copy of it: {path}.",
                    path=folder,
                ),
                client.address,
                _(
                    "Publish that again with `simpul publish {address} --store {path}`, or remove the folder to begin with nothing.",
                    address=client.endpoint.name or client.address,
                    path=folder,
                ),
            )
        # It was never published: whoever made it runs the command again.
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return mirror(client, folder, progress=progress, waiting=waiting).manifest.build


def _refuse_what_would_be_lost(folder: Path, client: Client) -> None:
    """Refuse sources that may not be published at an endpoint: the next command, elsewhere, would know nothing of them."""
    endpoint = client.endpoint
    with contextlib.closing(open_current(folder).graph) as graph:
        sources = beyond(restricted_sources(graph), endpoint.access)
    if sources:
        listed = ", ".join(f"{source.key} ({source.access})" for source in sources)
        raise UsageError(
            _(
                "What is published at {address} may be seen by all with the access right {access}, and these sources "
                "are more restricted: {sources}. Nothing was changed. Say `access` in the endpoint's profile if only "
                "such people reach it, or keep them in a store of your own (--store FOLDER), from which "
                "`simpul publish` publishes the rest.",
                address=client.address,
                access=endpoint.access,
                sources=listed,
            )
        )
