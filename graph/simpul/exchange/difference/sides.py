"""The two sides of a difference: statements as sorted lines, and all that is said of some subjects."""

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

from simpul.access import ACCESS
from simpul.errors import UsageError
from simpul.exchange.difference.blank_nodes import labelled_by_content
from simpul.locale import translate as _
from simpul.store import OxigraphStore, rdf_files
from simpul.store.lines import Block, LineSort, as_lines, as_quads, changed_lines
from simpul.store.oxigraph import Output, parse
from simpul.store.rdf import OF_DATASETS, Part
from simpul.terms import (
    ID,
    ONTOLOGY,
    ONTOLOGY_GRAPH,
    PREFIXES,
    DefaultGraph,
    NamedNode,
    Quad,
    dct,
    text,
)

_PIECE: Final = 10_000
"""Lines that are written at a time."""
_RIGHTS: Final = f" {dct('accessRights')} <{ID}access/".encode()
_VOCABULARIES: Final = (ONTOLOGY_GRAPH.value, ONTOLOGY, *PREFIXES.values())


class Side(Protocol):
    """One of the two graphs that are compared.

    Attributes:
        name: What a person calls it.
        has_graphs: Whether it says which source states what.
        describes_itself: Whether it holds what an export says of itself, beside the facts.
    """

    name: str
    has_graphs: bool
    describes_itself: bool

    def named(self) -> Iterator[Block]:
        """Yield what named graphs state, as sorted lines of N-Quads."""
        ...

    def unnamed(self) -> Iterator[Block]:
        """Yield what no named graph states, as sorted lines of N-Triples."""
        ...

    def merged(self) -> Iterator[Block]:
        """Yield all statements whoever states them, as sorted lines of N-Triples."""
        ...

    def about(self, subjects: Collection[str]) -> Iterator[Quad]:
        """Yield all that is said of subjects, by IRI, in the graphs that say so."""
        ...

    def is_fact(self, quad: Quad) -> bool:
        """Return whether a statement is one that the side is compared for."""
        ...

    def close(self) -> None:
        """Let go of what was passed to the disk."""
        ...


class LinesSide:
    """A side that comes as lines of N-Quads: a file, or statements in memory."""

    describes_itself = True

    def __init__(self, name: str, lines: Iterable[bytes], *, has_graphs: bool = False) -> None:
        """Sort the lines.

        Args:
            name: What a person calls it.
            lines: In any order, some perhaps several times.
            has_graphs: It says which source states what, though it may state nothing.

        Raises:
            OSError: There is no room for the passing files.
        """
        self.name = name
        self._open = contextlib.ExitStack()
        self._named = self._open.enter_context(LineSort())
        self._unnamed = self._open.enter_context(LineSort())
        self.has_graphs = _write_apart(lines, self._named, self._unnamed) or has_graphs

    def named(self) -> Iterator[Block]:
        """Yield what named graphs state, as sorted lines of N-Quads."""
        return self._named.blocks()

    def unnamed(self) -> Iterator[Block]:
        """Yield what no named graph states, as sorted lines of N-Triples."""
        return self._unnamed.blocks()

    def merged(self) -> Iterator[Block]:
        """Yield all statements whoever states them, as sorted lines of N-Triples."""
        if not self.has_graphs:
            yield from self.unnamed()
            return
        with LineSort() as sort:
            for block in self.unnamed():
                sort.write(b"".join(block))
            for block in self.named():
                sort.write(b"".join([_without_graph(line) for line in block]))
            yield from sort.blocks()

    def parts(self) -> list[Part]:
        """Return the statements graph by graph, to be written in any format."""
        graphs = sorted({_graph(line) for block in self.named() for line in block})
        named = [Part(graph=_node(graph), write=partial(self._write, graph)) for graph in graphs]
        return [Part(graph=DefaultGraph(), write=partial(_write_all, self.unnamed)), *named]

    def _write(self, graph: bytes, output: Output) -> None:
        ending = b" " + graph + b" .\n"
        for block in self.named():
            lines = [_without_graph(line) for line in block if line.endswith(ending)]
            output.write(b"".join(lines))

    def about(self, subjects: Collection[str]) -> Iterator[Quad]:
        """Yield all that is said of subjects, by IRI, in the graphs that say so."""
        wanted = {f"<{iri}>".encode() for iri in subjects}
        for blocks in (self.named(), self.unnamed()):
            for block in blocks:
                found = [line for line in block if line.partition(b" ")[0] in wanted]
                if found:
                    yield from parse(b"".join(found), "nquads")

    def restricted(self) -> dict[str, str]:
        """Return the access rights of sources that not everybody may see, by their keys, as the side itself says."""
        found: dict[str, str] = {}
        for blocks in (self.named(), self.unnamed()):
            for block in blocks:
                for quad in parse(b"".join([line for line in block if _RIGHTS in line]), "nquads"):
                    right = text(quad.object).removeprefix(f"{ID}access/")
                    if right in ACCESS[1:]:
                        found[text(quad.subject).removeprefix(f"{ID}source/")] = right
        return found

    def is_fact(self, quad: Quad) -> bool:
        """Return True: all that a file says is what it is compared for."""
        return bool(quad)

    def close(self) -> None:
        """Let go of what was passed to the disk."""
        self._open.close()


