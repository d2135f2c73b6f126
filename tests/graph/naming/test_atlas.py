from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.errors import StoreError
from simpul.naming import atlas
from simpul.naming.atlas import Atlas, Evidence, Label, Level, Matcher, Place, fold, readings


def city(number: int, name: str, country: str, people: int, **rest: object) -> Place:
    where = {"region": "", "latitude": float(number % 80), "longitude": float(number % 170)} | rest
    return Place(id=number, name=name, country=country, population=people, **where)  # type: ignore[arg-type]  # as above


PLACES = [
    (city(1, "Jakarta", "ID", 8_000_000), ["Batavia", "Dki Jakarta", "ya jia da", "雅加达"]),
    (city(2, "Semarang", "ID", 1_500_000), []),
    (city(3, "Springfield", "US", 150_000, region="MO"), []),
    (city(4, "Springfield", "US", 110_000, region="IL"), []),
    (city(5, "Manchester", "GB", 500_000), []),
    (city(6, "Manchester", "US", 110_000, region="NH"), []),
    (city(7, "Le Mans", "FR", 140_000), []),
    (city(8, "København", "DK", 1_100_000), ["Copenhagen"]),
    (city(9, "Bogor", "ID", 900_000), []),
    (city(10, "Kansas City", "US", 490_000, region="MO"), []),
    (city(11, "Ottignies", "FR", 17_000, latitude=50.66, longitude=4.57), []),
    (city(12, "Louvain-la-Neuve", "FR", 30_000, latitude=50.67, longitude=4.61), []),
    (city(13, "Ciutadella", "FR", 29_000, region="MN"), []),
    (city(15, "Weissach", "FR", 7_700), []),
    (city(16, "Tokyo", "JP", 8_300_000, region="40"), ["東京"]),
    (city(17, "Osaka", "JP", 2_600_000, region="32", latitude=34.7, longitude=135.5), []),
    (city(18, "Surakarta", "ID", 500_000, latitude=-7.6, longitude=110.8), []),
    (city(19, "Oviedo", "FR", 220_000), []),
    (city(20, "Kamyanets-Podilskyi", "FR", 98_000), []),
    (city(14, "Lincoln", "US", 90_000, region="MO"), ["Illinois"]),
]
LABELS = [
    Label(country=code, language=language, name=name)
    for code, language, name in (
        ("ID", "en", "Indonesia"),
        ("ID", "alias", "ID"),
        ("US", "en", "United States"),
        ("US", "id", "Amerika Serikat"),
        ("US", "alias", "US"),
        ("GB", "en", "United Kingdom"),
        ("FR", "en", "France"),
        ("DK", "en", "Denmark"),
        ("IL", "alias", "IL"),
    )
] + [
    Label(country="US", region="IL", language="", name="Illinois"),
    Label(country="US", region="IL", language="alias", name="IL"),
    Label(country="FR", region="MN", language="", name="Menorca"),
]


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    path = tmp_path_factory.mktemp("atlas") / "few.db"
    atlas.write(path, PLACES, LABELS, {"level": "500"})
    return Matcher(Atlas(path))


def found(matcher: Matcher, name: str, *countries: str, **evidence: object) -> int | None:
    known = Evidence(countries=countries, **evidence)  # type: ignore[arg-type]  # evidence as typed there
    best = matcher.match(name, known).best()
    return best.place.id if best else None


