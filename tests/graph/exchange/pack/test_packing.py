"""A pack has all that its reader needs, says the same in each of its files, and is the same each time."""

import hashlib
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF

from simpul.errors import OutputError, UsageError
from simpul.exchange.pack import HTML, PackFile, Publisher, Wishes, write_pack
from simpul.exchange.profiles import Selection
from simpul.terms import ID, ONTOLOGY, NamedNode

DAY = date(2026, 11, 24)
FILES = {
    "BACA-SAYA.md",
    "README.md",
    "SHA256SUMS",
    "advice.ttl",
    "catalog-v001.xml",
    "catalogue.ttl",
    "context.jsonld",
    "data.trig",
    "data.ttl",
    "ontology.ttl",
    "owl/data.nt",
    "owl/ontology.nt",
    "shapes.ttl",
    "validation.ttl",
}


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def graph_of(folder: Path, name: str = "data.ttl") -> rdflib.Graph:
    return rdflib.Graph().parse(folder / name)


def test_a_pack_has_its_files_and_a_sum_for_each(small_pack: Path) -> None:
    held = contents(small_pack)
    assert {name for name in held if not name.startswith("tables/")} == FILES
    listed = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=small_pack, check=False
    )
    assert listed.returncode == 0
    sums = dict(line.split("  ")[::-1] for line in held["SHA256SUMS"].decode().splitlines())
    assert sums.keys() == held.keys() - {"SHA256SUMS"}


def test_the_same_selection_gives_the_same_pack(
    small_selection: Selection, small_pack: Path, tmp_path: Path
) -> None:
    for name in ("folder", "1.zip", "2.zip"):
        write_pack(tmp_path / name, small_selection, Wishes(issued=DAY))
    assert contents(tmp_path / "folder") == contents(small_pack)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == contents(small_pack)


def test_the_files_of_data_say_the_same(small_pack: Path) -> None:
    merged = {*ox.parse(path=str(small_pack / "data.ttl"))}
    by_source = {*ox.parse(path=str(small_pack / "data.trig"))}
    assert {quad.triple for quad in by_source} == {quad.triple for quad in merged}
    assert f"<{ID}source/test-list>" in {str(quad.graph_name) for quad in by_source}
    individuals = {*ox.parse(path=str(small_pack / "owl" / "data.nt"))} - merged
    assert {str(quad.object) for quad in individuals} == {f"<{OWL.NamedIndividual}>"}
    assert graph_of(small_pack).isomorphic(
        rdflib.Graph().parse(data="".join(f"{quad.triple} .\n" for quad in by_source), format="nt")
    )


def test_the_hash_of_the_graph_is_that_of_another_implementation(small_pack: Path) -> None:
    dataset = ox.Dataset(ox.parse(path=str(small_pack / "data.ttl")))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad.triple} .\n".encode() for quad in dataset)
    digest = hashlib.sha256(b"".join(lines)).hexdigest()
    catalogue = graph_of(small_pack, "catalogue.ttl")
    identifiers = {str(value) for value in catalogue.objects(None, DCTERMS.identifier)}
    assert f"rdfc-1.0-sha256:{digest}" in identifiers
    assert digest in (small_pack / "README.md").read_text(encoding="utf-8")


def _conforms(folder: Path) -> list[bool]:
    found = graph_of(folder, "validation.ttl")
    return [bool(value) for value in found.objects(None, rdflib.SH.conforms)]


def test_the_data_keeps_the_shapes_of_the_pack(
    network_pack: Path, network_data: rdflib.Graph
) -> None:
    shapes = graph_of(network_pack, "shapes.ttl")
    assert pyshacl.validate(network_data, shacl_graph=shapes)[0]
    assert _conforms(network_pack) == [True]


def test_data_without_what_a_shape_asks_for_does_not_keep_the_shapes_of_the_pack(
    small_pack: Path,
) -> None:
    data, shapes = graph_of(small_pack), graph_of(small_pack, "shapes.ttl")
    assert pyshacl.validate(data, shacl_graph=shapes)[0]
    membership = next(data.subjects(RDF.type, rdflib.URIRef(f"{ONTOLOGY}Membership")))
    data.remove((membership, rdflib.URIRef(f"{ONTOLOGY}member"), None))
    assert not pyshacl.validate(data, shacl_graph=shapes)[0]


