"""What the shapes are shown of a graph."""

import rdflib

from simpul.reason.shapes import validate
from simpul.terms import Literal, NamedNode, Triple, rdf_type, simpul

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


def _findings(body: str) -> list[str]:
    shapes = rdflib.Graph().parse(data=SHAPE + body, format="turtle")
    return [finding.focus for finding in validate(FACTS, shapes)]


def test_a_property_that_a_shape_names_is_seen() -> None:
    assert _findings(f"sh:property [ sh:path <{OTHER.value}> ; sh:maxCount 0 ] .") == [THING.value]


def test_a_closed_shape_sees_every_property() -> None:
    assert _findings("sh:closed true ; sh:ignoredProperties ( rdf:type ) .") == [THING.value]
    ignored = f"sh:closed true ; sh:ignoredProperties ( rdf:type <{OTHER.value}> ) ."
    assert _findings(ignored) == []
