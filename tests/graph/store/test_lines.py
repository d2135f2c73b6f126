"""Lines of statements, sorted and compared as streams."""

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.store.lines import (
    Block,
    LineSort,
    as_lines,
    as_quads,
    changed_lines,
)
from simpul.terms import Literal, NamedNode, Quad, Triple

LINES = st.lists(st.binary(max_size=6).map(lambda text: text.replace(b"\n", b"").replace(b"\r", b"") + b"\n"), max_size=40)  # fmt: skip
A, P, G = (NamedNode(f"https://example.org/{name}") for name in "apg")


def sort(pieces: Iterable[bytes], *, in_memory: int = 1_000_000) -> list[Block]:
    """Return sorted pieces of lines as blocks."""
    with LineSort(in_memory=in_memory) as lines:
        for piece in pieces:
            lines.write(piece)
        return list(lines.blocks())


def joined(blocks: Iterable[Block]) -> Block:
    """Return the lines of all blocks."""
    return [line for block in blocks for line in block]


def in_blocks(lines: Block, size: int) -> Iterator[Block]:
    """Yield lines in blocks of so many."""
    for start in range(0, len(lines), size):
        yield lines[start : start + size]


@given(LINES, st.integers(1, 60), st.integers(1, 200))
def test_lines_come_sorted_and_once_however_little_memory_there_is_and_wherever_pieces_end(
    lines: Block, length: int, in_memory: int
) -> None:
    content = b"".join(lines)
    pieces = [content[start : start + length] for start in range(0, len(content), length)]
    assert joined(sort(pieces, in_memory=in_memory)) == sorted(set(lines))


def test_a_line_longer_than_the_memory_for_it_is_sorted_too() -> None:
    long = b"b" * 5_000 + b"\n"
    assert joined(sort([b"c\n", long, b"a\n", long, b"a\n"], in_memory=10)) == [b"a\n", long, b"c\n"]  # fmt: skip


def test_sorted_lines_can_be_asked_for_again() -> None:
    with LineSort(in_memory=1) as lines:
        lines.write(b"b\n")
        lines.write(b"a\n")
        once, again = lines.blocks(), lines.blocks()
        assert [next(once), next(again), *once] == [[b"a\n"], [b"a\n"], [b"b\n"]]


def test_without_lines_there_is_no_block() -> None:
    assert sort([]) == sort([b""]) == []


@given(LINES, LINES, st.integers(1, 9), st.integers(1, 9))
def test_changed_lines_are_those_that_only_one_stream_has(
    old: Block, new: Block, one: int, other: int
) -> None:
    before, after = sorted(set(old)), sorted(set(new))
    found = list(changed_lines(in_blocks(before, one), in_blocks(after, other)))
    assert [change.line for change in found if not change.is_new] == sorted({*old} - {*new})
    assert [change.line for change in found if change.is_new] == sorted({*new} - {*old})
    assert [change.line for change in found] == sorted({*old} ^ {*new})


def test_a_changed_value_is_one_line_removed_and_one_added() -> None:
    old, new = [b"a 1\n", b"b 2\n"], [b"a 1\n", b"b 3\n"]
    assert list(changed_lines([old], [new])) == [(b"b 2\n", False), (b"b 3\n", True)]


@pytest.mark.parametrize("text", ["plain", 'a "quote" .\n and a line', "\r", "\x85 \u2028", " .\n"])
def test_statements_are_one_line_each_and_a_graph_can_be_put_to_them(text: str) -> None:
    triple = Triple(A, P, Literal(text))
    line = b"".join(as_lines([triple]))
    assert line.endswith(b" .\n")
    assert line.count(b"\n") == 1
    assert as_quads(line, G) == b"".join(as_lines([Quad(A, P, Literal(text), G)]))
