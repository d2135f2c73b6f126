"""How much each source holds, and the totals that its publishers state."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from support import ROOT, SOURCE_TABLES

DATA = ROOT / "data"
GOLDEN = Path(__file__).parent / "counts.csv"


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_source_holds_as_many_rows_as_were_counted(request: pytest.FixtureRequest) -> None:
    lines = [f"{table.parent.name},{table.stem},{len(_rows(table))}" for table in SOURCE_TABLES]
    content = "\n".join(["source,table,rows", *lines]) + "\n"
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(content, encoding="utf-8")
    assert content == GOLDEN.read_text(encoding="utf-8")


def test_100rc_chose_33_then_35_then_37_cities() -> None:
    rows = _rows(DATA / "100rc-cohorts" / "memberships.csv")
    assert Counter(row["cohort"] for row in rows) == {"1": 33, "2": 35, "3": 37}
    days = {(row["cohort"], row["begin"]) for row in rows}
    # The Hague's page has a year only.
    assert days == {("1", "2013-12-03"), ("2", "2014-12-03"), ("3", "2016-05-25"), ("3", "2016")}
    assert len({row["member"] or row["member_place"] for row in rows}) == 105


def test_c40_has_97_members_on_its_own_list_and_six_more_in_datasets() -> None:
    rows = _rows(DATA / "c40-members" / "memberships.csv")
    assert len({row["member"] or row["member_place"] for row in rows}) == len(rows) == 103
    own = [row for row in rows if "c40-members" in row["source"].split(";")]
    assert len(own) == 97
    assert {row["certainty"] for row in own} == {""}
    others = {row["member_name"] for row in rows if row not in own}
    assert others == {"Moscow", "Venice", "Caracas", "Kolkata", "Jaipur", "Basel"}
    alone = {row["member_name"] for row in own if row["source"] == "c40-members"}
    assert alone == {"Casablanca", "Fortaleza", "Ahmedabad"}


@pytest.mark.parametrize(
    ("source", "table", "cohort", "count"),
    [
        ("cnca-founders", "memberships", "founder", 17),
        ("eurocities-founders", "memberships", "founder", 6),
        ("mgmac-capitals", "memberships", None, 10),
        ("wego-founders", "memberships", "founder", 23),
    ],
)
def test_a_list_has_as_many_members_as_its_publisher_states_or_as_were_seen(
    source: str, table: str, cohort: str | None, count: int
) -> None:
    rows = _rows(DATA / source / f"{table}.csv")
    assert sum(cohort is None or row["cohort"] == cohort for row in rows) == count


def test_every_statement_on_a_member_is_a_membership_or_an_office() -> None:
    kinds = Counter(
        table.stem
        for table in SOURCE_TABLES
        if table.stem in {"memberships", "offices"}
        and table.parent.name != "jakarta-seoul-visit-2018"
        for row in _rows(table)
        if not row.get("original_rows")  # those of an original are counted in test_accounting.py
    )
    # 466 statements, two of which say two things at once: a membership and an office.
    assert kinds.total() == 468


def test_jakarta_names_21_sister_cities_and_tokyo_12() -> None:
    assert len(_rows(DATA / "sister-cities-jakarta" / "agreements.csv")) == 21
    assert len(_rows(DATA / "sister-cities-tokyo" / "agreements.csv")) == 12
    claimed = _rows(DATA / "sister-cities-jakarta" / "agreements.csv")
    assert all("city/1642911" in row["claimed_by"].split(";") for row in claimed)


def test_a_document_is_described_alike_in_every_source_and_says_who_published_it_when_it_was_read() -> (
    None
):
    known: dict[str, dict[str, str]] = {}
    for table in sorted(DATA.glob("*/documents.csv")):
        for row in _rows(table):
            stated = {name: cell for name, cell in row.items() if cell}
            assert known.setdefault(row["key"], stated) == stated
            assert row["retrieved"]
            assert row["rights_en"]
            assert row.get("publisher_name") or row["note_en"], row["key"]


def test_no_cell_holds_a_mail_address_or_a_telephone_number() -> None:
    for file in SOURCE_TABLES:
        for row in _rows(file):
            for name, cell in row.items():
                assert "@" not in cell, (file, row["key"], name)
                assert name == "url" or not re.search(r"\+\d[\d ()-]{7,}", cell), (file, row["key"])


def test_a_document_without_an_address_says_why() -> None:
    for table in sorted(DATA.glob("*/documents.csv")):
        for row in _rows(table):
            dataset = row["key"] in {"climactor", "cdp-c40"} or row["key"].startswith("wiki")
            assert row.get("url") or dataset or row["note_en"], row["key"]
