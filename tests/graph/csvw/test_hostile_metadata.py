"""Metadata that loops, reaches out or is no metadata: told in a word, for sources and for any table."""

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mutations import mutated, mutated_json
from simpul.csvw import check_table, table_to_rdf
from simpul.errors import DataError, SimpulError, UsageError
from simpul.json_files import Json
from simpul.tables import read_folder, read_tables

CONTEXT: Final = "http://www.w3.org/ns/csvw"
SOURCE: Final = "https://w3id.org/simpul/id/source/mine"
TABLE: Final = "a,b\n1,1\n2,1\n"
COLUMNS: Final = [{"name": "a"}, {"name": "b"}]
DOCUMENTS: Final = (
    "key,label_en,label_id,title_en,title_id\nreport,Report,Laporan,A report,Sebuah laporan\n"
)
SCHEMA: Final = "../schemas/document.json"
NAMED: Final[dict[str, Any]] = {"url": "table.csv", "tableSchema": SCHEMA}


def to_rdf(folder: Path, document: Json, table: str = TABLE) -> int:
    """Return how many triples come of a table and its metadata."""
    (folder / "table.csv").write_text(table)
    file = folder / "metadata.json"
    file.write_text(json.dumps(document))
    return len(list(table_to_rdf(file)))


def told(folder: Path, document: Json | str) -> str:
    """Return what is said of a source folder with this metadata."""
    source = folder / "mine"
    source.mkdir(exist_ok=True)
    if not os.path.lexists(source / "table.csv"):
        (source / "table.csv").write_text(DOCUMENTS)
    text = document if isinstance(document, str) else json.dumps(document)
    (source / "csvw-metadata.json").write_text(text)
    try:
        return "\n".join(map(str, read_tables(read_folder(source)).problems))
    except DataError as error:
        return str(error)


def reference(column: str, resource: str) -> dict[str, Any]:
    return {
        "columnReference": column,
        "reference": {"resource": resource, "columnReference": "a"},
    }


@pytest.mark.parametrize(
    "document",
    [
        {"url": "metadata.json"},
        {"tables": [{"url": "table.csv"}, {"url": "metadata.json"}]},
        {"tables": [{"url": "./x/../metadata.json"}]},
    ],
)
def test_metadata_that_names_itself_as_a_table_is_told(tmp_path: Path, document: Json) -> None:
    with pytest.raises(DataError, match="names itself as a table"):
        to_rdf(tmp_path, {"@context": CONTEXT, **document})


def test_a_schema_or_dialect_that_names_its_own_metadata_ends(tmp_path: Path) -> None:
    for name in ("tableSchema", "dialect"):
        document = {"@context": CONTEXT, "url": "table.csv", name: "metadata.json"}
        assert to_rdf(tmp_path, document) == 4


