"""What DCAT-AP 3 asks of a catalogue, in our own words, and where one departs from it."""

from collections.abc import Iterator

import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
LITERAL = None
MANY = 1_000_000
# What a class must have, in our own words: a property, how often at least and at most, and of which class its values are.
ASKED: dict[rdflib.URIRef, list[tuple[rdflib.URIRef, int, int, rdflib.URIRef | None]]] = {
    DCAT.Catalog: [
        (DCTERMS.title, 1, MANY, LITERAL),
        (DCTERMS.description, 1, MANY, LITERAL),
        (DCTERMS.publisher, 1, 1, FOAF.Agent),
        (DCTERMS.issued, 0, 1, LITERAL),
        (DCTERMS.license, 0, 1, DCTERMS.LicenseDocument),
        (DCTERMS.rights, 0, 1, DCTERMS.RightsStatement),
        (DCTERMS.language, 0, MANY, DCTERMS.LinguisticSystem),
        (DCAT.dataset, 0, MANY, DCAT.Dataset),
        (DCAT.themeTaxonomy, 0, MANY, SKOS.ConceptScheme),
    ],
    DCAT.Dataset: [
        (DCTERMS.title, 1, MANY, LITERAL),
        (DCTERMS.description, 1, MANY, LITERAL),
        (DCTERMS.publisher, 0, 1, FOAF.Agent),
        (DCTERMS.accessRights, 0, 1, DCTERMS.RightsStatement),
        (DCTERMS.conformsTo, 0, MANY, DCTERMS.Standard),
        (DCTERMS.source, 0, MANY, DCAT.Dataset),
        (DCTERMS.issued, 0, 1, LITERAL),
        (DCAT.distribution, 0, MANY, DCAT.Distribution),
        (DCAT.landingPage, 0, MANY, FOAF.Document),
        (DCAT.keyword, 0, MANY, LITERAL),
    ],
    DCAT.Distribution: [
        (DCAT.accessURL, 1, MANY, RDFS.Resource),
        (DCAT.mediaType, 0, 1, DCTERMS.MediaType),
        (DCTERMS.format, 0, 1, DCTERMS.MediaTypeOrExtent),
        (DCTERMS.license, 0, 1, DCTERMS.LicenseDocument),
        (DCTERMS.rights, 0, 1, DCTERMS.RightsStatement),
        (DCAT.byteSize, 0, 1, XSD.nonNegativeInteger),
        (SPDX.checksum, 0, 1, SPDX.Checksum),
    ],
    FOAF.Agent: [(FOAF.name, 1, MANY, LITERAL)],
    SPDX.Checksum: [
        (SPDX.algorithm, 1, 1, SPDX.ChecksumAlgorithm),
        (SPDX.checksumValue, 1, 1, XSD.hexBinary),
    ],
    SKOS.ConceptScheme: [(DCTERMS.title, 1, MANY, LITERAL)],
}


def faults(graph: rdflib.Graph) -> Iterator[str]:
    """Yield where a catalogue departs from what is asked."""
    for kind, asked in ASKED.items():
        for node in graph.subjects(RDF.type, kind):
            for property_, least, most, of in asked:
                values = list(graph.objects(node, property_))
                if not least <= len(values) <= most:
                    yield f"{node} {property_} {len(values)}"
                yield from (f"{node} {property_} {v}" for v in values if not _fits(graph, v, of))


def _fits(graph: rdflib.Graph, value: Node, of: rdflib.URIRef | None) -> bool:
    if of is None:
        return isinstance(value, rdflib.Literal)
    if isinstance(value, rdflib.Literal):
        return value.datatype == of
    return of == RDFS.Resource or (value, RDF.type, of) in graph
