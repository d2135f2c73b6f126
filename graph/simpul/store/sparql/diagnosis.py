"""What is wrong with a query, at line and column of what the person wrote.

Oxigraph's parser tells the furthest place any alternative reached, which is often the end of the text,
and what it would have taken there. The commonest slips can be seen in the tokens, and are reported first.
"""

import re
from typing import Final

from simpul.errors import QueryError, did_you_mean, shortened
from simpul.locale import translate as _
from simpul.store.sparql.template import Bound, template
from simpul.store.sparql.tokens import Token, declared, excerpt, meaning, place, unclosed
from simpul.terms import PREFIXES

_AT: Final = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<rest>.*)", re.DOTALL)
_OPEN: Final = {")": "(", "}": "{", "]": "["}
_WORDS: Final = (
    "a abs add all as asc ask avg base bind bnode bound by ceil clear coalesce concat construct "
    "contains copy count create data datatype day default delete desc describe distinct drop "
    "encode_for_uri exists false filter floor from graph group group_concat haslang haslangdir having "
    "hours if in insert into iri isblank isiri isliteral isnumeric istriple isuri lang langdir "
    "langmatches lateral lcase limit load max md5 min minus minutes month move named not now object "
    "offset optional order predicate prefix rand reduced regex replace round sameterm sample seconds "
    "select separator service sha1 sha256 sha384 sha512 silent str strafter strbefore strdt strends "
    "strlang strlangdir strlen strstarts struuid subject substr sum timezone to triple true tz ucase "
    "undef union uri using uuid values version where with year"
)
_KEYWORDS: Final = frozenset(_WORDS.split())
_LONGEST: Final = 500
"""Characters of the engine's words that are shown; it repeats the query's own, however long."""


def malformed(query: str | Bound, reason: str) -> QueryError:
    """Return the error for a query that Oxigraph could not read.

    Args:
        query: The query as it was run.
        reason: Oxigraph's own words.
    """
    bound = template(query).bind({}) if isinstance(query, str) else query
    written = bound.template.text
    offset, what = _slip(written) or _said(bound, reason)
    return _at(written, offset, what)


def slip(query: str | Bound) -> QueryError | None:
    """Return the error for a query that is malformed by what can be seen in its tokens; None where nothing can."""
    written = query if isinstance(query, str) else query.template.text
    found = _slip(written)
    return _at(written, *found) if found else None


def _at(written: str, offset: int, what: str) -> QueryError:
    where = place(written, offset)
    return QueryError(f"{what}\n{excerpt(written, where)}", place=where)


def _slip(query: str) -> tuple[int, str] | None:
    found = list(meaning(query))
    if not found:
        return 0, _("The query is malformed: there is nothing in it.")
    return _stray(found) or _unbalanced(found) or _undeclared(query, found) or _no_word(found)


def _stray(found: list[Token]) -> tuple[int, str] | None:
    for token in found:
        if token.kind == "unclosed":
            return unclosed(token)
    return None


def _unbalanced(found: list[Token]) -> tuple[int, str] | None:
    opened: list[Token] = []
    for token in found:
        if token.text in _OPEN.values():
            opened.append(token)
        elif token.text in _OPEN:
            if not opened or opened[-1].text != _OPEN[token.text]:
                what = _("The query is malformed: this {sign} closes nothing.", sign=token.text)
                return token.start, what
            opened.pop()
    if not opened:
        return None
    last = opened[-1]
    return last.start, _("The query is malformed: this {sign} is not closed.", sign=last.text)


def _undeclared(query: str, found: list[Token]) -> tuple[int, str] | None:
    known = PREFIXES | declared(query)
    for token in found:
        name = token.text.split(":", 1)[0]
        if token.kind == "name" and name not in known and name != "_":
            name = shortened(name)
            what = _("The query is malformed: the prefix {name} is not declared.", name=f"{name}:")
            return token.start, what + did_you_mean(name, list(known))
    return None


def _no_word(found: list[Token]) -> tuple[int, str] | None:
    for token in found:
        word = shortened(token.text)
        if token.kind == "word" and word.lower() not in _KEYWORDS and not word[0].isdigit():
            what = _("The query is malformed: {word} is not a SPARQL keyword.", word=repr(word))
            return token.start, what + did_you_mean(word.upper(), [w.upper() for w in _KEYWORDS])
    return None


def _said(bound: Bound, reason: str) -> tuple[int, str]:
    match = _AT.match(reason)
    if match is None:
        return 0, _("The query is malformed: {reason}.", reason=reason[:_LONGEST])
    lines = bound.text.split("\n")[: int(match["line"]) - 1]
    offset = sum(len(line) + 1 for line in lines) + int(match["column"]) - 1
    expected = _expected(match["rest"][:_LONGEST])
    if offset >= len(bound.text.rstrip()):
        return bound.origin(offset), _("The query is malformed; look before this place.")
    return bound.origin(offset), _("The query is malformed here or just before.") + expected


def _expected(rest: str) -> str:
    """Return what may be written there, in readable form: whole words, not characters."""
    words = [
        word for word in re.findall(r"(?<![A-Z])[A-Z]{2,}+\b", rest) if word.lower() in _KEYWORDS
    ]
    if words:
        return " " + _("It could go on with: {words}.", words=", ".join(dict.fromkeys(words)))
    if not rest.startswith("expected"):
        return f" {rest}."
    told = rest.removeprefix("expected").strip()
    return f" {told}." if re.fullmatch(r"[A-Za-z][\w ?,.'-]+", told) else ""
