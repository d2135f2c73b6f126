"""A build filled from the graphs of a published one, wherever they come from: an endpoint, or a backup.

Each graph is compared with what the manifest tells of it. The merge is made anew from the named graphs, and read only
where it holds more (the world's cities are in no graph of their own). So is the index of names.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeAlias

from simpul import naming, store
from simpul.errors import SimpulError
from simpul.exchange.publishing import contents
from simpul.ingest import world
from simpul.ingest.name_index import entries
from simpul.locale import translate as _
from simpul.store import OxigraphStore, own_files
from simpul.store.oxigraph import parse
from simpul.store.protocol import GraphName
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
Originals: TypeAlias = Mapping[GraphName, set[bytes]]
"""Lines of N-Triples that an engine gives back in another form, by the graph of the store that each is in."""
_AT_ONCE: Final = 200_000
"""Quads written at a time."""


class Graphs(Protocol):
    """Where the graphs of a published build come from."""

    def pages(self, graph: PublishedGraph) -> Iterator[list[Triple]]:
        """Yield the triples of a graph, in pages."""
        ...

    def damaged(self, graph: PublishedGraph, read: int) -> SimpulError:
        """Return the error for a graph that is not what it was, of which so many triples were read."""
        ...


class _Writer:
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
class Filling:
    """One build read into the folder of a build that is being made.

    Attributes:
        graphs: Where its graphs come from.
        manifest: What it says of itself.
        folder: The folder.
        progress: Called with a text on how far it is.
    """

    graphs: Graphs
    manifest: Manifest
    folder: Path
    progress: Progress

    def fill(self) -> None:
        """Read all of it.

        Raises:
            SimpulError: It cannot be read whole, or is not what it was.
        """
        graph = store.open_build(self.folder)
        writer = _Writer(graph)
        kept = self._originals()
        done = 0
        for named in self.manifest.named:
            done += self._into(writer, named, kept, done)
        writer.flush()
        self._write_names(graph)
        self._write_files()
        merge = self.manifest.merge
        if self.manifest.world is not None:
            world.put_index(self.folder, self.manifest.world, progress=self.progress)
        if not self._is_merge(graph):
            # The world's cities are in no graph of their own.
            self._into(writer, merge, kept, done)
            writer.flush()
            if graph.count(DefaultGraph()) != merge.triples:
                raise self.graphs.damaged(merge, merge.triples)
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
        found = [triple for page in self.graphs.pages(part) for triple in page]
        digest = Digest()
        digest.add(map(_line, found))
        self._compare(part, digest)
        yield from found

    def _into(
        self, writer: _Writer, published: PublishedGraph, kept: Originals, before: int
    ) -> int:
        """Read one graph into the store; return how many triples it has."""
        of = _of(published)
        originals = kept.get(of, set())
        altered = {_subject_and_property(line) for line in originals}
        digest, read = Digest(), 0
        for page in self.graphs.pages(published):
            same = page
            if altered:
                same = [t for t in page if _subject_and_property(_line(t)) not in altered]
            digest.add(map(_line, same))
            writer.add(same, of)
            read += len(page)
            share = min(100, 100 * (before + read) // max(self.manifest.triples, 1))
            self.progress(_("Reading the build: {share} %", share=share))
        digest.add(originals)
        writer.add((quad.triple for quad in parse(b"\n".join(originals), "ntriples")), of)
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
            raise self.graphs.damaged(published, digest.triples)

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
