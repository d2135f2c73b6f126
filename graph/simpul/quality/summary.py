"""What a store holds: counts by class and by source."""

from collections.abc import Sequence
from dataclasses import dataclass

from simpul.locale import by_language
from simpul.store import Opened, Queryable
from simpul.tables import Accounting, accounting_of
from simpul.terms import (
    CATALOGUE_GRAPH,
    INFERRED_GRAPH,
    ONTOLOGY,
    ONTOLOGY_GRAPH,
    Literal,
    NamedNode,
    text,
)
from simpul.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """A source: its titles by language, when it was issued, its licence, its size in triples.

    Attributes:
        accounting: What became of the rows of its original, if it says how many that has.
    """

    iri: str
    titles: dict[str, str]
    issued: str
    access: str
    completeness: str
    triples: int
    accounting: Accounting | None = None


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


def describe(store: Opened) -> Info:
    """Count what a store holds."""
    sizes = _sizes(store)
    return Info(
        version=__version__,
        # To ask for the merge itself takes twice as long where the world is in it.
        triples=len(store) - sum(sizes.values()),
        inferred=sizes.get(INFERRED_GRAPH.value, 0),
        classes=_classes(store),
        sources=[_source(store, iri, sizes) for iri in _sources(store)],
    )


def _count(store: Queryable, where: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {where} }}"
    return int(text(store.select(query).rows[0]["n"]))


def _sizes(store: Opened) -> dict[str, int]:
    return {graph.value: store.count(graph) for graph in store.graph_names()}


def _classes(store: Queryable) -> list[tuple[str, int]]:
    """Count the members of each class: one by one, for a grouping reads every type of the world's cities."""
    query = f"SELECT DISTINCT ?class WHERE {{ GRAPH <{ONTOLOGY_GRAPH.value}> {{ ?class a owl:Class }} }}"
    classes = [text(row["class"]) for row in store.select(query)]
    counts = {iri: _count(store, f"?thing a <{iri}>") for iri in classes if iri.startswith(ONTOLOGY)}  # fmt: skip
    return sorted((item for item in counts.items() if item[1]), key=lambda item: (-item[1], item[0]))  # fmt: skip


def _sources(store: Queryable) -> list[str]:
    query = "SELECT DISTINCT ?source WHERE { ?source a simpul:Source } ORDER BY ?source"
    return [text(row["source"]) for row in store.select(query)]


def _source(store: Queryable, iri: str, sizes: dict[str, int]) -> SourceInfo:
    found = store.select(
        "SELECT ?issued ?access ?completeness WHERE { "
        f"OPTIONAL {{ <{iri}> simpul:issued ?issued }} "
        f"OPTIONAL {{ <{iri}> dct:accessRights ?access }} "
        f"OPTIONAL {{ <{iri}> simpul:completeness ?completeness }} }}"
    )
    row = found.rows[0]
    titles = by_language(
        (title.language, title.value)
        for title in (
            row["title"] for row in store.select(f"SELECT ?title {{ <{iri}> dct:title ?title }}")
        )
        if isinstance(title, Literal)
    )
    return SourceInfo(
        iri=iri,
        titles=titles,
        issued=text(row.get("issued")),
        access=text(row.get("access")),
        completeness=text(row.get("completeness")),
        triples=sizes.get(iri, 0),
        accounting=_accounting(store, NamedNode(iri)),
    )


def _accounting(store: Queryable, source: NamedNode) -> Accounting | None:
    said = store.matching(source, None, None, CATALOGUE_GRAPH)
    return accounting_of(source, (quad.triple for quad in said))
