"""What ``--store`` names, opened: a build in a folder, or one that is published at an endpoint."""

import contextlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from simpul.locale import translate as _
from simpul.store import Build, Queryable, open_current
from simpul.store.remote.settings import Endpoint, Place

if TYPE_CHECKING:
    from simpul.limits import Limits
    from simpul.store.remote.dataset import RemoteDataset

Tell: TypeAlias = Callable[[str], object]
"""Called with a sentence for the person who waits."""


@dataclass(slots=True, kw_only=True)
class RemoteBuild:
    """One published build: its graph at the endpoint, and what is kept of it on this machine.

    Attributes:
        graph: The build, to be asked.
        folder: Where its index of names lies; it is made when there is none.
        tell: Hears that something takes a while.
    """

    graph: "RemoteDataset"
    folder: Path
    tell: Tell
    _local: Build | None = field(default=None)

    @property
    def access(self) -> str:
        """The access right it was published with: no source in it is more restricted."""
        return self.graph.manifest.access

    def isolated(self, limits: "Limits") -> Queryable:
        """Return the graph, each answer of which must be there in time; its memory is the endpoint's."""
        return self.graph.within(limits)

    def local(self) -> Build:
        """Return the same build on this machine, for what reads all of it; it is fetched once.

        Raises:
            EndpointError: It cannot be fetched whole.
        """
        if self._local is None:
            self._local = mirrored(self.graph, self.tell)
        return self._local


def open_place(
    place: Place, *, services: Collection[str] = (), tell: Tell = lambda _said: None
) -> Build | RemoteBuild:
    """Open the build that is in use at a place.

    Args:
        place: A store's folder, or an endpoint.
        services: The IRIs of the endpoints that a query may ask with SERVICE.
        tell: Hears that something takes a while, and who answers where that is not the endpoint.

    Raises:
        StoreError: There is no store, or it cannot be read.
    """
    if isinstance(place, Path):
        return open_current(place, services=services)
    return _published(place, services, tell)


def _published(endpoint: Endpoint, services: Collection[str], tell: Tell) -> Build | RemoteBuild:
    from simpul.exchange.publishing.remote_index import index_folder
    from simpul.exchange.publishing.verdict import found_wrong
    from simpul.store.remote.client import Client
    from simpul.store.remote.dataset import open_dataset

    with contextlib.ExitStack() as unless_opened:
        client = unless_opened.enter_context(Client(endpoint))
        dataset = open_dataset(client, services=services)
        if endpoint.answers == "mirror" or found_wrong(dataset):
            return mirrored(dataset, tell)
        folder = index_folder(dataset)
        unless_opened.pop_all()
    return RemoteBuild(graph=dataset, folder=folder, tell=tell)


def mirrored(dataset: "RemoteDataset", tell: Tell) -> Build:
    """Return a published build as it is on this machine, and say so.

    Raises:
        EndpointError: It cannot be fetched whole.
    """
    from simpul.exchange.publishing.mirror import open_mirror

    tell(
        _(
            "A mirror on this machine answers for {address}: build {build}.",
            address=dataset.client.address,
            build=dataset.manifest.build,
        )
    )
    return open_mirror(dataset, services=dataset.services, tell=tell)
