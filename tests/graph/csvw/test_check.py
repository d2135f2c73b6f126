"""Valid, valid with warnings, or not: what a validator says of a table and its metadata."""

import json
from pathlib import Path

import pytest

from simpul.csvw import check_table, table_to_rdf
from simpul.errors import Severity, UsageError

CONTEXT = "http://www.w3.org/ns/csvw"
TABLE = "key,name,since\nk,Jakarta,2018\nl,Bandung,2019\n"
KEY, NAME, SINCE = ({"titles": title, "name": title} for title in ("key", "name", "since"))


def checked(folder: Path, metadata: object, table: str = TABLE) -> tuple[str, str]:
    """Return the verdict, and what is said."""
    (folder / "table.csv").write_text(table)
    file = folder / "metadata.json"
    file.write_text(json.dumps(metadata))
    problems = check_table(file)
    errors = any(problem.severity is Severity.ERROR for problem in problems)
    verdict = "invalid" if errors else "warned" if problems else "valid"
    return verdict, "\n".join(map(str, problems))


def of(*columns: object, **schema: object) -> dict[str, object]:
    return {
        "@context": CONTEXT,
        "url": "table.csv",
        "tableSchema": {"columns": [*columns], **schema},
    }


def typed(datatype: object) -> dict[str, object]:
    return of(KEY, NAME, SINCE | {"datatype": datatype})


REFERENCE = {"resource": "table.csv", "columnReference": "name"}

VALID = [
    {"@context": CONTEXT, "url": "table.csv"},
    of(KEY, NAME, SINCE),
    of(KEY, NAME, SINCE, primaryKey="key"),
    of(KEY, NAME, {"titles": ["since", "from"]}),
    of(KEY, NAME, {"titles": {"en-US": "since"}}) | {"lang": "EN"},
    of(KEY, NAME, {}),
    typed("gYear"),
    typed({"base": "integer", "minimum": 2018}),
    of(KEY, NAME, SINCE, foreignKeys=[{"columnReference": "name", "reference": REFERENCE}]),
    of(KEY, NAME, SINCE) | {"dc:title": {"@value": "x", "@language": None}},
    of(KEY, NAME, SINCE) | {"dc:title": {"@value": "x", "@type": "string"}},
    of(KEY, NAME, SINCE) | {"dc:subject": {"@type": ["Table", "schema:City"]}},
    of(NAME, SINCE) | {"dialect": {"skipColumns": 1}},
    of({"name": "key"}, {"name": "name"}, {"name": "since"})
    | {"dialect": {"header": False, "skipRows": 1}},
]
WARNED = [
    ({"url": "table.csv"}, "@context"),
    (of(KEY, NAME, SINCE, foo=1), "foo: is not a property here"),
    (of(KEY, NAME, SINCE, primaryKey="other"), "there is no column other"),
    (of(KEY, NAME, SINCE | {"titles": {"en": 1}}), "not text"),
    (of(KEY, NAME, SINCE | {"titles": ["since", 1]}), "not text"),
    (of(KEY, NAME, SINCE | {"name": "since-when"}), "is not a name"),
    (of(KEY, NAME, SINCE | {"null": ["x", 1]}), "null: ['x', 1] does not fit"),
    (of(KEY, NAME, SINCE | {"url": "x"}), "url: is not a property here"),
    (of(KEY, NAME, SINCE) | {"@id": 1}, "@id: 1 is not an address"),
    (of(KEY, NAME, SINCE) | {"lang": "not-a-language"}, "lang: 'not-a-language' does not fit"),
    (of(KEY, NAME, SINCE) | {"dialect": 1}, "dialect"),
    (of(KEY, NAME, SINCE) | {"dialect": {"skipRows": -1}}, "dialect.skipRows: -1 does not fit"),
    (of(KEY, NAME, SINCE, 1), "columns[3]: must be an object"),
    (typed("year"), "not a built-in datatype"),
    (typed({"base": "integer", "format": "0.#.0"}), "not a format for this datatype"),
]
INVALID = [
    ({"@context": CONTEXT, "tables": []}, "at least one table"),
    (
        {"@context": CONTEXT, "url": "table.csv", "tableSchema": {"columns": 1}},
        "columns: must be a list",
    ),
    (of(KEY, NAME), "3 columns where the metadata has 2"),
    (of(KEY, SINCE, NAME), "is the order wrong"),
    (of(KEY, NAME, {"name": "since"}), "headed 'since'"),
    (of(KEY, NAME, {"titles": "Since"}), "headed 'since'"),
    (of(KEY, NAME, {"name": "since", "titles": {"not-a-language": "since"}}), "headed 'since'"),
    (of(KEY, NAME, SINCE) | {"@id": "_:x"}, "may not begin with _:"),
    (of(KEY, NAME, SINCE) | {"dc:title": {"@value": "x", "@language": 1}}, "not a language tag"),
    (of(KEY, NAME, SINCE) | {"dc:subject": {"@type": "city"}}, "must be a known term"),
    (of(KEY, NAME, {"titles": {"de": "since"}}) | {"lang": "en"}, "headed 'since'"),
    (typed("date"), "row 2, column since: '2018' does not fit here"),
    (typed({"base": "integer", "minimum": 2019}), "'2018' does not fit here"),
    (typed({"base": "integer", "format": "0.0"}), "'2018' does not fit here"),
    (of(KEY, NAME | {"required": True, "null": "Jakarta"}, SINCE), "must not be empty"),
]


