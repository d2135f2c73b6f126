"""RDF Patch, Apache Jena's format for changes of a dataset (https://jena.apache.org/documentation/rdf-patch/).

A row is an operation and its terms, written as in N-Quads. A patch of ours is one transaction, whose rows are in the
order of the statements, so that the same difference gives the same bytes. Its header says whether it is of quads, or
of triples whoever states them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from simpul import files
from simpul.errors import (
    DataError,
    FormatError,
    Place,
    Problem,
    UnwritableError,
    shortened,
)
from simpul.exchange.difference.comparing import compared_lines, is_compared
from simpul.exchange.difference.sides import Side
from simpul.locale import translate as _
from simpul.store import rdf_files
from simpul.store.lines import ChangedLine
from simpul.store.oxigraph import parse
from simpul.terms import BlankNode, Quad

ENDING: Final = ".rdfp"
"""How the names of such files end, by Jena's custom."""
_STATEMENTS: Final = "statements"
_AT_ONCE: Final = 10_000
_ROW: Final = re.compile(rb"\s*([A-Z]{1,2})(?=[\s.])(.*)", re.DOTALL)
_HEADER: Final = re.compile(rb'\s*"?statements"?\s+"(quads|triples)"\s*\.\s*')
_BEGIN, _COMMIT, _ABORT = b"TX", b"TC", b"TA"
_CHANGES: Final = (b"A", b"D")
_PREFIXES: Final = (b"PA", b"PD")
_MOST_SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A statement that a patch adds or removes, and the line of the file where it says so, from 1."""

    line: int
    quad: Quad
    added: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """A patch as it was read.

    Attributes:
        file: Where it was read.
        rows: What it adds and removes, in its order.
        of_triples: It was made of triples whoever states them; else each row names its graph, or the default one.
    """

    file: Path
    rows: tuple[Row, ...]
    of_triples: bool = False


def changes_of(old: Side, new: Side) -> Iterator[ChangedLine]:
    """Yield the lines that a patch from the old side to the new one removes and adds.

    Raises:
        UnwritableError: What changed has a node without a name, which no patch can name.
    """
    return (change for change in compared_lines(old, new) if _is_told(change, old, new))


def patch_of(changes: Iterator[ChangedLine], *, of_triples: bool) -> Iterator[bytes]:
    """Yield a patch with these changes, in pieces; nothing of it becomes more than a line."""
    kind = "triples" if of_triples else "quads"
    yield f'H {_STATEMENTS} "{kind}" .\nTX .\n'.encode()
    while some := list(islice(changes, _AT_ONCE)):
        yield b"".join((b"A " if is_new else b"D ") + line for line, is_new in some)
    yield b"TC .\n"


def _is_told(change: ChangedLine, old: Side, new: Side) -> bool:
    side, other = (new, old) if change.is_new else (old, new)
    quad = next(parse(change.line, "nquads"))
    if not is_compared(quad, side, other):
        return False
    if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
        raise UnwritableError(
            _(
                "A statement of {side} is about a node without a name, which a patch cannot name: {statement}. "
                "Give the node an address, or choose another format.",
                side=side.name,
                statement=shortened(change.line.decode().strip()),
            )
        )
    return True


def read_patch(file: Path) -> Patch:
    """Return a patch that somebody wrote.

    Raises:
        DataError: It is no patch, or one that is not understood; each problem has its line.
        FormatError: A row has what is no term; the message says where.
        OutputError: It cannot be read.
    """
    lines = files.content(file).split(b"\n")
    rows = _Rows(file)
    for number, line in enumerate(lines, start=1):
        rows.take(number, line)
    rows.end()
    statements: dict[int, tuple[Quad, bool]] = {}
    for operation in _CHANGES:
        statements |= _statements(file, lines, rows.operations, operation)
    found = [
        Row(line=line, quad=quad, added=added) for line, (quad, added) in sorted(statements.items())
    ]
    return Patch(file=file, rows=tuple(found), of_triples=rows.of_triples)


def _statements(
    file: Path, lines: list[bytes], operations: dict[int, bytes], operation: bytes
) -> dict[int, tuple[Quad, bool]]:
    """Return the statements of one operation, by the number of their line."""
    wanted = [number for number, found in operations.items() if found == operation]
    if not wanted:
        return {}
    # Every line keeps its number, so that what the parser says of a line is true of the file.
    text = [b""] * len(lines)
    for number in wanted:
        row = _ROW.fullmatch(lines[number - 1])
        text[number - 1] = row[2] if row else b""
    quads = list(rdf_files.quads_in(b"\n".join(text), file))
    if len(quads) != len(wanted):
        raise FormatError(file, _("a row that adds or removes has one statement."))
    return {number: (quad, operation == b"A") for number, quad in zip(wanted, quads, strict=True)}


class _Rows:
    """The rows of a patch, told apart by their operations."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._problems: list[Problem] = []
        self._open = False
        self.operations: dict[int, bytes] = {}
        self.of_triples = False

    def take(self, number: int, line: bytes) -> None:
        """Look at one line."""
        if not line.strip() or line.lstrip().startswith(b"#"):
            return
        row = _ROW.fullmatch(line)
        operation = row[1] if row else b""
        if row is None or operation not in {b"H", _BEGIN, _COMMIT, _ABORT, *_CHANGES, *_PREFIXES}:
            self._wrong(number, _("this is no row of an RDF Patch."), _("A row begins with H, TX, A, D or TC."))  # fmt: skip
        elif operation == b"H":
            header = _HEADER.fullmatch(row[2])
            self.of_triples |= header is not None and header[1] == b"triples"
        elif operation in _PREFIXES:
            self._wrong(number, _("prefixes are not read."), _("Write addresses in full."))
        elif operation == _ABORT:
            self._wrong(number, _("the transaction was given up."), _("Apply a patch that ends in TC."))  # fmt: skip
        elif operation in _CHANGES:
            self.operations[number] = operation
        else:
            self._open = operation == _BEGIN

    def end(self) -> None:
        """Refuse what is wrong.

        Raises:
            DataError: Something is.
        """
        if self._open:
            self._wrong(None, _("it ends within a transaction: a part of it is missing."), _("Get it again."))  # fmt: skip
        if self._problems:
            raise DataError(self._problems[:_MOST_SHOWN])

    def _wrong(self, number: int | None, what: str, remedy: str) -> None:
        place = Place(file=str(self._file), row=number)
        self._problems.append(Problem(place=place, what=what, remedy=remedy))
