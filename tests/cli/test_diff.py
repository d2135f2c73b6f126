"""`simpul diff` and `simpul patch`, as a user runs them."""

import html
import json
import zipfile
from pathlib import Path

import pytest
import rdflib

from changed_tables import TABLES, built_after
from simpul.cli.app import run
from simpul.ingest import build
from support import write_source

OLD = "@prefix s: <https://w3id.org/simpul/ontology#> .\n@prefix r: <http://www.w3.org/2000/01/rdf-schema#> .\n@prefix id: <https://w3id.org/simpul/id/> .\n"
A = OLD + '<https://w3id.org/simpul/id/org/a> a s:Network ; r:label "Alpha"@en .\n'
B = A.replace('"Alpha"', '"Beta"')
FORMATS = {
    "text": "From a.ttl to b.ttl: things changed: 1;",
    "markdown": "# What changed from a.ttl to b.ttl\n",
    "html": "<!doctype html>",
    "json": "{",
    "rdf-patch": 'H statements "triples" .\nTX .\n',
    "turtle": "@prefix",
}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two files that are not the same."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.ttl").write_text(A)
    (tmp_path / "b.ttl").write_text(B)
    return tmp_path


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that was built twice, a cell being changed in between; the folder of both builds."""
    folder = tmp_path_factory.mktemp("twice")
    store = built_after(folder)
    changed = {**TABLES, "observation": TABLES["observation"].replace("8070000", "9100000")}
    build([write_source(folder / "again", changed)], store)
    return store


def test_the_exit_code_says_whether_anything_changed(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "a.ttl", "b.ttl"]) == 1
    assert capfd.readouterr().out.splitlines()[1] == "Beta: name (en) Alpha → Beta"
    assert run(["diff", "a.ttl", "a.ttl"]) == 0
    assert capfd.readouterr().out == "a.ttl and a.ttl say the same.\n"


@pytest.mark.parametrize("format_", FORMATS)
def test_each_format_says_what_changed(capfd: pytest.CaptureFixture[str], format_: str) -> None:
    assert run(["diff", "a.ttl", "b.ttl", "-f", format_]) == 1
    printed = capfd.readouterr().out
    assert printed.startswith(FORMATS[format_])
    assert "Alpha" in printed
    assert "Beta" in printed


ENDINGS = {"c.txt": "text", "c.md": "markdown", "c.html": "html", "c.json": "json", "c.rdfp": "rdf-patch", "c.ttl": "turtle"}  # fmt: skip


@pytest.mark.parametrize("name", ENDINGS)
def test_the_ending_says_the_format(place: Path, name: str) -> None:
    assert run(["diff", "a.ttl", "b.ttl", "-o", name]) == 1
    assert (place / name).read_text().startswith(FORMATS[ENDINGS[name]])


def test_json_has_the_values_and_the_words(capfd: pytest.CaptureFixture[str]) -> None:
    run(["diff", "a.ttl", "b.ttl", "-f", "json"])
    told = json.loads(capfd.readouterr().out)
    [thing] = told["things"]
    assert (told["removed"], told["added"], told["same"]) == (1, 1, False)
    assert (thing["iri"], thing["sign"]) == ("https://w3id.org/simpul/id/org/a", "changed")
    [value] = thing["values"]
    assert value["removed"] == [{"value": '"Alpha"@en', "source": None}]
    assert value["added"] == [{"value": '"Beta"@en', "source": None}]


def test_turtle_is_in_the_change_language(place: Path) -> None:
    run(["diff", "a.ttl", "b.ttl", "-o", "c.ttl"])
    graph = rdflib.Graph().parse(place / "c.ttl")
    kgcl = rdflib.Namespace("http://w3id.org/kgcl/")
    [rename] = graph.subjects(rdflib.RDF.type, kgcl.NodeRename)
    assert graph.value(rename, kgcl.old_value) == rdflib.Literal("Alpha", lang="en")
    assert graph.value(rename, kgcl.new_value) == rdflib.Literal("Beta", lang="en")
    [whole] = graph.subjects(rdflib.RDF.type, kgcl.Transaction)
    kinds = {graph.value(one, rdflib.RDF.type) for one in graph.objects(whole, kgcl.change_set)}
    assert kinds == {kgcl.NodeRename, kgcl.EdgeCreation, kgcl.EdgeDeletion}


def test_a_page_runs_nothing_and_fetches_nothing(place: Path) -> None:
    (place / "b.ttl").write_text(B.replace("Beta", "<script>alert(1)</script>"))
    run(["diff", "a.ttl", "b.ttl", "-o", "c.html"])
    page = (place / "c.html").read_text()
    assert "default-src 'none'; script-src 'none'" in html.unescape(page)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_patch_makes_the_new_graph_of_the_old_one() -> None:
    run(["diff", "a.ttl", "b.ttl", "-o", "c.rdfp"])
    assert run(["patch", "a.ttl", "c.rdfp", "-o", "made.ttl"]) == 0
    assert run(["diff", "b.ttl", "made.ttl"]) == 0


def test_a_patch_that_does_not_apply_writes_nothing(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run(["diff", "a.ttl", "b.ttl", "-o", "c.rdfp"])
    (place / "made.ttl").write_text("as it was")
    assert run(["patch", "b.ttl", "c.rdfp", "-o", "made.ttl"]) == 1
    said = capfd.readouterr().err
    assert "c.rdfp, row 3: removes what b.ttl does not state" in said
    assert "make it anew with `simpul diff`" in said
    assert (place / "made.ttl").read_text() == "as it was"


def test_a_store_tells_what_its_last_build_changed(
    twice: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", "--since", "previous", "--store", str(twice)]) == 1
    [_summary, line] = capfd.readouterr().out.splitlines()
    assert line.startswith("Seoullo 7017: Guests 8.07 → 9.1 million (2018-03-21)")
    [earlier] = {path.name for path in twice.iterdir() if path.is_dir()} - {
        (twice / "current").read_text().strip()
    }
    assert run(["diff", "--since", earlier, "--store", str(twice)]) == 1


def test_a_build_that_is_gone_is_told_with_those_that_are_there(
    twice: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", "--since", "19990101T000000-abcdef", "--store", str(twice)]) == 2
    assert "keeps no build 19990101T000000-abcdef; it keeps 20" in capfd.readouterr().err


def test_a_store_that_was_built_once_has_no_earlier_build(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    store = built_after(tmp_path)
    assert run(["diff", "--since", "previous", "--store", str(store)]) == 2
    assert "keeps no earlier build" in capfd.readouterr().err


def test_an_export_and_the_store_it_came_from_are_the_same(
    twice: Path, place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("e.trig", "e.ttl"):
        assert run(["export", "-o", name, "--store", str(twice)]) == 0
        assert run(["diff", name, "--store", str(twice)]) == 0, capfd.readouterr().out
    pack = place / "pack"
    pack.mkdir()
    (pack / "data.trig").write_bytes((place / "e.trig").read_bytes())
    with zipfile.ZipFile(place / "pack.zip", "w") as archive:
        archive.write(pack / "data.trig", "data.trig")
    assert run(["diff", "pack", "pack.zip"]) == 0
    assert run(["diff", "e.trig", "pack.zip"]) == 0


WRONG = {
    "no sides": (list[str](), 2, "Name the old graph"),
    "a side and a build": (["a.ttl", "--since", "previous"], 2, "Name the old graph"),
    "a file that is not there": (["nowhere.ttl", "b.ttl"], 5, "nowhere.ttl"),
    "a pack that is not there": (["nowhere.zip", "b.ttl"], 5, "nowhere.zip"),
    "a store that is not there": (["nowhere", "b.ttl"], 3, "No store at nowhere"),
    "a file of another kind": (["bad.csv", "b.ttl"], 5, "name the file after its format"),
    "a file that is no RDF": (["bad.ttl", "b.ttl"], 5, "not readable as RDF"),
    "an archive that is no pack": (["bad.zip", "b.ttl"], 5, "bad.zip"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_compared_is_told_and_is_no_change(
    place: Path, capfd: pytest.CaptureFixture[str], what: str
) -> None:
    words, code, said = WRONG[what]
    (place / "bad.ttl").write_text("this is no turtle")
    (place / "bad.zip").write_text("this is no archive")
    (place / "bad.csv").write_text("a,b")
    assert run(["diff", *words]) == code
    assert said in capfd.readouterr().err


def test_a_file_with_sources_that_are_not_for_everybody_is_handed_on_only_where_that_is_said(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    right = "<https://w3id.org/simpul/id/source/qvxz> <http://purl.org/dc/terms/accessRights> <https://w3id.org/simpul/id/access/internal> .\n"
    (place / "secret.nt").write_text(right)
    assert run(["diff", "a.ttl", "secret.nt"]) == 1  # printed, for who asks
    assert run(["diff", "a.ttl", "secret.nt", "-o", "c.txt"]) == 2
    assert "holds sources that are internal: qvxz" in capfd.readouterr().err
    assert not (place / "c.txt").exists()
    assert run(["diff", "a.ttl", "secret.nt", "-o", "c.txt", "--access", "internal"]) == 1
    assert (place / "c.txt").stat().st_mode & 0o077 == 0
