"""A name means a city, is an alias of it, or leaves a choice to a person."""

from pathlib import Path

import pytest

from atlases import JAIPUR, JAYAPURA, SURAKARTA, write_atlas
from simpul.naming import CITY, Cities
from simpul.naming.atlas import Atlas


@pytest.fixture
def cities(tmp_path: Path) -> Cities:
    file = write_atlas(tmp_path / "cities.db")
    return Cities(lambda: Atlas(file))


def test_the_index_is_opened_only_when_a_name_is_looked_up(tmp_path: Path) -> None:
    opened: list[str] = []

    def index() -> Atlas:
        opened.append("once")
        return Atlas(write_atlas(tmp_path / "cities.db"))

    cities = Cities(index)
    assert not opened
    assert cities.at(JAIPUR) == cities.at(JAIPUR)
    assert opened == ["once"]


@pytest.mark.parametrize(
    ("name", "iri"),
    [("Jaipur", JAIPUR), ("Kota Surakarta", SURAKARTA), ("Jayapura, Indonesia", JAYAPURA)],
)
def test_a_city_s_own_name_and_its_official_form_are_sure(
    cities: Cities, name: str, iri: str
) -> None:
    meaning = cities.find(name)
    assert meaning.city == cities.at(iri)
    assert meaning.is_sure


def test_a_name_in_a_language_is_a_city_s_own_and_a_mere_alias_is_not(cities: Cities) -> None:
    meaning = cities.find("수라카르타, Indonesia")
    assert meaning.city == cities.at(SURAKARTA)
    assert meaning.is_sure
    assert not cities.find("Solo, Indonesia").is_sure


@pytest.mark.parametrize("name", ["", "  ", "Atlantis", "2082600"])
def test_a_name_of_no_city_means_nothing(cities: Cities, name: str) -> None:
    meaning = cities.find(name)
    assert meaning.city is None
    assert not meaning.candidates


def test_a_regency_is_no_city_but_the_city_of_its_name_is_shown(cities: Cities) -> None:
    meaning = cities.find("Kabupaten Jayapura")
    assert meaning.city is None
    assert not meaning.is_city
    assert cities.at(JAYAPURA) in meaning.candidates


def test_the_owner_of_a_name_comes_before_those_that_have_it_for_an_alias(cities: Cities) -> None:
    assert cities.owners("Jayapura", [JAIPUR]) == [JAYAPURA]


def test_a_village_does_not_take_the_alias_of_a_city(cities: Cities) -> None:
    assert cities.owners("Solo", [SURAKARTA]) == []


def test_where_the_country_is_written_nothing_is_taken_for_another(cities: Cities) -> None:
    assert cities.owners("Jayapura, India", [JAIPUR]) == []


@pytest.mark.parametrize(
    "iri", ["", CITY, f"{CITY}x", f"{CITY}1", f"{CITY}٣", f"{CITY}{10**30}", "1269515"]
)
def test_what_is_no_city_s_address_leads_nowhere(cities: Cities, iri: str) -> None:
    assert cities.at(iri) is None


def test_a_far_greater_namesake_is_worth_asking_about(cities: Cities) -> None:
    great, village = cities.at(JAIPUR), f"{CITY}1685850"
    assert great
    assert cities.is_far_greater(great, [village])
    assert not cities.is_far_greater(great, [SURAKARTA])
    assert not cities.is_far_greater(great, [village, JAIPUR])


def test_a_city_is_described_with_its_country(cities: Cities) -> None:
    city = cities.at(JAIPUR)
    assert city
    assert cities.describe(city) == "Jaipur, India"
