"""What is exported keeps the conditions of SKOS (https://www.w3.org/TR/skos-reference/), and a tool for it can show it."""

from typing import Final

import pytest

from simpul.store import OxigraphStore
from simpul.terms import DefaultGraph, Literal, NamedNode, Quad, rdf_type, rdfs_label, skos

BROADER: Final = "(skos:broader|^skos:narrower)+"
CONDITIONS: Final = {
    "S9": "?x a skos:Concept , skos:ConceptScheme",
    "S13": "?x skos:prefLabel ?label ; skos:altLabel|skos:hiddenLabel ?label",
    "S14": "?x skos:prefLabel ?one , ?other FILTER (LANG(?one) = LANG(?other) && STR(?one) < STR(?other))",
    "S27": f"?x skos:related|^skos:related ?y . {{ ?x {BROADER} ?y }} UNION {{ ?y {BROADER} ?x }}",
    "S37": "?x a skos:Collection . { ?x a skos:Concept } UNION { ?x a skos:ConceptScheme }",
    "S46": "?x skos:exactMatch ?y ; skos:broadMatch|skos:narrowMatch|skos:relatedMatch ?y",
    "no cycle": f"?x {BROADER} ?x",
    "a label in English": "?x a skos:Concept FILTER NOT EXISTS { ?x skos:prefLabel ?l FILTER (LANG(?l) = 'en') }",
    "a label in Indonesian": "?x a skos:Concept FILTER NOT EXISTS { ?x skos:prefLabel ?l FILTER (LANG(?l) = 'id') }",
    "the label that is shown": "?x a skos:Concept ; rdfs:label ?l FILTER NOT EXISTS { ?x skos:prefLabel ?l }",
    "one scheme": "?x a skos:Concept FILTER NOT EXISTS { ?x skos:inScheme/rdf:type skos:ConceptScheme }",
    "S7": "?x skos:topConceptOf ?scheme FILTER NOT EXISTS { ?x skos:inScheme ?scheme }",
    "S8": "?x skos:topConceptOf ?scheme FILTER NOT EXISTS { ?scheme skos:hasTopConcept ?x }",
    "a way down from the scheme": f"?x a skos:Concept FILTER NOT EXISTS {{ ?x {BROADER.replace(')+', ')*')}/skos:topConceptOf ?s }}",
    "a scheme with something in it": "?x a skos:ConceptScheme FILTER NOT EXISTS { ?x skos:hasTopConcept ?top }",
}  # fmt: skip
"""What nothing may be; the names of the conditions are those of the reference."""
every_condition = pytest.mark.parametrize("condition", CONDITIONS.values(), ids=list(CONDITIONS))


def breaking(condition: str, store: OxigraphStore) -> list[str]:
    return [str(row["x"]) for row in store.select(f"SELECT DISTINCT ?x {{ {condition} }}")]


@every_condition
def test_the_export_keeps_each_condition(curated: OxigraphStore, condition: str) -> None:
    assert breaking(condition, curated) == []


def test_there_are_measures_and_other_concepts(curated: OxigraphStore) -> None:
    kinds = "SELECT DISTINCT ?kind { ?x a skos:Concept , ?kind FILTER STRSTARTS(STR(?kind), STR(simpul:)) }"
    assert len(curated.select(kinds)) > 5
    assert curated.ask("ASK { ?x a simpul:Measure , skos:Concept }")


def bad() -> OxigraphStore:
    """Return a graph that breaks all of them."""
    one, other, scheme = (NamedNode(f"http://a.example/{name}") for name in ("a", "b", "scheme"))
    store = OxigraphStore.in_memory()
    words = [Literal("x", language="en"), Literal("y", language="en")]
    facts: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        *((one, rdf_type, skos(name)) for name in ("Concept", "ConceptScheme", "Collection")),
        (other, rdf_type, skos("Concept")),
        *((one, skos("prefLabel"), word) for word in words),
        (one, skos("altLabel"), words[0]),
        (other, rdfs_label, words[0]),
        (one, skos("related"), other),
        (one, skos("broader"), other),
        (other, skos("broader"), one),
        (one, skos("exactMatch"), other),
        (one, skos("broadMatch"), other),
        (one, skos("topConceptOf"), scheme),
        (NamedNode("http://a.example/c"), rdf_type, skos("Concept")),
    ]
    store.add(Quad(thing, link, value, DefaultGraph()) for thing, link, value in facts)
    return store


@every_condition
def test_a_graph_that_breaks_a_condition_is_found(condition: str) -> None:
    assert breaking(condition, bad())