def test_a_schema_whose_columns_name_the_schema_is_told(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(json.dumps({"@context": CONTEXT, "columns": "s.json"}))
    file = tmp_path / "metadata.json"
    file.write_text(json.dumps({"@context": CONTEXT, "url": "table.csv", "tableSchema": "s.json"}))
    (tmp_path / "table.csv").write_text(TABLE)
    made = table_to_rdf(file)
    assert list(made)
    assert "must be a list of column descriptions" in str(made.warnings[0])


def test_foreign_keys_may_run_in_circles(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text(TABLE)
    tables = [
        {
            "url": url,
            "tableSchema": {
                "columns": COLUMNS,
                "primaryKey": "a",
                "foreignKeys": [reference("b", to), reference("a", url)],
            },
        }
        for url, to in (("table.csv", "other.csv"), ("other.csv", "table.csv"))
    ]
    assert to_rdf(tmp_path, {"@context": CONTEXT, "tables": tables}) == 8


def test_a_template_that_names_its_own_column_ends(tmp_path: Path) -> None:
    columns = [{"name": "a", "aboutUrl": "{b}", "valueUrl": "{a}{+a}"}, {"name": "b"}]
    document = {"@context": CONTEXT, "url": "table.csv", "aboutUrl": "#{a}{a}"}
    assert to_rdf(tmp_path, document | {"tableSchema": {"columns": columns}}) == 4


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"url": "t\0.csv"}, "lies outside its folder"),
        ({"url": "x" * 5000}, "outside its folder|cannot be read"),
        ({"url": "."}, r"\./: cannot be read"),
        ({"url": "table.csv", "dialect": {"headerRowCount": 10**9}}, "ends within its heading"),
        ({"url": "table.csv", "dialect": "http://127.0.0.1:9/d.json"}, "nothing is fetched"),
        ({"url": "book.xlsx"}, "is a workbook, not a text table"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, document: Json, words: str) -> None:
    with pytest.raises(DataError, match=words):
        to_rdf(tmp_path, {"@context": CONTEXT, **document})


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ({"tables": [{"url": "csvw-metadata.json", "tableSchema": SCHEMA}]}, "names itself"),
        ({"tables": [{"url": "a\0.csv", "tableSchema": SCHEMA}]}, "outside its folder"),
        ({"tables": [NAMED, NAMED]}, ""),
        (
            {"tables": [NAMED | {"tableSchema": "csvw-metadata.json"}]},
            "tables: is not a property here",
        ),
        ({"dialect": "http://127.0.0.1:9/d.json"}, "nothing is fetched"),
        ({"tables": [NAMED | {"dialect": "../../d.json"}]}, "nothing is fetched"),
        ({"dialect": "csvw-metadata.json"}, "dialect.tables: is not a property here"),
        ({"dialect": {"delimiter": ""}}, "dialect.delimiter: '' does not fit"),
        ({"dialect": {"encoding": "rot13"}}, "dialect.encoding: 'rot13' does not fit"),
        ({"dc:title": {"@value": "x", "@language": "!!"}}, "dc:title: '!!' is not a language tag"),
        ({"dc:title": {"@value": {"a": 1}}}, "dc:title: @value must be a text"),
        ({"dc:x": {"@value": "x", "@type": "no type"}}, "dc:x: @type must be a known term"),
        ({"dc:license": {"@id": "dc:not an address"}}, "dc:license.@id: must be an address"),
        ({"dc:creator": {"dc:title": "x"}}, "gives dc:creator something"),
        ({"@id": "https://w3id.org/simpul/id/source/geonames"}, "although it is Simpul's"),
        ({"@id": "https://w3id.org/simpul/id/graph/inferred"}, "although it is Simpul's"),
        ({"@id": ["x"]}, 'no "@id"'),
        ({"@context": [CONTEXT, {"language": "en"}]}, "may give @base and @language"),
    ],
)
def test_metadata_of_a_source_that_is_none_is_told(tmp_path: Path, extra: Json, words: str) -> None:
    assert words in told(tmp_path, {"@id": SOURCE, "tables": [NAMED]} | extra)


@pytest.mark.parametrize("value", ["[" * 100_000 + "]" * 100_000, "9" * 10_000])
def test_json_that_python_would_choke_on_is_told(tmp_path: Path, value: str) -> None:
    whole = json.dumps({"@id": SOURCE, "tables": [NAMED]})[:-1] + f', "dc:x": {value}}}'
    assert "nested too deeply" in told(tmp_path, whole)


@pytest.mark.parametrize(
    "make", [lambda link: link.symlink_to("table.csv"), lambda link: link.symlink_to("/etc/hosts")]
)
def test_a_link_out_of_the_folder_or_in_a_circle_is_told(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    (tmp_path / "mine").mkdir()
    make(tmp_path / "mine" / "table.csv")
    assert "outside its folder" in told(tmp_path, {"@id": SOURCE, "tables": [NAMED]})


def test_good_metadata_is_not_told_of(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "d.json").write_text(json.dumps({"delimiter": ","}))
    document = {"@id": SOURCE, "tables": [NAMED], "dialect": "d.json", "dc:extent": 1.5}
    assert not told(tmp_path, document)
    with pytest.raises(UsageError):
        table_to_rdf(tmp_path / "mine" / "table.csv", mode="none")


def test_a_file_without_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simpul.csvw.text._MOST_BYTES", 1 << 20)
    link = tmp_path / "table.csv"
    link.symlink_to("/dev/zero")
    with pytest.raises(DataError, match="more than 1 MB"):
        list(table_to_rdf(link))


GOOD: Final = {
    "@context": [CONTEXT, {"@language": "en"}],
    "url": "table.csv",
    "dc:title": {"@value": "x", "@language": "en"},
    "notes": [{"dc:x": [1, 2.5, {"@id": "dc:y"}]}],
    "dialect": {"delimiter": ",", "encoding": "utf-8", "headerRowCount": 1, "skipRows": 0},
    "tableSchema": {
        "aboutUrl": "#{a}",
        "primaryKey": "a",
        "foreignKeys": [reference("b", "table.csv")],
        "columns": [
            {"name": "a", "titles": {"en": ["a"]}, "datatype": {"base": "decimal", "format": "#0.#"}},
            {"name": "b", "datatype": {"base": "string", "format": "[0-9]{1,3}"}, "separator": ";"},
            {"name": "c", "virtual": True, "propertyUrl": "dc:z", "valueUrl": "{+a}{?b*}"},
        ],
    },
}  # fmt: skip
SOURCE_OF_TABLES: Final = {
    "@id": SOURCE,
    "dc:title": "x",
    "dialect": {"trim": True},
    "tables": [NAMED],
}
FOLDERS: Final = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=20_000
)


