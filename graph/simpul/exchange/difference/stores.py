"""Two stores compared graph by graph, without sorting either.

Oxigraph keeps statements in the order of keys that are made of the terms alone, so that two stores give what they
share in one order. Pieces that are the same are passed over as bytes; the lines of others are compared as sets. That
is exact in whatever order lines come: only the memory it takes depends on it.
"""

import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final

from simpul.files import PassingFolder, told_by_folder
from simpul.store import OxigraphStore
from simpul.store.lines import ChangedLine, LineSort, as_lines, as_quads, changed_lines
from simpul.store.oxigraph import parse
from simpul.store.protocol import GraphName
from simpul.terms import DefaultGraph, NamedNode, Triple

_PIECE: Final = 4_000_000
"""Bytes that are compared at a time."""
_MOST_WAITING: Final = 500_000
"""Lines of a side that wait for the other to have them; of two orders there would be more, and they are sorted."""


def changed_in_stores(old: OxigraphStore, new: OxigraphStore) -> Iterator[ChangedLine]:
    """Yield the lines of N-Quads that only one of two stores has, in order.

    What a named graph states stands in the default graph too, and counts there only where no graph states it.

    Raises:
        StoreDamagedError: One of them cannot be read.
        OSError: There is no room for passing files.
    """
    with ExitStack() as open_:
        gone, came = open_.enter_context(LineSort()), open_.enter_context(LineSort())
        names = {*old.graph_names(), *new.graph_names()}
        for graph in sorted(names, key=lambda name: name.value):
            for line, is_new in _changed(old, new, graph):
                (came if is_new else gone).write(as_quads(line, graph))
        yield from changed_lines(gone.blocks(), came.blocks())
        lost, won = open_.enter_context(LineSort()), open_.enter_context(LineSort())
        for line, is_new in _unnamed(old, new, gone, came):
            (won if is_new else lost).write(line)
        yield from changed_lines(lost.blocks(), won.blocks())


def _unnamed(
    old: OxigraphStore, new: OxigraphStore, gone: LineSort, came: LineSort
) -> Iterator[ChangedLine]:
    """Yield the lines that only one of two stores has in its default graph and in no other.

    Args:
        old: One store.
        new: The other.
        gone: What only named graphs of the old one state.
        came: What only named graphs of the new one state.
    """
    for change in _changed(old, new, DefaultGraph()):
        quad = next(parse(change.line, "ntriples"))
        if not _is_named(new if change.is_new else old, quad.triple):
            yield change
    # No graph of the one store names these any more, and its default graph has them.
    for blocks, store in ((gone.blocks(), new), (came.blocks(), old)):
        for quad in (quad for block in blocks for quad in parse(b"".join(block), "nquads")):
            triple = quad.triple
            if _is_there(store, triple) and not _is_named(store, triple):
                yield ChangedLine(b"".join(as_lines([triple])), store is new)


def _is_there(store: OxigraphStore, triple: Triple) -> bool:
    found = store.matching(triple.subject, triple.predicate, triple.object, DefaultGraph())
    return next(found, None) is not None


def _is_named(store: OxigraphStore, triple: Triple) -> bool:
    found = store.matching(triple.subject, triple.predicate, triple.object)
    return any(isinstance(quad.graph_name, NamedNode) for quad in found)


def _changed(old: OxigraphStore, new: OxigraphStore, graph: GraphName) -> Iterator[ChangedLine]:
    """Yield the lines of one graph, as N-Triples, that only one of two stores has."""
    with contextlib.closing(PassingFolder()) as folder:
        files = [folder.path / name for name in ("old", "new")]
        with told_by_folder(), ThreadPoolExecutor(2) as writers:
            list(writers.map(_write, (old, new), (graph, graph), files))
        with files[0].open("rb") as one, files[1].open("rb") as other:
            yield from unlike(one, other)


def _write(store: OxigraphStore, graph: GraphName, file: Path) -> None:
    store.write_lines(graph, file)


def unlike(
    old: IO[bytes], new: IO[bytes], *, piece: int = _PIECE, waiting: int = _MOST_WAITING
) -> Iterator[ChangedLine]:
    """Yield the lines that only one of two files has, fast where what they share comes in one order.

    Args:
        old: A file of lines, each of which is there once.
        new: Another.
        piece: Bytes that are compared at a time.
        waiting: The most lines of one file that may wait for the other to have them before all are sorted.
    """
    left, right = _Pieces(old, piece), _Pieces(new, piece)
    gone: set[bytes] = set()
    came: set[bytes] = set()
    while left.read() | right.read():
        if left.piece != right.piece:
            before, after = left.lines(), right.lines()
            gone |= before.keys()
            came |= after.keys()
            shared = gone & came
            # What one piece has beyond the last line of the other is read again: then the next begin alike.
            came -= _given_back(before, right, after, shared)
            gone -= _given_back(after, left, before, shared)
            gone -= shared
            came -= shared
        if max(len(gone), len(came)) > waiting:
            yield from _sorted_apart(old, new)
            return
    yield from (ChangedLine(line, False) for line in gone)
    yield from (ChangedLine(line, True) for line in came)


class _Pieces:
    """A file, piece by piece of whole lines.

    Attributes:
        piece: The piece that was read last.
    """

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file, self._size = file, size
        self._rest = b""
        self.piece = b""

    def read(self) -> bool:
        """Read the next piece; return whether there is any."""
        content = self._rest + self._file.read(max(self._size - len(self._rest), 0))
        end = content.rfind(b"\n") + 1
        while content and not end:
            more = self._file.read(self._size)
            content, end = content + more, (content + more).rfind(b"\n") + 1
        self.piece, self._rest = content[:end], content[end:]
        return bool(self.piece)

    def lines(self) -> dict[bytes, int]:
        """Return the lines of the piece, each with the number of bytes before it."""
        found: dict[bytes, int] = {}
        place = 0
        for line in self.piece.splitlines(keepends=True):
            found[line] = place
            place += len(line)
        return found

    def give_back(self, place: int) -> None:
        """Put back what follows a place of the piece, to be read again."""
        self._rest = self.piece[place:] + self._rest
        self.piece = self.piece[:place]


def _given_back(
    lines: dict[bytes, int], other: _Pieces, others: dict[bytes, int], shared: set[bytes]
) -> set[bytes]:
    """Put back what another piece has beyond the last of these lines, unless some of it was met already."""
    last = next(reversed(lines), b"")
    if last not in others:
        return set()
    place = others[last] + len(last)
    back = set(other.piece[place:].splitlines(keepends=True))
    if not shared.isdisjoint(back):
        return set()
    other.give_back(place)
    return back


def _sorted_apart(old: IO[bytes], new: IO[bytes]) -> Iterator[ChangedLine]:
    """Yield the lines that only one of two files has, both being sorted first."""
    with LineSort() as left, LineSort() as right:
        for file, sort in ((old, left), (new, right)):
            file.seek(0)
            while piece := file.read(_PIECE):
                sort.write(piece)
        yield from changed_lines(left.blocks(), right.blocks())
