"""What a query sums up: the columns that are sums or lists of texts, and the texts of what is no text.

The engine joins texts only: of ``GROUP_CONCAT`` over IRIs or numbers it gives nothing, where SPARQL 1.1 (section
18.5.1.7) speaks of a simple literal and other engines take the text of each value, as ``STR`` does.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from simpul.store.sparql.tokens import Token, following, kept, meaning, one_token

_CONCAT: Final = "GROUP_CONCAT"
_IS_CONCAT: Final = rf"(?i:{_CONCAT})(?![\w.\-:])"
_NEXT_CONCAT: Final = re.compile(
    f"{one_token(but=_IS_CONCAT)}*+ {one_token()}", re.VERBOSE | re.DOTALL
)
"""What is before a GROUP_CONCAT, and that."""
_SUMS: Final = frozenset(("SUM", "AVG", _CONCAT))
"""Of nothing they give something; so where they give nothing, a value could not be summed up."""


@kept
def concatenating_texts(query: str) -> str:
    """Return the query with ``STR`` around whatever ``GROUP_CONCAT`` joins.

    >>> concatenating_texts("SELECT (GROUP_CONCAT(DISTINCT ?x; separator=' ') AS ?all) { ?x ?p ?o }")
    "SELECT (GROUP_CONCAT(DISTINCT STR(?x); separator=' ') AS ?all) { ?x ?p ?o }"
    """
    if _CONCAT not in query.upper():
        return query
    marks = sorted(mark for at in _joins(query) for mark in _around_joined(following(query, at)))
    written, end = "", 0
    for start, mark in marks:
        written, end = written + query[end:start] + mark, start
    return written + query[end:]


def _joins(query: str) -> Iterator[int]:
    """Yield where each GROUP_CONCAT ends."""
    found = _NEXT_CONCAT.match(query)
    while found:
        yield found.end()
        found = _NEXT_CONCAT.match(query, found.end())


def _around_joined(found: Iterator[Token]) -> Iterator[tuple[int, str]]:
    """Yield where the expression begins and ends that a GROUP_CONCAT joins, given what comes behind that."""
    bracket, first = next(found, None), next(found, None)
    if bracket is None or bracket.text != "(":
        return
    if first is not None and _is(first, "DISTINCT"):
        first = next(found, None)
    if first is None:
        return
    depth = 0
    for token in chain((first,), found):
        if not depth and token.text in {";", ")"}:
            yield first.start, "STR("
            yield token.start, ")"
            return
        depth += (token.text == "(") - (token.text == ")")


def sums(query: str) -> frozenset[str]:
    """Return the columns, without their mark, that a query makes of a sum, an average or a list of texts.

    >>> sorted(sums("SELECT (SUM(?x) / 2 AS ?half) (MAX(?x) AS ?most) { ?s ?p ?x }"))
    ['half']
    """
    found = list(meaning(query))
    return frozenset(
        token.text[1:]
        for at, token in enumerate(found)
        if token.kind == "variable"
        and at
        and _is(found[at - 1], "AS")
        and _sums_up(found[: at - 1])
    )


def _sums_up(before: Sequence[Token]) -> bool:
    """Return whether the expression that ends here sums something up; it begins where its bracket opened."""
    depth = 0
    for token in reversed(before):
        depth += (token.text == ")") - (token.text == "(")
        if depth < 0:
            return False
        if token.kind == "word" and token.text.upper() in _SUMS:
            return True
    return False


def _is(token: Token, word: str) -> bool:
    return token.kind == "word" and token.text.upper() == word
