import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul import paths
from simpul.csvw.templates import filled
from simpul.errors import DataError, Problem
from simpul.tables import SourceTables, find_sources, read_folder, read_tables
from simpul.terms import EDTF, ID, ONTOLOGY, text
from support import MEMBERSHIPS, write_source


def _read(tmp_path: Path, **tables: str | bytes) -> SourceTables:
    return read_tables(read_folder(write_source(tmp_path, tables)))


def _values(tables: SourceTables, key: str, name: str) -> set[str]:
    return {
        text(fact.triple.object)
        for fact in tables.facts
        if text(fact.triple.subject) == ID + key and text(fact.triple.predicate) == ONTOLOGY + name
    }


def _only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def test_a_row_becomes_the_triples_its_schema_says(tmp_path: Path) -> None:
    tables = _read(tmp_path)
    assert tables.problems == []
    assert tables.rows == 5
    key = "membership/1642911-c40"
    assert _values(tables, key, "member") == {f"{ID}city/1642911"}
    assert _values(tables, key, "network") == {f"{ID}org/c40"}


def test_a_date_keeps_what_was_said_and_gets_two_bounds(tmp_path: Path) -> None:
    tables = _read(tmp_path)
    key = "membership/1642911-c40"
    assert _values(tables, key, "begin") == {"2007~"}
    assert _values(tables, key, "beginEarliest") == {"2007-01-01"}
    assert _values(tables, key, "beginLatest") == {"2007-12-31"}
    stated = [
        f.triple.object for f in tables.facts if text(f.triple.predicate) == ONTOLOGY + "begin"
    ]
    assert {str(term.datatype.value) for term in stated} == {EDTF}  # type: ignore[union-attr]  # literals


def test_a_day_is_a_day_and_no_midnight(tmp_path: Path) -> None:
    documents = (
        "key,label_en,label_id,title_en,title_id,retrieved\n"
        "report,Report,Laporan,A report,Sebuah laporan,2026-11-24\n"
    )
    tables = read_tables(read_folder(write_source(tmp_path, {"document": documents})))
    (day,) = (
        fact.triple.object
        for fact in tables.facts
        if fact.triple.predicate.value == f"{ONTOLOGY}retrieved"
    )
    assert str(day) == '"2026-11-24"^^<http://www.w3.org/2001/XMLSchema#date>'


def test_a_list_of_references_becomes_one_iri_for_each(tmp_path: Path) -> None:
    text_ = MEMBERSHIPS.replace(",report\n", ",report;report-2\n")
    documents = "key,label_en,label_id,title_en,title_id\nreport,A,A,A,A\nreport-2,B,B,B,B\n"
    tables = _read(tmp_path, membership=text_, document=documents)
    cited = {
        text(fact.triple.object)
        for fact in tables.facts
        if text(fact.triple.predicate) == "http://purl.org/dc/terms/source"
    }
    assert cited == {f"{ID}document/report", f"{ID}document/report-2"}


def test_the_name_beside_an_id_is_checked_and_not_stated(tmp_path: Path) -> None:
    tables = _read(tmp_path)
    assert (f"{ID}city/1642911", "Jakarta") in {(check.iri, check.name) for check in tables.checks}
    assert "Jakarta" not in {text(fact.triple.object) for fact in tables.facts}


def test_each_thing_knows_its_row(tmp_path: Path) -> None:
    tables = _read(tmp_path)
    rows = {origin.iri: (origin.place.file, origin.place.row) for origin in tables.origins}
    assert rows[f"{ID}membership/1835848-c40"] == ("test-list/membership.csv", 3)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda t: "\ufeff" + t, id="byte-order mark"),
        pytest.param(lambda t: t.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda t: t.replace(",", ";"), id="semicolons"),
        pytest.param(lambda t: t.replace(",", "\t"), id="tabs"),
        pytest.param(lambda t: t + "\n,,,,,\n\n", id="empty rows"),
        pytest.param(
            lambda t: t.upper().split("\n")[0] + "\n" + t.split("\n", 1)[1], id="capitals"
        ),
        pytest.param(
            lambda t: "\n".join(",".join(reversed(line.split(","))) for line in t.splitlines()),
            id="columns in another order",
        ),
    ],
)
def test_the_same_table_in_another_shape_states_the_same(tmp_path: Path, change: object) -> None:
    assert callable(change)
    plain = _read(tmp_path / "a")
    other = _read(tmp_path / "b", membership=change(MEMBERSHIPS))
    assert other.problems == []
    assert {f.triple for f in other.facts} == {f.triple for f in plain.facts}