@pytest.mark.parametrize("metadata", VALID)
def test_a_table_that_fits_its_metadata_is_valid(tmp_path: Path, metadata: object) -> None:
    assert checked(tmp_path, metadata) == ("valid", "")


@pytest.mark.parametrize(("metadata", "words"), WARNED)
def test_values_that_metadata_may_not_have_are_warned_of(
    tmp_path: Path, metadata: object, words: str
) -> None:
    verdict, told = checked(tmp_path, metadata)
    assert verdict == "warned", told
    assert words in told


@pytest.mark.parametrize(("metadata", "words"), INVALID)
def test_a_table_that_does_not_fit_its_metadata_is_invalid(
    tmp_path: Path, metadata: object, words: str
) -> None:
    verdict, told = checked(tmp_path, metadata)
    assert verdict == "invalid"
    assert words in told


@pytest.mark.parametrize(
    ("table", "key", "verdict"),
    [
        ("key,name,since\nk,k,1\nl,k,2\n", {"primaryKey": "key"}, "valid"),
        ("key,name,since\nk,k,1\nk,k,2\n", {"primaryKey": "key"}, "invalid"),
        ("key,name,since\nk,k,1\nk,k,2\n", {"primaryKey": ["key", "since"]}, "valid"),
        ("key,name,since\nk,l,1\nl,k,2\n", {"foreign": "key"}, "valid"),
        ("key,name,since\nk,x,1\nl,k,2\n", {"foreign": "key"}, "invalid"),
        ("key,name,since\nk,k,1\nk,k,2\n", {"foreign": "key"}, "invalid"),
        ("key,name,since\nk,,1\nl,,2\n", {"foreign": "key"}, "valid"),
    ],
)
def test_keys_stand_once_and_references_lead_to_one_row(
    tmp_path: Path, table: str, key: dict[str, object], verdict: str
) -> None:
    if "foreign" in key:
        reference = {"resource": "table.csv", "columnReference": key["foreign"]}
        key = {"foreignKeys": [{"columnReference": "name", "reference": reference}]}
    assert checked(tmp_path, of(KEY, NAME, SINCE, **key), table)[0] == verdict


@pytest.mark.parametrize(
    ("datatype", "one", "other", "verdict"),
    [
        ("integer", "01", "+1", "invalid"),
        ("integer", "1,000", "1000", "invalid"),
        ("decimal", "1.50", "1.5", "invalid"),
        ("double", "1e3", "1000.0", "invalid"),
        ("decimal", "0.1", "1", "valid"),
        ("decimal", f"0.{'1' * 40}", f"0.{'1' * 39}2", "valid"),
        ("boolean", "1", "true", "invalid"),
        ("hexBinary", "0fb7", "0FB7", "invalid"),
        ("dateTime", "2018-03-22T10:00:00Z", "2018-03-22T17:00:00+07:00", "invalid"),
        ("dateTime", "2018-03-22T10:00:00", "2018-03-22T10:00:00Z", "valid"),
        ("string", "01", "1", "valid"),
    ],
)
def test_one_value_written_in_two_ways_is_one_key(
    tmp_path: Path, datatype: str, one: str, other: str, verdict: str
) -> None:
    table = f'key,name,since\n"{one}",x,1\n"{other}",y,2\n'
    metadata = of(KEY | {"datatype": datatype}, NAME, SINCE, primaryKey="key")
    assert checked(tmp_path, metadata, table)[0] == verdict


