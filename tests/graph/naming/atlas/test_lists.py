"""A text that names several cities is none of them, and each is told; one that says where its city lies is that city."""

import pytest

from simpul.ingest.reconcile import Asked, Resolver
from simpul.naming.atlas import Method

LISTS = {
    "Tokyo, Osaka": "Tokyo Osaka",
    "Osaka, Tokyo": "Osaka Tokyo",
    "Tokyo,Osaka": "Tokyo Osaka",
    "Tokyo; Osaka": "Tokyo Osaka",
    "Tokyo\nOsaka": "Tokyo Osaka",
    "Tokyo & Osaka": "Tokyo Osaka",
    "Tokyo + Osaka": "Tokyo Osaka",
    "Tokyo | Osaka": "Tokyo Osaka",
    "Tokyo dan Osaka": "Tokyo Osaka",
    "Tokyo (Japan), Osaka (Japan)": "Tokyo Osaka",
    "Tokyo, Japan, Osaka, Japan": "Tokyo Osaka",
    "Seoul, Korea; Busan, Korea": "Seoul Busan",
    "東京、大阪": "Tokyo Osaka",
    "東京・大阪": "Tokyo Osaka",
    "서울, 부산": "Seoul Busan",
    "Jakarta/Bandung": "Jakarta Bandung",
    "Jakarta / Bekasi": "Jakarta Bekasi",
    "Bekasi/Jakarta": "Bekasi Jakarta",
    "Jakarta - Bandung": "Jakarta Bandung",
    "Jakarta, Bandung and Semarang": "Jakarta Bandung Semarang",
    "Jakarta, Bandung, dll.": "Jakarta Bandung",
    "Jakarta and 3 others": "Jakarta",
    "Jakarta, etc.": "Jakarta",
    "Semarang, Surakarta": "Semarang Surakarta",
    "Kota Semarang, Kota Surakarta": "Semarang Surakarta",
    "Paris, London": "Paris London",
    "Paris/London": "Paris London",
    "London and Paris": "London Paris",
}
ONE_PLACE = (
    "Springfield, IL, US",
    "Paris, Texas",
    "Paris, France",
    "Rome, New York",
    "London, Ontario",
    "Birmingham, AL",
    "Cambridge, Boston",
    "Washington, D.C.",
    "Singapore, Singapore",
    "Campinas/SP",
    "Kota Bandung, Jawa Barat",
    "Surabaya, Jawa Timur, Indonesia",
    "Cebu, City of",
    "Naga, Kota",
    "Halle (Saale)",
    "Frankfurt/Oder",
    "Biel/Bienne",
    "San Sebastián / Donostia",
    "Mumbai/Bombay",
    "Bandar Lampung",
    "Brighton and Hove",
    "Brighton & Hove",
    "Newcastle upon Tyne",
    "Trinidad and Tobago's Port of Spain",
    "Alkmaar (Bergen, Heiloo)",
    "Jakarta,",
    "Jakarta, Jakarta",
    "Atlantis, El Dorado",
)
TAKEN = {
    "Springfield, IL, US": 4250542,
    "Paris, Texas": 4717560,
    "Rome, New York": 5134295,
    "Paris, France": 2988507,
    "London, Ontario": 6058560,
    "Kota Bandung, Jawa Barat": 1650357,
    "Jakarta,": 1642911,
}


@pytest.mark.parametrize("text", LISTS)
def test_of_several_cities_none_is_taken_and_each_is_a_candidate(
    resolver: Resolver, text: str
) -> None:
    match = resolver.matcher.match(text)
    assert match.is_list
    assert match.best(0) is None
    assert [one.place.name for one in match.likely] == LISTS[text].split()


@pytest.mark.parametrize("text", ONE_PLACE)
def test_what_says_where_a_city_lies_or_is_called_makes_no_list(
    resolver: Resolver, text: str
) -> None:
    assert not resolver.matcher.match(text).is_list


@pytest.mark.parametrize("text", TAKEN)
def test_a_city_with_its_region_is_taken_as_before(resolver: Resolver, text: str) -> None:
    best = resolver.matcher.match(text).best()
    assert best
    assert best.place.id == TAKEN[text]


def test_a_country_beside_the_text_says_which_cities_are_listed(resolver: Resolver) -> None:
    answer = resolver.answer(Asked(name="Paris, London", country="Canada"))
    assert answer.method is not Method.SEVERAL  # Paris lies in London's province there
    answer = resolver.answer(Asked(name="Birmingham/Austin", country="US"))
    assert answer.method is Method.SEVERAL
    assert {one.place.country for one in answer.candidates} == {"US"}


def test_a_list_is_answered_by_a_blank(resolver: Resolver) -> None:
    answer = resolver.answer(Asked(name="Tokyo, Osaka"))
    assert (answer.place, answer.score, answer.method) == (None, None, Method.SEVERAL)
    assert [one.place.name for one in answer.candidates] == ["Tokyo", "Osaka"]
