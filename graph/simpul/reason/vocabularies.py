"""The vocabularies of others that rdflib ships whole: what terms there are in them."""

from functools import cache
from typing import Final

from simpul.terms import ONTOLOGY, PREFIXES

__all__ = ["corrected_term", "terms_of", "vocabulary_of"]

_NAMES: Final = ["RDF", "RDFS", "OWL", "XSD", "SKOS", "DCTERMS", "DCAT", "PROV", "SDO", "FOAF", "ORG", "TIME", "GEO", "WGS"]  # fmt: skip


@cache
def _closed() -> dict[str, frozenset[str]]:
    from rdflib import namespace

    return {
        # One of them is given with an address that it does not have.
        str(vocabulary).replace("https://www.w3.org/2003", "http://www.w3.org/2003"): frozenset(
            str(term).removeprefix(str(vocabulary)) for term in dir(vocabulary)
        )
        for vocabulary in (getattr(namespace, name) for name in _NAMES)
    }


def vocabulary_of(iri: str) -> str:
    """Return the namespace of the vocabulary that a term is of; empty where it is of none that is known whole.

    >>> vocabulary_of("http://www.w3.org/2004/02/skos/core#prefLable"), vocabulary_of("http://a.example/b")
    ('http://www.w3.org/2004/02/skos/core#', '')
    """
    return next((space for space in _closed() if iri.startswith(space)), "")


def terms_of(space: str) -> frozenset[str]:
    """Return the local names of the terms of a vocabulary that is known whole.

    >>> "prefLabel" in terms_of("http://www.w3.org/2004/02/skos/core#")
    True
    """
    return _closed()[space]


def corrected_term(iri: str) -> str:
    """Return the term of a vocabulary that one means which is nearly so; any other, and each of theirs, as it is.

    Near is another protocol, letters of another size, or a slash where a hash belongs. Addresses of ours are for
    ``simpul.naming.addresses``.

    >>> corrected_term("http://schema.org/sameAs"), corrected_term("https://www.w3.org/2004/02/skos/core/prefLabel")
    ('https://schema.org/sameAs', 'http://www.w3.org/2004/02/skos/core#prefLabel')
    """
    spaces = [space for space in PREFIXES.values() if space != ONTOLOGY]
    if iri.startswith(tuple(spaces)):
        return iri
    folded = _folded(iri)
    for space in sorted(spaces, key=len, reverse=True):  # one may begin as another does
        begin = _folded(space)
        if folded.startswith(begin) and folded != begin:
            return space + iri[len(iri) - len(folded) + len(begin) :]
    return iri


def _folded(iri: str) -> str:
    return iri.partition("://")[2].lower().removeprefix("www.").replace("#", "/")
