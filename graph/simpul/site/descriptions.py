"""What is stated of a thing, as statements for machines: what it says, what says it, and who says so.

Not the closure of an export (``simpul.exchange.profiles.closure``), which must stand by itself and comes to 200,000
statements for a city in a large network: what a description mentions has an address of its own to follow.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.exchange.profiles.description import catalogued, other_credits
from simpul.exchange.rights import rights_of
from simpul.projection.near import NearReader
from simpul.projection.reader import DETAILS, STATEMENT_ENDS
from simpul.terms import (
    CATALOGUE_GRAPH,
    ID,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    DefaultGraph,
    NamedNode,
    Quad,
    Triple,
    dct,
    rdf_type,
    rdfs_label,
    text,
)

MANY: Final = 500
"""Statements that mention a thing, and go into one description; the rest follows in further ones."""
_SEE_ALSO: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")
_NODES: Final = frozenset((*STATEMENT_ENDS, *DETAILS))
_PROPERTIES: Final = """SELECT ?property (COUNT(?value) AS ?count)
WHERE { GRAPH $graph { $thing ?property ?value } } GROUP BY ?property"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is stated of a thing.

    Attributes:
        triples: The statements.
        pages: In how many descriptions all are that mention it; one, mostly.
    """

    triples: Sequence[Triple]
    pages: int


def description(reader: NearReader, iri: str, *, document: str, page: int = 1) -> Description:
    """Return what is stated of a thing.

    Args:
        reader: A fresh reader of the graph of who asks.
        iri: The IRI of the thing.
        document: The address of the description, without the number of its page.
        page: Which of the descriptions of what mentions it.
    """
    mentions = [
        (subject, property_)
        for graph, subject, property_ in reader.mentions(iri)
        if graph != INFERRED_GRAPH.value and subject != iri
    ]
    pages = max(1, -(-len(mentions) // MANY))
    here = mentions[(page - 1) * MANY : page * MANY]
    reader.fetch(subject for subject, _property in here)
    quads = {*_own(reader, iri), *_mentioning(reader, iri, here)}
    quads |= {*_documents(reader, quads)}
    sources = sorted({q.graph_name for q in quads if isinstance(q.graph_name, NamedNode)}, key=str)
    told = {quad.triple for quad in (*quads, *_named(reader, iri, quads))}
    told |= {*_header(reader, iri, sources, document, page, pages)}
    return Description(triples=sorted(told, key=str), pages=pages)


def _own(reader: NearReader, iri: str) -> Iterator[Quad]:
    """Yield what is stated of a thing, and what rules infer of it, but what there is much of: that says who mentions it."""
    yield from reader.quads.get(iri, ())
    node = NamedNode(iri)
    asked = _PROPERTIES.replace("$graph", str(INFERRED_GRAPH)).replace("$thing", str(node))
    for row in reader.store.select(asked, checked=True):
        property_ = row["property"]
        if isinstance(property_, NamedNode) and int(text(row["count"])) <= MANY:
            yield from reader.store.matching(node, property_, None, INFERRED_GRAPH)


def _mentioning(
    reader: NearReader, iri: str, mentions: Iterable[tuple[str, str]]
) -> Iterator[Quad]:
    """Yield what mentions a thing: statements of their own whole, of other things the one property."""
    for subject, property_ in mentions:
        is_node = reader.classes.get(subject) in _NODES
        for quad in reader.quads.get(subject, ()):
            is_it = quad.predicate.value == property_ and text(quad.object) == iri
            if is_node or is_it or quad.predicate == dct("source"):
                yield quad


def _documents(reader: NearReader, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield what is said of the documents that are cited."""
    cited = {text(quad.object) for quad in quads if quad.predicate == dct("source")}
    found = sorted(one for one in cited if one.startswith(ID))
    reader.fetch(found)
    for one in found:
        yield from reader.quads.get(one, ())


def _named(reader: NearReader, iri: str, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield what the things and concepts are called that are mentioned, and what they are."""
    terms = (term for quad in quads for term in (quad.subject, quad.predicate, quad.object))
    mentioned = {term for term in terms if isinstance(term, NamedNode)} - {NamedNode(iri)}
    for term in sorted(mentioned, key=str):
        if term.value.startswith(ID):
            for predicate in (rdf_type, rdfs_label):
                yield from reader.store.matching(term, predicate, None, DefaultGraph())


def _header(  # noqa: PLR0913, PLR0917 - all that a description says of itself
    reader: NearReader,
    iri: str,
    graphs: Sequence[NamedNode],
    document: str,
    page: int,
    pages: int,
) -> Iterator[Triple]:
    """Yield what the description says of itself: what it is about, its sources, and under which licences it is."""
    sources = [one for one in graphs if one.value.startswith(ID + "source/")]
    described = [
        quad
        for source in sources
        for quad in reader.store.matching(source, None, None, CATALOGUE_GRAPH)
    ]
    kept = catalogued(described, reader.store)
    yield from (quad.triple for quad in kept)
    of_ontology = list(reader.store.matching(NamedNode(iri), None, None, ONTOLOGY_GRAPH))
    rights = rights_of(
        kept, sources, with_concepts=bool(of_ontology), also=other_credits(of_ontology)
    )
    own = NamedNode(document if page == 1 else f"{document}?page={page}")
    yield Triple(own, dct("subject"), NamedNode(iri))
    for source in sources:
        yield Triple(own, dct("source"), source)
    for credit in rights.credits:
        yield Triple(own, dct("rights"), credit)
    if rights.together is not None:
        yield Triple(own, dct("license"), NamedNode(rights.together.iri))
    if page < pages:
        yield Triple(own, _SEE_ALSO, NamedNode(f"{document}?page={page + 1}"))
