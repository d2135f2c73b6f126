"""What shapes require: each way to say it counts, and only for the things that the shape speaks of."""

import pytest

from simpul.reason.shapes.requirements import Requirements, Step, own_requirements, requirements
from simpul.reason.shapes.shapes_graph import ShapesGraph
from simpul.store import OxigraphStore
from simpul.store.oxigraph import parse
from simpul.terms import NamedNode, dct, simpul

HEAD = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix : <https://example.org/> .
"""
P, Q = (Step(property=NamedNode(f"https://example.org/{name}")) for name in "pq")
THING = NamedNode("https://example.org/Thing")


def _required(body: str) -> Requirements:
    graph = OxigraphStore.in_memory()
    graph.add(parse(f"{HEAD}:Shape a sh:NodeShape ; {body} .".encode(), "turtle"))
    return requirements(ShapesGraph(graph))


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:property [ sh:path :p ; sh:minCount 1 ]",
        "sh:property [ sh:path :p ; sh:hasValue 1 ]",
        "sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :Q ] ; sh:qualifiedMinCount 2 ]",
        "sh:property [ sh:path [ sh:alternativePath ( :p :q ) ] ; sh:minCount 1 ]",
        "sh:or ( [ sh:path :p ; sh:minCount 1 ] [ sh:class :Q ] )",
        "sh:and ( [ sh:property [ sh:path :p ; sh:minCount 1 ] ] )",
        "sh:not [ sh:path :p ; sh:maxCount 0 ]",
        "sh:node [ sh:property [ sh:path :p ; sh:minCount 1 ] ]",
        "sh:property [ sh:path :q ; sh:equals :p ]",
    ],
)
def test_what_must_be_there_is_required(constraint: str) -> None:
    found = _required(f"sh:targetClass :Thing ; {constraint}")
    assert P in found.of({THING}, set())
    assert found.of(set(), set()) == frozenset()


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:property [ sh:path :p ; sh:maxCount 1 ]",
        "sh:property [ sh:path :p ; sh:minCount 0 ]",
        "sh:property [ sh:path :p ; sh:class :Q ]",
        "sh:property [ sh:path :p ; sh:lessThan :q ]",
    ],
)
def test_what_may_be_missing_is_not(constraint: str) -> None:
    assert _required(f"sh:targetClass :Thing ; {constraint}").of({THING}, set()) == frozenset()


def test_who_must_point_at_a_thing_is_required_too() -> None:
    found = _required(
        "sh:targetClass :Thing ; sh:property [ sh:path [ sh:inversePath :p ] ; sh:minCount 1 ]"
    )
    assert found.of({THING}, set()) == {Step(property=P.property, inverse=True)}


def test_a_shape_of_those_that_have_a_property_speaks_of_them_alone() -> None:
    found = _required("sh:targetSubjectsOf :q ; sh:property [ sh:path :p ; sh:minCount 1 ]")
    assert found.of({THING}, {Q.property}) == {P}
    assert found.of({THING}, set()) == frozenset()


def test_what_a_value_must_have_is_required_of_all() -> None:
    path = "sh:property [ sh:path :q ; sh:minCount 1 ; sh:property [ sh:path :p ; sh:minCount 1 ] ]"
    found = _required(f"sh:targetClass :Thing ; {path}")
    assert found.of({THING}, set()) == {P, Q}
    assert found.of(set(), set()) == {P}
    steps = _required("sh:targetClass :Thing ; sh:property [ sh:path ( :q :p ) ; sh:minCount 1 ]")
    assert steps.of(set(), set()) == {P}


def test_our_own_shapes_require_what_a_membership_and_a_theme_cannot_do_without() -> None:
    own = own_requirements()
    of_membership = {step.property for step in own.of({simpul("Membership")}, set())}
    assert {simpul("member"), simpul("network"), dct("source")} <= of_membership
    of_theme = {step.property.value.rpartition("#")[2] for step in own.of({simpul("Theme")}, set())}
    assert {"broader", "topConceptOf", "inScheme"} <= of_theme
    of_agreement = own.of({simpul("Agreement")}, set())
    assert Step(property=simpul("agreement"), inverse=True) in of_agreement
