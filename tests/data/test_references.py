"""The tables under data/ as another CSVW reader, csvw, sees them, and every reference in them leads somewhere.

Simpul's own reader is left aside on purpose: what holds here holds for whoever takes the tables alone.
"""

import csv
import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import rdflib
from csvw import Column, TableGroup

from support import ROOT, SOURCE_TABLES

DATA = ROOT / "data"
ID = "https://w3id.org/simpul/id/"
OF_EACH = "https://w3id.org/simpul/ontology#valueUrlOfEach"
NAME_OF = "https://w3id.org/simpul/ontology#nameOf"


class Reference(NamedTuple):
    """A cell's reference, or one of those in a list."""

    key: str
    column: str
    thing: str
    """Kind and key, such as org/smg."""


def _schema(table: Path) -> dict[str, Any]:
    """Return the schema that the metadata beside a table gives it."""
    metadata = json.loads((table.parent / "csvw-metadata.json").read_text(encoding="utf-8"))
    (name,) = [each["tableSchema"] for each in metadata["tables"] if each["url"] == table.name]
    schema: dict[str, Any] = json.loads((table.parent / name).read_text(encoding="utf-8"))
    return schema


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _columns(schema: dict[str, Any], folder: Path) -> dict[str, Column]:
    """Return the columns by name, as csvw reads them; what csvw would only warn of is an error."""
    # csvw 4.1 crashes on a schema in a file of its own and on "@type": it gets the bare schema inlined.
    bare = {name: value for name, value in schema.items() if not name.startswith("@")}
    group = {
        "@context": "http://www.w3.org/ns/csvw",
        "tables": [{"url": "table.csv", "tableSchema": bare}],
    }
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (table,) = TableGroup.from_file(str(folder / "metadata.json"), data=group).tables
    return {column.name: column for column in table.tableSchema.columns if column.name}


def _references(table: Path) -> Iterator[Reference]:
    patterns = {
        column["name"]: (pattern, column.get("separator"))
        for column in _schema(table)["columns"]
        # A kind of thing (ontology#{kind}) and an address ({+url}) are no references to rows.
        if (pattern := column.get(OF_EACH, column.get("valueUrl", ""))).startswith(ID)
    }
    for row in _rows(table):
        for name, (pattern, separator) in patterns.items():
            kind = re.sub(r"\{\+?\w+\}$", "", pattern).removeprefix(ID)
            cell = row.get(name) or ""
            for item in cell.split(separator) if separator else [cell]:
                if cell:
                    yield Reference(row["key"], name, kind + item)


SCHEMAS = sorted((DATA / "schemas").glob("*.json"))


def _name(path: Path) -> str:
    return str(path.relative_to(DATA))


