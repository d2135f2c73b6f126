"""What of a store is published at an endpoint: the build as it may be seen there, graph by graph, in lines of N-Triples."""

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from simpul.access import RestrictedSource, beyond, restricted_sources
from simpul.exchange.publishing import contents
from simpul.ingest import last_build, loaded_sources, world
from simpul.ingest.editions import without
from simpul.store import Build, open_current, own_files, record
from simpul.store.oxigraph import serialise
from simpul.store.protocol import GraphName
from simpul.store.remote.manifest import FILES, ROWS, Digest, Manifest, PublishedGraph, part
from simpul.terms import DefaultGraph, NamedNode, Triple
from simpul.version import __version__


class Publication:
    """A build as it may be seen with an access right.

    Attributes:
        graph: What it holds.
        access: The access right.
        names: The names of its graphs, the merge first.
        withheld: The sources that are not in it.
        world: Least population of the world's cities that are in it; None where they are not.
    """

    def __init__(self, build: Build, access: str, withheld: Sequence[RestrictedSource]) -> None:
        self._folder = build.folder
        self.graph, self.access, self.withheld = build.graph, access, withheld
        self.world = world.level_of(build.folder)
        # What is withheld may leave an empty graph, whose name would still say that it is there.
        held = (n for n in build.graph.graph_names() if any(build.graph.matching(graph=n)))
        self.names: list[GraphName] = [DefaultGraph(), *held]

    @classmethod
    def of(cls, folder: Path, access: str) -> "Publication":
        """Return the current build of a store without the sources that are more restricted.

        Raises:
            StoreError: There is no store, or it cannot be read.
        """
        build = open_current(folder)
        withheld = beyond(restricted_sources(build.graph), access)
        if not withheld:
            return cls(build, access, withheld)
        with contextlib.closing(build.graph):
            return cls(without(build, [source.iri for source in withheld]), access, withheld)

    def rows(self) -> Iterator[bytes]:
        """Yield which row of which table each thing came from."""
        return lines(contents.rows(self._folder))

    def files(self) -> Iterator[bytes]:
        """Yield the small files that the next build reads, without what is withheld."""
        return lines(contents.files(self._files()))

    def _files(self) -> dict[str, str]:
        hidden = {source.iri.value for source in self.withheld}
        loaded = loaded_sources.rows_of(self._folder)
        kept = {iri: rows for iri, rows in loaded.items() if iri not in hidden}
        found = {loaded_sources.FILE: json.dumps(kept, indent=1) + "\n"}
        if not hidden:
            # What is told there of the sources may name what is withheld; without it the next build reads them all.
            with contextlib.suppress(FileNotFoundError):
                file = self._folder / last_build.FILE
                found[last_build.FILE] = own_files.read_text(file, store=self._folder.parent)
        return found

    def manifest(
        self,
        build: str,
        previous: str | None,
        graphs: Iterable[PublishedGraph],
        parts: Mapping[str, PublishedGraph],
    ) -> Manifest:
        """Return what a published build of this says of itself.

        Args:
            build: Its name.
            previous: The build that was in use before.
            graphs: The graphs of the store, as they were published; the merge first.
            parts: The others.
        """
        merge, *named = graphs
        return Manifest(
            build=build,
            access=self.access,
            format=record.FORMAT,
            merge=merge,
            named=tuple(sorted(named, key=lambda graph: graph.name.value)),
            parts=parts,
            world=self.world,
            version=__version__,
            previous=previous or "",
        )

    def is_in(self, known: Manifest) -> bool:
        """Return whether a published build holds just this; looks at all triples only where their numbers agree."""
        held = {graph.of: graph for graph in (known.merge, *known.named)}
        if held.keys() != set(self.names) or any(
            held[name].triples != self.graph.count(name) for name in self.names
        ):
            return False
        graphs = [
            _digested(held[name].name, self.graph.lines(name), of=name) for name in self.names
        ]
        parts = {
            **known.parts,
            ROWS: _digested(part(known.build, ROWS), self.rows()),
            FILES: _digested(part(known.build, FILES), self.files()),
        }
        return self.manifest(known.build, None, graphs, parts).content() == known.content()

    def close(self) -> None:
        """Let go of the build."""
        self.graph.close()


def lines(triples: Iterable[Triple]) -> Iterator[bytes]:
    """Yield triples as lines of N-Triples, each once."""
    seen: set[bytes] = set()
    for triple in triples:
        line = serialise([triple], "ntriples")[:-1]
        if line not in seen:
            seen.add(line)
            yield line


def _digested(
    name: NamedNode, written: Iterator[bytes], *, of: GraphName | None = None
) -> PublishedGraph:
    digest = Digest()
    digest.add(written)
    return PublishedGraph(name=name, triples=digest.triples, digest=str(digest), of=of)
