"""The names that GeoNames does not have: each with a source, each of a city that GeoNames has."""

import csv
from datetime import date
from pathlib import Path

import pytest

from simpul.naming.atlas import DISTRICT, key
from simpul.naming.gazetteer import find, names_of
from simpul.naming.gazetteer.other_names import OF_CITIES, edition, names_of_cities, table

with table().open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_a_name_has_a_source_and_a_city_that_does_not_have_it_yet(row: dict[str, str]) -> None:
    (city,) = find([row["geonames_id"]]).values()
    assert key(row["name"]) not in {key(name) for name in names_of(city)}
    assert row["kind"] in {*OF_CITIES, DISTRICT}
    assert row["source"]
    assert row["url"].startswith("http")
    assert date.fromisoformat(row["retrieved"]) >= date(2026, 11, 26)


def test_the_names_of_a_city_are_together() -> None:
    assert {*names_of_cities()[1621177]} == {"Jogja", "Yogya"}
    assert sum(map(len, names_of_cities().values())) == sum(
        row["kind"] in OF_CITIES for row in ROWS
    )


def test_an_index_is_made_anew_when_the_table_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = edition()
    copy = tmp_path / "names.csv"
    copy.write_bytes(table().read_bytes() + b"1,A,short name,B,https://example.org,2026-11-26\n")
    monkeypatch.setattr("simpul.naming.gazetteer.other_names.table", lambda: copy)
    assert edition() != before
