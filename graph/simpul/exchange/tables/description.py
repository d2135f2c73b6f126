"""What is known of a source, as the common properties of its metadata."""

from collections.abc import Iterable
from typing import Any, Final

from simpul.csvw.vocabulary import NAMESPACES
from simpul.json_files import Json
from simpul.terms import XSD, Literal, NamedNode, Term, Triple, dct, rdf_type, simpul

_FIRST: Final = tuple(dct(name) for name in ("title", "description", "license", "rights", "accessRights"))  # fmt: skip
_MADE: Final = frozenset((simpul("checksum"),))
"""What reading the folder gives anew."""
_SHORT: Final = ("dc",)


def described(source: NamedNode, triples: Iterable[Triple]) -> Json:
    """Return what is said of a source as JSON, its title first; what a reader works out is left out.

    Args:
        source: The source.
        triples: What is said of it.
    """
    found: dict[NamedNode, list[Term]] = {}
    for _subject, name, value in sorted(triples, key=str):
        if name not in _MADE and (name, value) != (rdf_type, simpul("Source")):
            found.setdefault(name, []).append(value)
    ordered = sorted(found, key=lambda name: (_rank(name), name.value))
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "@id": source.value,
        **{_property(name): _values(found[name]) for name in ordered},
    }


def _rank(name: NamedNode) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _property(name: NamedNode) -> str:
    for prefix in _SHORT:
        local = name.value.removeprefix(NAMESPACES[prefix])
        if local != name.value and local.isalpha():
            return f"{prefix}:{local}"
    return name.value


def _values(terms: list[Term]) -> Any:  # noqa: ANN401 - JSON
    values = [_value(term) for term in terms]
    return values[0] if len(values) == 1 else values


def _value(term: Term) -> Json:
    if not isinstance(term, Literal):
        return {"@id": getattr(term, "value", "")}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    kind = term.datatype.value
    if kind == XSD + "string":
        return {"@value": term.value}
    # With its prefix: not every reader of CSVW knows the bare names here.
    return {"@value": term.value, "@type": kind.replace(XSD, "xsd:")}
