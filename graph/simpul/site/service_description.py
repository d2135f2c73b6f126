"""What the SPARQL endpoint says of itself (SPARQL 1.1 Service Description)."""

from collections.abc import Iterator
from typing import Final

from simpul.site.site import Site
from simpul.store.rdf import as_graph
from simpul.terms import NamedNode, Triple, rdf_type

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def described(site: Site, right: str, format_: str) -> bytes:
    """Return the description of the endpoint in an RDF format: what it takes and gives, and the graphs of those who ask."""
    return b"".join(as_graph(_triples(site, right), format_))


def _triples(site: Site, right: str) -> Iterator[Triple]:
    address = site.public("/sparql")
    service, dataset = NamedNode(address), NamedNode(f"{address}#dataset")
    default = NamedNode(f"{address}#default")
    yield Triple(service, rdf_type, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for name in _RESULTS:
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, rdf_type, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, rdf_type, _sd("Graph"))
    for graph in site.graph(right).whole.graph_names():
        described = NamedNode(f"{address}#graph-{graph.value.rpartition('/')[2]}")
        yield Triple(dataset, _sd("namedGraph"), described)
        yield Triple(described, rdf_type, _sd("NamedGraph"))
        yield Triple(described, _sd("name"), graph)
