"""Which statements a format can say so that another reader finds the same in it.

Measured on pyoxigraph 0.5, each format read back by rdflib: it writes RDF/XML that no parser reads where a property
does not end in a name or a text holds a character that XML has not, and a carriage return comes back as a line feed;
in Turtle, a short name that ends in a dot is right by the grammar and unknown to rdflib.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from simpul.errors import UnwritableError
from simpul.locale import translate as _
from simpul.terms import PREFIXES, BlankNode, Literal, NamedNode, Quad, Term, Triple

_NAME: Final = re.compile(r"[^\W\d][\w.\u00b7-]*\Z")
"""The end of a property that can be an element's name (Namespaces in XML, production 4; letters as expat knows them)."""
_BEYOND: Final = re.compile("[\U00010000-\U0010ffff]")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What is no character of XML 1.0 (production 2), however it is written."""
_RDF: Final = PREFIXES["rdf"]
_RESERVED: Final = frozenset(
    _RDF + word
    for word in (
        "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description", "li",
        "aboutEach", "aboutEachPrefix", "bagID",
    )
)  # fmt: skip
"""Words of the syntax that no property can be (RDF/XML, section 6.1)."""
_Statement = TypeVar("_Statement", bound=Triple | Quad)


def xml_sayable(statements: Iterable[_Statement]) -> Iterator[_Statement]:
    """Yield statements as long as RDF/XML has a way to write them.

    Raises:
        UnwritableError: It has none; the error says of which thing, and what to do.
    """
    known: set[str] = set()
    for statement in statements:
        property_ = statement.predicate.value
        if property_ not in known:
            if property_ in _RESERVED or not _NAME.search(property_) or _BEYOND.search(property_):
                raise UnwritableError(
                    _(
                        "RDF/XML cannot write the property {property}: it must end in a name that begins "
                        "with a letter. Take another format, such as turtle.",
                        property=f"<{property_}>",
                    )
                )
            known.add(property_)
        found = _NOT_XML.search(_text(statement.object))
        if found:
            raise UnwritableError(
                _(
                    "RDF/XML cannot hold the control character U+{code} in {property} of {thing}. Remove "
                    "it from that text, or take another format, such as turtle.",
                    code=f"{ord(found.group()):04X}",
                    property=f"<{property_}>",
                    thing=str(statement.subject),
                )
            )
        yield statement


def xml_escaped(content: bytes) -> bytes:
    """Return RDF/XML whose carriage returns a reader does not take for line feeds (XML 1.0, section 2.11)."""
    return content.replace(b"\r", b"&#xD;")


def _text(term: Term) -> str:
    return term.value if isinstance(term, Literal | NamedNode | BlankNode) else str(term)


def legible_prefixes(
    prefixes: Mapping[str, str], statements: Sequence[Triple | Quad]
) -> dict[str, str]:
    """Return the prefixes without those of a namespace in which a term ends in a dot."""
    if not prefixes:
        return {}
    dotted = {
        term.value
        for statement in statements
        for term in (statement.subject, statement.predicate, statement.object)
        if isinstance(term, NamedNode) and term.value.endswith(".")
    }
    return {
        name: namespace
        for name, namespace in prefixes.items()
        if not any(iri.startswith(namespace) for iri in dotted)
    }
