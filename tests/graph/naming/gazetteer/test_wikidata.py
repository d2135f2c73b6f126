"""Items of Wikidata: one for each city, each a city that GeoNames has, and stated once as the same."""

import re

from simpul.naming import gazetteer
from simpul.naming.gazetteer.own_tables import ITEMS, rows
from simpul.naming.gazetteer.wikidata import city_of, item_of
from simpul.terms import PREFIXES, NamedNode

ROWS = [*rows(ITEMS)]


def test_no_two_cities_have_one_item_and_no_city_has_two() -> None:
    items = [item for _number, item in ROWS]
    numbers = [number for number, _item in ROWS]
    assert len({*items}) == len({*numbers}) == len(ROWS)
    assert {*numbers} == gazetteer.find(numbers).keys()
    assert all(re.fullmatch("Q[1-9][0-9]*", item) for item in items)


def test_an_item_leads_to_its_city_and_back() -> None:
    assert (item_of(1838524), city_of("Q16520")) == ("Q16520", "1838524")


def test_what_is_no_city_leads_nowhere() -> None:
    assert (item_of(1), city_of("Q99")) == ("", "")


def test_a_city_is_the_same_as_its_item() -> None:
    (busan,) = gazetteer.find(["1838524"]).values()
    same = NamedNode(PREFIXES["schema"] + "sameAs")
    objects = [t.object for t in gazetteer.city_triples(busan) if t.predicate == same]
    assert objects == [
        NamedNode("https://sws.geonames.org/1838524/"),
        NamedNode("http://www.wikidata.org/entity/Q16520"),
    ]
