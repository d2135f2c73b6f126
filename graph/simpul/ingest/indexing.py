"""The side index brought up to date with a change: names, classes, rows."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from simpul import naming
from simpul.ingest.change import Change
from simpul.ingest.checking import touched
from simpul.naming import Entries, Name, Origin
from simpul.store import Store
from simpul.terms import (
    ALL_LABELS,
    ID,
    ONTOLOGY,
    DefaultGraph,
    Literal,
    NamedNode,
    rdf_type,
    simpul,
    text,
)

_PREFERRED: Final = frozenset(ALL_LABELS[:2])


def index(
    build: Path, graph: Store, change: Change, source: NamedNode, origins: Sequence[Origin]
) -> None:
    """Write anew in a build's index what a change concerns.

    Args:
        build: Its folder.
        graph: Its graph, inferences up to date.
        change: All that changed since the index was true.
        source: The source that was loaded.
        origins: All its rows.
    """
    things = sorted(touched(graph, change))
    entries = Entries(
        names=_names(graph, things),
        classes=_classes(graph, things),
        origins=origins,
        countries=_countries(graph, things),
    )
    naming.revise(build, things, source.value, entries)


def _names(graph: Store, things: Sequence[str]) -> Iterator[Name]:
    for predicate in ALL_LABELS:
        for iri in things:
            labels = graph.matching(NamedNode(iri), predicate, None, DefaultGraph())
            for label in sorted({quad.object for quad in labels}, key=str):
                tag = label.language if isinstance(label, Literal) else None
                preferred = predicate in _PREFERRED
                yield Name(text=text(label), iri=iri, preferred=preferred, language=tag or "")


def _countries(graph: Store, things: Sequence[str]) -> Iterator[tuple[str, str]]:
    for iri in things:
        for quad in graph.matching(NamedNode(iri), simpul("inCountry"), None, DefaultGraph()):
            yield iri, text(quad.object)


def _classes(graph: Store, things: Sequence[str]) -> Iterator[tuple[str, str]]:
    for iri in things:
        for quad in graph.matching(NamedNode(iri), rdf_type, None, DefaultGraph()):
            kind = text(quad.object)
            if iri.startswith(ID) and kind.startswith(ONTOLOGY):
                yield iri, kind.removeprefix(ONTOLOGY)
