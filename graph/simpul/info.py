"""What a store holds: counts by class and by source."""

from collections.abc import Sequence
from dataclasses import dataclass

from simpul import __version__
from simpul.store import Store
from simpul.terms import INFERRED_GRAPH, ONTOLOGY, Literal, text


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """A source: its titles by language, when it was issued, its licence, its size in triples."""

    iri: str
    titles: dict[str, str]
    issued: str
    access: str
    completeness: str
    triples: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """What a store holds.

    Attributes:
        classes: IRI of each class of the ontology that has members, and how many.
    """

    version: str
    triples: int
    inferred: int
    classes: Sequence[tuple[str, int]]
    sources: Sequence[SourceInfo]


def describe(store: Store) -> Info:
    """Count what a store holds."""
    sizes = _sizes(store)
    return Info(
        version=__version__,
        triples=_count(store, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"),
        inferred=sizes.get(INFERRED_GRAPH.value, 0),
        classes=_classes(store),
        sources=[_source(store, iri, sizes) for iri in _sources(store)],
    )


def _count(store: Store, query: str) -> int:
    return int(text(store.select(query).rows[0]["n"]))


def _sizes(store: Store) -> dict[str, int]:
    query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    return {text(row["g"]): int(text(row["n"])) for row in store.solutions(query)}


def _classes(store: Store) -> list[tuple[str, int]]:
    query = (
        "SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) WHERE { ?thing a ?class "
        f"FILTER(STRSTARTS(STR(?class), '{ONTOLOGY}')) }} GROUP BY ?class ORDER BY DESC(?n) ?class"
    )
    return [(text(row["class"]), int(text(row["n"]))) for row in store.solutions(query)]


def _sources(store: Store) -> list[str]:
    query = "SELECT DISTINCT ?source WHERE { ?source a simpul:Source } ORDER BY ?source"
    return [text(row["source"]) for row in store.solutions(query)]


def _source(store: Store, iri: str, sizes: dict[str, int]) -> SourceInfo:
    row = next(
        store.solutions(
            "SELECT ?issued ?access ?completeness WHERE { "
            f"OPTIONAL {{ <{iri}> simpul:issued ?issued }} "
            f"OPTIONAL {{ <{iri}> dct:accessRights ?access }} "
            f"OPTIONAL {{ <{iri}> simpul:completeness ?completeness }} }}"
        )
    )
    titles = {
        title.language or "": title.value
        for title in (
            row["title"] for row in store.solutions(f"SELECT ?title {{ <{iri}> dct:title ?title }}")
        )
        if isinstance(title, Literal)
    }
    return SourceInfo(
        iri=iri,
        titles=titles,
        issued=text(row.get("issued")),
        access=text(row.get("access")),
        completeness=text(row.get("completeness")),
        triples=sizes.get(iri, 0),
    )