def test_headings_may_be_in_either_language(tmp_path: Path, root: Path) -> None:
    schema = json.loads((root / "data/schemas/membership.json").read_text())
    titles = {
        column["name"]: column["titles"]["id"] for column in schema["columns"] if "titles" in column
    }
    first, rest = MEMBERSHIPS.split("\n", 1)
    words = [titles[name] for name in first.split(",")]
    heading = ",".join(f'"{w if isinstance(w, str) else w[0]}"' for w in words)
    tables = _read(tmp_path, membership=f"{heading}\n{rest}")
    assert tables.problems == []
    assert tables.rows == 5


BAD_CELLS = [
    ("begin", "2018-13", "Write a date"),
    ("begin", "banana", "Write a date"),
    ("member", "Jakarta", "whole number"),
    ("member", "1.642.911", "whole number"),
    ("network", "", "must not be empty"),
    ("network", "C 40", "Write it in the form"),
]


@pytest.mark.parametrize(("column", "value", "said"), BAD_CELLS)
def test_a_bad_cell_is_told_with_file_row_column_and_remedy(
    tmp_path: Path, column: str, value: str, said: str
) -> None:
    names = MEMBERSHIPS.split("\n")[0].split(",")
    lines = [line.split(",") for line in MEMBERSHIPS.splitlines()]
    lines[2][names.index(column)] = value
    tables = _read(tmp_path, membership="\n".join(",".join(line) for line in lines))
    problem = _only(tables.problems)
    assert (problem.place.file, problem.place.row, problem.place.column) == (
        "test-list/membership.csv",
        3,
        column,
    )
    assert said in str(problem)
    assert "1835848" not in {text(f.triple.subject)[-11:-4] for f in tables.facts}


@pytest.mark.parametrize("value", ["8,07 juta", "1.027.000", "", "many", "NaN", "1 027"])
def test_a_number_that_is_none_is_refused(tmp_path: Path, value: str) -> None:
    table = (
        "key,about,measure,value,unit,source\n"
        f'visitors,org/c40,visitors,"{value}",{{visitor}},report\n'
    )
    measures = "key,label_en,label_id\nvisitors,visitors,pengunjung\n"
    tables = _read(tmp_path, observation=table, measure=measures)
    if value:
        assert _only(tables.problems).place.column == "value"
    else:
        assert tables.problems == []
        assert _values(tables, "observation/visitors", "numericValue") == set()


def test_a_number_keeps_its_digits(tmp_path: Path) -> None:
    table = "key,about,measure,value,unit,source\nv,org/c40,visitors,8070000,{visitor},report\n"
    measures = "key,label_en,label_id\nvisitors,visitors,pengunjung\n"
    tables = _read(tmp_path, observation=table, measure=measures)
    assert _values(tables, "observation/v", "numericValue") == {"8070000"}
    assert _values(tables, "observation/v", "unit") == {"{visitor}"}


@pytest.mark.parametrize(
    ("address", "iri"),
    [
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
        ("http://ja.example.org/イク", "http://ja.example.org/%E3%82%A4%E3%82%AF"),
    ],
)
def test_a_web_address_becomes_an_iri(tmp_path: Path, address: str, iri: str) -> None:
    documents = f"key,label_en,label_id,title_en,title_id,url\nreport,R,L,R,L,{address}\n"
    tables = _read(tmp_path, document=documents)
    assert tables.problems == []
    pages = [
        text(f.triple.object) for f in tables.facts if "landingPage" in f.triple.predicate.value
    ]
    assert pages == [iri]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "example.org", "https://a b"])
def test_what_is_no_web_address_is_refused(tmp_path: Path, address: str) -> None:
    documents = f"key,label_en,label_id,title_en,title_id,url\nreport,R,L,R,L,{address}\n"
    (problem,) = _read(tmp_path, document=documents).problems
    assert problem.place.column == "url"


def test_a_member_is_a_city_or_a_place_of_its_own(tmp_path: Path) -> None:
    table = "key,member_place,network,as_of,source\na-b,gangdong-gu,c40,2016;2022,report\n"
    tables = _read(tmp_path, membership=table)
    assert _values(tables, "membership/a-b", "member") == {f"{ID}place/gangdong-gu"}
    assert _values(tables, "membership/a-b", "asOf") == {"2016", "2022"}
    assert _values(tables, "membership/a-b", "asOfLatest") == {"2016-12-31", "2022-12-31"}


