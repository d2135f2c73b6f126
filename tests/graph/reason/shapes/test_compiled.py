"""Queries find what pyshacl finds: on every sample of the ontology, on sources, and on random graphs."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import assume, event, given, settings

import random_shapes
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
    return {*found}, {*reference.findings(_merge(graph), _merge(shapes), advice=True)}


def _merge(graph: Queryable) -> Iterable[Triple]:
    return (quad.triple for quad in graph.matching(graph=DefaultGraph()))


def _store(*turtle: str) -> OxigraphStore:
    found = OxigraphStore.in_memory()
    for part in turtle:
        found.add(parse((random_shapes.PREFIXES + part).encode(), "turtle"))
    return found


def _sample(file: Path) -> OxigraphStore:
    found = ontology()
    for part in (FIXTURES / "world.ttl", file):
        found.load(part, DefaultGraph())
    return found


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_samples_break_the_same_shapes(file: Path) -> None:
    ours, theirs = _by_both(_sample(file), shapes_of())
    assert ours == theirs
    assert bool(ours) or file.stem.startswith("valid")


def test_samples_break_the_same_shapes_where_what_follows_is_stated() -> None:
    triples = [triple for file in SAMPLES for triple in _merge(_sample(file))]
    ours, theirs = _by_both(conclusions(triples), shapes_of())
    assert ours == theirs
    assert ours


def test_a_source_breaks_the_same_shapes(article: OxigraphStore) -> None:
    ours, theirs = _by_both(article, shapes_of())
    assert ours == theirs
    assert ours


def test_our_own_shapes_are_compiled_whole(article: OxigraphStore) -> None:
    graph = ShapesGraph(shapes_of())
    found = compiled.findings(article, graph, advice=True)
    assert {finding.severity for finding in found}


@given(random_shapes.graphs(), random_shapes.shapes())
@settings(max_examples=40)
def test_random_graphs_break_the_same_random_shapes(data: str, shapes: str) -> None:
    try:
        ours, theirs = _by_both(_store(data), _store(shapes))
    except NotCompiledError as error:
        event(str(error))
        assume(False)
    else:
        event(f"findings: {bool(ours)}")
        assert ours == theirs
