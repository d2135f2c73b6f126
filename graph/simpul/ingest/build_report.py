"""What a build did, for who asked for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.errors import Problem
from simpul.ingest.pipeline import Outcome
from simpul.ingest.world import Loaded
from simpul.store import OxigraphStore
from simpul.tables import Accounting, accounting_of
from simpul.terms import GEONAMES_SOURCE, INFERRED_GRAPH, DefaultGraph, NamedNode, rdf_type

_GEONAMES: Final = "geonames"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSource:
    """A source in the new store: rows of its tables, and triples in its graph.

    Attributes:
        kept: It was loaded before, and taken over.
        unchanged: Its folder was read before and is as it was; what it said then was taken over.
        accounting: What became of the rows of its original, if it says how many that has.
    """

    key: str
    rows: int
    triples: int
    kept: bool = False
    unchanged: bool = False
    accounting: Accounting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did.

    Attributes:
        merged: Triples in the merge that questions run on.
        inferred: Triples that no source says.
        warnings: Problems that did not stop the build.
        left_out: Keys of sources that are not of the kind asked for.
        cities: The world's cities that were put in; not counted among ``merged``.
    """

    sources: Sequence[BuiltSource]
    merged: int
    inferred: int
    warnings: Sequence[Problem]
    left_out: Sequence[str] = ()
    cities: Loaded | None = None


def report(
    graph: OxigraphStore,
    outcome: Outcome,
    *,
    taken_over: Collection[NamedNode] = (),
    left_out: Sequence[str] = (),
) -> BuildReport:
    """Return the report on a build.

    Args:
        graph: Of the build.
        outcome: What became of its sources, all of them.
        taken_over: Those that were not read.
        left_out: Keys of sources that are not of the kind asked for.
    """
    sources = [
        BuiltSource(
            key=content.key,
            rows=content.rows,
            triples=graph.count(content.iri),
            kept=content.kept,
            unchanged=content.iri in taken_over,
            accounting=accounting_of(content.iri, content.description),
        )
        for content in outcome.contents
    ]
    places = {quad.subject for quad in graph.matching(None, rdf_type, None, GEONAMES_SOURCE)}
    triples = graph.count(GEONAMES_SOURCE)
    sources.append(BuiltSource(key=_GEONAMES, rows=len(places), triples=triples))
    return BuildReport(
        sources=sources,
        merged=graph.count(DefaultGraph()),
        inferred=graph.count(INFERRED_GRAPH),
        warnings=outcome.all_problems,
        left_out=left_out,
    )
