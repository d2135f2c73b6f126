"""What is known of each source that who asks may see: whose it is, how far it can be relied on, how complete it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from simpul.exchange.rights import Rights, licence_name, rights_of
from simpul.locale import Texts, by_language, said
from simpul.session import KnowledgeGraph
from simpul.site.site import Site
from simpul.terms import (
    CATALOGUE_GRAPH,
    ID,
    PREFIXES,
    Literal,
    NamedNode,
    Quad,
    dct,
    rdf_type,
    simpul,
    text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a source contributes, as the question ``coverage`` counts it.

    Attributes:
        facts: Things that cite a document.
        alone: Those of which no other source or document says so.
        dated: Those with a date.
        doubtful: Those in doubt.
    """

    facts: int
    alone: int
    dated: int
    doubtful: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSource:
    """A source.

    Attributes:
        iri: The source, which is the name of its graph.
        rights: What may be done with it, and whom to credit; what it is called, too.
        descriptions: What it says, by language.
        access: IRI of who may see it.
        completeness: IRI of how much of its subject it covers; empty where it does not say.
        complete_as_of: The day up to which it does.
        kind: IRI of whether it is written down from documents or a whole dataset.
        issued: When it was published, as it says.
        retrieved: The day on which it was read.
        lists: IRIs of what it is a list of.
        documents: IRIs of the documents that it was taken from.
        pages: Where it is on the web.
        coverage: What it contributes; None where it cites no document.
    """

    iri: str
    rights: Rights
    descriptions: Texts = field(default_factory=dict[str, str])
    access: str = ""
    completeness: str = ""
    complete_as_of: str = ""
    kind: str = ""
    issued: str = ""
    retrieved: str = ""
    lists: Sequence[str] = ()
    documents: Sequence[str] = ()
    pages: Sequence[str] = ()
    coverage: Coverage | None = None

    @property
    def key(self) -> str:
        """Its key in addresses."""
        return self.iri.removeprefix(f"{ID}source/")

    @property
    def title(self) -> str:
        """What it is called, in the language in use."""
        return said(self.rights.sources[0].titles) or self.key

    @property
    def licences(self) -> list[tuple[str, str]]:
        """Its licences: their addresses, and what they are called."""
        return [(iri, licence_name(iri)) for iri in self.rights.sources[0].licences]


def known_sources(site: Site, right: str) -> dict[str, KnownSource]:
    """Return the sources by key, the one that was read last first."""
    return site.once(right, "sources", lambda: _read(site.graph(right)))


def statement_counts(site: Site, right: str) -> dict[str, int]:
    """Return how many statements each source makes, by its key."""
    sources, store = known_sources(site, right).values(), site.graph(right).store
    return site.once(
        right,
        "statements",
        lambda: {source.key: store.count(NamedNode(source.iri)) for source in sources},
    )


def _read(graph: KnowledgeGraph) -> dict[str, KnownSource]:
    store = graph.store
    described: dict[NamedNode, list[Quad]] = {}
    for quad in store.matching(None, None, None, CATALOGUE_GRAPH):
        if isinstance(quad.subject, NamedNode):
            described.setdefault(quad.subject, []).append(quad)
    sources = [
        quad.subject
        for quad in store.matching(None, rdf_type, simpul("Source"), CATALOGUE_GRAPH)
        if isinstance(quad.subject, NamedNode)
    ]
    coverage = _coverage(graph)
    found = [_source(iri, described[iri], coverage.get(iri.value)) for iri in sources]
    found.sort(key=lambda source: source.key)
    found.sort(key=lambda source: source.retrieved, reverse=True)
    return {source.key: source for source in found}


def _coverage(graph: KnowledgeGraph) -> dict[str, Coverage]:
    rows = graph.query("coverage")
    return {
        text(row["source"]): Coverage(
            **{
                name: int(text(row[name])) for name in ("facts", "alone", "dated", "doubtful")
            }
        )
        for row in rows
    }  # fmt: skip


def _source(iri: NamedNode, quads: Sequence[Quad], coverage: Coverage | None) -> KnownSource:
    def values(predicate: NamedNode) -> list[str]:
        return sorted(text(quad.object) for quad in quads if quad.predicate == predicate)

    def value(predicate: NamedNode) -> str:
        return next(iter(values(predicate)), "")

    return KnownSource(
        iri=iri.value,
        rights=rights_of(quads, [iri], with_concepts=False),
        descriptions=by_language(
            (quad.object.language, quad.object.value)
            for quad in quads
            if quad.predicate == dct("description") and isinstance(quad.object, Literal)
        ),
        access=value(dct("accessRights")),
        completeness=value(simpul("completeness")),
        complete_as_of=value(simpul("completeAsOf")),
        kind=value(simpul("sourceKind")),
        issued=value(simpul("issued")),
        retrieved=value(simpul("retrieved")),
        lists=values(simpul("listOf")),
        documents=values(dct("source")),
        pages=values(NamedNode(f"{PREFIXES['dcat']}landingPage")),
        coverage=coverage,
    )
