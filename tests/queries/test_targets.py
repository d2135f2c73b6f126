"""What the questions on climate targets mean: days, years, what was looked for and not found, and who was never looked at."""

from collections.abc import Iterator

import pytest

from simpul import locale
from simpul.answer.rows import of_question, read
from simpul.catalogue import fill, question
from simpul.ingest.build import build
from simpul.naming import Names
from simpul.store import OxigraphStore, open_store
from simpul.terms import ID, text
from support import write_source

CITIES = {
    "1642911": "Jakarta",
    "1625822": "Surabaya",
    "1627896": "Semarang",
    "1650357": "Bandung",
    "1835848": "Seoul",
    "1850147": "Tokyo",
    "3117735": "Madrid",
}
MEMBERS = {
    "c40": ["1642911", "1625822", "1627896", "1650357", "1835848", "1850147"],
    "iclei": ["1642911", "1835848", "1850147", "3117735"],
}
MEMBERSHIPS = "key,member,member_name,network,as_of,source\n" + "".join(
    f"{city}-{network},{city},{CITIES[city]},{network},2022,report\n"
    for network, cities in MEMBERS.items()
    for city in cities
)
TARGETS = (
    "key,kind,label_en,label_id,city,city_name,target_kind,due,reduction,baseline,themes,as_of,source\n"
    "jakarta-2050,ClimateTarget,Carbon neutral,Netral karbon,1642911,Jakarta,carbon-neutral,2050,,,climate-mitigation,2022-06-29,report\n"
    "jakarta-2030,InterimClimateTarget,Less,Kurang,1642911,Jakarta,emissions-reduction,2030,49,2010,climate-mitigation,2022-06-29,report\n"
    "seoul-2030,InterimClimateTarget,Less,Kurang,1835848,Seoul,emissions-reduction,2030,40,2005,climate-mitigation,2022-06-29,report\n"
    "seoul-some-day,ClimateTarget,Carbon neutral,Netral karbon,1835848,Seoul,carbon-neutral,,,,climate-mitigation,2022-06-29,report\n"
    "tokyo-203x,ClimateTarget,Net zero,Nol bersih,1850147,Tokyo,net-zero,203X,,,climate-mitigation,2021,report\n"
    "bandung-2024,ClimateTarget,Other,Lain,1650357,Bandung,other,2024,,,climate-mitigation,2021-12-01,report\n"
    "madrid-2030,ClimateTarget,Less,Kurang,3117735,Madrid,emissions-reduction,2030,40,2005,climate-mitigation,2022-06-29,report\n"
)
MEASURES = (
    "key,label_en,label_id,definition_en,definition_id\n"
    "climate-targets-on-record,Targets,Target,how many,berapa\n"
)
OBSERVATIONS = "key,about,about_name,measure,value,unit,as_of,description_en,description_id,source\n" + "".join(
    f"{city}-targets,city/{city},{CITIES[city]},climate-targets-on-record,0,{{target}},{day},No target on record.,Tidak ada target yang tercatat.,report\n"
    for city, day in {"1627896": "2021-10-07", "1650357": "2021-10-07"}.items()
)  # fmt: skip
ORGANISATIONS = (
    "key,kind,label_en,label_id,source\n"
    "c40,Network,C40 Cities,C40 Cities,report\n"
    "iclei,Network,ICLEI,ICLEI,report\n"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    folder = tmp_path_factory.mktemp("targets")
    tables = {
        "organisation": ORGANISATIONS,
        "membership": MEMBERSHIPS,
        "target": TARGETS,
        "measure": MEASURES,
        "observation": OBSERVATIONS,
    }
    write_source(folder / "data", tables)
    build([folder / "data"], folder / "store")
    return open_store(folder / "store")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    locale.use("en")
    yield
    locale.use("en")


def ask(store: OxigraphStore, name: str, columns: str, **values: str) -> list[tuple[str, ...]]:
    assert store.folder is not None
    names = Names(store.folder)
    try:
        found = store.select(fill(question(name), values, names))
    finally:
        names.close()
    answer = read(*of_question(question(name), found.variables, found.rows))
    return [
        tuple(text(row.get(column)).replace(ID, "") for column in columns.split())
        for row in answer.rows
    ]


def test_targets_come_with_the_day_they_were_looked_up_and_the_soonest_first(
    store: OxigraphStore,
) -> None:
    answer = ask(store, "targets", "target due reduction baseline checked source", city="Jakarta")
    assert answer == [
        ("initiative/jakarta-2030", "2030", "49", "2010", "2022-06-29", "document/report"),
        ("initiative/jakarta-2050", "2050", "", "", "2022-06-29", "document/report"),
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "No target on record."), ("id", "Tidak ada target yang tercatat.")],
)
def test_that_somebody_looked_and_found_none_is_an_answer_with_its_day(
    store: OxigraphStore, language: str, said: str
) -> None:
    locale.use(language)
    answer = ask(store, "targets", "target kind checked source", city="Semarang")
    assert answer == [(said, "", "2021-10-07", "document/report")]


