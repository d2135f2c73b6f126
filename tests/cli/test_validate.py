"""`simpul validate`: what the shapes find in files and in the store."""

import json
from pathlib import Path

import pytest
import rdflib

from support import ROOT, simpul

FIXTURES = ROOT / "tests" / "ontology" / "fixtures"


def test_a_partners_file_is_validated_without_a_store(tmp_path: Path) -> None:
    run = simpul("validate", str(FIXTURES / "world.ttl"), store=None, HOME=str(tmp_path))
    assert run.returncode == 0, run.stderr
    assert "errors: 0, warnings: 0" in run.stderr


def test_a_partners_mistakes_are_told_with_file_thing_and_remedy(tmp_path: Path) -> None:
    bad = FIXTURES / "invalid-memberships.ttl"
    run = simpul("validate", str(bad), str(FIXTURES / "world.ttl"), HOME=str(tmp_path))
    assert run.returncode == 1
    assert run.stdout.startswith(f"{bad}\n")
    assert "membership/in-nothing, simpul:network: Say which network" in run.stdout
    spoken = simpul("validate", str(bad), HOME=str(tmp_path), SIMPUL_LANG="id")
    assert "Nyatakan jejaring" in spoken.stdout


def test_cities_are_known_without_a_store(tmp_path: Path) -> None:
    file = tmp_path / "list.ttl"
    file.write_text(
        '@prefix s: <https://schema.org/> . <https://e.org/n> s:name "Harbour" ; s:member <https://sws.geonames.org/1838524/> .'
        '<https://sws.geonames.org/1838524/> a s:City ; s:name "Busan" .'
    )
    run = simpul("validate", str(file), store=None, HOME=str(tmp_path))
    assert run.returncode == 0, run.stdout
    assert "schema:member: 1 read as Membership" in run.stdout


def test_findings_come_as_json_turtle_and_html(tmp_path: Path) -> None:
    bad = str(FIXTURES / "invalid-memberships.ttl")
    records = json.loads(simpul("validate", bad, "--format", "json", HOME=str(tmp_path)).stdout)
    assert {"error", "warning"} <= {record["severity"] for record in records}
    turtle = simpul("validate", bad, "--format", "turtle", HOME=str(tmp_path)).stdout
    report = rdflib.Graph().parse(data=turtle, format="turtle")
    assert (None, rdflib.RDF.type, rdflib.SH.ValidationReport) in report
    page = simpul("validate", bad, "--format", "html", HOME=str(tmp_path)).stdout
    assert "<table>" in page
    assert "Content-Security-Policy" in page
    assert "http-equiv" in page


def test_terms_that_the_ontology_has_not_are_told_with_near_ones(tmp_path: Path) -> None:
    file = tmp_path / "typo.ttl"
    prefixes = (
        "@prefix simpul: <https://w3id.org/simpul/ontology#> .\n"
        "@prefix id: <https://w3id.org/simpul/id/> .\n"
    )
    file.write_text(
        prefixes + "<https://w3id.org/simpul/id/request/x> a simpul:Reqest ;\n"
        "    simpul:memberOff <https://w3id.org/simpul/id/org/c40> .\n"
    )
    run = simpul("validate", str(file), HOME=str(tmp_path))
    assert run.returncode == 1
    assert (
        "request/x, rdf:type: Reqest is not a term of the ontology. Did you mean Request"
        in run.stdout
    )
    assert "memberOff is not a term of the ontology. Did you mean memberOf" in run.stdout
    assert "errors: 2" in run.stderr
    file.write_text(file.read_text().replace("Reqest", "Request").replace("memberOff", "memberOf"))
    right = simpul("validate", str(file), HOME=str(tmp_path))
    assert "is not a term" not in right.stdout


def test_markup_in_a_partners_file_is_only_text_in_the_page(tmp_path: Path) -> None:
    file = tmp_path / "<script>alert(1)</script>.ttl".replace("/", "_")
    file.write_text(
        "<https://w3id.org/simpul/id/org/x> a <https://w3id.org/simpul/ontology#Company> ."
    )
    page = simpul("validate", str(file), "--format", "html", HOME=str(tmp_path)).stdout
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_store_is_validated_with_the_rows_that_findings_come_from(article_store: Path) -> None:
    run = simpul("validate", store=article_store)
    assert run.returncode == 0
    assert run.stdout.startswith("Report of day four")
    assert "advice: jakarta-seoul-visit-2018/phases.csv, row 2, phase/" in run.stdout


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("bad.ttl", "<a> <b> .", 5, "line 1"),
        ("bad.docx", "x", 5, "name the file after its format"),
        ("gone.ttl", None, 5, "gone.ttl"),
        (
            "remote.jsonld",
            '{"@context": "https://example.org/c.jsonld", "@id": "a:b"}',
            5,
            "remote.jsonld",
        ),
        (
            "bomb.rdf",
            '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>',
            5,
            "bomb.rdf",
        ),
    ],
)
def test_a_file_that_cannot_be_validated_is_told(
    tmp_path: Path, name: str, content: str | None, code: int, said: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_text(content)
    run = simpul("validate", str(file), HOME=str(tmp_path))
    assert run.returncode == code, run.stderr
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert "root:" not in run.stderr


def test_without_files_and_store_the_remedy_is_said(tmp_path: Path) -> None:
    run = simpul("validate", store=tmp_path / "nothing")
    assert run.returncode == 3
    assert "simpul build" in run.stderr


def test_addresses_are_judged_as_when_the_file_is_loaded(tmp_path: Path) -> None:
    near, unknown, known = (tmp_path / f"{name}.ttl" for name in ("near", "unknown", "known"))
    said = "<https://w3id.org/simpul/id/membership/q> a simpul:Membership ; simpul:member <{}> ."
    prefix = "@prefix simpul: <https://w3id.org/simpul/ontology#> .\n"
    near.write_text(prefix.replace("https", "http") + said.format("http://a.example/b"))
    unknown.write_text(prefix + said.format("https://sws.geonames.org/99999999/"))
    known.write_text(prefix + said.format("https://sws.geonames.org/1642911/"))
    run = simpul("validate", str(near), str(unknown), str(known), HOME=str(tmp_path))
    assert run.returncode == 1
    assert "Write https://w3id.org/simpul/ontology#Membership; https://w3id" in run.stdout
    assert "GeoNames has no city with the id 99999999." in run.stdout
    assert "https://sws.geonames.org/1642911/ is city/1642911." in run.stdout
