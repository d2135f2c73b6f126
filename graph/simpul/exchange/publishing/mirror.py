"""A published build brought into a folder: what any command can work on, the same triple by triple."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from simpul import naming, store
from simpul.errors import AnswerCutError, EndpointEmptyError, StoreDamagedError
from simpul.exchange.publishing import contents, reading
from simpul.exchange.publishing.cache import PublishedBuild, folder_of, mirror_folder
from simpul.exchange.publishing.register import Register
from simpul.ingest import world
from simpul.ingest.name_index import entries
from simpul.locale import translate as _
from simpul.store import OxigraphStore, Waiting, current_build, own_files, silently
from simpul.store.oxigraph import parse
from simpul.store.protocol import GraphName
from simpul.store.remote.client import Client
from simpul.store.remote.manifest import (
    FILES,
    MERGE_TERM,
    ORIGINALS,
    ROWS,
    Digest,
    Manifest,
    PublishedGraph,
)
from simpul.terms import DefaultGraph, NamedNode, Quad, Triple, in_graph, text

Progress = Callable[[str], None]
FILE: Final = "published.json"
"""In a store's folder: which build of which endpoint its current build is the same as."""
_AT_ONCE: Final = 200_000
"""Quads written at a time."""

Originals: TypeAlias = Mapping[GraphName, set[bytes]]
"""Lines of N-Triples that an engine gives back in another form, by the graph of the store that each is in."""


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


def mirror_of(build: PublishedBuild, *, tell: Callable[[str], object] = lambda _said: None) -> Path:
    """Return the folder of the store in the cache that mirrors a published build; made only where it is not there yet.

    Args:
        build: The build; it stays what it was when it was opened.
        tell: Called with a sentence if another process has to be waited for.

    Raises:
        EndpointError: It cannot be read whole.
    """

    def waiting(sentence: str) -> None:
        tell(sentence)

    folder = mirror_folder(build.client.endpoint)
    mirror(build.client, folder, of=build.manifest, waiting=waiting)
    return folder


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
    with store.new_build(folder, waiting=waiting) as new:
        _Reader(client, found, new.folder, progress).read()
    note(folder, client, found.build)
    return Mirrored(folder=folder, manifest=found)


def is_mirror(folder: Path, client: Client, build: str) -> bool:
    """Return whether the current build of a store is the same as a build of an endpoint."""
    try:
        noted = own_files.read_json(folder / FILE, store=folder)
        current = current_build(folder)
    except (FileNotFoundError, StoreDamagedError):
        return False
    return current is not None and noted == _note(client, build, current)


def note(folder: Path, client: Client, build: str) -> None:
    """Note that the current build of a store is the same as a build of an endpoint."""
    current = current_build(folder)
    if current is not None:
        own_files.write_json(folder / FILE, _note(client, build, current))


def _note(client: Client, build: str, current: Path) -> dict[str, object]:
    return {"endpoint": folder_of(client.endpoint).name, "build": build, "local": current.name}


class _Filling:
    """A store being filled; many small graphs are written at once, for each writing costs a tenth of a second."""

    def __init__(self, store_: OxigraphStore) -> None:
        self.store = store_
        self._pending: list[Quad] = []

    def add(self, triples: Iterable[Triple], graph: GraphName) -> None:
        """Add triples to a graph and to the merge."""
        for triple in triples:
            self._pending.append(in_graph(triple, graph))
            if isinstance(graph, NamedNode):
                self._pending.append(in_graph(triple, DefaultGraph()))
        if len(self._pending) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what was added."""
        self.store.add(self._pending, bulk=True)
        self._pending = []


@dataclass(frozen=True, slots=True)
class _Reader:
    """One build read from an endpoint into the folder of a build that is being made."""

    client: Client
    manifest: Manifest
    folder: Path
    progress: Progress

    def read(self) -> None:
        """Read all of it."""
        graph = store.open_build(self.folder)
        filling = _Filling(graph)
        kept = self._originals()
        done = 0
        for named in self.manifest.named:
            done += self._into(filling, named, kept, done)
        filling.flush()
        self._write_names(graph)
        self._write_files()
        merge = self.manifest.merge
        if self.manifest.world is not None:
            world.put_index(self.folder, self.manifest.world, progress=self.progress)
        if not self._is_merge(graph):
            # The world's cities are in no graph of their own.
            self._into(filling, merge, kept, done)
            filling.flush()
        graph.optimise()

    def _originals(self) -> Originals:
        found: dict[GraphName, set[bytes]] = defaultdict(set)
        for triple in self._part(ORIGINALS):
            named = NamedNode(text(triple.subject))
            graph = DefaultGraph() if named == MERGE_TERM else named
            found[graph].add(text(triple.object).encode())
        return found

    def _part(self, name: str) -> Iterator[Triple]:
        """Yield the triples of a graph that is none of the store, when all of them are right."""
        part = self.manifest.parts.get(name)
        if part is None:
            return
        found = [triple for page in reading.triples(self.client, part) for triple in page]
        digest = Digest()
        digest.add(map(_line, found))
        self._compare(part, digest)
        yield from found

    def _into(
        self, filling: _Filling, published: PublishedGraph, kept: Originals, before: int
    ) -> int:
        """Read one graph into the store; return how many triples it has."""
        of = _of(published)
        originals = kept.get(of, set())
        altered = {_subject_and_property(line) for line in originals}
        digest, read = Digest(), 0
        for page in reading.triples(self.client, published):
            same = page
            if altered:
                same = [t for t in page if _subject_and_property(_line(t)) not in altered]
            digest.add(map(_line, same))
            filling.add(same, of)
            read += len(page)
            share = min(100, 100 * (before + read) // max(self.manifest.triples, 1))
            self.progress(_("Reading what is published: {share} %", share=share))
        digest.add(originals)
        filling.add((quad.triple for quad in parse(b"\n".join(originals), "ntriples")), of)
        self._compare(published, digest)
        return read

    def _is_merge(self, graph: OxigraphStore) -> bool:
        """Return whether the merge is there already, for it is no more than the named graphs together."""
        digest = Digest()
        digest.add(graph.lines(DefaultGraph()))
        merge = self.manifest.merge
        return (digest.triples, str(digest)) == (merge.triples, merge.digest)

    def _compare(self, published: PublishedGraph, digest: Digest) -> None:
        if (digest.triples, str(digest)) != (published.triples, published.digest):
            raise AnswerCutError(
                _(
                    "{graph} is not what was published: {read} triples came of {all}, or they are others.",
                    graph=f"<{published.name.value}>",
                    read=digest.triples,
                    all=published.triples,
                ),
                self.client.address,
                _("Run the command again; if it stays so, publish again."),
            )

    def _write_names(self, graph: OxigraphStore) -> None:
        """Make the index of names, from what the facts mention: the world's cities have their own."""
        origins = contents.origins(self._part(ROWS))
        naming.write(self.folder, entries(graph, None, origins))

    def _write_files(self) -> None:
        for name, content in contents.file_contents(self._part(FILES)).items():
            own_files.write_text(self.folder / name, content)


def _of(graph: PublishedGraph) -> GraphName:
    return graph.of if graph.of is not None else DefaultGraph()


def _line(triple: Triple) -> bytes:
    return f"{triple} .".encode()


def _subject_and_property(line: bytes) -> tuple[bytes, bytes]:
    subject, predicate, _rest = line.split(b" ", 2)
    return subject, predicate
