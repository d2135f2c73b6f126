"""The gazetteer knows cities, countries and the parts of the world they lie in, and nothing of what is none."""

from simpul.naming import gazetteer
from simpul.terms import GEONAMES_SOURCE, NamedNode, dct


def test_a_city_is_found_by_its_number_and_an_unknown_number_is_left_out() -> None:
    found = gazetteer.find(["1642911", "999999999999", "Jakarta"])
    assert [city["name"] for city in found.values()] == ["Jakarta"]
    assert "Batavia" in gazetteer.names_of(found["1642911"])


def test_a_country_lies_in_a_continent_and_a_part_of_it() -> None:
    assert gazetteer.continent("ID")[1]["en"] == "Asia"
    assert gazetteer.area("ID")[1]["id"] == "Asia Tenggara"


def test_what_is_no_country_lies_nowhere() -> None:
    assert gazetteer.continent("ZZ") == gazetteer.area("ZZ") == ("", {})


def test_a_country_that_does_not_exist_is_not_described() -> None:
    assert [*gazetteer.country_triples("KR")]
    assert not [*gazetteer.country_triples("ZZ")]


def test_the_source_says_what_it_may_be_used_for() -> None:
    licences = [t.object for t in gazetteer.describe() if t.predicate == dct("license")]
    assert licences == [NamedNode("https://creativecommons.org/licenses/by/4.0/")]
    assert {t.subject for t in gazetteer.describe(15000)} == {GEONAMES_SOURCE}
