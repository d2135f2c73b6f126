"""What shapes find in a graph, whichever engine finds it."""

import pytest

from simpul.reason.ontology import ontology
from simpul.reason.shapes import Finding, compiled, surroundings, validate
from simpul.reason.shapes.shapes_graph import NotCompiledError, ShapesGraph
from simpul.store import OxigraphStore
from simpul.store.oxigraph import parse
from simpul.terms import ID, DefaultGraph, Literal, NamedNode, Triple, in_graph, rdf_type, simpul
from support import ROOT

THING = NamedNode("https://example.org/thing")
OTHER = NamedNode("https://example.org/other")
FACTS = [
    Triple(THING, rdf_type, simpul("Network")),
    Triple(THING, OTHER, Literal("what no shape names")),
]
SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix simpul: <https://w3id.org/simpul/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
[] a sh:NodeShape ; sh:targetClass simpul:Network ; sh:message "bad"@en ;
"""


def _validated(body: str, *, advice: bool = False) -> list[Finding]:
    facts, shapes = OxigraphStore.in_memory(), OxigraphStore.in_memory()
    facts.add(in_graph(fact, DefaultGraph()) for fact in FACTS)
    shapes.add(parse((SHAPE + body).encode(), "turtle"))
    return validate(facts, shapes, advice=advice)


def _findings(body: str) -> list[str]:
    return [finding.focus for finding in _validated(body)]


def test_a_property_that_a_shape_names_is_seen() -> None:
    assert _findings(f"sh:property [ sh:path <{OTHER.value}> ; sh:maxCount 0 ] .") == [THING.value]


def test_a_closed_shape_sees_every_property() -> None:
    assert _findings("sh:closed true ; sh:ignoredProperties ( rdf:type ) .") == [THING.value]
    ignored = f"sh:closed true ; sh:ignoredProperties ( rdf:type <{OTHER.value}> ) ."
    assert _findings(ignored) == []


MISSING = f"sh:property [ sh:path <{OTHER.value}x> ; sh:minCount 1 ]"


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        (f"{MISSING} .", True),
        (f"sh:deactivated true ; {MISSING} .", False),
        (f"sh:or ( [ sh:class simpul:City ] [ sh:class simpul:Network ] ) ; {MISSING} .", True),
        (f"sh:not [ sh:class simpul:City ; {MISSING} ] .", False),
        (f"sh:node [ {MISSING} ] .", True),
    ],
)
def test_a_part_of_a_shape_is_asked_for_all_things_only_where_that_finds_the_same(
    body: str, is_found: bool
) -> None:
    assert bool(_findings(body)) is is_found


def test_advice_is_given_only_when_asked_for() -> None:
    advice = MISSING.replace("minCount 1", "minCount 1 ; sh:severity sh:Info") + " ."
    assert _validated(advice) == []
    assert [finding.focus for finding in _validated(advice, advice=True)] == [THING.value]


def test_a_shape_that_another_one_names_keeps_its_parts() -> None:
    shapes = f"sh:node <urn:other> . <urn:other> a sh:NodeShape ; sh:targetClass simpul:City ; {MISSING} ."
    assert THING.value in _findings(shapes)


QUERY = f'sh:sparql [ sh:select "SELECT $this WHERE {{ $this <{OTHER.value}> ?value }}" ] .'


@pytest.mark.parametrize(
    "body",
    [
        QUERY,
        f"sh:node [ {MISSING} ] .",
        f"sh:property [ sh:path <{OTHER.value}> ; sh:pattern '(?=none)' ; sh:message 'bad'@en ] .",
    ],
    ids=["a query", "no message", "looking ahead"],
)
def test_shapes_that_are_not_compiled_are_judged_by_pyshacl(body: str) -> None:
    shapes = OxigraphStore.in_memory()
    shapes.add(parse((SHAPE + body).encode(), "turtle"))
    with pytest.raises(NotCompiledError):
        compiled.findings(OxigraphStore.in_memory(), ShapesGraph(shapes), advice=True)
    assert THING.value in _findings(body)


def test_a_thing_has_the_same_findings_in_its_surroundings_as_in_the_whole() -> None:
    folder = ROOT / "tests" / "ontology" / "fixtures"
    whole = ontology()
    for file in (
        folder / "world.ttl",
        folder / "invalid-core.ttl",
        folder / "invalid-memberships.ttl",
    ):
        whole.load(file, DefaultGraph())
    found = validate(whole, advice=True)
    things = sorted({finding.focus for finding in found if finding.focus.startswith(ID)})
    assert things
    for thing in things:
        near = surroundings(whole, {thing})
        own = [finding for finding in found if finding.focus == thing]
        assert validate(near, advice=True, focus={thing}) == own
