"""What a query sums up: the columns that are sums or lists of texts, and the texts of what is no text.

The engine joins texts only: of ``GROUP_CONCAT`` over IRIs or numbers it gives nothing, where SPARQL 1.1 (section
18.5.1.7) speaks of a simple literal and other engines take the text of each value, as ``STR`` does.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from simpul.store.sparql.tokens import Token, kept, meaning

_CONCAT: Final = "GROUP_CONCAT"
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
    found = list(meaning(query))
    joins = [
        at
        for at, (kind, text, _start) in enumerate(found)
        if kind == "word" and text.upper() == _CONCAT
    ]
    marks = sorted(mark for at in joins for mark in _around_joined(found, at))
    written, end = "", 0
    for start, mark in marks:
        written, end = written + query[end:start] + mark, start
    return written + query[end:]


def _around_joined(found: Sequence[Token], at: int) -> Iterator[tuple[int, str]]:
    """Yield where the expression begins and ends that this GROUP_CONCAT joins."""
    if [token.text for token in found[at + 1 : at + 2]] != ["("]:
        return
    first = at + 2
    if first < len(found) and _is(found[first], "DISTINCT"):
        first += 1
    depth = 0
    for token in found[first:]:
        if not depth and token.text in {";", ")"}:
            yield found[first].start, "STR("
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
