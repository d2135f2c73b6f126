"""SPARQL as tokens: words, names, IRIs, strings, comments.

Only enough of the grammar (SPARQL 1.1, section 19.8) to tell them apart. One thing the grammar leaves to
context is whether ``<`` begins an IRI or compares: see ``simpul.store.sparql.safety``.

Whatever is in a text, it is read in time that grows as the text does: a token takes all that was looked at to
find it (a string without an end, too), or what was looked at ends at the next place where one may begin.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from typing import Final, NamedTuple, TypeVar

from simpul.errors import QueryError
from simpul.locale import translate as _
from simpul.terms import PREFIXES

_Read = TypeVar("_Read")
_LONGEST: Final = 16_000_000
"""Characters of a query that are read: with 300,000 values in it, it has about 12 million."""
SHORT: Final = 50_000
"""Characters of a query whose tokens are kept for a while: a query is looked at several times before it runs."""
_NOTHING: Final = frozenset(("space", "comment"))
_SPLIT: Final = frozenset(("words", "stray"))
_ESCAPE: Final = r"""
    \\(?: [tbnrf"'\\] | u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}
        | U(?:0000(?![Dd][89A-Fa-f])|000[1-9A-Fa-f]|0010)[0-9A-Fa-f]{4} )
"""
"""What a backslash may begin in a string; the engine takes a string with any other for two shorter ones, if it can."""
_NAME: Final = r"(?:\w[\w.\-]*+)?+:(?:\\.|%[0-9A-Fa-f]{2}|[\w:.\-]++)*+"
_STRING: Final = rf"""
    \"{{3}}(?:\"{{0,2}}+(?:[^"\\]++|{_ESCAPE}))*+\"{{3}} | '{{3}}(?:'{{0,2}}+(?:[^'\\]++|{_ESCAPE}))*+'{{3}}
    | "(?!"")(?:[^"\\\n\r]++|{_ESCAPE})*+" | '(?!'')(?:[^'\\\n\r]++|{_ESCAPE})*+'
