"""Every row of an original is in the tables of its source, joined to another row, or left out with a reason."""

import csv
import json
from pathlib import Path

import pytest

from support import ROOT

METADATA = "csvw-metadata.json"
ORIGINAL_ROWS = "https://w3id.org/simpul/ontology#originalRows"


def _metadata(source: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((source / METADATA).read_text(encoding="utf-8"))
    return found


COUNTED = [
    file.parent
    for file in sorted((ROOT / "data").glob(f"*/{METADATA}"))
    if ORIGINAL_ROWS in _metadata(file.parent)
]


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _of_the_original(table: Path) -> int:
    return sum(int(row["original_rows"]) for row in _rows(table) if row.get("original_rows"))


def test_the_covenant_is_a_source_whose_original_is_counted() -> None:
    assert "covenant-of-mayors" in {source.name for source in COUNTED}


@pytest.mark.parametrize("source", COUNTED, ids=lambda source: source.name)
def test_the_rows_of_an_original_are_stated_or_left_out(source: Path) -> None:
    stated = _metadata(source)[ORIGINAL_ROWS]
    assert isinstance(stated, dict)
    assert sum(_of_the_original(table) for table in source.glob("*.csv")) == stated["@value"]


def test_a_signatory_that_signed_again_is_one_membership_of_several_rows() -> None:
    rows = _rows(ROOT / "data" / "covenant-of-mayors" / "memberships.csv")
    members = [row["member"] or row["member_place"] for row in rows]
    assert len(members) == len(set(members))
    for row in rows:
        assert int(row["original_rows"]) == len(row["passage"].split(";")), row["key"]
        assert row["begin"] < min(row["signed_again"].split(";")) or not row["signed_again"]