@pytest.mark.parametrize(
    ("name", "country", "number"),
    [
        ("Jakarta", "ID", 1),
        ("JAKARTA ", "ID", 1),
        ("Batavia", "ID", 1),
        ("雅加达", "ID", 1),
        ("雅加达市", "ID", 1),
        ("Pemerintah Provinsi DKI Jakarta", "ID", 1),
        ("Pemerintah Kota Semarang", "ID", 2),
        ("Kota Semarang, Jawa Tengah", "ID", 2),
        ("Mairie du Mans", "FR", 7),
        ("Københavns Kommune", "DK", 8),
        ("City of Copenhagen", "DK", 8),
        ("Kansas City", "US", 10),
        ("Springfield, IL", "US", 4),
        ("Springfield (Illinois)", "US", 4),
        ("Jakrata", "ID", 1),
        ("Kota Bogor", "ID", 9),
        ("Ottignies-Louvain-la-Neuve", "FR", 12),
        ("Ottignies-Le Mans", "FR", None),
        ("Ciutadella de Menorca", "FR", 13),
        ("Province de Menorca", "FR", None),
        ("Kamyanets-Podilsky", "FR", 20),
        ("Illinois", "US", None),
    ],
)
def test_official_and_local_forms_find_their_city(
    matcher: Matcher, name: str, country: str, number: int
) -> None:
    assert found(matcher, name, country) == number


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Greater Manchester Combined Authority", "GB"),
        ("Manchester County", "GB"),
        ("Kota Administrasi Jakarta Selatan", "ID"),
        ("Gangdong-gu (Jakarta)", "ID"),
        ("Kabupaten Bogor", "ID"),
        ("Springfield", "US"),
        ("Springfield, IL", "ID"),
        ("Jakarta", "FR"),
        ("Atlantis", ""),
        ("Weissach im Tal", "FR"),
        ("O Vicedo", "FR"),
        ("Tokyo, Osaka", ""),
        ("Tokyo, Osaka", "JP"),
        ("Tokyo/Osaka", ""),
        ("Osaka (Tokyo)", "JP"),
        ("Semarang; Surakarta", "ID"),
        ("Jakarta, Osaka", ""),
        ("", "ID"),
        ("()/,", "ID"),
    ],
)
def test_what_is_no_city_or_not_sure_stays_blank(matcher: Matcher, name: str, country: str) -> None:
    assert found(matcher, name, *filter(None, [country])) is None


def test_a_blank_has_candidates_that_say_why(matcher: Matcher) -> None:
    ambiguous = matcher.match("Springfield", Evidence(countries=("US",))).candidates
    assert {c.place.id for c in ambiguous} == {3, 4}
    other = matcher.match("Manchester County", Evidence(countries=("GB",))).candidates
    assert [c.level for c in other] == [Level.OTHER]


def test_evidence_tells_namesakes_apart(matcher: Matcher) -> None:
    assert found(matcher, "Manchester", "US") == 6
    assert found(matcher, "Springfield", "US", region="Illinois") == 4
    assert found(matcher, "Springfield", latitude=4.1, longitude=4.1) == 4
    assert found(matcher, "Springfield", "US", latitude=60.0, longitude=60.0) is None


def test_scores_are_a_share_of_one(matcher: Matcher) -> None:
    for name in ("Springfield", "Jakarta", "Manchester"):
        total = sum(c.score for c in matcher.match(name).candidates)
        assert 0 < total <= 1 + 1e-9


@given(st.text(max_size=300), st.sampled_from(["", "ID", "US"]))
def test_any_text_is_answered(matcher: Matcher, text: str, country: str) -> None:
    match = matcher.match(text, Evidence(countries=tuple(filter(None, [country]))))
    assert all(0 <= candidate.score <= 1 for candidate in match.candidates)


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000, "City of " * 2_000, "\0", "\u200fJakarta\u202e", "(" * 5_000, "a/" * 5_000],
)
def test_monstrous_texts_are_answered(matcher: Matcher, text: str) -> None:
    assert len(readings(text)) < 500
    matcher.match(text, Evidence(countries=("ID",)))


def test_direction_marks_do_not_hide_a_name(matcher: Matcher) -> None:
    assert found(matcher, "\u200fJa\u200bkarta\u202c\0", "ID") == 1


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("São Paulo", "SAO PAULO"),
        ("Łódź", "lodz"),
        ("臺北", "台北"),
        ("تهران", "تِهران"),
        ("Ærø", "aeroe"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) or fold(one) == fold(other).removesuffix("e")


def test_words_of_scripts_with_vowel_signs_stay_apart() -> None:
    assert fold("दिल्ली") != fold("दल")


def test_an_index_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "no.db").write_text("this is no index")
    with pytest.raises(StoreError, match=r"no\.db"):
        Atlas(tmp_path / "no.db")
