"""Lists in the words of other vocabularies are seen by every question; what is not is said."""

import shutil
from pathlib import Path

import pytest

from outcomes import quads_of
from partner import load_partner, write
from simpul.errors import DataError, Severity
from simpul.ingest import unload
from simpul.quality.audit import audit_files
from simpul.store import open_store
from simpul.terms import ID

NET = '<https://net.example.org/net> a org:Organization ; skos:prefLabel "Harbour Cities"@en .\n'
CITY = f"<{ID}city/1838524>"
HARBOUR = f"<{ID}org/harbour-cities>"

LISTS = {
    "ORG": f"<https://net.example.org/m> a org:Membership ; org:organization <https://net.example.org/net> ; org:member {CITY} .",
    "ORG without a class": f"<https://net.example.org/m> org:organization <https://net.example.org/net> ; org:member {CITY} .",
    "ORG, a link": f"<https://net.example.org/net> org:hasMember {CITY} .",
    "ORG, the other way": f"{CITY} org:memberOf <https://net.example.org/net> .",
    "schema.org": f"<https://net.example.org/net> schema:member {CITY} .",
    "schema.org, the other way": f"{CITY} schema:memberOf <https://net.example.org/net> .",
    "schema.org of old": f"{CITY} <http://schema.org/memberOf> <https://net.example.org/net> .",
    "schema.org, a role": f"<https://net.example.org/net> schema:member <https://net.example.org/r> . <https://net.example.org/r> a schema:OrganizationRole ; schema:member {CITY} .",
    "FOAF": f"<https://net.example.org/net> foaf:member {CITY} .",
    "Wikidata": f"{CITY} <http://www.wikidata.org/prop/direct/P463> <https://net.example.org/net> .",
    "a city by its name": '<https://net.example.org/net> schema:member <https://net.example.org/b> . <https://net.example.org/b> a schema:City ; schema:name "Busan" .',
}  # fmt: skip
DATES = {
    "OWL-Time": '<https://net.example.org/m> org:memberDuring <https://net.example.org/i> . <https://net.example.org/i> time:hasBeginning <https://net.example.org/t> . <https://net.example.org/t> time:inXSDgYear "2015"^^xsd:gYear .',
    "schema.org": '<https://net.example.org/m> schema:startDate "2015" .',
    "an interval of schema.org": '<https://net.example.org/m> org:memberDuring <https://net.example.org/i> . <https://net.example.org/i> schema:startDate "2015" .',
}  # fmt: skip