"""
_IRI: Final = r"""<(?:[^<>"{}|^`\\\x00-\x20]++|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>"""
_LANGUAGE: Final = "@[A-Za-z]++(?:-[A-Za-z0-9]++)*+"
NO_MEANING: Final = r"\s*+(?:\#[^\n\r]*+\s*+)*+"
"""White space and comments, if there are any (verbose, as all these patterns)."""
_MEANT: Final = rf"""
      (?P<other>[^"'<?$@:\w\s\#])
    | (?P<variable>[?$]\w++)
    | (?P<name>{_NAME})
    | (?P<word>\w++(?![.\-]))
    | (?P<words>\w[\w.\-]*+)
    | (?P<string>{_STRING})
    | (?P<unclosed>(?:\"{{3}}|'{{3}}).*+ | "(?:[^"\\\n\r]++|\\.)*+ | '(?:[^'\\\n\r]++|\\.)*+)
    | (?P<iri>{_IRI})
    | (?P<language>{_LANGUAGE})
"""
"""What means something, the most frequent first; what begins one of these and is none is ``stray``."""
_TOKEN: Final = re.compile(
    rf"{_MEANT} | (?P<comment>\#[^\n\r]*+) | (?P<space>\s++) | (?P<stray>.)", re.VERBOSE | re.DOTALL
)
_MEANING: Final = re.compile(
    rf"{NO_MEANING} (?: {_MEANT} | (?P<stray>.) | \Z )", re.VERBOSE | re.DOTALL
)
"""The same, but what means nothing belongs to the token behind it: half as many."""
_WRONG_ESCAPE: Final = re.compile(rf"(?:[^\\]++|{_ESCAPE})*+(?P<wrong>\\.)", re.VERBOSE | re.DOTALL)
_WORD: Final = re.compile(r"(?P<word>\w++)|(?P<other>.)")
_BEFORE: Final = 60
FORMS: Final = frozenset(("SELECT", "CONSTRUCT", "ASK", "DESCRIBE"))


class Token(NamedTuple):
    """A piece of a query: its kind, its text and where it starts."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Return the query's tokens; joined, their texts are the query.

    Raises:
        QueryError: It is longer than any query of a person.
    """
    if len(query) > _LONGEST:
        raise QueryError(
            _("This query has more than {most} characters. Write it shorter.", most=_LONGEST)
        )
    return iter(_kept(query)) if len(query) <= SHORT else _tokens(query)


@lru_cache(maxsize=8)
def _kept(query: str) -> tuple[Token, ...]:
    return tuple(_tokens(query))


@lru_cache(maxsize=8)
def _kept_meaning(query: str) -> tuple[Token, ...]:
    return tuple(_tokens(query, _MEANING))


def _tokens(query: str, pattern: re.Pattern[str] = _TOKEN, start: int = 0) -> Iterator[Token]:
    for match in pattern.finditer(query, start):
        kind = match.lastgroup
        if kind is None:
            continue  # nothing comes behind what means nothing
        if kind in _SPLIT:
            # Words with dots and hyphens between them were no name, so each is by itself.
            for part in _WORD.finditer(match[kind]):
                at = match.start(kind) + part.start()
                yield Token(part.lastgroup or "other", part.group(), at)
        else:
            yield Token(kind, match[kind], match.start(kind))


def unclosed(token: Token) -> tuple[int, str]:
    """Return what is wrong with a string that has no end, or none that counts, and where that is."""
    wrong = _WRONG_ESCAPE.match(token.text)
    if wrong:
        what = _("The query is malformed: in a text, {sign} has no meaning.", sign=wrong["wrong"])
        return token.start + wrong.start("wrong"), what
    return token.start, _("The query is malformed: this quotation mark has no end.")


def meaning(query: str) -> Iterator[Token]:
    """Yield the tokens that mean something: neither white space nor comments."""
    if len(query) <= SHORT:
        return iter(_kept_meaning(query))
    return (token for token in tokens(query) if token.kind not in _NOTHING)


def leading(query: str) -> Iterator[Token]:
    """Yield the tokens that mean something, each read when it is asked for: who stops soon has not read the rest."""
    return _tokens(query, _MEANING) if len(query) <= SHORT else meaning(query)


def following(query: str, place: int) -> Iterator[Token]:
    """Yield the tokens that mean something from the end of one of them, each read when it is asked for."""
    return _tokens(query, _MEANING, place)


def one_token(*, iri: str = _IRI, but: str = "") -> str:
    """Return the pattern (verbose) of a token that means something, with what means nothing before it; not of a string without an end.

    What it takes is a token whatever comes behind it, so that many of it in a row are the tokens of a text.

    Args:
        iri: The pattern of an IRI that is to be taken; another is not.
        but: The pattern of what is not to begin it.
    """
    but = f"(?!{but})" if but else ""
    return rf"""(?> {NO_MEANING} {but} (?:
        [^"'<?$@:\w\s\#] | [?$]\w++ | {_NAME} | \w++ | {_STRING} | {iri} | {_LANGUAGE} | <(?!{_IRI[1:]}) | [?$@]
    ))"""


def kept(read: Callable[[str], _Read]) -> Callable[[str], _Read]:
    """Have what is read of a query kept for a while, where it is short: the same few are asked again and again."""
    remembered = lru_cache(maxsize=256)(read)

    @wraps(read)
    def reading(query: str) -> _Read:
        return remembered(query) if len(query) <= SHORT else read(query)

    return reading


def place(query: str, offset: int) -> tuple[int, int]:
    r"""Return line and column, both from 1, of a place in a query.

    >>> place("SELECT *\n{ ?s }", 11)
    (2, 3)
    """
    before = query[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def excerpt(query: str, where: tuple[int, int]) -> str:
    """Return the line, or what is around the place in a long one, with a sign under the place."""
    line = [*query.split("\n"), ""][where[0] - 1].rstrip("\r").expandtabs(1)
    at = where[1] - 1
    begin = max(at - _BEFORE, 0)
    return f"    {line[begin : begin + 2 * _BEFORE]}\n    {' ' * (at - begin)}^"


def variables(query: str) -> set[str]:
    """Return the names of the variables a query mentions, without their mark."""
    return {token.text[1:] for token in tokens(query) if token.kind == "variable"}


def form(query: str) -> str:
    """Return the query's form: SELECT, CONSTRUCT, ASK or DESCRIBE; empty if it has none."""
    for token in leading(query):
        if token.kind == "word":
            # What follows may follow at once: ``ASKWHERE{``.
            for name in FORMS:
                if token.text.upper().startswith(name):
                    return name
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
    return prefix_declarations(query) + query


def prefix_declarations(query: str) -> str:
    """Return the declarations of the project's prefixes that a query uses and does not declare."""
    used = {token.text.split(":", 1)[0] for token in tokens(query) if token.kind == "name"}
    there = declared(query)
    missing = sorted((used & PREFIXES.keys()) - there.keys())
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in missing)
