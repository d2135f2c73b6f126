"""What a query cannot do: change the graph, query another host, read what is not in the store, crash.

Oxigraph has no switch against ``SERVICE``, and its grammar needs no white space where ours would
expect some (``1SERVICE``, ``SERVICESILENT<…>``, ``SERVICE:x{``), so words are searched for what they
contain. Whether ``<`` begins an IRI or compares is a matter of context there: ``FILTER(1<2#>'''`` is a
comparison and a comment. Where both readings are possible and would hide something, the query is refused.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.errors import ForbiddenQueryError, QueryError
from simpul.locale import translate as _
from simpul.store.sparql.plain import is_plain
from simpul.store.sparql.tokens import (
    FORMS,
    SHORT,
    Token,
    declared,
    excerpt,
    kept,
    leading,
    meaning,
    place,
    unclosed,
)
from simpul.terms import PREFIXES

_UPDATES: Final = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY")
)
_SERVICE: Final = "SERVICE"
_FROM: Final = "FROM"
_HIDING: Final = frozenset("#'?$")
_OPERATORS: Final = frozenset("!+-*/|&=<>^")
_BETWEEN: Final = frozenset(".;,")
_OPENING: Final = frozenset("({[")
_CLOSING: Final = frozenset(")}]")
_DEEPEST: Final = 100
"""Brackets in brackets; Oxigraph's parser overflows its stack at 850 (``EXISTS``) to 14,000 (paths)."""
_MOST_PARTS: Final = 1000
"""Words and operators; chains of them overflow the stack at 2,600 (``OPTIONAL``, ``BIND``) to 10,000."""
_MOST_TERMS: Final = 1500
"""Terms outside lists of values; they overflow it at 2,600 (``DESCRIBE``, ``GROUP BY``) to 8,000 (triples)."""
_FEW: Final = min(_MOST_PARTS, _MOST_TERMS)
"""Tokens that cannot be too many, whatever they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A place where a query would do something: what, and where it is."""

    word: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a query would do beyond reading the store's default graph.

    Attributes:
        update: The word that makes it an update.
        services: The IRI of each SERVICE; empty if it is not a plain IRI.
        datasets: What each FROM names, as an IRI where that is known.
        unclear: An IRI that could also be a comparison.
        unclosed: A string without an end; where the parser finds one nearer, it hides something.
        monstrous: Where it becomes too deep or too long for the parser.
    """

    update: Finding | None = None
    services: Sequence[Finding] = ()
    datasets: Sequence[Finding] = ()
    unclear: Finding | None = None
    unclosed: Token | None = None
    monstrous: Finding | None = None


@kept
def inspect(query: str) -> Findings:
    """Return what a query would do."""
    # No token has a word in it that the text has not: most queries have neither, and most of those are plain.
    upper = query.upper()
    if _SERVICE not in upper and _FROM not in upper and _is_small(query) and is_plain(query):
        return Findings(update=_update(leading(query)))
    found, monstrous = _readable(query)
    return Findings(
        update=_update(found),
        services=tuple(_services(found)) if _SERVICE in upper else (),
        datasets=tuple(_datasets(found, query)) if _FROM in upper else (),
        unclear=_unclear(found),
        unclosed=next((token for token in found if token.kind == "unclosed"), None),
        monstrous=monstrous,
    )


def refuse_what_reaches_out(
    query: str, findings: Findings | None = None, *, allowed: Collection[str] = ()
) -> None:
    """Refuse a query that would change the graph, query another host, or crash the parser.

    Args:
        query: The query.
        findings: What it would do, where that is known already.
        allowed: IRIs of the endpoints that SERVICE may ask.

    Raises:
        ForbiddenQueryError: It is an update, or it has a SERVICE clause that is not allowed.
        QueryError: It is too deep, or can be read in two ways.
    """
    seen = findings or inspect(query)
    refuse_monstrous(query, seen)
    if seen.unclosed:
        start, what = unclosed(seen.unclosed)
        where = place(query, start)
        raise QueryError(f"{what}\n{excerpt(query, where)}", place=where)
    if seen.update:
        raise ForbiddenQueryError(
            _("This is an update ({word}); queries only read.", word=seen.update.word),
            remedy=_("To change facts, edit the tables and run `simpul build`."),
        )
    if seen.unclear:
        raise QueryError(
            _("It is not clear whether < begins an IRI or compares. Write a space after it."),
            place=place(query, seen.unclear.start),
        )
    for service in seen.services:
        if service.word not in allowed or not service.word:
            raise ForbiddenQueryError(
                _("SERVICE asks another host; queries only read this store. Remove that clause."),
                remedy=_("Or allow its address with --allow-service."),
            )


def refuse_monstrous(query: str, findings: Findings) -> None:
    """Refuse a query that is too long or too deep for the parser.

    Raises:
        QueryError: It is.
    """
    if findings.monstrous:
        raise QueryError(
            _("This query is too long or too deeply nested to be read safely. Write it simpler."),
            place=place(query, findings.monstrous.start),
        )


def _is_small(query: str) -> bool:
    """Return whether brackets cannot be too deep in a query, and its tokens are few enough to be kept."""
    return len(query) <= SHORT and sum(map(query.count, _OPENING)) <= _DEEPEST


def _update(found: Iterable[Token]) -> Finding | None:
    for token in found:
        if token.kind == "word" and token.text.upper() in FORMS:
            return None
        if token.kind == "word" and token.text.upper() in _UPDATES:
            return Finding(word=token.text.upper(), start=token.start)
    return None


def _services(found: Sequence[Token]) -> Iterator[Finding]:
    """Yield each SERVICE, and each name that could be read as one."""
    for position, token in enumerate(found):
        if token.kind not in {"word", "name"} or _SERVICE not in token.text.upper():
            continue
        ahead = [
            other for other in found[position + 1 : position + 4] if other.text.upper() != "SILENT"
        ]
        if token.kind == "word":
            exact = token.text.upper() == _SERVICE and ahead and ahead[0].kind == "iri"
            yield Finding(word=ahead[0].text[1:-1] if exact else "", start=token.start)
        elif any(other.text == "{" for other in ahead[:2]):
            yield Finding(word="", start=token.start)


def _datasets(found: Sequence[Token], query: str) -> Iterator[Finding]:
    """Yield each FROM, and each word or name that could be read as one (``ASKFROM<…>``, ``FROMx:g``)."""
    written = [token.text.upper() if token.kind in {"word", "name"} else "" for token in found]
    prefixes = PREFIXES | declared(query)
    depth = 0
    for position, token in enumerate(found):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        word = written[position]
        if token.kind == "word" and word == _FROM:
            skipped = 2 if written[position + 1 : position + 2] == ["NAMED"] else 1
            for named in found[position + skipped :][:1]:
                yield Finding(word=_iri(named, prefixes), start=named.start)
        elif (token.kind == "word" and _FROM in word) or (
            # Within braces it is a name, and behind PREFIX it becomes one.
            token.kind == "name"
            and _FROM in word.partition(":")[0]
            and depth <= 0
            and written[position - 1 : position] != ["PREFIX"]
        ):
            yield Finding(word="", start=token.start)


def _iri(token: Token, prefixes: dict[str, str]) -> str:
    prefix, _colon, local = token.text.partition(":")
    return token.text[1:-1] if token.kind == "iri" else prefixes.get(prefix, "") + local


def _unclear(found: Sequence[Token]) -> Finding | None:
    """Return the first IRI that could be a comparison and would then hide a comment, string or variable.

    That can only be inside the brackets of an expression, behind something that can be compared. The
    rows of VALUES also have brackets; there the first comes after the brace, the next after another row.
    """
    hiding = [
        position
        for position, (kind, text, _start) in enumerate(found)
        if kind == "iri" and not _HIDING.isdisjoint(text)
    ]
    expressions: list[bool] = []
    rows = False
    for position, token in enumerate(found[: hiding[-1] + 1 if hiding else 0]):
        before = found[position - 1] if position else None
        if token.text in {"(", "{", "["}:
            first = before is not None and before.text == "{"
            next_row = before is not None and before.text == ")" and rows
            expressions.append(token.text == "(" and not first and not next_row)
        elif token.text in {")", "}", "]"} and expressions:
            rows = not expressions.pop() and token.text == ")"
        elif (
            token.kind == "iri"
            and expressions[-1:] == [True]
            and before is not None
            and _is_operand(before)
            and not _HIDING.isdisjoint(token.text)
        ):
            return Finding(word=token.text, start=token.start)
    return None


def _is_operand(token: Token) -> bool:
    """Return whether a comparison may follow this token."""
    if token.kind == "word":
        return token.text[0].isdigit() or token.text.lower() in {"true", "false"}
    return token.kind in {"variable", "string", "iri", "name", "language"} or token.text == ")"


def _readable(query: str) -> tuple[list[Token], Finding | None]:
    """Return the tokens that mean something, up to where they become too many or too deep, and that place.

    The values of ``VALUES`` and ``IN`` may be any number: the parser takes them one after another.
    """
    if _is_small(query):
        whole = list(meaning(query))
        if len(whole) <= _FEW:
            return whole, None
    found: list[Token] = []
    opened: list[str] = []
    word = ""
    parts = terms = 0
    for token in meaning(query):
        text, before = token.text, found[-1].text.upper() if found else ""
        found.append(token)
        among_values = opened[-1:] in (["VALUES"], ["IN"])
        if text in _OPENING:
            list_of_values = _list_of_values(text, word, before, opened)
            opened.append(list_of_values or text)
            word = "" if text == "{" else word
        elif text in _CLOSING:
            # What closes nothing makes no room for what opens.
            del opened[-1:]
        elif token.kind == "word":
            word = text.upper()
        if token.kind == "word" or text in _OPERATORS or text == "{":
            parts += not among_values or text in _OPERATORS
        elif text not in _CLOSING and text not in _BETWEEN:
            terms += not among_values
        if len(opened) > _DEEPEST or parts > _MOST_PARTS or terms > _MOST_TERMS:
            return found, Finding(word=text[:1], start=token.start)
    return found, None


def _list_of_values(bracket: str, word: str, before: str, opened: Sequence[str]) -> str:
    """Return which list of values, or row of one, a bracket opens: VALUES, IN or none.

    Args:
        bracket: The bracket.
        word: The last word before it, since a brace was opened.
        before: The token before it.
        opened: The brackets that are open, or the lists that they opened.
    """
    if opened[-1:] == ["VALUES"] or (bracket == "{" and word == "VALUES"):
        return "VALUES"
    return "IN" if bracket == "(" and before == "IN" else ""
