"""A partner's file names a city by any of its addresses, and the city has the facts; near misses of ours are refused."""

from pathlib import Path

import pytest

from addresses import JAKARTA, NEARLY_OURS, OF_GEONAMES, OF_WIKIDATA
from partner import MEMBERSHIP, load_partner, write
from simpul.errors import DataError
from simpul.ingest import unload
from simpul.store import open_store
from simpul.terms import ID, ONTOLOGY, DefaultGraph, NamedNode, Triple, simpul

BUSAN, SUWON = f"{ID}city/1838524", f"{ID}city/1835553"
IRIS = [address for address in OF_GEONAMES if "//" in address]
ITEM = "http://www.wikidata.org/entity/Q3630"
UNKNOWN = "http://www.wikidata.org/entity/Q99"


def member(address: str, key: str = "p1") -> str:
    return f"<{ID}membership/{key}> a s:Membership ; s:member <{address}> ; s:network <{ID}org/c40> ; dct:source <{ID}document/report> .\n"


def members(store: Path, key: str = "p1") -> list[str]:
    found = open_store(store).matching(NamedNode(f"{ID}membership/{key}"), simpul("member"), None, NamedNode(f"{ID}source/partner"))  # fmt: skip
    return [str(quad.object) for quad in found]


@pytest.mark.parametrize("address", [*IRIS[:4], JAKARTA])
def test_a_member_by_another_address_is_the_city(store: Path, tmp_path: Path, address: str) -> None:
    report = load_partner(store, write(tmp_path, member(address)))
    assert members(store) == [f"<{JAKARTA}>"]
    graph = open_store(store)
    assert graph.ask(f"ASK {{ <{JAKARTA}> a simpul:City ; simpul:memberOf <{ID}org/c40> }}")
    told = [p.what for p in report.problems]
    wanted = [] if address == JAKARTA else [f"1 thing was known by another address: {address} is city/1642911."]  # fmt: skip
    assert told == wanted


def test_two_addresses_of_one_city_make_one_membership(store: Path, tmp_path: Path) -> None:
    both = member(IRIS[0]) + member(JAKARTA) + member(IRIS[2])
    assert "2" not in members(store)
    load_partner(store, write(tmp_path, both))
    assert members(store) == [f"<{JAKARTA}>"]


def test_what_is_said_of_another_address_is_said_of_the_city_and_can_be_taken_back(
    store: Path, tmp_path: Path
) -> None:
    before = {*open_store(store).matching(None, None, None, DefaultGraph())}
    said = f'<{IRIS[0]}> a schema:City ; schema:name "Jakarta" .\n'
    load_partner(store, write(tmp_path, said))
    graph = open_store(store)
    assert graph.ask(f'ASK {{ <{JAKARTA}> a simpul:City, schema:City ; schema:name "Jakarta" }}')
    assert not graph.ask(f"ASK {{ <{IRIS[0]}> ?p ?o }}")
    del graph
    unload(["partner"], store)
    after = {*open_store(store).matching(None, None, None, DefaultGraph())}
    assert {q.triple for q in before ^ after if q.subject == NamedNode(JAKARTA)} == set()


def test_a_country_is_known_by_its_number_too(store: Path, tmp_path: Path) -> None:
    place = f"<{ID}place/somewhere> a s:Province ; rdfs:label 'X'@en, 'X'@id ; s:inCountry <https://sws.geonames.org/1643084/> ; dct:source <{ID}document/report> .\n"
    load_partner(store, write(tmp_path, place))
    assert open_store(store).ask(
        f"ASK {{ <{ID}place/somewhere> simpul:inCountry <{ID}country/ID> }}"
    )


def test_an_address_as_such_stays_as_it_is(store: Path, tmp_path: Path) -> None:
    says = f"<{ID}document/mine> a s:Document ; dct:title 'P'@en, 'P'@id ; rdfs:label 'P'@en, 'P'@id ; rdfs:seeAlso <{IRIS[2]}> .\n"
    same = f"<{BUSAN}> schema:sameAs <https://sws.geonames.org/1838524/> , <http://www.wikidata.org/entity/Q16520> .\n"
    report = load_partner(store, write(tmp_path, says + same))
    graph = open_store(store)
    assert graph.ask(f"ASK {{ <{ID}document/mine> rdfs:seeAlso <{IRIS[2]}> }}")
    assert graph.ask(f"ASK {{ <{BUSAN}> schema:sameAs <http://www.wikidata.org/entity/Q16520> }}")
    assert [p.what for p in report.problems if "another address" in p.what] == []


@pytest.mark.parametrize(
    ("said", "address"),
    [("schema:sameAs", UNKNOWN), ("skos:exactMatch", "https://www.wikidata.org/wiki/Q99")],
)
def test_what_the_store_says_counts_from_the_next_load_on(
    store: Path, tmp_path: Path, said: str, address: str
) -> None:
    same = f"<{JAKARTA}> {said} <{UNKNOWN}> .\n"
    with pytest.raises(DataError, match="nothing here is known as Q99"):
        load_partner(store, write(tmp_path, same + member(address)))
    load_partner(store, write(tmp_path, same))
    load_partner(store, write(tmp_path, member(address)), add=True)
    assert members(store) == [f"<{JAKARTA}>"]


