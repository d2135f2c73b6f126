"""The graph for partners: deterministic RDF, with its licence."""

from collections.abc import Iterator, Sequence
from typing import Final

from simpul.errors import UsageError
from simpul.locale import translate as _
from simpul.store import Queryable
from simpul.store.rdf import GRAPH_FORMATS, as_dataset
from simpul.terms import (
    CATALOGUE_GRAPH,
    ID,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
    Literal,
    NamedNode,
    Quad,
    Triple,
    dct,
    rdf_type,
    thing,
)
from simpul.version import __version__

FORMATS: Final = GRAPH_FORMATS
_DATASET: Final = thing("dataset", "simpul")
_CC_BY: Final = NamedNode("https://creativecommons.org/licenses/by/4.0/")


def export(store: Queryable, name: str) -> bytes:
    """Return the facts in an RDF format, byte for byte the same for the same facts.

    The ontology is left out, its themes and other concepts are in. TriG and N-Quads keep the graph of
    each source.

    Args:
        store: The graph, as those may see it who are to have the file.
        name: One of ``FORMATS``.

    Raises:
        UsageError: The format is unknown.
    """
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(_("{word} is not one of: {known}.", word=repr(name), known=known))
    return as_dataset(_quads(store), name)


def _quads(store: Queryable) -> Iterator[Quad]:
    sources = _sources(store)
    for graph in (*sources, CATALOGUE_GRAPH, INFERRED_GRAPH):
        yield from store.matching(graph=graph)
    for quad in store.matching(graph=ONTOLOGY_GRAPH):
        # The concepts that facts point at (themes, roles, statuses) travel with the facts.
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ID):
            yield quad
    for triple in _description(store, sources):
        yield Quad(triple.subject, triple.predicate, triple.object, CATALOGUE_GRAPH)


def _sources(store: Queryable) -> list[NamedNode]:
    rows = store.select("SELECT ?source WHERE { ?source a simpul:Source } ORDER BY ?source")
    return [row["source"] for row in rows if isinstance(row["source"], NamedNode)]


def _description(store: Queryable, sources: Sequence[NamedNode]) -> Iterator[Triple]:
    """Yield what the export says of itself: version, licence, what it holds and whom to credit."""
    dcat = PREFIXES["dcat"]
    yield Triple(_DATASET, rdf_type, NamedNode(dcat + "Catalog"))
    titles = {
        "en": "Simpul: cities and what ties them",
        "id": "Simpul: kota dan simpul kerja samanya",
    }
    for language, title in titles.items():
        yield Triple(_DATASET, dct("title"), Literal(title, language=language))
    yield Triple(_DATASET, dct("license"), _CC_BY)
    yield Triple(_DATASET, dct("conformsTo"), ONTOLOGY_GRAPH)
    yield Triple(_DATASET, NamedNode(PREFIXES["owl"] + "versionInfo"), Literal(__version__))
    for source in sources:
        yield Triple(_DATASET, NamedNode(dcat + "dataset"), source)
        for quad in store.matching(source, dct("rights"), None, CATALOGUE_GRAPH):
            yield Triple(_DATASET, dct("rights"), quad.object)
