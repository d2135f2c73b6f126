"""The term reference and the ontology's picture say every term, in both languages."""

import re
from pathlib import Path

import pytest

from simpul.projection import project_ontology
from simpul.reason.ontology import ontology
from simpul.terms import ONTOLOGY, text
from simpul_viz.reference import main, page
from support import simpul


def _names(kind: str) -> set[str]:
    rows = ontology().select(f"SELECT ?t WHERE {{ ?t a owl:{kind} ; rdfs:isDefinedBy ?m }}")
    return {text(row["t"]).removeprefix(ONTOLOGY) for row in rows}


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_reference_has_every_term_once(language: str) -> None:
    html = page(ontology(), language=language)
    found = re.findall(r'<article id="(\w+)">', html)
    wanted = _names("Class") | _names("ObjectProperty") | _names("DatatypeProperty")
    assert wanted | _names("AnnotationProperty") == set(found)
    assert len(found) == len(set(found))
    links = set(re.findall(r'href="#(\w+)"', html))
    assert links <= set(found)
    assert "<svg" in html
    assert "<p></p>" not in html


def test_both_pages_are_written_and_load_nothing(tmp_path: Path) -> None:
    main(tmp_path)
    for language, word in (("en", "City government"), ("id", "Pemerintah kota")):
        html = (tmp_path / f"ontology.{language}.html").read_text()
        assert word in html
        assert not re.search(r'(src|href)="(?!#)', html)


def test_the_picture_of_the_ontology_has_every_class_and_needs_no_store(tmp_path: Path) -> None:
    projection = project_ontology(ontology())
    assert {thing.key for thing in projection.things} == _names("Class")
    ties = {(tie.source, tie.relation, tie.target) for tie in projection.ties}
    assert ("City", "subClassOf", "Place") in ties
    assert ("Membership", "member", "Place") in ties
    assert ("Request", "requestedBy", "Place") in ties
    out = tmp_path / "ontology.html"
    run = simpul("view", "ontology", "-o", str(out), store=tmp_path / "none")
    assert run.returncode == 0, run.stderr
    assert "Simpul: the ontology" in out.read_text()