@FOLDERS
@given(
    st.one_of(mutated_json(json.dumps(GOOD).encode()), mutated(json.dumps(GOOD).encode())),
    mutated(TABLE.encode()),
)
def test_whatever_metadata_and_table_hold_they_are_read_or_told_of(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], metadata: bytes, table: bytes
) -> None:
    (tmp_path / "table.csv").write_bytes(table)
    (tmp_path / "metadata.json").write_bytes(metadata)
    with contextlib.suppress(SimpulError):
        list(table_to_rdf(tmp_path / "metadata.json"))
    assert capfd.readouterr() == ("", "")


@FOLDERS
@given(mutated_json(json.dumps(SOURCE_OF_TABLES).encode()), mutated(DOCUMENTS.encode()))
def test_whatever_a_source_folder_holds_it_is_read_or_told_of(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], metadata: bytes, table: bytes
) -> None:
    (tmp_path / "mine").mkdir(exist_ok=True)
    (tmp_path / "mine" / "table.csv").write_bytes(table)
    (tmp_path / "mine" / "csvw-metadata.json").write_bytes(metadata)
    with contextlib.suppress(SimpulError):
        read_tables(read_folder(tmp_path / "mine"))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "form", [{"groupChar": "1"}, {"groupChar": ",", "decimalChar": ","}, {"pattern": "x"}]
)
def test_marks_that_no_number_can_have_are_left_aside(tmp_path: Path, form: Json) -> None:
    column = {"name": "a", "datatype": {"base": "decimal", "format": form}}
    document = {"@context": CONTEXT, "url": "table.csv", "tableSchema": {"columns": [column]}}
    assert to_rdf(tmp_path, document)


@pytest.mark.parametrize("url", ["#a#b", "#%zz", "http://[", "%", "?#?#"])
def test_an_address_that_is_none_becomes_one_or_is_told_of(tmp_path: Path, url: str) -> None:
    document = {"@context": CONTEXT, "@id": url, "url": "table.csv", "tableSchema": {"@id": url, "columns": [{"name": "a", "aboutUrl": url, "propertyUrl": url}]}}  # fmt: skip
    with contextlib.suppress(SimpulError):
        to_rdf(tmp_path, document)
    with contextlib.suppress(SimpulError):
        to_rdf(tmp_path, document | {"url": url})


@pytest.mark.parametrize("name", ["utf-7", "unicode_escape", "punycode", "idna", "undefined"])
def test_an_encoding_that_no_file_has_does_not_fit(tmp_path: Path, name: str) -> None:
    document = {"@id": SOURCE, "tables": [NAMED], "dialect": {"encoding": name}}
    assert f"dialect.encoding: '{name}' does not fit" in told(tmp_path, document)


def test_the_items_of_a_cell_that_do_not_fit_are_counted_behind_the_first(tmp_path: Path) -> None:
    column = {"name": "a", "datatype": "integer", "separator": ";"}
    document = {"@context": CONTEXT, "url": "table.csv", "tableSchema": {"columns": [column]}}
    (tmp_path / "table.csv").write_text("a\n" + "x;" * 30_000 + "1\n")
    (tmp_path / "metadata.json").write_text(json.dumps(document))
    found = list(map(str, check_table(tmp_path / "metadata.json")))
    assert len(found) < 20
    assert any("29990 more of this kind" in one for one in found)