@pytest.mark.parametrize(
    ("cell", "values"), [("1.027", {"1027"}), ("8,07", {"8.07"}), ("8.07", set())]
)
def test_grouped_digits_are_read_right_or_refused(
    tmp_path: Path, cell: str, values: set[str]
) -> None:
    folder = write_source(
        tmp_path, {"observation": f'key,about,measure,value\nv,org/c40,visitors,"{cell}"\n'}
    )
    schema = json.loads((paths.data() / "schemas" / "observation.json").read_text())
    number = {"base": "decimal", "format": {"groupChar": ".", "decimalChar": ","}}
    for column in schema["columns"]:
        if column["name"] == "value":
            column["datatype"] = number
        column.pop("required", None)
    file = folder / "csvw-metadata.json"
    metadata = json.loads(file.read_text())
    for one in metadata["tables"]:
        if "observation" in one["tableSchema"]:
            one["tableSchema"] = schema
    file.write_text(json.dumps(metadata))
    tables = read_tables(read_folder(folder))
    assert _values(tables, "observation/v", "numericValue") == values
    assert len(tables.problems) == (0 if values else 1)


def test_every_fault_of_a_run_is_told_at_once(tmp_path: Path) -> None:
    table = "key,member,network,begin,source\na-b,x,c40,x,report\nc-d,1,c40,2018,\n"
    tables = _read(tmp_path, membership=table, organisation="key,kind\nx,Nothing\n")
    assert len(tables.problems) >= 4


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "empty"),
        ("key,member,source\na-b,1642911,report\n", "column network: this column is missing"),
        (MEMBERSHIPS.replace("begin", "beginn"), "there is no column 'beginn'"),
        (MEMBERSHIPS.replace("begin", "key"), "there are two"),
        (MEMBERSHIPS + "1,2\n", "2 cells where the heading has 6"),
        (MEMBERSHIPS + "1642911-c40,1642911,Jakarta,c40,,report\n", "row 2 already has the key"),
        (MEMBERSHIPS.encode() + b"a-b,1,\xe9,c40,,report\n", "row 4: This line is not UTF-8"),
        (MEMBERSHIPS.encode("utf-16")[:-1], "UTF-16"),
        (MEMBERSHIPS.encode("utf-16-le"), "UTF-16 without a mark"),
        (f"sep=,\n{MEMBERSHIPS}", '"skipRows": 1, "delimiter": ","'),
        (f"\n\n{MEMBERSHIPS}", "blank; what stands below begins in row 3. Delete the rows above"),
        (
            f"Members,,\nof 2024\n{MEMBERSHIPS}",
            'in row 3, below other rows. Delete the rows above, or say "dialect": {"skipRows": 2}',
        ),
        (
            "a,b\n1,2\n",
            "no heading of this table is one of its schema. The columns are: key, member,",
        ),
        (MEMBERSHIPS.replace("begin", ""), "column 5 has cells and no heading"),
        (MEMBERSHIPS.encode() + b"\0", "row 4: This line has a NUL"),
        (MEMBERSHIPS + '"1,2,3\n', "row 4: a double quote"),
        (MEMBERSHIPS + '"1"2,3\n', "row 4: a double quote"),
    ],
)
def test_a_broken_table_is_told_and_says_nothing(
    tmp_path: Path, table: str | bytes, said: str
) -> None:
    tables = _read(tmp_path, membership=table)
    assert any(said in str(problem) for problem in tables.problems), tables.problems
    if "row" not in said and "cells" not in said:
        assert not any("/membership/" in text(fact.triple.subject) for fact in tables.facts)


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_fail(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        tables = _read(Path(folder), membership=content)
        assert tables.rows == 5 or tables.problems or tables.rows == 3


def test_the_cells_of_a_source_are_clean_and_placeholders_are_told(tmp_path: Path) -> None:
    clean = _read(tmp_path / "clean", membership=MEMBERSHIPS.replace("2006-02", ""))
    dirty = MEMBERSHIPS.replace("2006-02", "n/a").replace(",begin", ", From\ufeff")
    tables = _read(tmp_path / "dirty", membership=dirty.replace("c40,", "\u200bc40\xa0,"))
    assert {fact.triple for fact in tables.facts} == {fact.triple for fact in clean.facts}
    (problem,) = tables.problems
    assert "column From: cells that say 'n/a' were taken as empty: 1 (row 3)." in str(problem)


METADATA_FAULTS = [
    (lambda d: d["tables"][0].update(url="../other/membership.csv"), "outside its folder"),
    (lambda d: d["tables"][0].update(url="/etc/passwd"), "outside its folder"),
    (lambda d: d["tables"][0].update(url="http://127.0.0.1/x.csv"), "outside its folder"),
    (lambda d: d["tables"][0].update(url="file:///etc/passwd"), "outside its folder"),
    (lambda d: d["tables"][0].update(url="none.csv"), "does not exist"),
    (lambda d: d["tables"][0].update(tableSchema="http://127.0.0.1/s.json"), "outside its folder"),
    (lambda d: d["tables"][0].update(tableSchema="../../schemas/x.json"), "outside its folder"),
    (lambda d: d["tables"][0].update(tableSchema="../schemas/memberhsip.json"), "does not exist"),
    (lambda d: d["tables"][0].pop("tableSchema"), "no schema"),
    (lambda d: d["tables"][0].pop("url"), "without a url"),
    (lambda d: d.pop("@id"), "@id"),
    (lambda d: d.update({"@id": "not an iri"}), "@id"),
    (lambda d: d.update(tables=[]), "no tables"),
    (lambda d: d.update({"nonsense": "x"}), "nonsense: is not a property here"),
    (lambda d: d.update({"dc:title": {"@nothing": 1}}), "@nothing: may not be used in metadata"),
    (
        lambda d: d["tables"][0].update(
            tableSchema={"aboutUrl": "x{key}", "columns": [{"name": "key", "datatype": "banana"}]}
        ),
        "'banana' is not a built-in datatype",
    ),
]


@pytest.mark.parametrize(("spoil", "said"), METADATA_FAULTS)
def test_metadata_that_is_wrong_or_reaches_out_is_refused(
    tmp_path: Path, spoil: object, said: str
) -> None:
    assert callable(spoil)
    folder = write_source(tmp_path)
    file = folder / "csvw-metadata.json"
    document = json.loads(file.read_text())
    spoil(document)
    file.write_text(json.dumps(document))
    with pytest.raises(DataError, match=said):
        read_folder(folder)


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe", b'{"a": 1,}'])
def test_metadata_that_is_no_json_object_is_told(tmp_path: Path, content: bytes) -> None:
    folder = write_source(tmp_path)
    (folder / "csvw-metadata.json").write_bytes(content)
    with pytest.raises(DataError, match=r"JSON|UTF-8"):
        read_folder(folder)


def test_a_folder_without_sources_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="contains no source"):
        find_sources(tmp_path)
    with pytest.raises(DataError, match="contains no source"):
        find_sources(tmp_path / "none")