@pytest.fixture(scope="module")
def references() -> dict[Path, list[Reference]]:
    """The references of each table: 180,000, so looked for where a test needs them, not when tests are collected."""
    return {table: list(_references(table)) for table in SOURCE_TABLES}


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Everything a row may refer to: the rows of all tables and the concepts of the ontology."""
    things = {
        about.removeprefix(ID).replace("{key}", row["key"])
        for table in SOURCE_TABLES
        if (about := _schema(table).get("aboutUrl"))
        for row in _rows(table)
    }
    for file in sorted((ROOT / "ontology").glob("*.ttl")):
        things |= {
            str(subject).removeprefix(ID)
            for subject in rdflib.Graph().parse(file).subjects()
            if str(subject).startswith(ID)
        }
    return things


def test_there_are_tables_schemas_and_references(references: dict[Path, list[Reference]]) -> None:
    assert SOURCE_TABLES
    assert SCHEMAS
    kinds = {each.thing.split("/")[0] for table in references.values() for each in table}
    assert {
        "agreement",
        "city",
        "document",
        "event",
        "initiative",
        "measure",
        "office-kind",
        "org",
        "place",
        "post",
        "role",
        "sector",
        "status",
        "theme",
    } <= kinds


@pytest.mark.parametrize("schema", SCHEMAS, ids=_name)
def test_a_schema_is_valid_csvw(schema: Path) -> None:
    stated = json.loads(schema.read_text(encoding="utf-8"))
    read = _columns(stated, schema.parent)
    assert list(read) == [column["name"] for column in stated["columns"]]
    assert stated["primaryKey"] == "key"
    assert read["key"].required


def test_csvw_refuses_a_schema_with_an_unknown_datatype() -> None:
    schema = {"columns": [{"name": "key", "datatype": "number of cities"}]}
    with pytest.raises((UserWarning, ValueError, AttributeError, KeyError, TypeError)):
        _columns(schema, DATA)


@pytest.mark.parametrize("table", SOURCE_TABLES, ids=_name)
def test_csvw_reads_every_cell_as_its_schema_says(table: Path) -> None:
    columns = _columns(_schema(table), table.parent)
    cells: dict[str, set[str]] = {}
    for row in _rows(table):
        assert row.keys() <= columns.keys()
        for name, cell in row.items():
            cells.setdefault(name, set()).add(cell)
    for name, each in cells.items():
        for cell in each:
            columns[name].read(cell, strict=True)


@pytest.mark.parametrize(
    ("schema", "name", "cell"),
    [
        ("event", "kind", "Holiday"),
        ("event", "city", "Seoul"),
        ("event", "key", "Day 4"),
        ("initiative", "partners", "smg"),
        ("membership", "network", ""),
        ("document", "url", "javascript:alert(1)"),
        ("organisation", "website", "ftp://example.org"),
        ("office", "kind", "president"),
        ("observation", "value", "8,07 juta"),
    ],
)
def test_csvw_refuses_a_cell_that_its_schema_does_not_allow(
    schema: str, name: str, cell: str
) -> None:
    stated = json.loads((DATA / "schemas" / f"{schema}.json").read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match=r".+"):
        _columns(stated, DATA)[name].read(cell, strict=True)


@pytest.mark.parametrize("table", SOURCE_TABLES, ids=_name)
def test_every_reference_of_a_table_leads_to_a_row_or_a_concept(
    table: Path, known: set[str], references: dict[Path, list[Reference]]
) -> None:
    lost = [
        reference
        for reference in references[table]
        # Cities and countries are not in a table: GeoNames has them, and a build checks them.
        if not reference.thing.startswith(("city/", "country/")) and reference.thing not in known
    ]
    assert lost == []


def test_a_reference_to_nothing_is_not_known(known: set[str]) -> None:
    assert "org/smg" in known
    assert "theme/water" in known
    assert known.isdisjoint({"org/smgg", "theme/fire", "place/smg", "event/"})


def test_a_city_bears_one_name_and_every_city_bears_it(
    references: dict[Path, list[Reference]],
) -> None:
    names: dict[str, set[str]] = {}
    for table in SOURCE_TABLES:
        beside = {
            column[NAME_OF]: column["name"]
            for column in _schema(table)["columns"]
            if NAME_OF in column
        }
        for row in _rows(table):
            for city, name in beside.items():
                # Where both are lists, the names stand in the order of the things.
                for thing, called in zip(row[city].split(";"), row[name].split(";"), strict=True):
                    number = thing.removeprefix("city/")
                    if number.isdigit():
                        names.setdefault(number, set()).add(called)
    assert {"1642911": {"Jakarta"}, "1835848": {"Seoul"}}.items() <= names.items()
    assert [city for city, called in names.items() if len(called) != 1 or "" in called] == []
    referred = {
        each.thing.split("/")[1]
        for table in references.values()
        for each in table
        if each.thing.startswith("city/")
    }
    assert referred <= names.keys()


@pytest.mark.parametrize("table", SOURCE_TABLES, ids=_name)
def test_every_thing_with_a_label_has_one_in_english_and_indonesian(table: Path) -> None:
    labelled = [row for row in _rows(table) if "label_en" in row]
    required = {column["name"] for column in _schema(table)["columns"] if column.get("required")}
    assert bool(labelled) == ("label_en" in required)
    assert all(row["label_en"] and row["label_id"] for row in labelled)


@pytest.mark.parametrize("table", SOURCE_TABLES, ids=_name)
def test_lists_in_two_languages_have_as_many_items(table: Path) -> None:
    lists = {
        column["name"].removesuffix("_en")
        for column in _schema(table)["columns"]
        if column["name"].endswith("_en") and "separator" in column
    }
    for row in _rows(table):
        for name in lists & {column.removesuffix("_en") for column in row}:
            assert row[f"{name}_en"].count(";") == row[f"{name}_id"].count(";"), row["key"]