def test_a_reference_leads_to_a_number_however_it_is_written(tmp_path: Path) -> None:
    reference = {"resource": "table.csv", "columnReference": "key"}
    metadata = of(
        KEY | {"datatype": "integer"},
        NAME | {"datatype": "decimal"},
        SINCE,
        foreignKeys=[{"columnReference": "name", "reference": reference}],
    )
    assert checked(tmp_path, metadata, "key,name,since\n01,1.0,x\n") == ("valid", "")


def test_a_list_is_another_key_than_a_text_with_a_semicolon(tmp_path: Path) -> None:
    metadata = of(KEY | {"separator": "|"}, NAME, SINCE, primaryKey="key")
    assert checked(tmp_path, metadata, "key,name,since\na;b,x,1\na|b,y,2\n")[0] == "valid"


ADDRESSES = [
    "table.csv",
    "./table.csv",
    "../t/table.csv",
    "%74able.csv",
    "http://example.org/t/table.csv",
    "HTTP://Example.ORG:80/t/table.csv",
    "http://example.org/t/other/../table.csv",
    "http://example.org/%74/table.csv",
]


@pytest.mark.parametrize("base", ["http://example.org/t/", "HTTP://EXAMPLE.org:80/t"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_table_is_the_same_by_each_of_its_addresses(
    tmp_path: Path, address: str, base: str
) -> None:
    reference = {"resource": address, "columnReference": "key"}
    key = {"columnReference": "key", "reference": reference}
    (tmp_path / "table.csv").write_text(TABLE)
    file = tmp_path / "table.csv-metadata.json"
    file.write_text(json.dumps(of(KEY, NAME, SINCE, foreignKeys=[key]) | {"url": "table.csv"}))
    assert check_table(file, base=base) == []
    file.write_text(json.dumps(of(KEY, NAME, {"titles": "other"}) | {"url": address}))
    told = check_table(tmp_path / "table.csv", base=base)
    assert "headed 'since'" in str(told[0]), "the metadata beside the table speaks of it"


@pytest.mark.parametrize(
    "address", ["http://example.org/table.csv", "https://example.org/t/table.csv", "%2Ftable.csv"]
)
def test_another_address_is_another_table(tmp_path: Path, address: str) -> None:
    (tmp_path / "table.csv").write_text(TABLE)
    reference = {"resource": address, "columnReference": "key"}
    key = {"columnReference": "key", "reference": reference}
    file = tmp_path / "metadata.json"
    file.write_text(json.dumps(of(KEY, NAME, SINCE, foreignKeys=[key])))
    told = check_table(file, base="http://example.org/t/")
    assert "there is no table or schema" in str(told[0])


@pytest.mark.parametrize(
    ("table", "column", "verdict"),
    [
        ("key\nk\n\nl\n", {"titles": "key"}, "valid"),
        ("key\nk\n\nl\n", {"titles": "key", "required": True}, "invalid"),
    ],
)
def test_an_empty_line_is_the_empty_cell_of_a_table_with_one_column(
    tmp_path: Path, table: str, column: dict[str, object], verdict: str
) -> None:
    assert checked(tmp_path, of(column), table)[0] == verdict


def test_an_empty_line_of_a_wider_table_is_told(tmp_path: Path) -> None:
    verdict, told = checked(tmp_path, of(KEY, NAME, SINCE), TABLE + "\n")
    assert verdict == "warned"
    assert "row 4: this row is empty" in told


def test_a_converter_goes_on_where_a_validator_stops(tmp_path: Path) -> None:
    metadata = typed("date")
    assert checked(tmp_path, metadata)[0] == "invalid"
    made = table_to_rdf(tmp_path / "metadata.json")
    assert len(list(made)) == 6
    assert len(made.warnings) == 2


def test_every_row_of_an_invalid_table_is_looked_at(tmp_path: Path) -> None:
    verdict, told = checked(tmp_path, typed("date"))
    assert verdict == "invalid"
    assert "row 2" in told
    assert "row 3" in told


def test_a_check_refuses_an_address_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(TABLE)
    with pytest.raises(UsageError, match="not an absolute address"):
        check_table(tmp_path / "table.csv", base="here")
