"""Names the whole graph agrees on: namespaces, IRIs and the kinds of RDF term."""

from typing import Final, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

__all__ = [
    "ALL_LABELS",
    "CATALOGUE_GRAPH",
    "EDTF",
    "GEONAMES_SOURCE",
    "ID",
    "INFERRED_GRAPH",
    "ONTOLOGY",
    "ONTOLOGY_GRAPH",
    "PREFIXES",
    "XSD",
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "NamedNode",
    "Quad",
    "Term",
    "Triple",
    "dct",
    "in_graph",
    "rdf_type",
    "rdfs_label",
    "simpul",
    "skos",
    "text",
    "thing",
]

Term: TypeAlias = NamedNode | Literal | BlankNode | Triple

ONTOLOGY: Final = "https://w3id.org/simpul/ontology#"
ID: Final = "https://w3id.org/simpul/id/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"
_DCT: Final = "http://purl.org/dc/terms/"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"

PREFIXES: Final[dict[str, str]] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": _DCT,
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": _RDF,
    "rdfs": _RDFS,
    "schema": "https://schema.org/",
    "simpul": ONTOLOGY,
    "skos": _SKOS,
    "xsd": XSD,
}

rdf_type: Final = NamedNode(_RDF + "type")
rdfs_label: Final = NamedNode(_RDFS + "label")
ALL_LABELS: Final = (rdfs_label, NamedNode(_SKOS + "prefLabel"), NamedNode(_SKOS + "altLabel"))


def simpul(name: str) -> NamedNode:
    """Return the ontology's term of this local name."""
    return NamedNode(ONTOLOGY + name)


def dct(name: str) -> NamedNode:
    """Return the Dublin Core term of this local name."""
    return NamedNode(_DCT + name)


def skos(name: str) -> NamedNode:
    """Return the SKOS term of this local name."""
    return NamedNode(_SKOS + name)


def text(term: Term | None) -> str:
    """Return an IRI's or a literal's text; empty for nothing and for a triple."""
    return "" if term is None or isinstance(term, Triple) else term.value


def in_graph(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    """Return the triple as a quad of this graph."""
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def thing(kind: str, key: str) -> NamedNode:
    """Return the IRI of the thing of this kind and key.

    >>> thing("city", "1642911").value
    'https://w3id.org/simpul/id/city/1642911'
    """
    return NamedNode(f"{ID}{kind}/{key}")


ONTOLOGY_GRAPH: Final = NamedNode("https://w3id.org/simpul/ontology")
"""Graph of the ontology and its vocabularies."""
CATALOGUE_GRAPH: Final = thing("graph", "sources")
"""Graph that describes the sources themselves."""
INFERRED_GRAPH: Final = thing("graph", "inferred")
"""Graph of what no source says but the ontology's axioms and rules give."""
GEONAMES_SOURCE: Final = thing("source", "geonames")
"""Source, and graph, of cities and countries."""
