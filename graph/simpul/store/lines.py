"""Statements as lines of N-Triples or N-Quads: sorted and compared as streams, whose memory does not grow with them.

The order is that of the bytes of the lines, which is the order of their code points and that of canonical N-Quads
(RDF Dataset Canonicalization 1.0, section 4.5). A subject's lines stand together in it. Lines pass in blocks, since
Python sorts, finds and compares a list of lines many times faster than one line after another.
"""

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from io import SEEK_END
from itertools import islice
from operator import eq
from typing import IO, Final, NamedTuple, TypeAlias, cast

from simpul.files import told_by_folder
from simpul.store.oxigraph import serialise
from simpul.terms import NamedNode, Quad, Triple

Block: TypeAlias = list[bytes]
"""Whole lines with their line feeds, sorted, each once; in a stream each block begins after the one before ends."""

_IN_MEMORY: Final = 32_000_000
"""Bytes that are sorted at a time; as a list of lines they take three times the memory."""
_MERGED: Final = 32_000_000
"""Bytes of all sorted runs together that are merged at a time."""
_LEAST: Final = 1_000
"""Bytes that are read of a run at a time, at least."""
_READ: Final = 4_000_000
"""Bytes that are read of a file at a time."""
_AT_ONCE: Final = 10_000
"""Statements that are written as lines at a time."""


def as_lines(statements: Iterable[Triple] | Iterable[Quad]) -> Iterator[bytes]:
    """Yield triples as lines of N-Triples, or quads as lines of N-Quads, many in each piece."""
    source = cast("Iterator[Triple | Quad]", iter(statements))
    while some := list(islice(source, _AT_ONCE)):
        form = "nquads" if isinstance(some[0], Quad) else "ntriples"
        yield serialise(cast("list[Quad]", some), form)  # all are of one kind


def as_quads(lines: bytes, graph: NamedNode) -> bytes:
    """Return whole lines of N-Triples as N-Quads of this graph; their order stays."""
    # Within a line a line feed is always written as an escape.
    return lines.replace(b" .\n", f" {graph} .\n".encode())


def from_start(file: IO[bytes]) -> Iterator[bytes]:
    """Yield what was written into a passing file, piece by piece."""
    file.seek(0)
    while piece := file.read(_READ):
        yield piece


@dataclass(frozen=True, slots=True)
class _Run:
    """Sorted lines in a passing file, from a byte up to another."""

    start: int
    end: int

    def blocks(self, file: IO[bytes], size: int) -> Iterator[Block]:
        """Yield the lines, about so many bytes at a time."""
        place, most = self.start, size
        while place < self.end:
            file.seek(place)
            content = file.read(min(most, self.end - place))
            end = content.rfind(b"\n") + 1
            if not end:
                most *= 2  # a line longer than all that was read
                continue
            place, most = place + end, size
            yield content[:end].splitlines(keepends=True)


class LineSort(AbstractContextManager["LineSort"]):
    """Sorts lines within bounded memory, each once; what is more goes through a passing file that ends with the context.

    It is written into as a file is, in pieces that may end anywhere; the last line ends in a line feed.
    """

    def __init__(self, *, in_memory: int = _IN_MEMORY) -> None:
        """Make ready.

        Args:
            in_memory: Bytes that are sorted at a time.
        """
        self._in_memory = in_memory
        self._pieces: list[bytes] = []
        self._size = 0
        self._file: IO[bytes] | None = None
        self._runs: list[_Run] = []

    def __exit__(self, *_error: object) -> None:
        if self._file:
            self._file.close()

    def write(self, piece: bytes, /) -> int:
        """Take more, and return the number of its bytes.

        Raises:
            OutputError: There is no room for the passing file.
        """
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size >= self._in_memory:
            self._pass_on()
        return len(piece)

    def flush(self) -> None:
        """Do nothing; what writes into a file may ask for it."""

    def blocks(self) -> Iterator[Block]:
        """Yield all lines in order; they can be asked for again."""
        if not self._file:
            block = sorted(b"".join(self._pieces).splitlines(keepends=True))
            return iter([_once(block)] if block else [])
        self._pass_on()
        size = max(_MERGED // len(self._runs), _LEAST)
        return _merged([run.blocks(self._file, size) for run in self._runs])

    def _pass_on(self) -> None:
        """Put the whole lines that are in memory into the passing file, sorted."""
        content = b"".join(self._pieces)
        end = content.rfind(b"\n") + 1
        self._pieces = [content[end:]]
        self._size = len(content) - end
        if not end:
            return
        lines = sorted(content[:end].splitlines(keepends=True))
        with told_by_folder():
            if not self._file:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with the context
            start = self._file.seek(0, SEEK_END)
            self._file.write(b"".join(lines))
        self._runs.append(_Run(start, self._file.tell()))


def _once(block: Block) -> Block:
    """Return sorted lines without those that come again."""
    repeated = any(map(eq, block, islice(block, 1, None)))
    return list(dict.fromkeys(block)) if repeated else block


class _Head:
    """The lines of a stream of blocks that are yet to come: a block, from one of its lines on."""

    def __init__(self, blocks: Iterator[Block]) -> None:
        self._blocks = blocks
        self.lines: Block = []
        self._next = 0
        self._fill()

    def _fill(self) -> None:
        # An empty block is allowed, and is nothing to wait for.
        while self._next == len(self.lines):
            following = next(self._blocks, None)
            if following is None:
                return
            self.lines, self._next = following, 0

    def __bool__(self) -> bool:
        return self._next < len(self.lines)

    @property
    def last(self) -> bytes:
        """The last line of the block."""
        return self.lines[-1]

    def up_to(self, line: bytes) -> Block:
        """Take the lines of the block up to this one."""
        start, self._next = self._next, bisect_right(self.lines, line, self._next)
        taken = self.lines[start : self._next]
        self._fill()
        return taken


def _merged(runs: Iterable[Iterator[Block]]) -> Iterator[Block]:
    """Yield sorted runs as one, each line once: of each run what comes before the first of their blocks ends."""
    heads: list[_Head] = [head for run in runs if (head := _Head(run))]
    last = b""
    while heads:
        end = min(head.last for head in heads)
        lines: Block = []
        for head in heads:
            lines += head.up_to(end)
        lines.sort()
        # A line that a run has again may be in its next block.
        if block := _once(lines[bisect_right(lines, last) :]):
            last = block[-1]
            yield block
        heads = [head for head in heads if head]


class ChangedLine(NamedTuple):
    """A line that only one of two streams has.

    Attributes:
        line: The line, with its line feed.
        is_new: It is the new stream that has it, not the old one.
    """

    line: bytes
    is_new: bool


def changed_lines(old: Iterable[Block], new: Iterable[Block]) -> Iterator[ChangedLine]:
    """Yield the lines that two sorted streams do not share, in order; nothing where they are the same."""
    left, right = _Head(iter(old)), _Head(iter(new))
    while left or right:
        end = min(head.last for head in (left, right) if head)
        before = left.up_to(end) if left else []
        after = right.up_to(end) if right else []
        if before != after:
            removed, added = {*before} - {*after}, {*after} - {*before}
            yield from (ChangedLine(line, line in added) for line in sorted(removed | added))
