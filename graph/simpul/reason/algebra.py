"""What a CONSTRUCT needs and gives, pattern by pattern; rdflib reads it."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, cast

from pyparsing import ParseException
from rdflib.paths import Path
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Literal, URIRef, Variable

from simpul.locale import translate as _
from simpul.store.sparql import tokens
from simpul.terms import PREFIXES

Tokens = tuple[str, str, str]
"""A triple pattern as SPARQL tokens."""


class Construct(NamedTuple):
    """The parts of a CONSTRUCT.

    Attributes:
        template: What it makes.
        positive: Patterns that must match, each of them or one of several.
        negative: Patterns that must not match, and those on which that depends.
        bound: Names of variables that have a value in each solution, and by which solutions can be looked up.
        where: The WHERE, with its prefixes written out.
    """

    template: tuple[Tokens, ...]
    positive: tuple[Tokens, ...]
    negative: tuple[Tokens, ...]
    bound: frozenset[str]
    where: str


@cache  # a rule file is read anew for each build and load, and parsing the six takes 0.2 s
def read_construct(query: str) -> Construct:
    """Return the parts of a CONSTRUCT.

    Raises:
        ValueError: It is malformed or no CONSTRUCT, or a pattern that must match has a property path.
    """
    try:
        algebra: Any = prepareQuery(query, initNs=PREFIXES).algebra
    except (ParseException, ValueError, SyntaxError) as error:
        raise ValueError(str(error).splitlines()[0]) from None
    except Exception as error:  # noqa: BLE001 - rdflib raises a bare Exception for an unknown prefix
        raise ValueError(str(error)) from None
    if algebra.name != "ConstructQuery":
        raise ValueError(_("This must be a {form} query.", form="CONSTRUCT"))
    positive: list[Tokens] = []
    negative: list[Tokens] = []
    for triple, must_match in _triples(algebra.p, must_match=True):
        (positive if must_match else negative).extend(_tokens(triple, paths=not must_match))
    template = [token for triple in algebra.template for token in _tokens(triple, paths=False)]
    return Construct(
        template=tuple(template),
        positive=tuple(positive),
        negative=tuple(negative),
        bound=_bound(algebra.p),
        where=_where(query),
    )


def _triples(part: Any, *, must_match: bool) -> Iterator[tuple[Any, bool]]:  # noqa: ANN401 - rdflib's algebra has no types
    """Yield every triple pattern in an algebra, and whether it must match."""
    if isinstance(part, CompValue):
        part = cast("Any", part)
        if part.name in {"Builtin_NOTEXISTS", "Minus"}:
            inner = [part.p1] if part.name == "Minus" else []
            for kept in inner:
                yield from _triples(kept, must_match=must_match)
            yield from _triples(part.p2 if inner else part.graph, must_match=False)
            return
        flats: Any = part["triples"] if "triples" in part else ()  # noqa: SIM401 - its get() returns the key
        for flat in flats:
            # Within NOT EXISTS rdflib leaves triples that share a subject in one flat list.
            for start in range(0, len(flat), 3):
                yield flat[start : start + 3], must_match
        for name, value in cast("dict[str, Any]", part).items():
            if name not in {"triples", "_vars", "PV", "var", "datasetClause"}:
                yield from _triples(value, must_match=must_match)
    elif isinstance(part, list | tuple):
        for item in cast("list[Any]", part):
            yield from _triples(item, must_match=must_match)


def _bound(part: Any, *, in_union: bool = False) -> frozenset[str]:  # noqa: ANN401 - same
    """Return the variables by which solutions can be looked up; none of a part of which that is not known.

    A branch of a union is gone through from its first pattern on, whatever is known of the last: a variable of which
    values are given there makes it slower, not faster.
    """
    match part.name:
        case "BGP":
            patterns = part.triples[:1] if in_union else part.triples
            terms = (term for triple in patterns for term in triple)
            return frozenset(str(term) for term in terms if isinstance(term, Variable))
        case "Join":
            return _bound(part.p1, in_union=in_union) | _bound(part.p2, in_union=in_union)
        case "Union":
            return _bound(part.p1, in_union=True) & _bound(part.p2, in_union=True)
        case "LeftJoin" | "Minus":
            return _bound(part.p1, in_union=in_union)
        case "Filter" | "Extend" | "Project":
            return _bound(part.p, in_union=in_union)
        case _:
            return frozenset()


def _tokens(triple: Any, *, paths: bool) -> Iterator[Tokens]:  # noqa: ANN401 - same
    """Yield a triple as tokens; a path gives one pattern for each property in it."""
    subject, predicate, object_ = triple
    if isinstance(predicate, Path):
        if not paths:
            raise ValueError(
                _("A premise has a property path; write each of its steps as a pattern.")
            )
        for link in _links(predicate):
            yield "?_from", link.n3(), "?_to"
        return
    yield _token(subject), _token(predicate), _token(object_)


def _links(path: Any) -> Iterator[URIRef]:  # noqa: ANN401 - same
    """Yield the properties that a path is made of."""
    if isinstance(path, URIRef):
        yield path
        return
    for part in (*getattr(path, "args", ()), *filter(None, (getattr(path, "path", None), getattr(path, "arg", None)))):  # fmt: skip
        yield from _links(part)


def _token(term: object) -> str:
    match term:
        case Variable():
            return f"?{term}"
        case BNode():
            return f"?_{term}"
        case URIRef() | Literal():
            return term.n3()
        case _:
            raise ValueError(str(term))


def _where(query: str) -> str:
    """Return what is between the braces after WHERE, with its prefixed names written out."""
    prefixes = dict(PREFIXES)
    out: list[str] = []
    depth, inside, previous = 0, False, ""
    template_done = False
    words = [token for token in tokens(query) if token.kind != "comment"]
    for position, token in enumerate(words):
        if previous.upper() == "PREFIX" and token.kind == "name":
            iri = next(t.text for t in words[position:] if t.kind == "iri")
            prefixes[token.text.removesuffix(":")] = iri[1:-1]
        if token.text == "}":
            depth -= 1
            if depth == 0:
                if inside:
                    break
                template_done = True
        if inside:
            out.append(_written_out(token.kind, token.text, prefixes))
        if token.text == "{":
            depth += 1
            inside = inside or template_done
        if token.text.strip():
            previous = token.text
    return " ".join("".join(out).split())


def _written_out(kind: str, text: str, prefixes: dict[str, str]) -> str:
    if kind != "name":
        return text
    prefix, local = text.split(":", 1)
    return f"<{prefixes[prefix]}{local}>" if prefix in prefixes else text
