"""What ``--store`` names, opened: a build in a folder, or one that is published at an endpoint."""

import contextlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from simpul.errors import StoreMissingError, UsageError, shortened
from simpul.locale import translate as _
from simpul.store import Build, Queryable, current_build, open_build_read_only, open_current, record
from simpul.store.remote.settings import Endpoint, Place
from simpul.store.unfinished import builds_in

if TYPE_CHECKING:
    from simpul.limits import Limits
    from simpul.store.remote.dataset import RemoteDataset

PREVIOUS: Final = "previous"
"""How a person calls the build that was in use before."""
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


def open_earlier(place: Place, name: str) -> Build:
    """Open an earlier build of a store, as far as it is still there: the one before the build in use always is.

    Args:
        place: The store's folder.
        name: The build's name, or ``previous``.

    Raises:
        UsageError: There is no such build; the error names those that are there.
        StoreError: There is no store, or the build cannot be read.
    """
    if not isinstance(place, Path):
        raise UsageError(_("Earlier builds are kept in a folder, and {place} is an endpoint.", place=place))  # fmt: skip
    current = current_build(place)
    if current is None:
        raise StoreMissingError(place)
    earlier = {build.name: build for build in builds_in(place) if build != current}
    before = record.previous_of(current)
    found = before if name == PREVIOUS else earlier.get(name)
    if found is None or found.name not in earlier:
        raise UsageError(_no_build(place, name, [*earlier]))
    return Build(graph=open_build_read_only(found), folder=found)


def _no_build(place: Path, name: str, known: Sequence[str]) -> str:
    if not known:
        return _("The store at {path} keeps no earlier build: it was built once, or there was no room for two.", path=place)  # fmt: skip
    return _(
        "The store at {path} keeps no build {name}; it keeps {known}.",
        path=place,
        name=shortened(name),
        known=", ".join(known),
    )


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
