"""The graph for partners: deterministic RDF, with its licence and only what they may see."""

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
ACCESS: Final = ("public", "partner", "internal")
"""Who may see a source, from everybody to the office alone."""
_DATASET: Final = thing("dataset", "simpul")
_CC_BY: Final = NamedNode("https://creativecommons.org/licenses/by/4.0/")


def export(store: Queryable, name: str, *, access: str = "public") -> bytes:
    """Return the facts in an RDF format, byte for byte the same for the same facts.

    The ontology is left out, its themes and other concepts are in. TriG and N-Quads keep the graph of
    each source. What was inferred is inferred anew when some source is withheld, so that no conclusion
    betrays a premise.

    Args:
        store: The graph.
        name: One of ``FORMATS``.
        access: Highest access right to include, of ``ACCESS``.

    Raises:
        UsageError: The format or the access right is unknown.
    """
    if name not in FORMATS or access not in ACCESS:
        wrong, known = (name, FORMATS) if name not in FORMATS else (access, ACCESS)
        raise UsageError(
            _("{word} is not one of: {known}.", word=repr(wrong), known=", ".join(known))
        )
    return as_dataset(_quads(store, access), name)


def _quads(store: Queryable, access: str) -> Iterator[Quad]:
    sources = _sources(store)
    allowed = [iri for iri, right in sources if ACCESS.index(right) <= ACCESS.index(access)]
    withheld = {iri for iri, _right in sources} - set(allowed)
    for iri in allowed:
        yield from store.matching(graph=iri)
    for quad in store.matching(graph=CATALOGUE_GRAPH):
        if quad.subject not in withheld:
            yield quad
    for quad in store.matching(graph=ONTOLOGY_GRAPH):
        # The concepts that facts point at (themes, roles, statuses) travel with the facts.
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ID):
            yield quad
    inferred = _inferred_from(store, allowed) if withheld else store.matching(graph=INFERRED_GRAPH)
    yield from inferred
    for triple in _description(store, allowed):
        yield Quad(triple.subject, triple.predicate, triple.object, CATALOGUE_GRAPH)


def _sources(store: Queryable) -> list[tuple[NamedNode, str]]:
    """Return the sources and their access rights; a source that states none is internal."""
    rows = store.select(
        "SELECT ?source ?access WHERE { ?source a simpul:Source "
        "OPTIONAL { ?source dct:accessRights ?access } } ORDER BY ?source"
    )
    found: list[tuple[NamedNode, str]] = []
    for row in rows:
        source, right = row["source"], row.get("access")
        key = right.value.rsplit("/", 1)[-1] if isinstance(right, NamedNode) else ""
        if isinstance(source, NamedNode):
            found.append((source, key if key in ACCESS else ACCESS[-1]))
    return found


def _inferred_from(store: Queryable, sources: Sequence[NamedNode]) -> Iterator[Quad]:
    """Infer again, from these sources only."""
    from simpul.reason.ontology import conclusions

    stated = (quad.triple for iri in sources for quad in store.matching(graph=iri))
    yield from conclusions(stated).matching(graph=INFERRED_GRAPH)


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
