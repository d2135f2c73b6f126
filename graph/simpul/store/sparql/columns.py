"""The columns of an answer, as the query names them; and queries that find out about what another would find."""

from collections.abc import Sequence
from typing import Final

from simpul.store.sparql.tokens import Token, meaning

COUNT: Final = "rowsFound"
"""The variable that ``counting`` counts into."""


def columns(query: str) -> tuple[str, ...]:
    """Return the variables that a SELECT gives, in its order and without their mark; none where it gives all it has.

    >>> columns("SELECT DISTINCT ?b (COUNT(?x) AS ?n) ?a WHERE { ?a ?b ?x }")
    ('b', 'n', 'a')
    >>> columns("SELECT * { ?a ?b ?c }")
    ()
    """
    found = list(meaning(query))
    at = _word(found, "SELECT")
    named: list[str] = []
    depth = 0
    for token in found[at + 1 :]:
        if not depth and (token.text in {"{", "*"} or _is(token, "WHERE") or _is(token, "FROM")):
            break
        if token.text == "(":
            named += [""] * (not depth)
            depth += 1
        elif token.text == ")":
            depth -= 1
        elif token.kind == "variable" and depth:
            # In brackets the last one counts: what is behind AS.
            named[-1] = token.text[1:]
        elif token.kind == "variable":
            named.append(token.text[1:])
    return tuple(named)


def counting(query: str) -> str:
    """Return the query that counts the solutions of a CONSTRUCT or DESCRIBE; empty where it looks for none.

    >>> counting("CONSTRUCT { ?s a ?o } WHERE { ?s ?p ?o } LIMIT 5")
    'SELECT (COUNT(*) AS ?rowsFound) WHERE { SELECT * WHERE { ?s ?p ?o } LIMIT 5 }'
    """
    found = list(meaning(query))
    at = max(_word(found, "CONSTRUCT"), _word(found, "DESCRIBE"))
    if at < 0:
        return ""
    begin = found[at].start
    behind = at + 1
    if _is(found[at], "CONSTRUCT") and found[behind : behind + 1] and found[behind].text == "{":
        behind = _behind(found, behind)
    for token in found[behind:]:
        if token.text == "{" or _is(token, "WHERE"):
            return f"{query[:begin]}SELECT (COUNT(*) AS ?{COUNT}) WHERE {{ SELECT * {query[token.start :]} }}"
    return ""


def asking(query: str) -> str:
    r"""Return the query that finds a row where an ASK is true.

    >>> asking("ASK { ?s ?p ?o }")
    'SELECT * { ?s ?p ?o }\nLIMIT 1'
    """
    found = list(meaning(query))
    at = _word(found, "ASK")
    begin = found[at].start if at >= 0 else 0
    # VALUES behind the pattern could not be followed by LIMIT.
    last = next((token for token in reversed(found) if _is(token, "VALUES")), None)
    limit = "" if last and query[last.start :].count("}") == 1 else "\nLIMIT 1"
    return f"{query[:begin]}SELECT *{query[begin + 3 :]}{limit}"


def _behind(found: Sequence[Token], at: int) -> int:
    """Return the place behind the block that opens here."""
    depth = 0
    for place in range(at, len(found)):
        depth += (found[place].text == "{") - (found[place].text == "}")
        if not depth:
            return place + 1
    return len(found)


def _word(found: Sequence[Token], word: str) -> int:
    return next((at for at, token in enumerate(found) if _is(token, word)), -1)


def _is(token: Token, word: str) -> bool:
    return token.kind == "word" and token.text.upper() == word
