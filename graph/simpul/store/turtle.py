"""Turtle and TriG that a person can read, as a stream from sorted lines of N-Triples (RDF 1.1 Turtle; RDF 1.1 TriG).

Things of a kind stand together, since the order is that of their IRIs. One thing is one block: its classes, its
labels, then the rest in the order of the properties and of their values. Each statement has a line of its own, so
that a fact that changes changes that line and no other, whatever stands around it::

    city:1642911
        a simpul:City, simpul:Place ;
        rdfs:label "Jakarta"@en ;
        simpul:memberOf org:c40 ;
        simpul:memberOf org:citynet ;
    .

Measured: this is faster than handing Oxigraph's writer the same lines in order, which keeps no order of properties,
puts nothing between two things, and writes names that rdflib does not read (a dot at the end). Here a name is short
only where it has nothing but letters, digits, ``_`` and ``-``, which every reader takes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from tempfile import SpooledTemporaryFile
from typing import Final

from simpul.store.lines import Block, from_start
from simpul.terms import ALL_LABELS, ID, PREFIXES, XSD, DefaultGraph, NamedNode, rdf_type

_IN_MEMORY: Final = 4_000_000
"""Bytes of a text that need no passing file."""
_MOST_NAMES: Final = 100_000
"""Short names that are remembered; together some 20 MB."""
_LOCAL: Final = re.compile(rb"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\Z")
_KIND: Final = re.compile(rb"[a-z](?:[a-z0-9-]*[a-z0-9])?\Z")
_ID: Final = ID.encode()
_NAMESPACES: Final = {space.encode(): f"{name}:".encode() for name, space in PREFIXES.items()}
_CLASS: Final = f"{rdf_type}".encode()
_LABELS: Final = {f"{term}".encode(): place for place, term in enumerate(ALL_LABELS)}
"""The properties that come after the classes, with their places."""
_BARE: Final = {
    f"<{XSD}{name}>".encode(): re.compile(pattern)
    for name, pattern in {
        "boolean": rb'"(true|false)"\Z',
        "integer": rb'"(0|-?[1-9][0-9]*)"\Z',
        "decimal": rb'"(-?(?:0\.[0-9]{1,6}|[1-9][0-9]*\.[0-9]+))"\Z',
    }.items()
}
"""Values that stand without quotes and datatype: those of which rdflib, which makes numbers of them, keeps the digits."""


class _Names(dict[bytes, bytes]):
    """IRIs in angle brackets, each with its name in Turtle.

    Attributes:
        kinds: The kinds of thing that have a prefix, as they are met.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kinds: set[bytes] = set()

    def __missing__(self, iri: bytes) -> bytes:
        if len(self) >= _MOST_NAMES:
            self.clear()
        name = self[iri] = self._short(iri[1:-1]) or iri
        return name

    def _short(self, iri: bytes) -> bytes | None:
        """Return the name of an IRI with a prefix, or None where it has none."""
        end = max(iri.rfind(b"#"), iri.rfind(b"/")) + 1
        space, local = iri[:end], iri[end:]
        if not _LOCAL.match(local):
            return None
        if prefix := _NAMESPACES.get(space):
            return prefix + local
        kind = space[len(_ID) : -1]
        known = space.startswith(_ID) and space.endswith(b"/") and _KIND.match(kind)
        if not known or kind.decode() in PREFIXES:
            return None
        self.kinds.add(kind)
        return kind + b":" + local

    def header(self) -> bytes:
        """Return the lines that declare the project's prefixes and those that were met."""
        kinds = {kind.decode(): f"{ID}{kind.decode()}/" for kind in sorted(self.kinds)}
        every = (PREFIXES | kinds).items()
        return "".join(f"@prefix {name}: <{space}> .\n" for name, space in every).encode()

    def value(self, term: bytes) -> bytes:
        """Return an object of N-Triples as Turtle has it."""
        if term.startswith(b"<"):
            return term if term.startswith(b"<<") else self[term]
        if not term.endswith(b">"):
            return term  # a text, perhaps with its language, or a blank node
        text, _mark, datatype = term.rpartition(b"^^")
        bare = _BARE.get(datatype)
        if bare and (found := bare.match(text)):
            return found[1]
        return text + b"^^" + self[datatype]


def turtle(blocks: Iterable[Block]) -> Iterator[bytes]:
    """Yield sorted N-Triples as Turtle."""
    return trig([(DefaultGraph(), blocks)])


def trig(
    graphs: Iterable[tuple[NamedNode | DefaultGraph, Iterable[Block]]],
) -> Iterator[bytes]:
    """Yield graphs of sorted N-Triples as TriG, in the order given.

    What is in them says which prefixes there are; until then, the text waits in a passing file.

    Raises:
        OSError: There is no room for it.
    """
    names = _Names()
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        for graph, blocks in graphs:
            if isinstance(graph, NamedNode):
                file.writelines(_braced(names[f"{graph}".encode()], _things(blocks, names)))
            else:
                file.writelines(_things(blocks, names))
        yield names.header()
        yield from from_start(file)


def _braced(name: bytes, things: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what a graph holds within braces; nothing of one that is empty."""
    first = next(things, None)
    if first is not None:
        yield b"\n" + name + b" {\n" + first
        yield from things
        yield b"}\n"


def _things(blocks: Iterable[Block], names: _Names) -> Iterator[bytes]:
    """Yield the blocks of the things of a graph, many in each piece."""
    about, classes, labels, rest = b"", list[bytes](), list[tuple[int, bytes]](), list[bytes]()
    for block in blocks:
        piece: list[bytes] = []
        for line in block:
            thing, property_, end = line.split(b" ", 2)
            if thing != about:
                if about:
                    piece.append(_thing(names.value(about), classes, labels, rest))
                about, classes, labels, rest = thing, [], [], []
            value = names.value(end[:-3])
            if property_ == _CLASS:
                classes.append(value)
                continue
            statement = b"    " + names[property_] + b" " + value + b" ;\n"
            if property_ in _LABELS:
                labels.append((_LABELS[property_], statement))
            else:
                rest.append(statement)
        yield b"".join(piece)
    if about:
        yield _thing(names.value(about), classes, labels, rest)


def _thing(
    name: bytes, classes: Sequence[bytes], labels: Sequence[tuple[int, bytes]], rest: list[bytes]
) -> bytes:
    """Return the block of one thing, after an empty line."""
    kinds = [b"    a " + b", ".join(classes) + b" ;\n"] if classes else []
    called = [statement for _place, statement in sorted(labels, key=itemgetter(0))]
    return b"".join((b"\n", name, b"\n", *kinds, *called, *rest, b".\n"))
