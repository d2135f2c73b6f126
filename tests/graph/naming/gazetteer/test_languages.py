"""Names of cities by language: labels in en, id and ko, other names with their language, and none said twice."""

import re
from collections import Counter

import pytest

from simpul.naming import gazetteer
from simpul.naming.gazetteer.languages import by_language
from simpul.naming.gazetteer.own_tables import NAMES, rows
from simpul.terms import Literal, Triple, rdfs_label, skos

ROWS = [*rows(NAMES)]
SCRIPTS = {
    "ko": "\\uac00-\\ud7a3",
    "th": "\\u0e00-\\u0e7f",
    "ar": "\\u0600-\\u06ff",
    "ja": "\\u3040-\\u30ff\\u4e00-\\u9fff\\u3400-\\u4dbf",
    "zh": "\\u4e00-\\u9fff\\u3400-\\u4dbf",
}


def names_of(number: str) -> list[Triple]:
    (city,) = gazetteer.find([number]).values()
    return [t for t in gazetteer.city_triples(city) if isinstance(t.object, Literal)]


def said(number: str, predicate: object) -> set[tuple[str, str]]:
    triples = names_of(number)
    literals = [t.object for t in triples if t.predicate == predicate]
    return {(one.value, one.language or "") for one in literals if isinstance(one, Literal)}


def test_each_row_is_of_a_city_and_the_only_one_in_its_language() -> None:
    pairs = [(number, language) for number, language, _name in ROWS]
    assert max(Counter(pairs).values()) == 1
    numbers = {number for number, _language in pairs}
    assert numbers == gazetteer.find(numbers).keys()
    assert pairs == sorted(pairs, key=lambda pair: int(pair[0])), "sorted by id"


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_name_is_written_in_a_script_of_its_language(language: str) -> None:
    names = [name for _number, of, name in ROWS if of == language]
    assert names
    assert [name for name in names if not re.search(f"[{SCRIPTS[language]}]", name)] == []
    latin = [name for name in names if re.search("[A-Za-z]", name)]
    assert len(latin) <= len(names) / 1000, latin


def test_a_name_repeats_the_city_s_own_in_korean_or_indonesian_alone() -> None:
    known = gazetteer.find(number for number, _language, _name in ROWS)
    same = {language for number, language, name in ROWS if name == known[number]["name"]}
    assert same == {"id"}


def test_a_city_has_labels_in_its_languages_and_its_own_name_without_one() -> None:
    assert said("1816670", rdfs_label) == {("Beijing", ""), ("Beijing", "id"), ("베이징", "ko")}
    assert {("Peking", "nl"), ("北京", "zh")} <= said("1816670", skos("altLabel"))


@pytest.mark.parametrize("number", ["1642911", "1816670", "1838524", "2886242", "1835848"])
def test_no_name_is_said_twice(number: str) -> None:
    labels, aliases = said(number, rdfs_label), said(number, skos("altLabel"))
    assert labels.isdisjoint(aliases)
    tagged = {text for text, language in labels | aliases if language}
    untagged = {text for text, language in aliases if not language}
    assert untagged.isdisjoint(tagged)
    assert max(Counter(language for _text, language in labels).values()) == 1


def test_a_name_of_cldr_that_geonames_denies_is_an_alias() -> None:
    (vienna,) = gazetteer.find(["2761369"]).values()
    labels, aliases = by_language(vienna)
    assert labels["ko"] == "빈"
    assert ("ko", "비엔나") in aliases


@pytest.mark.parametrize(("number", "zone"), [("3450554", "Bahia"), ("3703443", "Panama")])
def test_a_city_is_not_called_what_its_time_zone_calls_the_country_or_the_region(
    number: str, zone: str
) -> None:
    assert zone not in {text for text, _language in said(number, rdfs_label)}
