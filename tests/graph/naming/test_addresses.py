"""One rule for addresses: each form of one means the same thing, and what is only nearly ours is told."""

from pathlib import Path
from unittest.mock import create_autospec

import pytest

from addresses import JAKARTA, NEARLY_OURS, OF_GEONAMES, OF_WIKIDATA
from simpul.naming.addresses import (
    SameThings,
    canonical,
    city_number,
    corrected,
    geonames_number,
    wikidata_item,
)
from simpul.store import OxigraphStore
from simpul.terms import ID, ONTOLOGY, PREFIXES, DefaultGraph, NamedNode, Quad, in_graph

NEARLY_A_TERM = (
    "http://w3id.org/simpul/ontology#Membership",
    "https://w3id.org/simpul/ontology/Membership",
    "https://www.w3id.org/simpul/Ontology#Membership",
    "https://w3id.org/simpul/ontology/#Membership/",
    "https://w3id.org/simpul/ontology%23Membership",
)
ELSEWHERE = (
    "",
    "Jakarta",
    "1642911",
    "Qatar",
    "Q",
    "Q0",
    "https://example.org/1642911/",
    "https://geonames.org.example.org/1642911/",
    "https://www.geonames.org/",
    "https://www.geonames.org/countries/ID/indonesia.html",
    "https://en.wikipedia.org/wiki/Q3630",
    "https://example.org/?to=https://w3id.org/simpul/id/city/1642911",
    "https://w3id.org/simpulan/id/city/1642911",
    "https://w3id.org/simpul",
    "https://w3id.org/simpul/",
    "https://w3id.org/simpul/id/",
    "https://w3id.org/simpul/ontology",
    "https://w3id.org/simpul/ontology/0.1.0",
    "https://w3id.org/simpul/ontology/shapes/places",
)


@pytest.mark.parametrize("address", OF_GEONAMES)
def test_each_form_of_a_geonames_address_holds_its_number(address: str) -> None:
    assert geonames_number(address) == city_number(address) == "1642911"
    assert canonical(address) == canonical(OF_GEONAMES[0])


@pytest.mark.parametrize("address", OF_WIKIDATA)
def test_each_form_of_a_wikidata_address_names_its_item(address: str) -> None:
    assert wikidata_item(address) == "Q3630"
    assert city_number(address) == "1642911"
    assert canonical(address) == canonical(OF_WIKIDATA[0])


@pytest.mark.parametrize("address", NEARLY_OURS)
def test_what_is_nearly_the_address_of_a_thing_is_corrected(address: str) -> None:
    assert corrected(address) == JAKARTA
    assert city_number(address) == "1642911"


@pytest.mark.parametrize("address", NEARLY_A_TERM)
def test_what_is_nearly_the_address_of_a_term_is_corrected(address: str) -> None:
    assert corrected(address) == ONTOLOGY + "Membership"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_address_elsewhere_and_a_name_are_left_as_they_are(address: str) -> None:
    assert corrected(address) == address
    assert geonames_number(address) == city_number(address) == wikidata_item(address) == ""


def test_no_address_of_a_store_is_a_near_miss(article: OxigraphStore) -> None:
    terms = {term for quad in article.matching() for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)}  # fmt: skip
    ours = {term.value for term in terms if isinstance(term, NamedNode)}
    assert len(ours) > 500
    assert [iri for iri in ours if corrected(iri) != iri] == []


def test_no_module_of_the_ontology_is_taken_for_a_term(root: Path) -> None:
    modules = [file.stem for file in (root / "ontology").glob("*.ttl")]
    assert "core" in modules
    for name in modules:
        assert corrected(f"{ONTOLOGY[:-1]}/{name}") == f"{ONTOLOGY[:-1]}/{name}"


def _says(*statements: tuple[str, str, str]) -> SameThings:
    graph = OxigraphStore.in_memory()
    same = [Quad(NamedNode(s), NamedNode(PREFIXES[p.split(":")[0]] + p.split(":")[1]), NamedNode(o)) for s, p, o in statements]  # fmt: skip
    graph.add(in_graph(quad.triple, DefaultGraph()) for quad in same)
    return SameThings(graph)


@pytest.mark.parametrize("said", ["schema:sameAs", "owl:sameAs", "skos:exactMatch"])
@pytest.mark.parametrize("address", OF_WIKIDATA)
def test_a_thing_is_known_by_each_form_of_what_the_store_says_it_is(
    said: str, address: str
) -> None:
    item = "https://www.wikidata.org/wiki/Q3630"
    assert _says((JAKARTA, said, item)).find(address) == [JAKARTA]
    assert _says((item, said, JAKARTA)).find(address) == [JAKARTA]
    assert _says((JAKARTA, said, item.replace("3630", "3631"))).find(address) == []


def test_any_other_address_is_known_but_for_scheme_host_and_last_slash() -> None:
    same = _says((JAKARTA, "schema:sameAs", "http://www.example.org/Jakarta/"))
    assert same.find("https://example.org/Jakarta") == [JAKARTA]
    assert same.find("https://example.org/jakarta") == []
    assert same.find("Jakarta") == same.find("") == []


def test_an_address_that_two_things_claim_is_both() -> None:
    other = f"{ID}city/1627896"
    item = OF_WIKIDATA[0]
    same = _says((JAKARTA, "schema:sameAs", item), (other, "schema:sameAs", item))
    assert same.find(item) == [other, JAKARTA]


def test_no_statement_gives_a_city_the_number_of_another() -> None:
    same = _says((f"{ID}city/1627896", "schema:sameAs", OF_GEONAMES[0]))
    assert same.find(OF_GEONAMES[0]) == []


def test_a_name_that_is_no_address_is_not_looked_up_in_all_that_the_store_says() -> None:
    graph = create_autospec(OxigraphStore, instance=True)
    assert SameThings(graph).find("Jakarta") == []
    graph.matching.assert_not_called()
