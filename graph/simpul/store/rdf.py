"""Statements as RDF for others to read: sorted, each once, in any format, as a stream.

The same statements give the same bytes, whatever order they come in, unless there are blank nodes among them. Memory
does not grow with them: what must wait waits in passing files.
"""

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final, cast

from simpul.errors import UnwritableError
from simpul.files import passing_file
from simpul.locale import translate as _
from simpul.store.lines import Block, LineSort, as_lines, as_quads, from_start
from simpul.store.oxigraph import RDF_FORMATS, Output, OxigraphStore, parse, write
from simpul.store.protocol import GraphName
from simpul.store.turtle import trig, turtle
from simpul.store.writable import xml_escaped, xml_sayable
from simpul.terms import PREFIXES, DefaultGraph, NamedNode, Triple

GRAPH_FORMATS: Final = tuple(RDF_FORMATS)
OF_DATASETS: Final = frozenset(("trig", "nquads"))
"""The formats that keep the graph of each statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Statements of one graph, in any order.

    Attributes:
        graph: Its name; several parts may be of one graph.
        write: Writes them as lines of N-Triples; it is called whenever they are read.
    """

    graph: GraphName
    write: Callable[[Output], object]

    @classmethod
    def of_store(cls, store: OxigraphStore, graph: GraphName) -> "Part":
        """Return a graph of a store; none of its statements becomes an object of Python."""
        return cls(graph=graph, write=partial(store.write_lines, graph))

    @classmethod
    def of(cls, triples: Iterable[Triple], graph: GraphName = DefaultGraph()) -> "Part":  # noqa: B008 - it is frozen
        """Return triples, which are read once unless they are a collection."""

        def write(output: Output) -> None:
            for piece in as_lines(triples):
                output.write(piece)

        return cls(graph=graph, write=write)


def written(parts: Sequence[Part], format_: str) -> Iterator[bytes]:
    """Yield statements in one of ``GRAPH_FORMATS``; where it has no named graphs, those of all graphs together.

    N-Triples and N-Quads are canonical: the SHA-256 of these N-Quads is the hash of the dataset (``canonical_hash``).

    Raises:
        UnwritableError: The format has no way to say one of them; nothing was yielded yet.
        OutputError: There is no room for passing files.
    """
    match format_:
        case "trig":
            yield from trig(_by_graph(parts))
        case "nquads":
            with _sorted(parts, tagged=True) as blocks:
                yield from map(b"".join, blocks)
        case _:
            with _sorted(parts) as blocks:
                yield from _WRITERS[format_](blocks)


def as_graph(triples: Iterable[Triple], format_: str) -> Iterator[bytes]:
    """Yield triples in one of ``GRAPH_FORMATS``; see ``written``."""
    return written([Part.of(triples)], format_)


def canonical_hash(parts: Sequence[Part]) -> str:
    """Return the SHA-256 of a dataset's canonical N-Quads, in hexadecimal digits (RDFC-1.0).

    Without blank nodes these are its sorted lines (RDF Dataset Canonicalization 1.0, section 4.4.3).

    Raises:
        UnwritableError: There is a blank node, which would have to be given a name first.
    """
    digest = hashlib.sha256()
    with _sorted(parts, tagged=True) as blocks:
        for block in blocks:
            content = b"".join(block)
            if b"_:" in content:
                _refuse_blank_nodes(block)
            digest.update(content)
    return digest.hexdigest()


def _refuse_blank_nodes(block: Block) -> None:
    for line in block:
        subject, _property, rest = line.split(b" ", 2)
        if subject.startswith(b"_:") or rest.startswith(b"_:"):
            found = line.decode().rstrip()
            raise UnwritableError(
                _(
                    "A graph with blank nodes has no hash here: {line} Give what it speaks of an address.",
                    line=found,
                )
            )


class _InGraph:
    """Takes lines of N-Triples, and passes them on as N-Quads of a graph."""

    def __init__(self, output: Output, graph: NamedNode) -> None:
        self._output, self._graph, self._rest = output, graph, b""

    def write(self, piece: bytes, /) -> int:
        """Pass on the lines that are whole."""
        whole, feed, self._rest = (self._rest + piece).rpartition(b"\n")
        self._output.write(as_quads(whole + feed, self._graph))
        return len(piece)

    def flush(self) -> None:
        """Do nothing; the last line is whole."""


@contextmanager
def _sorted(parts: Iterable[Part], *, tagged: bool = False) -> Generator[Iterator[Block]]:
    """Give the lines of all parts in order: of N-Triples, or of N-Quads if tagged with their graphs."""
    with LineSort() as lines:
        for part in parts:
            is_named = tagged and isinstance(part.graph, NamedNode)
            part.write(_InGraph(lines, cast("NamedNode", part.graph)) if is_named else lines)
        yield lines.blocks()


def _by_graph(parts: Iterable[Part]) -> Iterator[tuple[GraphName, Iterator[Block]]]:
    """Yield each graph with its lines in order, the default graph first."""
    for name, some in groupby(sorted(parts, key=_name), key=_name):
        with _sorted(some) as blocks:
            yield NamedNode(name) if name else DefaultGraph(), blocks


def _name(part: Part) -> str:
    return part.graph.value if isinstance(part.graph, NamedNode) else ""


def _ntriples(blocks: Iterator[Block]) -> Iterator[bytes]:
    return map(b"".join, blocks)


def _jsonld(blocks: Iterator[Block]) -> Iterator[bytes]:
    return _by_oxigraph(_triples(blocks), "jsonld")


def _rdfxml(blocks: Iterator[Block]) -> Iterator[bytes]:
    return map(xml_escaped, _by_oxigraph(xml_sayable(_triples(blocks)), "rdfxml"))


def _triples(blocks: Iterable[Block]) -> Iterator[Triple]:
    for block in blocks:
        for quad in parse(b"".join(block), "ntriples"):
            yield quad.triple


def _by_oxigraph(triples: Iterator[Triple], format_: str) -> Iterator[bytes]:
    with passing_file() as file:
        write(triples, file, format_, PREFIXES)
        yield from from_start(file)


_WRITERS: Final[dict[str, Callable[[Iterator[Block]], Iterator[bytes]]]] = {
    "turtle": turtle,
    "n3": turtle,  # Turtle is N3, too
    "ntriples": _ntriples,
    "jsonld": _jsonld,
    "rdfxml": _rdfxml,
}
