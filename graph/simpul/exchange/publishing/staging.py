"""A graph written at an endpoint in pieces, and compared with what was sent."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from simpul.errors import EndpointError
from simpul.exchange.publishing import sums
from simpul.exchange.publishing.asking import rows
from simpul.exchange.publishing.sums import Sums
from simpul.locale import translate as _
from simpul.store.protocol import GraphName
from simpul.store.remote.client import Client
from simpul.store.remote.encoding import encoder
from simpul.store.remote.manifest import Digest, PublishedGraph
from simpul.terms import NamedNode

_MOST_SHOWN: Final = 3


@dataclass(slots=True, kw_only=True)
class Stage:
    """Where the graphs of a build are written.

    Attributes:
        client: The endpoint.
        piece: Triples in one request.
        said: Called with the number of triples that are written, after each piece.
        originals: Lines of N-Triples that the engine gives back in another form, with the graph of the store each is in.
    """

    client: Client
    piece: int
    said: Callable[[int], None]
    originals: list[tuple[GraphName, bytes]] = field(default_factory=list[tuple[GraphName, bytes]])
    _comparing: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _compared: list[Future[None]] = field(default_factory=list[Future[None]])

    def put(
        self,
        name: NamedNode,
        lines: Iterable[bytes],
        *,
        of: GraphName | None = None,
    ) -> PublishedGraph:
        """Write a graph; while the next is written, what is there is compared with what was sent (see ``compare``).

        Args:
            name: Its name there, under which nothing is yet.
            lines: Lines of N-Triples, without line feeds, as Oxigraph writes them.
            of: Its name in the store.

        Raises:
            EndpointError: It was not taken.
        """
        digest, sent = Digest(), Sums()
        writing: Future[None] | None = None
        with ThreadPoolExecutor(1) as sender:
            for piece in self._pieces(lines, digest, sent, of):
                # While one piece is on its way, the next is made.
                if writing:
                    writing.result()
                self.said(sent.triples)
                writing = sender.submit(copy_context().run, self._write, name, piece)
            if writing:
                writing.result()
        self._compared.append(self._comparing.submit(copy_context().run, self._compare, name, sent))
        return PublishedGraph(name=name, triples=digest.triples, digest=str(digest), of=of)

    def compare(self) -> None:
        """Wait until all that was written has been compared with what was sent.

        Raises:
            EndpointError: Something else is there.
        """
        while self._compared:
            self._compared.pop().result()

    def close(self) -> None:
        """End what is still compared."""
        self._comparing.shutdown(cancel_futures=True)

    def _pieces(
        self,
        lines: Iterable[bytes],
        digest: Digest,
        sent: Sums,
        of: GraphName | None,
    ) -> Iterator[bytes]:
        encode = encoder(changes_terms=self.client.engine.changes_terms)
        rest = iter(lines)
        while piece := list(islice(rest, self.piece)):
            digest.add(piece)
            encoded: list[bytes] = []
            for line in piece:
                written, is_original = encode(line)
                encoded.append(written)
                if is_original and of is not None:
                    self.originals.append((of, line))
            sent.add(encoded)
            yield b"\n".join(encoded) + b"\n"

    def _write(self, name: NamedNode, lines: bytes) -> None:
        if self.client.engine.by_update:
            text = f"INSERT DATA {{ GRAPH {name} {{\n{lines.decode()}}} }}"
            self.client.update(text, repeatable=True)
        else:
            self.client.post_graph(name.value, lines)

    def _compare(self, name: NamedNode, sent: Sums) -> None:
        different = sent.differences(rows(self.client, sums.QUERY, default=[name]))
        if different:
            raise EndpointError(
                _(
                    "What was written is not what was sent: {graph} differs in {properties}.",
                    graph=f"<{name.value}>",
                    properties=", ".join(different[:_MOST_SHOWN]),
                ),
                self.client.address,
                _(
                    "Nothing was changed for those who read. Publish again; if it stays so, `simpul check` says more."
                ),
            )