def test_a_pack_says_what_the_shapes_find_in_it(undescribed_pack: Path) -> None:
    assert _conforms(undescribed_pack) == [False]


def test_the_shapes_and_the_advice_are_all_shapes_there_are(
    network_pack: Path, network_data: rdflib.Graph
) -> None:
    severities = {
        name: set(graph_of(network_pack, name).objects(None, rdflib.SH.severity))
        for name in ("shapes.ttl", "advice.ttl")
    }
    assert rdflib.SH.Info not in severities["shapes.ttl"]
    assert severities["advice.ttl"] == {rdflib.SH.Info}
    advice = graph_of(network_pack, "advice.ttl")
    assert not pyshacl.validate(network_data, shacl_graph=advice)[0]


def test_no_thing_in_a_pack_is_named_and_not_described(network_data: rdflib.Graph) -> None:
    data = network_data
    described = {subject for subject in data.subjects() if isinstance(subject, rdflib.URIRef)}
    named = {value for value in data.objects() if isinstance(value, rdflib.URIRef)}
    assert {value for value in named if value.startswith(ID)} <= described


def test_the_data_is_an_ontology_that_imports_the_one_beside_it(
    network_pack: Path, network_data: rdflib.Graph
) -> None:
    data = network_data
    (node,) = data.subjects(RDF.type, OWL.Ontology)
    (imported,) = data.objects(node, OWL.imports)
    ontology = graph_of(network_pack, "ontology.ttl")
    assert list(ontology.subjects(RDF.type, OWL.Ontology)) == [imported]
    assert list(ontology.objects(None, OWL.imports)) == []
    assert f'name="{imported}" uri="ontology.ttl"' in (network_pack / "catalog-v001.xml").read_text(
        encoding="utf-8"
    )


