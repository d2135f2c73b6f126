"""What the questions mean: bounds of dates, doubt, symmetry, many sources, and what a list leaves out."""

import re
import shutil
from pathlib import Path

import pytest

import simpul
from simpul import locale
from simpul.answer.rows import of_question
from simpul.catalogue import fill, question
from simpul.ingest.build import build
from simpul.naming import Names
from simpul.store import OxigraphStore, open_store
from simpul.terms import ID, text
from support import ARTICLE, ROOT, write_source

Rows = list[dict[str, str]]
SOURCES = ROOT / "tests" / "queries" / "sources"
YEARS = {
    # Jakarta left in March 2015; Tokyo joined in 2013 or 2014, Seoul between 2012 and 2014.
    "2009": {},
    "2011": {"Jakarta": True},
    "2012": {"Jakarta": True, "Bangkok": False, "Seoul": False},
    "2013": {"Jakarta": True, "Bangkok": False, "Seoul": False, "Tokyo": False},
    "2014": {"Jakarta": True, "Bangkok": False, "Seoul": True, "Tokyo": True},
    "2015-03-31": {"Jakarta": True, "Bangkok": False, "Seoul": True, "Tokyo": True},
    "2015-04-01": {"Bangkok": False, "Seoul": True, "Tokyo": True},
    "2019-06-30": {"Bangkok": False, "Seoul": True, "Tokyo": True},
    # The network ended some day in July.
    "2019-07-15": {"Bangkok": False, "Seoul": False, "Tokyo": False},
    "2019-08": {},
}
CITIES = {"1642911": "Jakarta", "1609350": "Bangkok", "1835848": "Seoul", "1850147": "Tokyo"}
SEEN = {"Hanoi": "1581130", "Manila": "1701668"}


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


def rows(store: OxigraphStore, name: str, **values: str) -> Rows:
    assert store.folder is not None
    names = Names(store.folder)
    try:
        found = store.select(fill(question(name), values, names))
    finally:
        names.close()
    _columns, shown = of_question(question(name), found.variables, found.rows)
    return [{key: text(value) for key, value in row.items()} for row in shown]


def local(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


@pytest.mark.parametrize("day", YEARS)
def test_members_as_of_a_day_are_told_by_the_bounds_of_dates(
    office: OxigraphStore, day: str
) -> None:
    found = rows(office, "members", network="KN", asOf=day)
    told = {local(row["member"]): row["sure"] == "true" for row in found}
    assert {CITIES[key]: sure for key, sure in told.items() if key in CITIES} == YEARS[day]


@pytest.mark.parametrize(
    ("day", "expected"), [("2016-12", "false"), ("2017-05", "true"), ("2019-08", None)]
)
def test_a_member_seen_later_may_have_been_one_before(
    office: OxigraphStore, day: str, expected: str | None
) -> None:
    found = {local(r["member"]): r["sure"] for r in rows(office, "members", network="KN", asOf=day)}
    assert found.get(SEEN["Manila"]) == expected


def test_an_elected_office_makes_a_member_and_hosting_makes_none(office: OxigraphStore) -> None:
    found = {local(r["member"]) for r in rows(office, "members", network="KN", asOf="2018")}
    assert SEEN["Hanoi"] in found
    assert "1880252" not in found


def test_the_end_of_an_office_ends_no_membership(office: OxigraphStore) -> None:
    found = {local(r["member"]): r for r in rows(office, "members", network="KN", asOf="2018-06")}
    assert found[SEEN["Hanoi"]]["sure"] == "true"


def test_a_place_is_one_row_and_both_dates_that_sources_say_are_shown(
    office: OxigraphStore,
) -> None:
    found = [
        r for r in rows(office, "members", network="KN", asOf="2015") if "1850147" in r["member"]
    ]
    assert [(row["begin"], row["otherBegin"]) for row in found] == [("2013", "2014")]


def test_without_a_day_the_latest_day_on_which_a_source_was_read_counts(
    office: OxigraphStore,
) -> None:
    # The article was read on 2026-11-23: a promise due in 2026 may be overdue by then, one due in 2030 is not.
    assert rows(office, "overdue") == rows(office, "overdue", asOf="2026-11-23")
    assert rows(office, "overdue") != rows(office, "overdue", asOf="2018-05-02")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-01-01", {}),
        ("2018-06-01", {"test-photographs": True, "test-drawings": False}),
        ("2019-01-01", {"test-photographs": True, "test-drawings": True}),
        (
            "2030-06-15",
            {
                "test-photographs": True,
                "test-drawings": True,
                "test-youth": True,
                "test-guide": False,
            },
        ),
    ],
)
def test_what_is_overdue_for_sure_has_passed_its_last_day(
    office: OxigraphStore, day: str, expected: dict[str, bool]
) -> None:
    found = rows(office, "overdue", asOf=day)
    assert {local(row["what"]): row["sure"] == "true" for row in found} == expected


