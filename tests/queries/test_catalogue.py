"""The catalogue reads questions, resolves what a person types and binds it as terms."""

import pytest

from simpul import catalogue, locale
from simpul.answer.labels import labels
from simpul.answer.rows import of_question, read
from simpul.catalogue import Question, fill, parse, question
from simpul.errors import ParameterError, QueryError, UnknownQueryError
from simpul.naming import Names
from simpul.store import OxigraphStore, Solutions
from simpul.terms import text


def _names(store: OxigraphStore) -> Names:
    assert store.folder is not None
    return Names(store.folder)


def _ask(store: OxigraphStore, name: str, **values: str) -> Solutions:
    asked = question(name)
    found = store.select(fill(asked, values, _names(store)))
    return read(*of_question(asked, found.variables, found.rows))


def _texts(found: Solutions, column: str) -> list[str]:
    return [text(row.get(column)) for row in found.rows]


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


def test_jakarta_and_seoul_share_the_five_networks_of_the_article(article: OxigraphStore) -> None:
    answer = _ask(article, "shared-networks", a="Jakarta", b="Seoul")
    assert set(_texts(answer, "short")) == {"100RC", "UCLG ASPAC", "CityNet", "ICLEI", "C40"}
    assert {value.rsplit("/", 1)[-1] for value in _texts(answer, "completeness")} == {"partial"}


def test_a_city_that_shares_nothing_gives_no_rows(article: OxigraphStore) -> None:
    assert _ask(article, "shared-networks", a="Jakarta", b="New York City").rows == []


def test_the_article_has_requests_and_no_commitments(article: OxigraphStore) -> None:
    answer = _ask(article, "open-requests")
    assert {value.rsplit("#", 1)[-1] for value in _texts(answer, "kind")} == {"Request"}
    assert {value.rsplit("/", 1)[-1] for value in _texts(answer, "status")} == {"proposed"}
    assert len(answer.rows) == 3


def test_an_optional_parameter_narrows_the_answer(article: OxigraphStore) -> None:
    everything = _ask(article, "interests")
    one = _ask(article, "interests", city="Seoul")
    assert len(one.rows) == 1
    assert len(everything.rows) > 1


FIGURES = {
    "Length": ("869", "m", ""),
    "Capacity": ("50000", "{person}", ""),
    "CCTV cameras": ("41", "{camera}", ""),
    "Emergency alarms": ("33", "{alarm}", ""),
    "Visitors since opening": ("8070000", "{visitor}", "2018-03-21"),
    "Days since opening": ("305", "d", "2018-03-21"),
    "Participation programmes": ("1027", "{programme}", ""),
    "Discussions": ("615", "{discussion}", ""),
    "Grade of condition": ("D", "", "2006"),
}


def test_the_figures_of_seoullo_7017_are_those_of_the_article(article: OxigraphStore) -> None:
    answer = _ask(article, "measured-facts", thing="Seoullo 7017")
    known = labels(article, answer)
    found = {
        known[text(row["measure"])]: tuple(text(row.get(c)) for c in ("value", "unit", "date"))
        for row in answer.rows
    }
    assert found == FIGURES


@pytest.mark.parametrize(
    ("thing", "expected"),
    [("happiness-cafe", {"7", "19"}), ("seoul-library", {"24"}), ("clv-seoul-day4", {"4"})],
)
def test_other_figures_are_those_of_the_article(
    article: OxigraphStore, thing: str, expected: set[str]
) -> None:
    kind = {"seoul-library": "org", "clv-seoul-day4": "event"}.get(thing, "initiative")
    answer = _ask(article, "measured-facts", thing=f"{kind}/{thing}")
    assert set(_texts(answer, "value")) == expected


def test_an_unknown_question_names_near_ones() -> None:
    with pytest.raises(UnknownQueryError, match="shared-networks"):
        question("shared-network")


def _one(type_: str, variable: str = "?_x") -> Question:
    return parse(
        f"#+ params:\n#+   x: {{type: {type_}}}\nSELECT * {{ ?s ?p {variable} }}", name="q"
    )


@pytest.mark.parametrize(
    ("type_", "value", "bound"),
    [
        ("date", "2018", '"2018-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("date", "2018-02", '"2018-02-28"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("date", "2018-03-22", '"2018-03-22"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("integer", "007", '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("text", "} DROP ALL", '"} DROP ALL"'),
        ("city", "서울", "<https://w3id.org/simpul/id/city/1835848>"),
        ("network", "c40", "<https://w3id.org/simpul/id/org/c40>"),
        ("thing", "initiative/ok-otrip", "<https://w3id.org/simpul/id/initiative/ok-otrip>"),
    ],
)
def test_a_parameter_is_bound_as_its_type(
    article: OxigraphStore, type_: str, value: str, bound: str
) -> None:
    query = fill(_one(type_), {"x": value}, _names(article))
    assert query.text.endswith(f"?p {bound} }}")


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("date", "yesterday"),
        ("date", "2018-02-30"),
        ("integer", "many"),
        ("integer", "1.5"),
        ("city", "Atlantis"),
        ("city", "C40"),
        ("network", "Jakarta"),
        ("city", "<x> } ; DROP ALL #"),
    ],
)
def test_a_value_of_another_type_is_refused(article: OxigraphStore, type_: str, value: str) -> None:
    with pytest.raises(ParameterError):
        fill(_one(type_), {"x": value}, _names(article))


def test_hyphens_in_a_parameters_name_do_not_count(article: OxigraphStore) -> None:
    asked = parse("#+ params:\n#+   asof: {type: date}\nSELECT * { ?s ?p ?_asof_date }", name="q")
    assert '"2018-12-31"' in fill(asked, {"as-of": "2018"}, _names(article)).text


def test_a_type_that_does_not_exist_is_refused() -> None:
    with pytest.raises(QueryError, match="unknown type"):
        _one("town")


def test_every_type_is_used_or_documented() -> None:
    assert {"city", "network", "date", "integer", "text", "language"} <= catalogue.TYPES