def test_a_city_at_which_nobody_looked_has_no_row(store: OxigraphStore) -> None:
    assert ask(store, "targets", "target", city="Surabaya") == []


def test_where_one_source_found_none_and_another_knows_one_both_are_shown(
    store: OxigraphStore,
) -> None:
    answer = ask(store, "targets", "target checked", city="Bandung")
    assert answer == [
        ("initiative/bandung-2024", "2021-12-01"),
        ("No target on record.", "2021-10-07"),
    ]


@pytest.mark.parametrize(
    ("year", "until", "places"),
    [
        ("2024", "", {"1650357"}),
        ("2030", "", {"1642911", "1835848", "1850147", "3117735"}),
        ("2035", "", {"1850147"}),
        ("2024", "2030", {"1650357", "1642911", "1835848", "1850147", "3117735"}),
        ("2031", "2050", {"1642911", "1850147"}),
        ("2051", "", set[str]()),
    ],
)
def test_a_target_is_due_in_each_year_that_its_date_can_mean_and_without_one_in_none(
    store: OxigraphStore, year: str, until: str, places: set[str]
) -> None:
    answer = ask(store, "targets-due", "place", year=year, until=until)
    assert {place for (place,) in answer} == {f"city/{place}" for place in places}


def test_targets_due_can_be_those_of_a_country_or_of_a_networks_members(
    store: OxigraphStore,
) -> None:
    whole = {"year": "2020", "until": "2060"}
    indonesian = ask(store, "targets-due", "target step", country="Indonesia", **whole)
    assert indonesian == [
        ("initiative/bandung-2024", "false"),
        ("initiative/jakarta-2030", "true"),
        ("initiative/jakarta-2050", "false"),
    ]
    of_members = ask(store, "targets-due", "place", network="ICLEI", **whole)
    assert ("city/1650357",) not in of_members
    assert ("city/3117735",) in of_members


def test_members_without_a_target_are_told_with_how_many_nobody_looked_at(
    store: OxigraphStore,
) -> None:
    # Of six, Jakarta, Seoul, Tokyo and Bandung have targets, Semarang none, and nobody looked at Surabaya.
    answer = ask(
        store, "members-without-target", "member checked members unknown", network="org/c40"
    )
    assert answer == [("city/1627896", "2021-10-07", "6", "1")]
    in_korea = {"network": "org/c40", "country": "South Korea"}
    assert ask(store, "members-without-target", "member", **in_korea) == []


def test_a_city_like_mine_is_of_like_size_and_shares_enough_networks(store: OxigraphStore) -> None:
    columns = "other shared target same"
    assert ask(store, "cities-like-mine", columns, city="Jakarta") == [
        ("city/1835848", "2", "initiative/seoul-2030", "true"),
        ("city/1835848", "2", "initiative/seoul-some-day", "false"),
        ("city/1850147", "2", "initiative/tokyo-203x", "false"),
    ]
    smaller = {row[0] for row in ask(store, "cities-like-mine", columns, city="Jakarta", times="9", least="1")}  # fmt: skip
    assert smaller == {f"city/{city}" for city in ("1835848", "1850147", "3117735", "1627896", "1650357")}  # fmt: skip


@pytest.mark.parametrize("name", ["initiatives-on-theme", "who-has-solved"])
def test_what_is_only_aimed_at_is_no_answer_to_who_did_something(
    store: OxigraphStore, name: str
) -> None:
    assert ask(store, name, "initiative", theme="theme/climate-mitigation") == []
