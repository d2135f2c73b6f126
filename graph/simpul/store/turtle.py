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
from typing import Final

from simpul.files import passing_file
from simpul.store.lines import Block, from_start
from simpul.terms import ALL_LABELS, ID, PREFIXES, XSD, DefaultGraph, NamedNode, rdf_type

_MOST_NAMES: Final = 100_000
"""Short names that are remembered; together some 20 MB."""
_LOCAL: Final = re.compile(rb"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\Z")
_IRI: Final = ord("<")
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
    """IRIs in angle brackets, each with its name in Turtle."""

    def __init__(self) -> None:
        super().__init__()
        self._prefixes: dict[bytes, bytes] = dict(_NAMESPACES)

    def __missing__(self, iri: bytes) -> bytes:
        if len(self) >= _MOST_NAMES:
            self.clear()
        end = max(iri.rfind(b"#"), iri.rfind(b"/")) + 1
        space, local = iri[1:end], iri[end:-1]
        prefix = self._prefixes.get(space)
        if prefix is None and space.startswith(_ID):
            prefix = self._prefix_of_kind(space)
        name = self[iri] = prefix + local if prefix and _LOCAL.match(local) else iri
        return name

    def _prefix_of_kind(self, space: bytes) -> bytes:
        """Return the prefix for the things of a kind; empty where it can have none."""
        kind = space[len(_ID) : -1]
        is_kind = space.endswith(b"/") and _KIND.match(kind) and kind.decode() not in PREFIXES
        prefix = self._prefixes[space] = kind + b":" if is_kind else b""
        return prefix

    def header(self) -> bytes:
        """Return the lines that declare the project's prefixes, and one for each kind of thing that was met."""
        kinds = sorted(self._prefixes.items() - _NAMESPACES.items())
        every = (*_NAMESPACES.items(), *((space, prefix) for space, prefix in kinds if prefix))
        return b"".join(b"@prefix %b <%b> .\n" % (prefix, space) for space, prefix in every)

    def literal(self, term: bytes) -> bytes:
        """Return an object of N-Triples that is no IRI as Turtle has it."""
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
        OutputError: There is no room for it.
    """
    names = _Names()
    with passing_file() as file:
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
    literal = names.literal
    for block in blocks:
        piece: list[bytes] = []
        for line in block:
            thing, property_, end = line.split(b" ", 2)
            if thing != about:
                if about:
                    piece.append(_thing(_subject(about, names), classes, labels, rest))
                about, classes, labels, rest = thing, [], [], []
            value = names[end[:-3]] if end[0] == _IRI else literal(end[:-3])
            if property_ == _CLASS:
                classes.append(value)
            elif property_ in _LABELS:
                labels.append((_LABELS[property_], b"    %b %b ;\n" % (names[property_], value)))
            else:
                rest.append(b"    %b %b ;\n" % (names[property_], value))
        yield b"".join(piece)
    if about:
        yield _thing(_subject(about, names), classes, labels, rest)


def _subject(term: bytes, names: _Names) -> bytes:
    return names[term] if term[0] == _IRI else term


def _thing(
    name: bytes, classes: Sequence[bytes], labels: Sequence[tuple[int, bytes]], rest: list[bytes]
) -> bytes:
    """Return the block of one thing, after an empty line."""
    kinds = [b"    a " + b", ".join(classes) + b" ;\n"] if classes else []
    called = [statement for _place, statement in sorted(labels, key=itemgetter(0))]
    return b"".join((b"\n", name, b"\n", *kinds, *called, *rest, b".\n"))
