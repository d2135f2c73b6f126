"""Names with shortened words: what is left of each must fit, in its order and its country."""

import pytest

from simpul.naming import atlas
from simpul.naming.atlas import Atlas, Evidence, Label, Matcher, Method, Place


def city(number: int, name: str, country: str, people: int) -> tuple[Place, list[str]]:
    place = Place(
        id=number,
        name=name,
        country=country,
        region="",
        population=people,
        latitude=float(number),
        longitude=float(number),
    )
    return place, []


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    file = tmp_path_factory.mktemp("atlas") / "cities.db"
    cities = (
        city(1, "Frankfurt am Main", "DE", 650_000),
        city(2, "Frankfurt an der Oder", "DE", 57_000),
        city(3, "Buenos Aires", "AR", 2_900_000),
        city(4, "Bahía Blanca", "AR", 300_000),
        city(5, "Haslach an der Mühl", "AT", 2_500),
        city(6, "Bases Asunción", "PY", 9_000),
    )
    labels = [Label(country=code, language="en", name=code) for code in ("DE", "AR", "AT", "PY")]
    atlas.write(file, cities, labels, {})
    return Matcher(Atlas(file))


@pytest.mark.parametrize(
    ("text", "country", "wanted"),
    [
        ("Frankfurt a.M.", "DE", 1),
        ("Frankfurt a. M.", "DE", 1),
        ("Stadt Frankfurt a.M.", "DE", 1),
        ("Frankfurt a.d.O.", "DE", 2),
        ("Haslach a.d. Mühl", "AT", 5),
        ("Bs. As.", "AR", 3),
        ("B. Blanca", "AR", 4),
    ],
)
def test_a_shortened_word_stands_for_one_that_begins_so(
    matcher: Matcher, text: str, country: str, wanted: int
) -> None:
    best = matcher.match(text, Evidence(countries=(country,))).best()
    assert best is not None
    assert (best.place.id, best.method) == (wanted, Method.SPELLING)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Frankfurt a.X.", "DE"),
        ("Frankfurt M.a.", "DE"),
        ("Frankfurt a.d. Spree", "DE"),
        ("Haslach a.d. Mühl", "DE"),
        ("Haslach a d Mühl", "AT"),
        ("Sb. As.", "AR"),
    ],
)
def test_what_does_not_fit_is_nobodys_name(matcher: Matcher, text: str, country: str) -> None:
    match = matcher.match(text, Evidence(countries=(country,)))
    assert match.best() is None


def test_nothing_is_filled_in_where_the_country_is_not_known(matcher: Matcher) -> None:
    assert matcher.match("Bs. As.").best() is None
