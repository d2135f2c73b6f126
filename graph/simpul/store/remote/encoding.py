"""How triples are written at an endpoint so that they can be read back as they were.

Two things do not survive the way there and back. Blank nodes get other names with each request, so that the graphs of a
build, and the pieces of a graph, would no longer share them; they are written as IRIs (RDF 1.1 Concepts, section 3.5).
And some engines rewrite literals (``Engine.changes_terms``). Measured on Virtuoso 7.2.5: geometries lose digits, times
and durations become others, integers beyond 32 bits become decimals, and what is not valid by its datatype makes a whole
request fail. What nobody computes with is written under a datatype that no engine knows; what is computed with is
written as it is, and kept as text beside (``manifest.ORIGINALS``).
"""

import contextlib
import re
from collections.abc import Callable
from typing import Final, TypeAlias
from urllib.parse import quote, unquote

from simpul.store.remote.manifest import TERMS
from simpul.terms import XSD, BlankNode, Literal, NamedNode, Term

GENID: Final = "https://w3id.org/simpul/.well-known/genid/"
"""How the IRI begins that stands for a blank node."""
AS: Final = f"{TERMS}as-"
"""How the datatype begins that stands for another, whose IRI follows, percent-encoded."""
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_GEO: Final = "http://www.opengis.net/ont/geosparql#"
_REWRITTEN: Final = tuple(namespace.encode() for namespace in (XSD, _RDF, _GEO))
"""Where the datatypes are that engines know, and rewrite."""
_KEPT: Final[dict[bytes, re.Pattern[bytes]]] = {
    f"{XSD}{name}".encode(): re.compile(pattern)
    for name, pattern in {
        "string": rb".*",
        "boolean": rb"true|false",
        "date": rb"[12]\d{3}-\d\d-\d\d",
        "decimal": rb"0|-?(?:[1-9]\d{0,17}|0(?=\.))(?:\.\d{0,14}[1-9])?",
        "gYear": rb"[12]\d{3}",
        "integer": rb"0|-?[1-9]\d{0,8}",
    }.items()
}
"""The forms of literals, by datatype, that come back from every engine as they were."""
_COMPUTED: Final[dict[bytes, re.Pattern[bytes]]] = {
    f"{XSD}{name}".encode(): re.compile(pattern)
    for name, pattern in {
        "boolean": rb"[01]",
        "decimal": rb"[+-]?(?:\d+(?:\.\d*)?|\.\d+)",
        "double": rb"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?",
        "float": rb"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?",
        "integer": rb"[+-]?\d+",
    }.items()
}
"""The forms of literals that a query computes with, though they may come back in another form."""
_ZONED: Final = frozenset(f"{XSD}{name}" for name in ("date", "gYear"))
_BOOLEANS: Final = {"1": "true", "0": "false"}

Encoder: TypeAlias = Callable[[bytes], tuple[bytes, bool]]
"""Takes a line of N-Triples; gives the one to write, and whether it has to be kept as text beside."""


def encoder(*, changes_terms: bool) -> Encoder:
    """Return what encodes lines of N-Triples, as Oxigraph writes them, for an engine."""
    return _changing if changes_terms else _keeping


def _keeping(line: bytes) -> tuple[bytes, bool]:
    return (_skolemised(line) if b"_:" in line else line), False


def _changing(line: bytes) -> tuple[bytes, bool]:
    # In a line of N-Triples a quotation mark in a text is escaped, so the last one ends the literal.
    end = line.rfind(b'"^^<')
    if end < 0 or not line.endswith(b"> ."):
        return _keeping(line)
    datatype = line[end + 4 : -3]
    if not datatype.startswith(_REWRITTEN):
        return _keeping(line)
    value = line[line.index(b'"') + 1 : end]
    if (kept := _KEPT.get(datatype)) and kept.fullmatch(value):
        return _keeping(line)
    if (computed := _COMPUTED.get(datatype)) and computed.fullmatch(value):
        return _keeping(line)[0], True
    there = f"{AS}{quote(datatype.decode(), safe='')}".encode()
    return _keeping(line[: end + 4] + there + line[-3:])


def _skolemised(line: bytes) -> bytes:
    """Return a line with IRIs for its blank nodes."""
    subject, predicate, rest = line.split(b" ", 2)
    if subject.startswith(b"_:"):
        subject = _genid(subject)
    if rest.startswith(b"_:"):
        rest = _genid(rest[:-2]) + b" ."
    return b" ".join((subject, predicate, rest))


def _genid(node: bytes) -> bytes:
    return b"<" + GENID.encode() + node[2:] + b">"


def decoded(term: Term, *, changes_terms: bool) -> Term:
    """Return a term that an endpoint gave as it was before it was published there."""
    if isinstance(term, NamedNode):
        # Most terms are these, and most of them stay.
        return BlankNode(term.value.removeprefix(GENID)) if term.value.startswith(GENID) else term
    if not isinstance(term, Literal) or term.language:
        return term
    datatype = term.datatype.value
    if datatype.startswith(AS):
        with contextlib.suppress(ValueError):  # what nobody of ours wrote stays as it is
            return Literal(term.value, datatype=NamedNode(unquote(datatype.removeprefix(AS))))
    return _repaired(term, datatype) if changes_terms else term


def _repaired(literal: Literal, datatype: str) -> Literal:
    """Return a literal without what Virtuoso adds to it.

    Once it has met a date with a time zone, anybody's, it may show every date with a Z. None of ours that is
    written as a date has a zone.
    """
    if datatype in _ZONED and literal.value.endswith("Z"):
        return Literal(literal.value[:-1], datatype=literal.datatype)
    if datatype == f"{XSD}boolean" and literal.value in _BOOLEANS:
        return Literal(_BOOLEANS[literal.value], datatype=literal.datatype)
    return literal