@pytest.mark.parametrize("address", OF_WIKIDATA[:2])
def test_an_item_of_wikidata_is_the_city_that_the_gazetteer_says(
    store: Path, tmp_path: Path, address: str
) -> None:
    load_partner(store, write(tmp_path, member(address)))
    assert members(store) == [f"<{JAKARTA}>"]


def test_an_item_of_no_city_is_refused_as_in_a_table(store: Path, tmp_path: Path) -> None:
    with pytest.raises(
        DataError, match=r"nothing here is known as Q99 of Wikidata\. Write the city"
    ):
        load_partner(store, write(tmp_path, member(UNKNOWN)))


def test_a_file_says_of_its_own_thing_that_it_is_a_city(store: Path, tmp_path: Path) -> None:
    own = "https://net.example.org/cities/jakarta"
    text = f"<{own}> schema:sameAs <{IRIS[0]}> ; schema:name 'JKT' .\n" + member(own)
    load_partner(store, write(tmp_path, text))
    assert members(store) == [f"<{JAKARTA}>"]
    assert open_store(store).ask(f"ASK {{ <{JAKARTA}> schema:sameAs <{own}> ; schema:name 'JKT' }}")
    load_partner(store, write(tmp_path, member("http://net.example.org/cities/jakarta/", "p2")), add=True)  # fmt: skip
    assert members(store, "p2") == [f"<{JAKARTA}>"]


@pytest.mark.parametrize(
    "claim",
    [
        f"<{SUWON}> schema:sameAs <https://sws.geonames.org/1838524/> .\n",
        f"<https://www.geonames.org/1838524/busan.html> owl:sameAs <{SUWON}> .\n",
        f"<{SUWON}> schema:sameAs <http://www.wikidata.org/entity/Q16520> .\n",
    ],
)
def test_no_file_takes_a_city_for_another(store: Path, tmp_path: Path, claim: str) -> None:
    owl = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    with pytest.raises(DataError, match="is city/1835553, but here it is city/1838524"):
        load_partner(store, write(tmp_path, owl + claim + member("https://sws.geonames.org/1838524/")))  # fmt: skip


def test_an_address_that_two_things_claim_means_neither(store: Path, tmp_path: Path) -> None:
    load_partner(store, write(tmp_path, f"<{BUSAN}> schema:sameAs <{UNKNOWN}> . <{SUWON}> schema:sameAs <{UNKNOWN}> .\n"))  # fmt: skip
    with pytest.raises(
        DataError, match="said to be several things here: city/1835553, city/1838524"
    ):
        load_partner(store, write(tmp_path, member(UNKNOWN)), add=True)


@pytest.mark.parametrize("number", ["99999999", "1"])
def test_a_number_of_no_city_is_refused_as_in_a_table(
    store: Path, tmp_path: Path, number: str
) -> None:
    with pytest.raises(DataError, match=f"GeoNames has no city with the id {number}"):
        load_partner(store, write(tmp_path, member(f"https://sws.geonames.org/{number}/")))


@pytest.mark.parametrize("address", NEARLY_OURS[::4])
def test_what_is_nearly_the_address_of_a_thing_is_refused_with_the_right_one(
    store: Path, tmp_path: Path, address: str
) -> None:
    both = member(address) + f"<{address}> rdfs:label 'X' .\n"
    with pytest.raises(DataError, match=rf"nearly ours.* Write {JAKARTA}\."):
        load_partner(store, write(tmp_path, both))


@pytest.mark.parametrize("namespace", ["http://w3id.org/simpul/ontology#", f"{ONTOLOGY[:-1]}/", "https://www.w3id.org/simpul/ontology#"])  # fmt: skip
def test_what_is_nearly_a_term_of_ours_is_refused_with_the_right_one(
    store: Path, tmp_path: Path, namespace: str
) -> None:
    with pytest.raises(DataError, match="nearly ours") as caught:
        load_partner(store, write(tmp_path, f"@prefix s: <{namespace}> .\n" + MEMBERSHIP))
    for term in ("Membership", "member", "network"):
        assert f"{ONTOLOGY}{term}" in str(caught.value)


def test_a_triple_of_ours_alone_is_left_as_it_is(store: Path, tmp_path: Path) -> None:
    load_partner(store, write(tmp_path, MEMBERSHIP))
    source = NamedNode(f"{ID}source/partner")
    said = {quad.triple for quad in open_store(store).matching(graph=source)}
    assert Triple(NamedNode(f"{ID}membership/1838524-c40"), simpul("member"), NamedNode(BUSAN)) in said  # fmt: skip