class StoreSide:
    """A side that is a store: what its sources state and what follows from it, without the ontology's own terms."""

    has_graphs = True
    describes_itself = False

    def __init__(self, name: str, store: OxigraphStore) -> None:
        self.name, self.store = name, store

    def named(self) -> Iterator[Block]:
        """Yield what named graphs state, as sorted lines of N-Quads."""
        with LineSort() as sort:
            for graph in self.store.graph_names():
                for block in self._in_blocks(graph):
                    sort.write(as_quads(b"".join(block), graph))
            yield from sort.blocks()

    def unnamed(self) -> Iterator[Block]:
        """Yield what no named graph states (the world's cities), as sorted lines of N-Triples."""
        with LineSort() as stated:
            for graph in self.store.graph_names():
                self.store.write_lines(graph, stated)
            changed = changed_lines(stated.blocks(), self.merged())
            lines = (change.line for change in changed if change.is_new)
            while block := list(islice(lines, _PIECE)):
                yield block

    def merged(self) -> Iterator[Block]:
        """Yield all statements whoever states them, as sorted lines of N-Triples."""
        with LineSort() as sort:
            self.store.write_lines(DefaultGraph(), sort)
            yield from sort.blocks()

    def _in_blocks(self, graph: NamedNode) -> Iterator[Block]:
        lines = self.store.lines(graph)
        while block := [line + b"\n" for line in islice(lines, _PIECE)]:
            yield block

    def about(self, subjects: Collection[str]) -> Iterator[Quad]:
        """Yield all that is said of subjects, by IRI, in the graphs that say so."""
        for iri in sorted(subjects):
            quads = list(self.store.matching(NamedNode(iri)))
            stated = {quad.triple for quad in quads if isinstance(quad.graph_name, NamedNode)}
            for quad in quads:
                if isinstance(quad.graph_name, NamedNode) or quad.triple not in stated:
                    yield quad

    def is_fact(self, quad: Quad) -> bool:
        """Return whether a statement is no axiom of the ontology; its concepts are told as facts are."""
        subject = quad.subject
        if not isinstance(subject, NamedNode):
            return False
        return not subject.value.startswith(_VOCABULARIES) or subject.value.startswith(ID)

    def close(self) -> None:
        """The store is closed by who opened it."""


def refuse_restricted(side: LinesSide, access: str) -> int:
    """Refuse a side that holds sources that who has an access right may not see; return how restricted it is.

    Args:
        side: What is compared.
        access: One of ``ACCESS``; nothing for what everybody may see.

    Raises:
        UsageError: It holds some.
    """
    restricted = side.restricted()
    held = ACCESS.index(max(restricted.values(), key=ACCESS.index, default=ACCESS[0]))
    if held > ACCESS.index(access or ACCESS[0]):
        raise UsageError(
            _(
                "{file} holds sources that are {access}: {sources}. Add --access {access} for who may see them, or "
                "export it again without.",
                file=side.name,
                access=ACCESS[held],
                sources=", ".join(sorted(restricted)),
            )
        )
    return held


def file_side(file: Path, *, name: str = "", largest: int | None = None) -> LinesSide:
    """Return an RDF file as a side.

    Raises:
        FormatError: It is not RDF, or built to exhaust its reader.
        OutputError: It cannot be read.
    """
    return LinesSide(
        name or str(file),
        rdf_files.lines(file, largest=largest),
        has_graphs=rdf_files.format_of(file) in OF_DATASETS,
    )


def quads_side(name: str, quads: Iterable[Quad]) -> LinesSide:
    """Return statements in memory as a side."""
    pieces = as_lines(quads)
    lines = (line for piece in pieces for line in piece.splitlines(keepends=True))
    return LinesSide(name, lines, has_graphs=True)


def _write_apart(lines: Iterable[bytes], named: LineSort, unnamed: LineSort) -> bool:
    """Write lines to the sort that they belong to; return whether any names a graph."""
    has_graphs = False
    source = _named_first(lines)
    while piece := list(islice(source, _PIECE)):
        quads = [line for line in piece if _names_graph(line)]
        if quads:
            has_graphs = True
            graphed = set(quads)
            named.write(b"".join(quads))
            piece = [line for line in piece if line not in graphed]
        unnamed.write(b"".join(piece))
    return has_graphs


def _named_first(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines without nodes that have no name, then those with such nodes, labelled by their content."""
    nameless: list[bytes] = []
    for line in lines:
        if b"_:" in line and _has_blank_node(line):
            nameless.append(line)
        else:
            yield line
    for piece in labelled_by_content(nameless):
        yield from piece.splitlines(keepends=True)


def _has_blank_node(line: bytes) -> bool:
    subject, _property, rest = line.split(b" ", 2)
    return subject.startswith(b"_:") or rest.startswith(b"_:")


def _names_graph(line: bytes) -> bool:
    """Return whether a line of N-Quads, as Oxigraph writes it, names a graph.

    >>> _names_graph(b'<s> <p> "a <g> ." .' + bytes([10])), _names_graph(b'<s> <p> "a" <g> .' + bytes([10]))
    (False, True)
    """
    last = line[:-3].rpartition(b" ")[2]
    # No IRI has a quotation mark or a space in it, and a literal that has a space before its end ends in none.
    if not last.startswith((b"<", b"_:")) or b'"' in last:
        return False
    rest = line.split(b" ", 2)[2]
    return not rest.startswith((b"<", b"_:")) or rest.count(b" ") > 1


def _graph(line: bytes) -> bytes:
    """Return the graph that a line names."""
    return line[:-3].rpartition(b" ")[2]


def _node(graph: bytes) -> NamedNode:
    return NamedNode(graph[1:-1].decode())


def _write_all(blocks: Callable[[], Iterator[Block]], output: Output) -> None:
    for block in blocks():
        output.write(b"".join(block))


def _without_graph(line: bytes) -> bytes:
    """Return a line that names a graph without it."""
    return line[:-3].rpartition(b" ")[0] + b" .\n"
