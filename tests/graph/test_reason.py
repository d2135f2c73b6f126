from pathlib import Path

import owlrl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.build import ontology
from simpul.errors import StoreError
from simpul.reason import Rule, materialise, rules_of
from simpul.store import Store
from simpul.terms import DefaultGraph, text

EX = "http://example.org/"
HEAD = """@prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:A a owl:Class . :B a owl:Class . :C a owl:Class .
:p a owl:ObjectProperty . :q a owl:ObjectProperty . :r a owl:ObjectProperty .
"""
AXIOMS = [
    ":A rdfs:subClassOf :B .",
    ":B rdfs:subClassOf :C .",
    ":A owl:equivalentClass :C .",
    ":p rdfs:subPropertyOf :q .",
    ":q owl:equivalentProperty :r .",
    ":p owl:inverseOf :r .",
    ":q a owl:SymmetricProperty .",
    ":p a owl:TransitiveProperty .",
    ":p rdfs:domain :A .",
    ":q rdfs:range :B .",
    ":r owl:propertyChainAxiom (:p :q) .",
    ":q owl:propertyChainAxiom (:p :q :r) .",
]
NODES = [f":n{number}" for number in range(4)]
FACTS = [f"{a} {p} {b} ." for a in NODES for b in NODES for p in (":p", ":q", ":r")]
FACTS += [f"{a} a {c} ." for a in NODES for c in (":A", ":B", ":C")]


def _ours(turtle: str, tmp_path: Path) -> set[tuple[str, str, str]]:
    file = tmp_path / "case.ttl"
    file.write_text(HEAD + turtle)
    store = Store.in_memory()
    store.load(file, DefaultGraph())
    materialise(store, rules_of(store, tmp_path))
    return _about_nodes((text(q.subject), text(q.predicate), text(q.object)) for q in store.quads())


def _oracle(turtle: str) -> set[tuple[str, str, str]]:
    graph = rdflib.Graph().parse(data=HEAD + turtle)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return _about_nodes((str(s), str(p), str(o)) for s, p, o in graph)


def _about_nodes(triples: object) -> set[tuple[str, str, str]]:
    """Leave out what is true of everything: sameAs itself, types of OWL itself, and the schema."""
    assert hasattr(triples, "__iter__")
    return {
        (s, p, o)
        for s, p, o in triples
        if s.startswith(EX + "n")
        and (p.startswith(EX) or o.startswith(EX))
        and not p.endswith("sameAs")
    }


@settings(max_examples=60)
@given(st.sets(st.sampled_from(AXIOMS)), st.sets(st.sampled_from(FACTS), max_size=6))
def test_what_follows_is_what_owl_2_rl_says(axioms: set[str], facts: set[str]) -> None:
    import tempfile

    turtle = "\n".join(sorted(axioms | facts))
    with tempfile.TemporaryDirectory() as folder:
        assert _ours(turtle, Path(folder)) == _oracle(turtle)


@pytest.mark.parametrize("axiom", AXIOMS)
def test_each_axiom_has_a_rule(axiom: str, tmp_path: Path) -> None:
    file = tmp_path / "case.ttl"
    file.write_text(HEAD + axiom)
    store = Store.in_memory()
    store.load(file, DefaultGraph())
    assert rules_of(store, tmp_path)


def test_no_axiom_no_rule(tmp_path: Path) -> None:
    file = tmp_path / "case.ttl"
    file.write_text(HEAD)
    store = Store.in_memory()
    store.load(file, DefaultGraph())
    assert rules_of(store, tmp_path) == []


def test_the_ontology_calls_for_rules_of_each_kind() -> None:
    kinds = {rule.name.split()[0] for rule in rules_of(ontology())}
    wanted = {
        "cax-sco",
        "prp-spo1",
        "prp-inv1",
        "prp-inv2",
        "prp-symp",
        "prp-trp",
        "prp-dom",
        "prp-rng",
    }
    assert wanted | {"prp-spo2"} <= kinds
    assert "an-undoubted-membership-makes-a-member" in kinds


def test_a_malformed_rule_is_named() -> None:
    with pytest.raises(StoreError, match="my-rule"):
        materialise(Store.in_memory(), [Rule(name="my-rule", construct="CONSTRUCT {")])


def test_rules_that_never_end_are_stopped() -> None:
    rule = Rule(
        name="endless",
        construct="CONSTRUCT { ?new <a:p> 1 } WHERE { BIND(IRI(CONCAT('a:', STRUUID())) AS ?new) }",
    )
    with pytest.raises(StoreError, match="no end"):
        materialise(Store.in_memory(), [rule])
