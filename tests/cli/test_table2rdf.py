"""The command `simpul table2rdf`, from outside."""

import json
from pathlib import Path

import pytest
from rdflib import Graph

from support import simpul

TABLE = 'key,visitors\nk,"8,07"\nl,banyak\n'
METADATA = {
    "@context": "http://www.w3.org/ns/csvw",
    "url": "table.csv",
    "tableSchema": {
        "aboutUrl": "#{key}",
        "columns": [
            {"titles": "key", "name": "key"},
            {"titles": "visitors", "datatype": {"base": "decimal", "format": {"decimalChar": ","}}},
        ],
    },
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "table.csv"
    file.write_text(TABLE)
    (tmp_path / "table.csv-metadata.json").write_text(json.dumps(METADATA))
    return file


def test_a_wrong_cell_is_a_warning_and_still_an_output(table: Path) -> None:
    done = simpul("table2rdf", str(table), "--base", "http://example.org/t/")
    assert done.returncode == 0
    assert "row 3, column visitors: 'banyak' does not fit here" in done.stderr
    graph = Graph().parse(data=done.stdout, format="turtle")
    assert len(graph) == 4
    assert "8.07" in done.stdout
    assert "http://example.org/t/table.csv" in done.stdout


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_every_format_holds_the_same_triples(table: Path, tmp_path: Path, form: str) -> None:
    output = tmp_path / "out"
    done = simpul(
        "table2rdf", str(table), "--mode", "standard", "--format", form, "-o", str(output)
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    names = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
    assert len(Graph().parse(output, format=names[form])) == 18


def test_the_same_table_gives_the_same_bytes(table: Path) -> None:
    first, second = (simpul("table2rdf", str(table), "--mode", "standard") for _ in range(2))
    assert first.stdout == second.stdout


def test_wrong_metadata_ends_with_exit_code_1_and_no_output(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({**METADATA, "url": "http://example.com/table.csv"}))
    done = simpul("table2rdf", str(wrong))
    assert (done.returncode, done.stdout) == (1, "")
    assert "outside its folder" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["none.csv"], 5),
        (["table.csv", "--mode", "full"], 2),
        (["table.csv", "--format", "xls"], 2),
        (["table.csv", "--base", "here"], 2),
        (["table.csv", "--metadata", "none.json"], 5),
    ],
)
def test_a_wrong_command_line_is_told(table: Path, words: list[str], code: int) -> None:
    paths = [str(table.parent / word) if "." in word else word for word in words]
    done = simpul("table2rdf", *paths)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_it_speaks_indonesian(table: Path) -> None:
    done = simpul("table2rdf", str(table), "--lang", "id")
    assert "tidak cocok di sini; ditulis sebagai teks" in done.stderr


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"url": "good.csv"}, 0, "Valid."),
        ({"url": "good.csv", "foo": 1}, 7, "Valid, with warnings: 1."),
        ({}, 1, "Not valid. Errors: 1; warnings: 0."),
    ],
)
def test_a_check_tells_valid_warned_and_invalid_apart(
    table: Path, change: dict[str, object], code: int, words: str
) -> None:
    (table.parent / "good.csv").write_text('key,visitors\nk,"8,07"\n')
    metadata = table.parent / "m.json"
    metadata.write_text(json.dumps(METADATA | change))
    done = simpul("table2rdf", str(metadata), "--check")
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr


def test_a_check_writes_no_rdf(table: Path) -> None:
    done = simpul("table2rdf", str(table), "--check", "-o", str(table.with_name("out.ttl")))
    assert done.returncode == 2
    assert "--check writes no RDF" in done.stderr
