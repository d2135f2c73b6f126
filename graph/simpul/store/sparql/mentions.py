"""The addresses that a query looks for in the store: its terms, and the graphs that it names."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from simpul.store.sparql.tokens import Token, meaning
from simpul.terms import PREFIXES

_MOST_TOKENS: Final = 5_000
"""Tokens that are looked at; behind them are lists of values."""


class Mention(NamedTuple):
    """An address in a query.

    Attributes:
        iri: The address.
        written: How the query writes it.
        is_graph: It names a graph.
    """

    iri: str
    written: str
    is_graph: bool


@lru_cache(maxsize=256)
def mentions(query: str) -> tuple[Mention, ...]:
    """Return the addresses that a query looks for, each once.

    Left out is what is not looked for here: what CONSTRUCT makes, what another host is asked, datatypes, functions,
    and the graphs of FROM, which are checked.

    >>> [mention.written for mention in mentions("SELECT ?x { ?x a simpul:City ; <http://a.example/b> ?y }")]
    ['simpul:City', 'http://a.example/b']
    """
    found = tuple(islice(meaning(query), _MOST_TOKENS))
    return tuple(dict.fromkeys(_looked_for(found)))


def _looked_for(found: Sequence[Token]) -> Iterator[Mention]:
    prefixes, at = dict(PREFIXES), 0
    while at < len(found):
        token = found[at]
        word = token.text.upper() if token.kind == "word" else ""
        match word:
            case "PREFIX":
                prefixes |= _prefix(found[at + 1 : at + 3])
                at += 3
            case "BASE":
                at += 2
            case "FROM":
                at += 3 if _word(found, at + 1) == "NAMED" else 2
            case "CONSTRUCT" if _text(found, at + 1) == "{":
                at = _behind(found, at + 1)
            case "SERVICE":
                at += 2 if _word(found, at + 1) == "SILENT" else 1
                at = _behind(found, at + 1)
            case _:
                iri = _iri(token, prefixes)
                if iri and not _is_datatype(found, at) and _text(found, at + 1) != "(":
                    is_graph = _word(found, at - 1) == "GRAPH"
                    yield Mention(iri, token.text.strip("<>").rstrip("."), is_graph)
                at += 1


def _prefix(declaration: Sequence[Token]) -> dict[str, str]:
    if [token.kind for token in declaration] != ["name", "iri"]:
        return {}
    name, namespace = declaration
    return {name.text.removesuffix(":"): namespace.text[1:-1]}


def _iri(token: Token, prefixes: dict[str, str]) -> str:
    """Return the address that a token is; empty where it is none, or one that only BASE makes whole."""
    if token.kind == "iri":
        return token.text[1:-1] if ":" in token.text else ""
    prefix, _colon, local = token.text.partition(":")
    if token.kind != "name" or prefix not in prefixes:
        return ""
    # A prefix alone is what addresses begin with, and none itself.
    return local and prefixes[prefix] + local.rstrip(".").replace("\\", "")


def _is_datatype(found: Sequence[Token], at: int) -> bool:
    return at > 1 and found[at - 1].text == found[at - 2].text == "^"


def _behind(found: Sequence[Token], at: int) -> int:
    """Return the place behind the block that opens here."""
    depth = 0
    for place in range(at, len(found)):
        depth += (found[place].text == "{") - (found[place].text == "}")
        if depth <= 0:
            return place + 1
    return len(found)


def _text(found: Sequence[Token], at: int) -> str:
    return found[at].text if 0 <= at < len(found) else ""


def _word(found: Sequence[Token], at: int) -> str:
    return _text(found, at).upper()
