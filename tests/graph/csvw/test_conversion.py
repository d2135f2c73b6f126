"""Tables to RDF by the W3C's recommendations: each folder of cases/ is a table and what it should become."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from simpul.csvw import as_written, table_to_rdf
from simpul.errors import DataError, OutputError, UsageError
from simpul.store.oxigraph import serialise

CASES = Path(__file__).parent / "cases"
BASE = "http://example.org/t/"
RESULTS = sorted(CASES.glob("*/*.ttl"))
CONTEXT = "http://www.w3.org/ns/csvw"
TABLE = "key,name\nk,Jakarta\nl,Bandung\n"


def graph_of(triples: list[ox.Triple]) -> Graph:
    text = b"".join(f"{triple} .\n".encode() for triple in triples)
    return Graph().parse(data=text, format="nt")


def folder(tmp_path: Path, metadata: object, table: str | bytes = TABLE) -> Path:
    content = table if isinstance(table, bytes) else table.encode()
    (tmp_path / "table.csv").write_bytes(content)
    file = tmp_path / "metadata.json"
    file.write_text(metadata if isinstance(metadata, str) else json.dumps(metadata))
    return file


def test_there_are_cases() -> None:
    assert len(RESULTS) >= 20


@pytest.mark.parametrize("result", RESULTS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_table_becomes_what_the_case_says(result: Path) -> None:
    made = table_to_rdf(result.parent / "table.csv", mode=result.stem, base=BASE)
    found = graph_of(list(made))
    expected = Graph().parse(result, format="turtle")
    assert isomorphic(found, expected), found.serialize(format="turtle")


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("wrong-cell-is-text", ["column year: 'banana'", "column visitors: '8.07'"]),
        (
            "surplus-and-missing-cells",
            ["row 2: this row has 1 cells", "row 3: this row has 3 cells"],
        ),
        ("no-address-from-an-empty-cell", ["the cell key is empty", "the cell place is empty"]),
    ],
)
def test_what_is_not_as_it_should_be_is_told_with_its_place(case: str, words: list[str]) -> None:
    made = table_to_rdf(CASES / case / "table.csv", base=BASE)
    list(made)
    told = "\n".join(map(str, made.warnings))
    assert all(word in told for word in words), told


@pytest.mark.parametrize(
    "case",
    [
        "indonesian-numbers",
        "lists",
        "virtual-columns",
        "dialect",
        "headings-and-rows-that-begin-with-a-number-sign",
        "comments-where-the-dialect-says-so",
        "number-patterns-as-headings",
    ],
)
def test_a_good_table_has_no_warnings_in_standard_mode(case: str) -> None:
    made = table_to_rdf(CASES / case / "table.csv", mode="standard", base=BASE)
    list(made)
    assert made.warnings == []


def one(**table: object) -> dict[str, object]:
    return {"@context": CONTEXT, "url": "table.csv", **table}


def column(**properties: object) -> dict[str, object]:
    return one(tableSchema={"columns": [{"titles": "key", **properties}, {"titles": "name"}]})


KEYED = [{"name": "key", "titles": "key"}, {"name": "name", "titles": "name"}]
ERRORS = [
    ({"@context": CONTEXT, "tables": []}, "at least one table"),
    ({"@context": CONTEXT, "tables": 1}, "at least one table"),
    ({"@context": CONTEXT}, "at least one table"),
    ({"@context": CONTEXT, "tables": [{}]}, "url"),
    ({"@context": [CONTEXT, {"foo": 1}], "url": "table.csv"}, "@base and @language"),
    (one(**{"@id": "_:a"}), "_:"),
    (one(**{"@type": "TableGroup"}), "must be Table"),
    (one(tableSchema={"@type": "Table"}), "must be Schema"),
    (one(tableSchema={"columns": [{"name": "a"}, {"name": "a"}]}), "there are two"),
    (one(tableSchema={"columns": [{"virtual": True}, {"name": "a"}]}), "virtual"),
    (one(dialect={"@type": "foo"}), "must be Dialect"),
    (one(transformations=[{"url": "x"}]), "lacks"),
    (one(**{"dc:title": {"@value": "a", "@language": "en", "@type": "xsd:string"}}), "not both"),
    (one(**{"dc:title": {"@value": "a", "x": 1}}), "@value"),
    (one(**{"dc:title": {"@language": "en"}}), "may not be used"),
    (one(**{"dc:title": {"@list": []}}), "may not be used"),
    (one(**{"dc:title": {"@context": {}}}), "may not be used"),
    (one(**{"dc:title": {"@type": "nonsense"}}), "known term"),
    (one(**{"dc:title": {"@id": "_:b"}}), "_:"),
    (column(datatype={"base": "string", "length": 1, "minLength": 2}), "minLength"),
    (column(datatype={"base": "date", "length": 1}), "texts and binaries"),
    (column(datatype={"base": "string", "minimum": 1}), "only for numbers"),
    (column(datatype={"base": "integer", "minimum": 2, "maximum": 1}), "below the lower"),
    (column(datatype={"base": "integer", "minInclusive": 1, "minExclusive": 1}), "cannot be used together"),
    (column(datatype={"@id": "xsd:string"}), "built-in"),
    (one(tableSchema={"columns": KEYED, "foreignKeys": [{"columnReference": "x", "reference": {"resource": "table.csv", "columnReference": "key"}}]}), "no column x"),
    (one(tableSchema={"columns": KEYED, "foreignKeys": [{"columnReference": "name", "reference": {"resource": "other.csv", "columnReference": "key"}}]}), "no table or schema"),
    (one(tableSchema={"columns": KEYED, "foreignKeys": [{"columnReference": "name", "reference": {"resource": "table.csv", "columnReference": "nope"}}]}), "no column nope"),
    (one(tableSchema={"columns": KEYED, "foreignKeys": [{"columnReference": "name", "dc:x": 1, "reference": {"resource": "table.csv", "columnReference": "key"}}]}), "cannot be part of a foreign key"),
    ("{", "not JSON"),
    ("[]", "not a JSON object"),
    ('{"url": "table.csv", "dc:x": ' + "[" * 100_000 + "]" * 100_000 + "}", "too deeply"),
    ({"@context": CONTEXT, "url": "nothere.csv"}, "cannot be read"),
    ({"@context": CONTEXT, "url": "http://["}, "cannot be read"),
    # Nothing is fetched, nothing outside the folder is read.
    ({"@context": CONTEXT, "url": "http://example.com/table.csv"}, "outside its folder"),
    ({"@context": CONTEXT, "url": "file:///etc/passwd"}, "outside its folder"),
    ({"@context": CONTEXT, "url": "../table.csv"}, "outside its folder"),
    ({"@context": CONTEXT, "url": "%2e%2e/table.csv"}, "outside its folder"),
    ({"@context": [CONTEXT, {"@base": "http://example.com/"}], "url": "table.csv"}, "outside its folder"),
    (one(tableSchema="http://example.com/schema.json"), "outside its folder"),
    (one(dialect="../dialect.json"), "outside its folder"),
]  # fmt: skip


@pytest.mark.parametrize(("metadata", "words"), ERRORS)
def test_metadata_with_errors_ends_the_work(tmp_path: Path, metadata: object, words: str) -> None:
    file = folder(tmp_path, metadata)
    with pytest.raises(DataError, match=words):
        list(table_to_rdf(file, mode="standard"))


WARNINGS = [
    ({"url": "table.csv"}, "@context"),
    ({"@context": [CONTEXT, {"@language": "1"}], "url": "table.csv"}, "language tag"),
    (one(foo=1), "foo: is not a property"),
    (one(lang="1"), "lang"),
    (one(null=1), "null"),
    (one(separator=1), "separator"),
    (one(ordered="yes"), "ordered"),
    (one(datatype="nonsense"), "not a built-in datatype"),
    (one(datatype={"base": "nonsense"}), "not a built-in datatype"),
    (one(aboutUrl=1), "not a URI template"),
    (one(tableDirection="up"), "tableDirection"),
    (one(suppressOutput="no"), "suppressOutput"),
    (one(notes=1), "notes"),
    (one(tableSchema=1), "taken as empty"),
    (one(tableSchema={"columns": 1}), "list of column descriptions"),
    (one(tableSchema={"columns": [*KEYED, 1]}), "columns[2]: must be an object"),
    (one(tableSchema={"columns": KEYED, "primaryKey": "x"}), "primaryKey"),
    (one(tableSchema={"columns": KEYED, "foreignKeys": 1}), "foreignKeys"),
    (one(transformations=1), "transformations"),
    (one(dialect=1), "dialect"),
    (one(dialect={"headerRowCount": "x"}), "headerRowCount"),
    (one(dialect={"encoding": "no-such"}), "encoding"),
    (one(dialect={"trim": "x"}), "trim"),
    (one(dialect={"delimiter": '"'}), "delimiter"),
    (column(name="_x"), "not a name"),
    (column(titles={"1": "key"}), "language tag"),
    (column(titles=1), "not text"),
    (column(titles="other"), "headed 'key'"),
    (column(datatype={"base": "integer", "format": "+"}), "not a format"),
    (column(datatype={"base": "boolean", "format": "YN"}), "not a format"),
    (one(tableSchema={"columns": [{"titles": "name"}, {"titles": "key"}]}), "is the order wrong"),
    (one(tableSchema={"columns": [{"titles": "key"}]}), "2 columns where the metadata has 1"),
    (column(required=True, null=["k"]), "must not be empty"),
]  # fmt: skip


@pytest.mark.parametrize(("metadata", "words"), WARNINGS)
def test_metadata_that_is_not_quite_right_is_told_and_read(
    tmp_path: Path, metadata: object, words: str
) -> None:
    made = table_to_rdf(folder(tmp_path, metadata), mode="standard", base=BASE)
    assert list(made)
    assert words in "\n".join(map(str, made.warnings))


def test_a_key_twice_and_a_reference_to_nothing_are_told(tmp_path: Path) -> None:
    reference = {"resource": "table.csv", "columnReference": "key"}
    schema = {
        "columns": KEYED,
        "primaryKey": "key",
        "foreignKeys": [{"columnReference": "name", "reference": reference}],
    }
    file = folder(tmp_path, one(tableSchema=schema), "key,name\nk,k\nk,x\n")
    made = table_to_rdf(file)
    assert list(made)
    told = "\n".join(map(str, made.warnings))
    assert "row 3, column key: row 2 already has the key k" in told
    assert "row 3, column name: there is no row with the key x" in told


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (b"", "empty"),
        (b"a,b\n1,\x00\n", "row 2: .*NUL"),
        ("a,b\n1,2\n".encode("utf-16")[:-1], "UTF-16"),
        (b"a\nB\xe9\n", "row 2: .*not UTF-8"),
        (b'a,b\n1,"x\n2,3\n', "double quote"),
        (b"," * 20_000 + b"\n", "20001 columns"),
        (b"a\n" + b"," * 20_000 + b"\n", "row 2: .*20001 columns"),
        (b"a\n" + b"x" * 10_000_001 + b"\n", "row 2: .*longer"),
    ],
    ids=["empty", "nul", "utf-16", "latin-1", "quote", "wide-heading", "wide-row", "long-cell"],
)
def test_a_file_that_is_no_table_is_told_with_its_place(
    tmp_path: Path, table: bytes, words: str
) -> None:
    folder(tmp_path, {}, table)
    with pytest.raises(DataError, match=words):
        list(table_to_rdf(tmp_path / "table.csv"))


def test_a_line_that_only_excel_knows_is_told_and_taken_for_the_headings(tmp_path: Path) -> None:
    folder(tmp_path, {}, b"sep=;\na;b\n1;2\n")
    made = table_to_rdf(tmp_path / "table.csv")
    assert any('"1"' in str(triple.object) for triple in made)
    (warning, *_others) = made.warnings
    assert "'sep=;', is for Excel alone" in str(warning)
    assert '"skipRows": 1, "delimiter": ";"' in str(warning)
    folder(tmp_path, one(dialect={"skipRows": 1, "delimiter": ";"}), b"sep=;\na;b\n1;2\n")
    assert not any(
        "Excel" in str(warning) for warning in table_to_rdf(tmp_path / "table.csv").warnings
    )


def test_a_missing_file_a_wrong_base_and_an_unknown_mode_are_told(tmp_path: Path) -> None:
    folder(tmp_path, {})
    with pytest.raises(OutputError, match="no such file"):
        table_to_rdf(tmp_path / "none.csv")
    with pytest.raises(UsageError, match="not an absolute address"):
        table_to_rdf(tmp_path / "table.csv", base="here")
    with pytest.raises(UsageError, match="minimal, standard"):
        table_to_rdf(tmp_path / "table.csv", mode="full")


def test_found_metadata_must_speak_of_the_table(tmp_path: Path) -> None:
    folder(tmp_path, {})
    other = json.dumps({"@context": CONTEXT, "url": "other.csv", "propertyUrl": "http://e.org/x"})
    (tmp_path / "table.csv-metadata.json").write_text(other)
    made = table_to_rdf(tmp_path / "table.csv", base=BASE)
    assert all(triple.predicate.value.startswith(BASE) for triple in made)
    assert "does not mention" in str(made.warnings[0])


def test_a_sites_own_templates_say_where_metadata_is(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    file = data / "table.csv"
    file.write_text(TABLE)
    told = {"@context": CONTEXT, "url": "table.csv", "aboutUrl": "#{key}"}
    (data / "table.csv.json").write_text(json.dumps(told))
    subjects = {str(triple.subject) for triple in table_to_rdf(file, base=BASE)}
    assert not any("#k" in subject for subject in subjects)
    (tmp_path / ".well-known").mkdir()
    (tmp_path / ".well-known" / "csvm").write_text("csv-metadata.json\n{+url}.json\n")
    subjects = {str(triple.subject) for triple in table_to_rdf(file, base=BASE)}
    assert subjects == {f"<{BASE}table.csv#k>", f"<{BASE}table.csv#l>"}


def test_linked_metadata_goes_before_what_lies_beside(tmp_path: Path) -> None:
    folder(tmp_path, {"@context": CONTEXT, "url": "table.csv", "aboutUrl": "#linked-{key}"})
    beside = {"@context": CONTEXT, "url": "table.csv", "aboutUrl": "#beside-{key}"}
    (tmp_path / "csv-metadata.json").write_text(json.dumps(beside))
    for linked, word in ((None, "beside"), ("metadata.json", "linked")):
        made = list(table_to_rdf(tmp_path / "table.csv", base=BASE, linked=linked))
        assert {str(triple.subject) for triple in made} == {
            f"<{BASE}table.csv#{word}-k>",
            f"<{BASE}table.csv#{word}-l>",
        }
    with pytest.raises(DataError, match="nothing is fetched"):
        table_to_rdf(tmp_path / "table.csv", linked="http://127.0.0.1:9/m.json")


def test_given_metadata_goes_before_found_metadata_wherever_it_lies(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    folder(inside, {})
    folder(outside, one(propertyUrl="http://e.org/{_name}"))
    found = json.dumps(one(propertyUrl="http://e.org/found"))
    (inside / "table.csv-metadata.json").write_text(found)
    made = table_to_rdf(inside / "table.csv", metadata=outside / "metadata.json")
    assert {triple.predicate.value for triple in made} == {"http://e.org/key", "http://e.org/name"}


def test_a_folder_above_may_be_named_whose_files_the_metadata_may_name(tmp_path: Path) -> None:
    inside, schemas = tmp_path / "all" / "in", tmp_path / "all" / "schemas"
    inside.mkdir(parents=True)
    schemas.mkdir()
    folder(inside, {"@context": CONTEXT, "url": "table.csv", "tableSchema": "../schemas/s.json"})
    schema = {
        "@context": CONTEXT,
        "aboutUrl": "http://e.org/{_row}",
        "columns": [{"name": "key"}, {"name": "name"}],
    }
    (schemas / "s.json").write_text(json.dumps(schema))
    made = table_to_rdf(inside / "metadata.json", within=tmp_path / "all", base=BASE)
    assert {str(triple.predicate) for triple in made} == {
        f"<{BASE}in/table.csv#key>",
        f"<{BASE}in/table.csv#name>",
    }
    with pytest.raises(DataError, match="--within FOLDER"):
        table_to_rdf(inside / "metadata.json")
    with pytest.raises(UsageError, match="is not in"):
        table_to_rdf(inside / "metadata.json", within=schemas)
    (tmp_path / "out.json").write_text(json.dumps(schema))
    folder(inside, {"@context": CONTEXT, "url": "table.csv", "tableSchema": "../../out.json"})
    with pytest.raises(DataError, match="outside its folder"):
        table_to_rdf(inside / "metadata.json", within=tmp_path / "all")


def test_a_query_behind_the_name_stays_in_the_addresses(tmp_path: Path) -> None:
    folder(tmp_path, {})
    made = table_to_rdf(tmp_path / "table.csv?year=2018", base=BASE)
    assert {triple.predicate.value for triple in made} == {
        f"{BASE}table.csv?year=2018#key",
        f"{BASE}table.csv?year=2018#name",
    }


def test_without_a_base_the_addresses_are_the_files_own(tmp_path: Path) -> None:
    folder(tmp_path, {})
    made = table_to_rdf(tmp_path / "table.csv")
    assert next(iter(made)).predicate.value == (tmp_path / "table.csv").resolve().as_uri() + "#key"


def test_many_warnings_of_one_column_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"{number},x\n" for number in range(250))
    metadata = one(
        tableSchema={"columns": [{"titles": "key"}, {"titles": "name", "datatype": "date"}]}
    )
    made = table_to_rdf(folder(tmp_path, metadata, "key,name\n" + rows))
    assert len(list(made)) == 500
    assert len(made.warnings) == 101
    assert "150 more" in str(made.warnings[-1])


def test_given_metadata_need_not_name_the_table(tmp_path: Path) -> None:
    file = folder(tmp_path, {"@context": CONTEXT, "dialect": {"header": False}})
    made = table_to_rdf(tmp_path / "table.csv", base=BASE, metadata=file)
    assert {triple.predicate.value for triple in made} == {
        f"{BASE}table.csv#_col.1",
        f"{BASE}table.csv#_col.2",
    }
    assert (made.rows, made.warnings) == (3, [])


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_a_language_keeps_the_capitals_that_the_metadata_gives_it(
    tmp_path: Path, form: str
) -> None:
    table = 'key,name\nk,"@en-us ""@language"":""en-us"" <a xml:lang=""en-us"">\\"\n'
    columns = [{"titles": "key", "lang": "en-US"}, {"titles": "name", "lang": "en"}]
    file = folder(tmp_path, one(tableSchema={"columns": columns}), table)
    made = table_to_rdf(file, base=BASE)
    content = as_written(serialise(list(made), form), form, made.tags)
    names = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
    found = {str(text.n3()) for text in Graph().parse(data=content, format=names[form]).objects()}
    plain = {str(text.n3()) for text in graph_of(list(table_to_rdf(file, base=BASE))).objects()}
    assert '"k"@en-US' in found
    assert found - {'"k"@en-US'} == plain - {'"k"@en-us'}


def test_an_address_is_the_same_whatever_the_case_of_its_host_and_its_usual_port(
    tmp_path: Path,
) -> None:
    file = folder(tmp_path, one(url="HTTP://Example.ORG:80/t/table.csv"))
    assert len(list(table_to_rdf(file, base=BASE))) == 4
    folder(tmp_path, one(url="http://example.org:8080/t/table.csv"))
    with pytest.raises(DataError, match="outside its folder"):
        list(table_to_rdf(file, base=BASE))