def test_schemas_of_ones_own_come_before_those_that_ship(tmp_path: Path) -> None:
    folder = write_source(tmp_path)
    (tmp_path / "schemas").mkdir()
    own = {
        "aboutUrl": f"{ID}membership/{{key}}",
        "columns": [
            {"name": "key", "required": True, "suppressOutput": True},
            {"name": "extra", "propertyUrl": "skos:note"},
        ],
    }
    (tmp_path / "schemas" / "membership.json").write_text(json.dumps(own))
    (folder / "membership.csv").write_text("key,extra\na,b\n")
    tables = read_tables(read_folder(folder))
    assert tables.problems == []
    assert "b" in {text(fact.triple.object) for fact in tables.facts}


@pytest.mark.parametrize(
    ("pattern", "row", "expected"),
    [
        ("http://x/{a}", {"a": "b c"}, "http://x/b%20c"),
        ("http://x/{+a}", {"a": "org/smg"}, "http://x/org/smg"),
        ("http://x/{a}", {}, None),
        ("http://x/{a}", {"a": ""}, None),
        ("http://x/{a}{?b}", {"a": "1", "b": "2"}, "http://x/1?b=2"),
        ("rdf:type", {}, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
    ],
)
def test_a_template_fills_or_makes_nothing(
    pattern: str, row: dict[str, str], expected: str | None
) -> None:
    assert filled(pattern)(row) == expected


@pytest.mark.parametrize(("network", "lost"), [("c40", 0), ("c41", 1)])
def test_a_foreign_key_of_a_schema_must_lead_to_a_row(
    tmp_path: Path, network: str, lost: int
) -> None:
    folder = write_source(tmp_path, {"membership": MEMBERSHIPS.replace(",c40,2007~", f",{network},2007~")})  # fmt: skip
    (tmp_path / "schemas").mkdir()
    for kind in ("membership", "organisation"):
        schema = json.loads((paths.data() / "schemas" / f"{kind}.json").read_text())
        if kind == "membership":
            reference = {
                "schemaReference": "../schemas/organisation.json",
                "columnReference": "key",
            }
            schema["foreignKeys"] = [{"columnReference": "network", "reference": reference}]
        (tmp_path / "schemas" / f"{kind}.json").write_text(json.dumps(schema))
    problems = read_tables(read_folder(folder)).problems
    assert len(problems) == lost
    assert all("membership.csv, row 2, column network: there is no row" in str(p) for p in problems)
