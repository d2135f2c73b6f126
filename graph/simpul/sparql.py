"""SPARQL as text: its tokens, the values bound into it, and what it may not do.

Only enough of the grammar (SPARQL 1.1, section 19.8) to tell words from strings, IRIs and comments.
A value replaces a variable's token by the term's own serialisation, which is a single token itself:
a value can therefore never become syntax. Oxigraph's own substitution reaches only variables of the
outermost projection, which a parameter seldom is.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from simpul.errors import ForbiddenQueryError
from simpul.language import translate as _
from simpul.terms import PREFIXES, Literal, NamedNode

_TOKEN: Final = re.compile(
    r"""
      (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
               | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:\w[\w.\-]*)?:(?:\\.|%[0-9A-Fa-f]{2}|[\w:.\-])*)
    | (?P<word>\w+)
    | (?P<other>\s+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES: Final = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY")
)
_FORMS: Final = frozenset(("SELECT", "CONSTRUCT", "ASK", "DESCRIBE"))


class Token(NamedTuple):
    """A piece of a query: its kind, its text and where it starts."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Yield the query's tokens; joined, their texts are the query."""
    for match in _TOKEN.finditer(query):
        yield Token(match.lastgroup or "other", match.group(), match.start())


def variables(query: str) -> set[str]:
    """Return the names of the variables a query mentions, without their mark."""
    return {token.text[1:] for token in tokens(query) if token.kind == "variable"}


def bind(query: str, values: Mapping[str, NamedNode | Literal]) -> str:
    r"""Return the query with these variables replaced by these terms.

    >>> bind("SELECT * { ?_a ?p '?_a' }", {"_a": Literal('x" . DROP ALL')})
    'SELECT * { "x\\" . DROP ALL" ?p \'?_a\' }'
    """
    return "".join(
        str(values[token.text[1:]])
        if token.kind == "variable" and token.text[1:] in values
        else token.text
        for token in tokens(query)
    )


def form(query: str) -> str:
    """Return the query's form: SELECT, CONSTRUCT, ASK or DESCRIBE; empty if it has none."""
    for token in tokens(query):
        if token.kind == "word" and token.text.upper() in _FORMS:
            return token.text.upper()
    return ""


def refuse_what_reaches_out(query: str) -> None:
    """Refuse a query that would change the graph or ask another host.

    Raises:
        ForbiddenQueryError: It is an update, or it has a SERVICE clause.
    """
    seen_form = False
    for token in tokens(query):
        if token.kind != "word":
            continue
        word = token.text.upper()
        seen_form = seen_form or word in _FORMS
        if word in _UPDATES and not seen_form:
            raise ForbiddenQueryError(
                _(
                    "This is an update ({word}); queries only read. "
                    "To change facts, edit the tables and run `simpul build`.",
                    word=word,
                )
            )
        if word == "SERVICE":
            raise ForbiddenQueryError(
                _("SERVICE asks another host; queries only read this store. Remove that clause.")
            )


def with_prefixes(query: str) -> str:
    """Return the query with the project's prefixes declared in front, for a store without them."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + query
