"""What the sources together answer, each answer checked by hand against the facts that were gathered."""

import csv
from pathlib import Path

import pytest

from simpul.catalogue import fill, question
from simpul.ingest.build import build
from simpul.naming import Names
from simpul.store import OxigraphStore, open_store
from simpul.terms import text
from support import DOCUMENTS, ROOT, write_source

GOLDEN = Path(__file__).parent / "golden"
ID = "https://w3id.org/simpul/id/"


def ask(
    store: OxigraphStore,
    name: str,
    columns: str,
    *,
    also_single_datasets: bool = False,
    **values: str,
) -> list[tuple[str, ...]]:
    """Return some columns of a question's answer; things by kind and key, classes by name."""
    assert store.folder is not None
    names = Names(store.folder)
    answer = store.select(
        fill(question(name), values, names, also_single_datasets=also_single_datasets)
    )
    return [
        tuple(
            text(row.get(column)).replace(ID, "").rsplit("#", 1)[-1] for column in columns.split()
        )
        for row in answer.rows
    ]


def golden(name: str) -> list[tuple[str, ...]]:
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


def test_members_of_100rc_as_of_2015_are_the_first_two_cohorts(everything: OxigraphStore) -> None:
    answer = ask(everything, "members", "member sure begin", network="100RC", asOf="2015-12-31")
    assert sorted(answer) == golden("members-100rc-2015")
    assert len(answer) == 33 + 35


def _rows(source: str, table: str = "memberships") -> list[dict[str, str]]:
    file = ROOT / "data" / source / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _member(row: dict[str, str]) -> str:
    return f"city/{row['member']}" if row["member"] else f"place/{row['member_place']}"


def test_members_of_the_covenant_in_a_country_as_of_2015_are_those_that_signed_by_then(
    everything: OxigraphStore,
) -> None:
    # A signatory's number on the platform begins with its country.
    dutch = [row for row in _rows("covenant-of-mayors") if row["passage"].startswith("NL")]
    wanted = {(_member(row), row["begin"], "true") for row in dutch if row["begin"] < "2016"}
    covenant, columns = "Covenant of Mayors", "member begin sure"
    answer = ask(
        everything, "members", columns, network=covenant, country="Netherlands", asOf="2015"
    )
    assert {*answer} == wanted
    assert len(wanted) == 30


def test_everyone_in_a_country_is_in_the_covenant_since_the_day_of_signing_on_hold_or_not(
    everything: OxigraphStore,
) -> None:
    dutch = [row for row in _rows("covenant-of-mayors") if row["passage"].startswith("NL")]
    wanted = {(_member(row), row["begin"], f"membership-status/{row['status']}") for row in dutch}
    covenant, columns = "Covenant of Mayors", "member begin status"
    answer = ask(everything, "members-in", columns, network=covenant, country="Netherlands")
    assert sorted(answer) == sorted(wanted)
    assert {status for _place, _day, status in answer} == {
        "membership-status/active",
        "membership-status/on-hold",
    }


@pytest.mark.parametrize("country", ["South Korea", "Japan", "Indonesia"])
def test_the_covenants_platform_has_nobody_in_korea_japan_or_indonesia(
    everything: OxigraphStore, country: str
) -> None:
    assert (
        ask(everything, "members-in", "member", network="Covenant of Mayors", country=country) == []
    )


def test_all_founders_of_eurocities_are_still_listed_in_2025(everything: OxigraphStore) -> None:
    listed = {row["key"] for row in _rows("eurocities-members")}
    founders = {_member(row) for row in _rows("eurocities-founders") if row["key"] in listed}
    answer = ask(everything, "members", "member cohort seen", network="Eurocities", asOf="2025-06")
    assert {place for place, cohort, seen in answer if cohort and seen == "2025-05"} == founders
    assert len(founders) == 6


def test_nobody_is_a_member_of_100rc_in_2020_for_it_ended_in_2019(
    everything: OxigraphStore,
) -> None:
    assert ask(everything, "members", "member", network="100RC", asOf="2020-12-31") == []
    last = ask(everything, "members", "member sure", network="100RC", asOf="2019-06-30")
    assert len(last) == 33 + 35 + 37
    assert {sure for _member, sure in last} == {"true"}


def test_the_list_of_100rc_is_complete_and_that_of_citynet_partial(
    everything: OxigraphStore,
) -> None:
    for network, completeness in (("100RC", "complete"), ("CityNet", "partial")):
        answer = ask(everything, "members", "completeness", network=network, asOf="2017-06-30")
        assert set(answer) == {(f"completeness/{completeness}",)}


def test_forty_three_cities_share_three_networks_or_more_with_jakarta(
    everything: OxigraphStore,
) -> None:
    answer = ask(
        everything, "cities-sharing-networks", "other shared networks", city="Jakarta", least="3"
    )
    assert answer == golden("cities-sharing-networks-jakarta")


def test_ten_ties_that_jakartas_full_list_lacks_are_claimed_by_no_city(
    everything: OxigraphStore,
) -> None:
    columns = "city other claimed certainty"
    asked = ("one-sided-sister-cities", columns)
    assert ask(everything, *asked, city="Jakarta") == [], "Wikidata alone has them"
    answer = ask(everything, *asked, city="Jakarta", also_single_datasets=True)
    assert sorted(answer) == golden("one-sided-sister-cities-jakarta")


LIST = "key,kind,label_en,label_id,claimed_by,source\n"
PARTIES = "key,agreement,party,role,source\n"