@pytest.fixture(scope="module")
def shared(ground: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store into which each list is loaded in the place of the one before."""
    return Path(shutil.copytree(ground, tmp_path_factory.mktemp("lists") / "store"))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_in_another_vocabulary_is_a_list_of_members(
    shared: Path, tmp_path: Path, name: str
) -> None:
    report = load_partner(shared, write(tmp_path, NET + LISTS[name]))
    assert open_store(shared).ask(
        f"ASK {{ GRAPH <{ID}source/partner> {{ <{ID}membership/1838524-harbour-cities> a simpul:Membership ;"
        f" simpul:member {CITY} ; simpul:network {HARBOUR} ; dct:source <{ID}document/partner> }}"
        f" {CITY} simpul:memberOf {HARBOUR} }}"
    )
    assert any("1 read as Membership" in str(problem) for problem in report.problems)
    assert not load_partner(shared, write(tmp_path, NET + LISTS[name])).changed


@pytest.mark.parametrize("name", DATES)
def test_a_membership_keeps_its_date_with_bounds(shared: Path, tmp_path: Path, name: str) -> None:
    load_partner(shared, write(tmp_path, NET + LISTS["ORG"] + DATES[name]))
    assert open_store(shared).ask(
        f'ASK {{ <{ID}membership/1838524-harbour-cities-2015> simpul:begin "2015"^^edtf:EDTF ;'
        ' simpul:beginLatest "2015-12-31"^^xsd:date }'
    )


def test_a_network_that_the_store_calls_so_is_that_network(shared: Path, tmp_path: Path) -> None:
    load_partner(shared, write(tmp_path, (NET + LISTS["ORG"]).replace("Harbour Cities", "C40")))
    graph = open_store(shared)
    assert graph.ask(f"ASK {{ {CITY} simpul:memberOf <{ID}org/c40> }}")
    assert not graph.ask(f"ASK {{ GRAPH <{ID}source/partner> {{ <{ID}org/c40> ?p ?o }} }}")


def test_institutions_and_events_are_read_too(shared: Path, tmp_path: Path) -> None:
    text = (
        '<https://net.example.org/a> a schema:NGO ; schema:name "Quay Trust" ; schema:parentOrganization <https://net.example.org/p> .\n'
        '<https://net.example.org/p> a org:FormalOrganization ; skos:prefLabel "Port Authority"@en-GB .\n'
        f'<https://net.example.org/e> a schema:Event ; schema:name "Quay Forum" ; schema:startDate "2019-05-06T10:00:00Z" ; schema:location {CITY} .\n'
        f"{CITY} a schema:City .\n"
    )
    load_partner(shared, write(tmp_path, text))
    assert open_store(shared).ask(
        f"ASK {{ <{ID}org/quay-trust> a simpul:NonGovernmentalOrganisation ; simpul:partOf <{ID}org/port-authority> ."
        f' <{ID}event/quay-forum> a simpul:Event ; simpul:begin "2019-05-06"^^edtf:EDTF ; simpul:heldIn {CITY} }}'
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (NET + LISTS["ORG"] + DATES["schema.org"].replace("2015", "31/12/2019"), "'31/12/2019' is no date: 2019-12-31"),
        (LISTS["ORG"], "its network https://net.example.org/net was not read"),
        (NET + LISTS["a city by its name"].replace("Busan", "Atlantis of the deep"), "nothing here is called"),
        ("<https://x.example.org/c> a skos:Concept .", "skos:Concept: 1 here, and no question reads things of this class"),
        (f"<{ID}membership/p1> a <https://x.example.org/Membership> .", "no question reads things of this class"),
    ],
    ids=range(5),
)  # fmt: skip
def test_what_no_question_would_see_is_said_and_loaded_all_the_same(
    shared: Path, tmp_path: Path, text: str, words: str
) -> None:
    file = write(tmp_path, text)
    report = load_partner(shared, file, dry_run=True)
    assert words in " ".join(map(str, report.problems))
    assert {problem.severity for problem in report.problems} == {Severity.WARNING}
    assert not open_store(shared).ask(f"ASK {{ <{ID}membership/1838524-atlantis> ?p ?o }}")


ADDRESSES = LISTS["ORG"].replace(CITY, "<https://sws.geonames.org/1838524/>")
NEARLY = f"<{ID}membership/x> a <http://w3id.org/simpul/ontology#Membership> ."


def test_validate_says_the_same(shared: Path, tmp_path: Path) -> None:
    file = write(tmp_path, NET + ADDRESSES + "<https://x.example.org/c> a skos:Concept .")
    loaded = [p.what for p in load_partner(shared, file, dry_run=True).problems]
    found = [one.finding for one in audit_files([file], open_store(shared))]
    told = [one.message for one in found if one.severity is Severity.WARNING]
    assert [what for what in loaded if what not in " ".join(told)] == []
    assert not [one for one in found if one.severity is Severity.ERROR]


def test_validate_refuses_the_same(shared: Path, tmp_path: Path) -> None:
    file = write(tmp_path, NEARLY)
    with pytest.raises(DataError, match="addresses that are nearly ours") as raised:
        load_partner(shared, file)
    loaded = {p.what for p in raised.value.problems if p.severity is Severity.ERROR}
    found = [one.finding for one in audit_files([file], open_store(shared))]
    told = " ".join(one.message for one in found if one.severity is Severity.ERROR)
    assert [what for what in loaded if what not in told] == []


def test_what_was_read_goes_with_its_source(store: Path, tmp_path: Path) -> None:
    before = quads_of(store)
    load_partner(store, write(tmp_path, NET + LISTS["ORG"] + LISTS["a city by its name"]))
    load_partner(store, write(tmp_path, NET + LISTS["ORG"]))
    unload(["partner"], store)
    assert quads_of(store) == before
