"""SPARQL as tokens: words, names, IRIs, strings, comments.

Only enough of the grammar (SPARQL 1.1, section 19.8) to tell them apart. One thing the grammar leaves to
context is whether ``<`` begins an IRI or compares: see ``simpul.store.sparql.safety``.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from simpul.terms import PREFIXES

_TOKEN: Final = re.compile(
    r"""
      (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
               | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:\w[\w.\-]*)?:(?:\\.|%[0-9A-Fa-f]{2}|[\w:.\-])*)
    | (?P<word>\w+)
    | (?P<space>\s+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
FORMS: Final = frozenset(("SELECT", "CONSTRUCT", "ASK", "DESCRIBE"))


class Token(NamedTuple):
    """A piece of a query: its kind, its text and where it starts."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Yield the query's tokens; joined, their texts are the query."""
    for match in _TOKEN.finditer(query):
        yield Token(match.lastgroup or "other", match.group(), match.start())


def meaning(query: str) -> Iterator[Token]:
    """Yield the tokens that mean something: neither white space nor comments."""
    return (token for token in tokens(query) if token.kind not in {"space", "comment"})


def place(query: str, offset: int) -> tuple[int, int]:
    r"""Return line and column, both from 1, of a place in a query.

    >>> place("SELECT *\n{ ?s }", 11)
    (2, 3)
    """
    before = query[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def variables(query: str) -> set[str]:
    """Return the names of the variables a query mentions, without their mark."""
    return {token.text[1:] for token in tokens(query) if token.kind == "variable"}


def form(query: str) -> str:
    """Return the query's form: SELECT, CONSTRUCT, ASK or DESCRIBE; empty if it has none."""
    for token in tokens(query):
        if token.kind == "word" and token.text.upper() in FORMS:
            return token.text.upper()
    return ""


def declared(query: str) -> dict[str, str]:
    """Return the prefixes that a query declares, with their namespaces."""
    found: dict[str, str] = {}
    last = ["", ""]
    for token in meaning(query):
        if token.kind == "iri" and last[0].upper() == "PREFIX" and last[1].endswith(":"):
            found[last[1].removesuffix(":")] = token.text[1:-1]
        last = [last[1], token.text]
    return found


def with_prefixes(query: str) -> str:
    r"""Return the query with the project's prefixes that it uses and does not declare put in front.

    >>> with_prefixes("SELECT * { ?s rdfs:label ?o }")
    'PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nSELECT * { ?s rdfs:label ?o }'
    """
    used = {token.text.split(":", 1)[0] for token in tokens(query) if token.kind == "name"}
    there = declared(query)
    missing = sorted((used & PREFIXES.keys()) - there.keys())
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in missing) + query