def test_a_tie_that_one_side_claims_and_the_others_full_list_lacks_is_told(tmp_path: Path) -> None:
    claim = LIST + "jakarta-tokyo,SisterCityAgreement,T,T,city/1850147,report\n"
    parties = PARTIES + "".join(
        f"jakarta-tokyo-{city},jakarta-tokyo,city/{city},party,report\n"
        for city in ("1642911", "1850147")
    )
    write_source(
        tmp_path, {"document": DOCUMENTS, "agreement": claim, "party": parties}, key="tokyo"
    )
    own = write_source(tmp_path, {"document": DOCUMENTS}, key="jakarta")
    metadata = own / "csvw-metadata.json"
    ontology = "https://w3id.org/simpul/ontology#"
    stated = metadata.read_text().replace("completeness/sample", "completeness/complete")
    listed = (
        f'"{ontology}listOf": {{"@id": "{ID}city/1642911"}},\n'
        f'"{ontology}completeAsOf": {{"@value": "2019-02-01", "@type": "date"}},\n'
    )
    metadata.write_text(stated.replace('"tables"', listed + '"tables"'))
    build([tmp_path], tmp_path / "store")
    columns = "city other claimed"
    answer = ask(open_store(tmp_path / "store"), "one-sided-sister-cities", columns, city="Jakarta")
    assert answer == [("city/1642911", "city/1850147", "true")]


def test_jakarta_and_seoul_met_at_seven_events_in_order(everything: OxigraphStore) -> None:
    answer = ask(everything, "events-together", "begin event", a="Jakarta", b="Seoul")
    assert answer == golden("events-jakarta-seoul")


def test_fifteen_choices_of_100rc_rest_on_a_single_source(everything: OxigraphStore) -> None:
    answer = ask(everything, "single-source", "fact document", about="100RC", kind="Membership")
    assert sorted(answer) == golden("single-source-100rc")


def test_sources_disagree_on_four_facts(everything: OxigraphStore) -> None:
    about = ("Seoul", "initiative/cheonggyecheon", "initiative/seoul-edc-building")
    answers = [
        row
        for thing in about
        for row in ask(everything, "disagreements", "fact value other otherValue", about=thing)
    ]
    assert sorted(set(answers)) == golden("disagreements")


def test_the_doubts_on_jakarta_are_ten_ties_and_two_memberships(everything: OxigraphStore) -> None:
    answer = set(ask(everything, "doubts", "certainty fact", about="Jakarta"))
    memberships = {
        ("certainty/doubtful", f"membership/{key}") for key in ("1642911-gcom", "1642911-wego-2010")
    }
    assert memberships <= answer
    ties = answer - memberships
    assert len(ties) == 10
    assert {certainty for certainty, _tie in ties} == {"certainty/disputed"}


def test_two_bodies_took_up_the_work_of_100rc_and_cities_can_join_one(
    everything: OxigraphStore,
) -> None:
    answer = ask(everything, "what-replaced", "end successor begin members", organisation="100RC")
    assert answer == [
        ("2019-07", "org/rcn", "2019-09-01", "true"),
        ("2019-07", "org/rcc", "2020", "false"),
    ]


@pytest.mark.parametrize(
    ("membership", "reason"),
    [
        ("1835848-rcn-2016", "2019"),
        ("1835848-gcom-2015", "2016"),
    ],
)
def test_a_membership_before_its_network_is_kept_and_marked(
    everything: OxigraphStore, membership: str, reason: str
) -> None:
    query = f"SELECT ?certainty ?note {{ <{ID}membership/{membership}> simpul:certainty ?certainty ; skos:note ?note FILTER(LANG(?note) = 'en') }}"
    (row,) = everything.select(query).rows
    assert text(row["certainty"]) == f"{ID}certainty/disputed"
    assert reason in text(row["note"])
    assert not everything.ask(
        f"ASK {{ <{ID}membership/{membership}> simpul:member ?m ; simpul:network ?n . ?m simpul:memberOf ?n }}"
    )


def test_two_dates_for_one_office_stand_side_by_side(everything: OxigraphStore) -> None:
    query = f"SELECT ?begin {{ ?o simpul:holder <{ID}city/1835848> ; simpul:officeIn <{ID}org/citynet> ; simpul:officeTitle 'President'@en ; simpul:begin ?begin }}"
    begins = {text(row["begin"]) for row in everything.select(query).rows}
    assert {"2013-11", "2014"} <= begins


def test_what_the_article_names_has_one_iri_in_every_source(everything: OxigraphStore) -> None:
    shared = "SELECT DISTINCT ?thing { GRAPH ?a { ?thing a ?kind } GRAPH ?b { ?thing a ?kind } FILTER(?a != ?b) }"
    things = {text(row["thing"]).removeprefix(ID) for row in everything.select(shared).rows}
    assert {
        *("org/100rc", "org/smg", "org/jakarta-gov", "org/bpbd-dki", "org/jakber-secretariat"),
        *("event/clv-seoul-2018", "initiative/acp", "initiative/yaur", "initiative/ok-otrip"),
        *("agreement/jakarta-seoul-sister-cities", "membership/1642911-c40"),
    } <= things


def test_the_new_questions_are_files_of_the_catalogue() -> None:
    assert (ROOT / "queries").is_dir()
    for name in ("members", "what-replaced", "single-source", "events-together"):
        assert question(name).summary.keys() == {"en", "id"}
