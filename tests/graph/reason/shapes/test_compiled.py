"""Queries find what pyshacl finds: on every sample of the ontology, on sources, and on random graphs."""

from collections.abc import Iterable
from typing import Final

from hypothesis import assume, event, given, settings

import random_shapes
from simpul.errors import Severity
from simpul.reason.ontology import conclusions, ontology
from simpul.reason.shapes import Finding, compiled, reference, shapes_of
from simpul.reason.shapes.shapes_graph import NotCompiledError, ShapesGraph
from simpul.store import OxigraphStore, Queryable
from simpul.store.oxigraph import parse
from simpul.terms import DefaultGraph, Triple
from support import ROOT

FIXTURES: Final = ROOT / "tests" / "ontology" / "fixtures"
SAMPLES: Final = sorted(FIXTURES.glob("*valid-*.ttl"))


def _by_both(graph: Queryable, shapes: Queryable) -> tuple[set[Finding], set[Finding]]:
    """Return what the queries find, and what pyshacl finds."""
    found = compiled.findings(graph, ShapesGraph(shapes), advice=True)
    return {*found}, {*reference.findings(_merge(graph), _merge(shapes))}


def _merge(graph: Queryable) -> Iterable[Triple]:
    return (quad.triple for quad in graph.matching(graph=DefaultGraph()))


def _store(*turtle: str) -> OxigraphStore:
    found = OxigraphStore.in_memory()
    for part in turtle:
        found.add(parse((random_shapes.PREFIXES + part).encode(), "turtle"))
    return found


def _samples() -> OxigraphStore:
    """Return every sample of the ontology, good and bad, with what they refer to."""
    found = ontology()
    for file in (FIXTURES / "world.ttl", *SAMPLES):
        found.load(file, DefaultGraph())
    return found


def test_samples_break_the_same_shapes() -> None:
    ours, theirs = _by_both(_samples(), shapes_of())
    assert ours == theirs
    assert {finding.severity for finding in ours} == {*Severity}


def test_samples_break_the_same_shapes_where_what_follows_is_stated() -> None:
    ours, theirs = _by_both(conclusions(_merge(_samples())), shapes_of())
    assert ours == theirs
    assert ours


def test_a_source_breaks_the_same_shapes(article: OxigraphStore) -> None:
    ours, theirs = _by_both(article, shapes_of())
    assert ours == theirs
    assert ours


@given(random_shapes.graphs(), random_shapes.shapes())
@settings(max_examples=25)
def test_random_graphs_break_the_same_random_shapes(data: str, shapes: str) -> None:
    try:
        ours, theirs = _by_both(_store(data), _store(shapes))
    except NotCompiledError as error:
        event(str(error))
        assume(False)
    else:
        event(f"findings: {bool(ours)}")
        assert ours == theirs