def test_years_are_counted_back_from_the_29th_of_february_too(office: OxigraphStore) -> None:
    on_leap_day = rows(office, "dormant-ties", city="Jakarta", years="6", asOf="2024-02-29")
    assert on_leap_day == rows(office, "dormant-ties", city="Jakarta", years="6", asOf="2024-02-28")
    assert on_leap_day


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("ties-between", ()),
        ("events-together", ()),
        ("visits", ()),
        ("shared-networks", ("begin",)),
    ],
)
def test_a_symmetric_tie_is_the_same_from_both_sides(
    curated: OxigraphStore, name: str, sides: tuple[str, ...]
) -> None:
    mirrored = {one: f"other{one.title()}" for one in sides}
    mirrored |= {other: one for one, other in mirrored.items()}
    forth = rows(curated, name, a="Jakarta", b="Seoul")
    back = [
        {mirrored.get(key, key): value for key, value in row.items()}
        for row in rows(curated, name, a="Seoul", b="Jakarta")
    ]
    assert forth
    assert forth == back


def test_a_tie_that_both_cities_claim_is_one_row(curated: OxigraphStore) -> None:
    tokyo = "https://w3id.org/simpul/id/city/1850147"
    found = [r for r in rows(curated, "sister-cities", city="Jakarta") if r["sister"] == tokyo]
    assert [(r["cityClaims"], r["sisterClaims"]) for r in found] == [("true", "true")]


def test_doubt_is_shown_and_never_counted(office: OxigraphStore) -> None:
    (knots,) = (r for r in rows(office, "networks") if r.get("short") == "KN")
    assert (knots["members"], knots["doubtful"]) == ("5", "1")
    sharing = rows(office, "cities-sharing-networks", city="Jakarta", least="1")
    assert "1609350" not in {local(row["other"]) for row in sharing}
    assert "1609350" in {
        local(row["member"]) for row in rows(office, "members", network="KN", asOf="2018")
    }


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    """The made-up sources, and another source that says all the ledger says."""
    folder = tmp_path_factory.mktemp("twice")
    again = shutil.copytree(SOURCES / "ledger", folder / "again")
    metadata = again / "csvw-metadata.json"
    metadata.write_text(metadata.read_text(encoding="utf-8").replace("test-ledger", "test-again"))
    build([ARTICLE, SOURCES, folder], folder / "store")
    return open_store(folder / "store")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("networks", {}),
        ("members", {"network": "KN", "asOf": "2014"}),
        ("cities-sharing-networks", {"city": "Jakarta", "least": "1"}),
        ("similar-cities", {"city": "Jakarta", "least": "1"}),
        ("intakes", {"network": "KN"}),
        ("cooperation-within", {"network": "KN"}),
        ("joined-or-left", {"from": "2011", "until": "2019", "network": "KN"}),
        ("partners", {"city": "Jakarta"}),
        ("days-by-theme", {}),
        ("sister-cities", {"city": "Jakarta"}),
        ("unanswered-requests", {}),
    ],
)
def test_what_two_graphs_say_counts_once(
    office: OxigraphStore, twice: OxigraphStore, name: str, values: dict[str, str]
) -> None:
    once = rows(office, name, **values)
    assert once
    assert rows(twice, name, **values) == once


def test_what_two_sources_say_rests_on_none_alone(
    office: OxigraphStore, twice: OxigraphStore
) -> None:
    alone = {row["fact"] for row in rows(office, "single-source", about="Seoul")}
    not_alone = {row["fact"] for row in rows(twice, "single-source", about="Seoul")}
    seoul = "https://w3id.org/simpul/id/membership/test-seoul"
    assert seoul in alone
    assert seoul not in not_alone


