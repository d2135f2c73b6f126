"""The gazetteer knows cities, countries and the parts of the world they lie in, and nothing of what is none."""

from simpul.naming import gazetteer
from simpul.reason.ontology import ontology
from simpul.terms import (
    GEONAMES_SOURCE,
    NamedNode,
    dct,
    rdf_type,
    rdfs_label,
    simpul,
    text,
    thing,
)


def test_a_city_is_found_by_its_number_and_an_unknown_number_is_left_out() -> None:
    found = gazetteer.find(["1642911", "999999999999", "Jakarta"])
    assert [city["name"] for city in found.values()] == ["Jakarta"]
    assert "Batavia" in gazetteer.names_of(found["1642911"])


def test_a_country_lies_in_a_continent_and_a_part_of_it() -> None:
    assert gazetteer.continent("ID")[1]["en"] == "Asia"
    assert gazetteer.area("ID")[1]["id"] == "Asia Tenggara"


def test_what_is_no_country_lies_nowhere() -> None:
    assert gazetteer.continent("ZZ") == gazetteer.area("ZZ") == ("", {})
    assert gazetteer.world_regions("ZZ") == gazetteer.world_regions("AQ") == ()


def test_each_region_in_which_a_country_lies_is_in_the_ontology_by_the_same_names() -> None:
    codes = gazetteer.countries()
    names = dict(around(code) for code in codes for around in (gazetteer.area, gazetteer.continent))
    said = {thing("region", key.rpartition("/")[2]): labels for key, labels in names.items()}
    held = {region for code in codes for region in gazetteer.world_regions(code)}
    assert {thing("region", code) for code in held} == _regions().keys()
    assert all(labels == said[region] for region, labels in _regions().items())


def _regions() -> dict[NamedNode, dict[str, str]]:
    found: dict[NamedNode, dict[str, str]] = {}
    for quad in ontology().matching(None, rdf_type, simpul("WorldRegion")):
        assert isinstance(quad.subject, NamedNode)
        labels = [q.object for q in ontology().matching(quad.subject, rdfs_label)]
        found[quad.subject] = {getattr(label, "language", ""): text(label) for label in labels}
    return found


def test_a_country_that_does_not_exist_is_not_described() -> None:
    assert [*gazetteer.country_triples("KR")]
    assert not [*gazetteer.country_triples("ZZ")]


def test_the_source_says_what_it_may_be_used_for() -> None:
    licences = [t.object for t in gazetteer.describe() if t.predicate == dct("license")]
    assert licences == [NamedNode("https://creativecommons.org/licenses/by/4.0/")]
    assert {t.subject for t in gazetteer.describe(15000)} == {GEONAMES_SOURCE}
