"""Paths of SHACL become paths of SPARQL."""

import pytest

from random_shapes import PREFIXES
from simpul.reason.shapes.property_paths import PropertyPath, read_path
from simpul.reason.shapes.shapes_graph import NotCompiledError, ShapesGraph
from simpul.store import OxigraphStore
from simpul.store.oxigraph import parse

P, Q = "<https://example.org/p>", "<https://example.org/q>"


def _path(turtle: str) -> PropertyPath:
    store = OxigraphStore.in_memory()
    store.add(parse(f"{PREFIXES} :shape sh:path {turtle} .".encode(), "turtle"))
    graph = ShapesGraph(store)
    (shape,) = graph.subjects("path")
    return read_path(graph, *graph.nodes(shape, "path"))


@pytest.mark.parametrize(
    ("turtle", "text"),
    [
        (":p", P),
        ("[ sh:inversePath :p ]", f"^{P}"),
        ("( :p :q )", f"{P}/{Q}"),
        ("[ sh:alternativePath ( :p [ sh:inversePath :q ] ) ]", f"{P}|(^{Q})"),
        ("( :p [ sh:zeroOrMorePath :q ] )", f"{P}/({Q}*)"),
        ("[ sh:oneOrMorePath ( :p :q ) ]", f"({P}/{Q})+"),
        ("[ sh:zeroOrOnePath [ sh:inversePath :p ] ]", f"(^{P})?"),
    ],
)
def test_a_path_is_written_in_sparql(turtle: str, text: str) -> None:
    assert _path(turtle).text == text


@pytest.mark.parametrize(
    "turtle",
    ['"p"', "( :p )", "[ sh:alternativePath :p ]", "[ sh:inversePath :p , :q ]", "[ :p :q ]"],
)
def test_what_is_no_path_is_not_compiled(turtle: str) -> None:
    with pytest.raises(NotCompiledError):
        _path(turtle)


def test_only_a_path_that_needs_no_triple_is_stationary() -> None:
    assert _path("[ sh:zeroOrMorePath :p ]").is_stationary
    assert not _path("( :q [ sh:zeroOrMorePath :p ] )").is_stationary
    assert not _path("[ sh:oneOrMorePath :p ]").is_stationary