def test_what_the_readme_says_to_write_in_python_runs(small_pack: Path) -> None:
    pages = ((small_pack / page).read_text("utf-8") for page in ("README.md", "BACA-SAYA.md"))
    blocks = [re.findall(r"```python\n(.*?)```", text, re.DOTALL) for text in pages]
    assert [len(of_page) for of_page in blocks] == [3, 3]
    said = ""
    for block in dict.fromkeys(block for of_page in blocks for block in of_page):
        done = subprocess.run(
            [sys.executable, "-c", block],
            cwd=small_pack,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "https://w3id.org/simpul/id/" in done.stdout
        said += done.stdout
    assert "[ontology.City" in said


def test_a_readme_names_each_file_and_each_source(
    network_pack: Path, network_data: rdflib.Graph
) -> None:
    text = (network_pack / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in FILES - {"README.md", "BACA-SAYA.md"})
    titles = network_data.query(
        "SELECT ?title { ?source a simpul:Source ; dct:title ?title FILTER (lang(?title) = 'en') }",
        initNs={"simpul": ONTOLOGY, "dct": DCTERMS},
    )
    assert len(titles) > 10
    assert all(str(row[0]).split("(")[0] in text for row in titles)  # type: ignore[index]  # a SELECT has rows


def test_a_json_ld_context_gives_the_terms_their_addresses(small_pack: Path) -> None:
    context = (small_pack / "context.jsonld").read_text(encoding="utf-8").strip()
    thing = '"id": "city:1", "type": "City", "memberOf": "https://x.org/n", "beginEarliest": "2007-01-01"'
    document = context[:-1] + f', "@graph": [{{{thing}}}]}}'
    read = rdflib.Graph().parse(data=document, format="json-ld")
    assert {str(node) for node in read.objects()} == {
        f"{ONTOLOGY}City",
        "https://x.org/n",
        "2007-01-01",
    }
    dates = [node for node in read.objects() if isinstance(node, rdflib.Literal)]
    assert [node.datatype for node in dates] == [rdflib.XSD.date]


def _issued(folder: Path) -> set[str]:
    return {str(day) for day in graph_of(folder, "catalogue.ttl").objects(None, DCTERMS.issued)}


def test_a_pack_is_of_the_newest_day_on_which_a_source_in_it_was_read(
    network_pack: Path, network_data: rdflib.Graph
) -> None:
    retrieved = rdflib.URIRef(f"{ONTOLOGY}retrieved")
    source = rdflib.URIRef(f"{ONTOLOGY}Source")
    data = network_data
    days = {
        str(day) for one in data.subjects(RDF.type, source) for day in data.objects(one, retrieved)
    }
    assert _issued(network_pack) == {max(days)}
    assert len(days) > 1


def test_a_pack_is_of_the_day_that_a_person_says(small_pack: Path) -> None:
    assert _issued(small_pack) == {DAY.isoformat()}


def test_a_pack_of_which_nothing_says_the_day_is_refused(
    small_selection: Selection, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="--issued"):
        write_pack(tmp_path / "pack", small_selection, Wishes())
    assert list(tmp_path.iterdir()) == []


def _names(folder: Path) -> set[str]:
    catalogue = graph_of(folder, "catalogue.ttl")
    publishers = catalogue.objects(None, DCTERMS.publisher)
    return {str(name) for one in publishers for name in catalogue.objects(one, rdflib.FOAF.name)}


def test_a_pack_says_who_publishes_it(
    small_selection: Selection, small_pack: Path, tmp_path: Path
) -> None:
    assert _names(small_pack) == {"Who sent this pack", "Pengirim paket ini"}
    office = Publisher(iri=NamedNode(f"{ID}org/office"), names={"en": "Office", "id": "Kantor"})
    write_pack(tmp_path / "pack", small_selection, Wishes(issued=DAY, publisher=office))
    assert _names(tmp_path / "pack") == {"Office", "Kantor"}
    assert "Published by: Office" in (tmp_path / "pack" / "README.md").read_text(encoding="utf-8")


def test_text_of_somebody_does_nothing_in_a_readme(
    small_selection: Selection, tmp_path: Path
) -> None:
    hostile = {"en": "<script>alert(1)</script> [a](javascript:b) `c`\n# d"}
    selection = replace(small_selection, titles=hostile)
    write_pack(tmp_path / "pack", selection, Wishes(issued=DAY))
    text = (tmp_path / "pack" / "README.md").read_text(encoding="utf-8")
    assert text.startswith(
        "# \\<script\\>alert(1)\\</script\\> \\[a\\](javascript:b) \\`c\\` # d\n"
    )


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
def test_what_is_there_already_is_left_as_it_is(
    small_selection: Selection, tmp_path: Path, name: str
) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "work.txt").write_text("work")
    for taken in (tmp_path / name, tmp_path / "work" / name):
        taken.write_text("work")
        with pytest.raises(UsageError, match="Name a new file or folder"):
            write_pack(taken, small_selection, Wishes(issued=DAY))
        assert taken.read_text() == "work"
    with pytest.raises(UsageError, match="not empty"):
        write_pack(tmp_path / "work", small_selection, Wishes(issued=DAY))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "work"])


def _fails() -> Iterator[bytes]:
    yield b"half"
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
def test_of_a_pack_that_cannot_be_written_nothing_is_left(
    small_selection: Selection, tmp_path: Path, name: str
) -> None:
    page = PackFile(name="explorer.html", media_type=HTML, titles={"en": "x"}, pieces=_fails)
    with pytest.raises(OutputError, match="No space left"):
        write_pack(tmp_path / name, small_selection, Wishes(issued=DAY, pages=[page]))
    assert list(tmp_path.iterdir()) == []


def test_a_pack_that_is_not_for_everybody_is_its_owners_alone(
    small_selection: Selection, tmp_path: Path
) -> None:
    for name in ("pack", "pack.zip"):
        write_pack(tmp_path / name, small_selection, Wishes(issued=DAY, private=True))
    made = [tmp_path, *tmp_path.rglob("*")][1:]
    assert len(made) > len(FILES)
    modes = {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in made if path.is_file()}
    assert modes == {0}
    assert stat.S_IMODE((tmp_path / "pack").stat().st_mode) == 0o700
    shutil.rmtree(tmp_path / "pack")
