"""The hash of a graph by RDFC-1.0 (W3C, *RDF Dataset Canonicalization*, 2024) and SHA-256.

Without blank nodes, the canonical form is the sorted lines (section 4.4.3). With some, labels must be found for them,
which a graph can be built to make endless: a child process does that, within limits.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

from simpul.limits import Limits
from simpul.store import child
from simpul.store.lines import LineSort
from simpul.store.oxigraph import canonically_labelled, parse

_LIMITS: Final = Limits(seconds=60, megabytes=1_000)


def graph_hash(lines: LineSort) -> str:
    """Return the hash of a graph, in hexadecimal digits; empty where its blank nodes cannot be told apart in time.

    Args:
        lines: Its triples as lines of N-Triples.
    """
    digest = hashlib.sha256()
    for block in lines.blocks():
        content = b"".join(block)
        if b"_:" in content and any(map(_has_blank_node, block)):
            return _of_blank_nodes(lines)
        digest.update(content)
    return digest.hexdigest()


def _has_blank_node(line: bytes) -> bool:
    subject, _property, rest = line.split(b" ", 2)
    return subject.startswith(b"_:") or rest.startswith(b"_:")


def _of_blank_nodes(lines: LineSort) -> str:
    content = b"".join(line for block in lines.blocks() for line in block)
    try:
        return child.run(canonical_digest, [], content, _LIMITS).decode()
    except (child.ChildEnded, SyntaxError):
        return ""


def canonical_digest(words: Sequence[str], content: bytes) -> bytes:
    """Return the hash of a graph with blank nodes: the task of a child process.

    Args:
        words: None.
        content: Its triples as N-Triples.
    """
    del words
    triples = canonically_labelled(quad.triple for quad in parse(content, "ntriples"))
    canonical = sorted(f"{triple} .\n".encode() for triple in triples)
    return hashlib.sha256(b"".join(canonical)).hexdigest().encode()