@pytest.mark.parametrize(("completeness", "expected"), [("complete", 1), ("partial", 0)])
def test_only_a_full_list_proves_that_a_tie_is_not_on_it(
    tmp_path: Path, completeness: str, expected: int
) -> None:
    agreements = (
        "key,kind,label_en,label_id,claimed_by,source\n"
        "x,SisterCityAgreement,Sisters,Bersaudara,city/1835848,report\n"
    )
    parties = (
        "key,agreement,party,role,source\n"
        "x-a,x,city/1642911,party,report\nx-b,x,city/1835848,party,report\n"
    )
    write_source(tmp_path / "data", {"agreement": agreements, "party": parties})
    listing = write_source(tmp_path / "data", key="jakarta-list")
    metadata = listing / "csvw-metadata.json"
    metadata.write_text(
        metadata.read_text(encoding="utf-8")
        .replace("completeness/sample", f"completeness/{completeness}")
        .replace(
            '"tables"',
            '"https://w3id.org/simpul/ontology#listOf": '
            '{"@id": "https://w3id.org/simpul/id/city/1642911"}, '
            '"https://w3id.org/simpul/ontology#completeAsOf": '
            '{"@value": "2019-02-01", "@type": "date"}, "tables"',
        )
    )
    build([tmp_path / "data"], tmp_path / "store")
    found = rows(open_store(tmp_path / "store"), "one-sided-sister-cities", city="Jakarta")
    assert [row["claimed"] for row in found] == ["true"] * expected


def test_of_two_dates_that_agree_the_finer_is_shown(curated: OxigraphStore) -> None:
    (visit,) = (
        row
        for row in rows(curated, "events-together", a="Jakarta", b="Seoul")
        if row["event"].endswith("/clv-seoul-2018")
    )
    assert (visit["begin"], visit["end"]) == ("2018-03-19", "2018-03-23")


def test_a_day_with_two_sessions_on_a_theme_counts_once(article: OxigraphStore) -> None:
    (row,) = (
        row for row in rows(article, "days-by-theme") if row["theme"].endswith("/participation")
    )
    assert (row["days"], row["events"]) == ("1", "2")


def test_days_are_counted_across_months_and_leap_years(tmp_path: Path) -> None:
    events = (
        "key,kind,label_en,label_id,begin,end,themes,source\n"
        "a,Meeting,A,A,2020-02-28,2020-03-01,water,report\n"
        "b,Meeting,B,B,2021-12-31,2022-01-02,water,report\n"
        "c,Meeting,C,C,2022-01-02,2022-01-02,water,report\n"
        "d,Meeting,D,D,2022-01,2022-01,water,report\n"
    )
    write_source(tmp_path / "data", {"event": events})
    build([tmp_path / "data"], tmp_path / "store")
    (row,) = rows(open_store(tmp_path / "store"), "days-by-theme")
    assert (row["days"], row["events"], row["undated"]) == ("6", "4", "1")


WITH_PASSAGES = {
    "shared-networks": {"a": "Jakarta", "b": "Seoul"},
    "memberships": {"city": "Jakarta"},
    "sister-cities": {"city": "Jakarta"},
    "lessons": {"by": "Jakarta"},
}
REPORT = "Report on day 4 in Seoul, March 2018"


@pytest.mark.parametrize("name", WITH_PASSAGES)
def test_a_passage_is_told_of_its_own_document_alone(curated_store: Path, name: str) -> None:
    kg = simpul.open(curated_store, lang="en")
    rows = kg.query(name, WITH_PASSAGES[name]).with_sources().rows
    cites = {cite for row in rows for cite in text(row.get("sources")).split("; ")}
    told = {cite.rpartition(", ")[0] for cite in cites if re.search(r", [IV]+\.\d+$", cite)}
    assert told == {REPORT}


def test_each_source_is_told_with_its_own_documents_alone(curated_store: Path) -> None:
    kg = simpul.open(curated_store, lang="en")
    rows = kg.query("who-says-so", thing="membership/1642911-c40").to_dicts()
    report = {
        row["document_label"]
        for row in rows
        if row["graph"] == f"{ID}source/jakarta-seoul-visit-2018"
    }
    lists = {row["document_label"] for row in rows if row["graph"] == f"{ID}source/c40-members"}
    assert report == {REPORT}
    assert lists
    assert not lists & report
