"""What each value of a shape must be by itself (SHACL, sections 4.1, 4.3, 4.4 and 4.8), as expressions of SPARQL."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final, TypeAlias

from simpul.reason.shapes.shapes_graph import SH, Node, NotCompiledError, ShapesGraph
from simpul.store import OxigraphStore
from simpul.terms import PREFIXES, XSD, BlankNode, Literal, Term

ValueTest: TypeAlias = Callable[[ShapesGraph, Node, str], Iterator[str]]
"""Yields what must be true of a value, given as a variable, by one parameter of a shape; never an error."""

_KINDS: Final = {
    "IRI": "isIRI({0})",
    "BlankNode": "isBlank({0})",
    "Literal": "isLiteral({0})",
    "BlankNodeOrIRI": "(isBlank({0}) || isIRI({0}))",
    "BlankNodeOrLiteral": "(isBlank({0}) || isLiteral({0}))",
    "IRIOrLiteral": "(isIRI({0}) || isLiteral({0}))",
}
_COMPARED: Final = {
    "minExclusive": ">",
    "minInclusive": ">=",
    "maxExclusive": "<",
    "maxInclusive": "<=",
}
_UNREAD: Final = frozenset((XSD + "hexBinary", XSD + "base64Binary"))
"""Datatypes of which nobody here tells whether a literal is well-formed."""


def _node_kind(graph: ShapesGraph, shape: Node, value: str) -> Iterator[str]:
    (kind,) = graph.iris(shape, "nodeKind")
    if kind.value.removeprefix(SH) not in _KINDS:
        raise NotCompiledError(f"sh:nodeKind {kind}")
    yield _KINDS[kind.value.removeprefix(SH)].format(value)


def _datatype(graph: ShapesGraph, shape: Node, value: str) -> Iterator[str]:
    (datatype,) = graph.iris(shape, "datatype")
    if datatype.value.startswith(PREFIXES["rdfs"]) or datatype.value in _UNREAD:
        raise NotCompiledError(f"sh:datatype {datatype}")
    yield _safe(f"sameTerm(DATATYPE({value}), {datatype})")


def _comparison(name: str) -> ValueTest:
    def test(graph: ShapesGraph, shape: Node, value: str) -> Iterator[str]:
        for bound in graph.values(shape, name):
            if not isinstance(bound, Literal):
                raise NotCompiledError(f"sh:{name} {bound}")
            yield _safe(f"{value} {_COMPARED[name]} {bound}")

    return test


def _length(name: str) -> ValueTest:
    def test(graph: ShapesGraph, shape: Node, value: str) -> Iterator[str]:
        least_or_most = graph.number(shape, name)
        yield _safe(f"STRLEN(STR({value})) {'>=' if name == 'minLength' else '<='} {least_or_most}")

    return test


def _pattern(graph: ShapesGraph, shape: Node, value: str) -> Iterator[str]:
    flags = graph.value(shape, "flags")
    more = f", {flags}" if flags else ""
    for pattern in graph.values(shape, "pattern"):
        if not _is_expression(str(pattern), more):
            raise NotCompiledError(f"sh:pattern {pattern}{more}")
        yield _safe(f"REGEX(STR({value}), {pattern}{more})")


@cache
def _is_expression(pattern: str, flags: str) -> bool:
    """Return whether Oxigraph can look for a pattern: it has no groups that look around."""
    trial = f'SELECT ?found WHERE {{ BIND(REGEX("", {pattern}{flags}) AS ?found) FILTER(BOUND(?found)) }}'
    return bool(len(OxigraphStore.in_memory().select(trial, checked=True)))


def _language_in(graph: ShapesGraph, shape: Node, value: str) -> Iterator[str]:
    head = graph.value(shape, "languageIn")
    ranges = graph.items(head) if head is not None else []
    if not all(isinstance(one, Literal) for one in ranges):
        raise NotCompiledError("sh:languageIn of what is no text")
    yield _safe(" || ".join(f"LANGMATCHES(LANG({value}), {one})" for one in ranges))


def _in(graph: ShapesGraph, shape: Node, value: str) -> Iterator[str]:
    head = graph.value(shape, "in")
    members = graph.items(head) if head is not None else []
    yield f"({' || '.join(is_term(value, member) for member in members)})"


def is_term(value: str, term: Term) -> str:
    """Return an expression that says whether a value is this very term.

    Raises:
        NotCompiledError: It is a blank node, which a query cannot name.
    """
    if isinstance(term, BlankNode):
        raise NotCompiledError("a blank node as a value")
    return f"sameTerm({value}, {term})"


def _safe(expression: str) -> str:
    """Return an expression that is false where this one is an error."""
    return f"COALESCE({expression}, false)"


VALUE_TESTS: Final[Mapping[str, ValueTest]] = {
    "datatype": _datatype,
    "in": _in,
    "languageIn": _language_in,
    "nodeKind": _node_kind,
    "pattern": _pattern,
    **{name: _comparison(name) for name in _COMPARED},
    **{name: _length(name) for name in ("minLength", "maxLength")},
}
"""By the name of the parameter."""
