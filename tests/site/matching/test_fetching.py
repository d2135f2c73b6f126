"""Data extension, by section 7 of the API."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from matching_protocol import EXTENDED, PROPOSED, fits
from simpul.errors import ParameterError
from simpul.reason.ontology import ontology
from simpul.site.asking import Reply
from simpul.site.failures import RefusedError
from simpul.site.matching import fetching
from simpul.site.matching.kinds import KINDS, every_property, is_term
from simpul.terms import rdfs_label, simpul

Told = Callable[..., dict[str, Any]]


@pytest.fixture
def fetched(told: Told) -> Told:
    """Fetch properties of things."""

    def ask(ids: list[str], *properties: str | dict[str, Any], **more: str) -> dict[str, Any]:
        wanted = [{"id": one} if isinstance(one, str) else one for one in properties]
        extend = json.dumps({"ids": ids, "properties": wanted})
        answer = told(method="POST", extend=extend, **more)
        fits(answer, EXTENDED)
        return answer

    return ask


@pytest.mark.parametrize("name", [name for name in every_property() if is_term(name)])
def test_every_property_is_a_term_of_the_ontology_with_a_label(name: str) -> None:
    assert any(ontology().matching(simpul(name), rdfs_label))


@pytest.mark.parametrize("kind", KINDS)
def test_properties_are_proposed_for_each_kind(told: Told, kind: str) -> None:
    answer = told(fetching.propose, type=kind)
    fits(answer, PROPOSED)
    assert [one["id"] for one in answer["properties"]] == [*KINDS[kind].properties]
    assert answer["type"] == kind


def test_as_many_are_proposed_as_are_wanted(told: Told) -> None:
    answer = told(fetching.propose, type="City", limit="3")
    assert (len(answer["properties"]), answer["limit"]) == (3, 3)


def test_of_a_kind_that_there_is_not_nothing_is_proposed(told: Told) -> None:
    with pytest.raises(ParameterError, match=r"type: .*'Human'.*City, Network"):
        told(fetching.propose, type="Human")


def test_values_come_as_things_numbers_moments_and_texts(fetched: Told) -> None:
    answer = fetched(
        ["city/1642911", "event/clv-seoul-2018", "org/c40"], "inCountry", "population", "begin"
    )
    rows = answer["rows"]
    assert rows["city/1642911"]["inCountry"] == [{"id": "country/ID", "name": "Indonesia"}]
    assert rows["city/1642911"]["population"] == [{"int": 8540121}]
    assert {"str": "2018-03"} in rows["event/clv-seoul-2018"]["begin"]
    assert rows["org/c40"]["inCountry"] == [{"id": "country/GB", "name": "United Kingdom"}]
    day = fetched(["event/jakber-forum1-2018"], "begin")["rows"]["event/jakber-forum1-2018"]
    assert day["begin"] == [{"date": "2018-08-02T00:00:00Z"}]


def test_a_name_in_a_language_is_that_one_alone(fetched: Told) -> None:
    row = fetched(["city/1642911"], "label_ko", "label_en")["rows"]["city/1642911"]
    assert row == {"label_ko": [{"str": "자카르타"}], "label_en": [{"str": "Jakarta"}]}


def test_settings_say_how_many_values_and_in_which_form(fetched: Told) -> None:
    for form, has in (("things", {"id", "name"}), ("names", {"str"}), ("addresses", {"str"})):
        wanted = {"id": "memberOf", "settings": {"limit": "2", "form": form}}
        cells = fetched(["city/1642911"], wanted)["rows"]["city/1642911"]["memberOf"]
        assert [set(cell) for cell in cells] == [has, has]
    assert cells[0]["str"].startswith("https://w3id.org/simpul/id/org/")


def test_a_city_that_the_graph_does_not_mention_has_what_geonames_says(fetched: Told) -> None:
    row = fetched(["city/2357048"], "inCountry", "population", "label_en", path="id")["rows"][
        "city/2357048"
    ]
    assert row["inCountry"] == [{"id": "country/BF", "name": "Burkina Faso"}]
    assert row["population"][0]["int"] > 1_000_000
    assert row["label_en"] == [{"str": "Ouagadougou"}]


def test_of_what_there_is_not_nothing_is_fetched(fetched: Told) -> None:
    answer = fetched(["city/1642911", "org/none"], "population")
    assert answer["rows"]["org/none"] == {"population": []}
    assert answer["rows"]["city/1642911"]["population"]


@pytest.mark.parametrize(
    ("ids", "name", "where"),
    [
        (["city/1642911", "nonsense"], "source", "ids: 'nonsense' .*city/1642911"),
        (["a b"], "source", "ids: 'a b' "),
        (["city/1642911"], "colour", "properties.id: .*'colour'.*inCountry"),
    ],
)
def test_what_is_no_id_and_no_property_is_refused_with_what_would_be(
    fetched: Told, ids: list[str], name: str, where: str
) -> None:
    with pytest.raises(ParameterError, match=where):
        fetched(ids, name)


@pytest.mark.parametrize(
    "document",
    [
        "[]",
        '{"ids": []}',
        '{"ids": "city/1", "properties": []}',
        '{"ids": [1], "properties": []}',
        '{"ids": [], "properties": [{}]}',
        '{"ids": [], "properties": [{"id": "begin", "settings": []}, 5]}',
        '{"ids": [], "properties": [{"id": "begin", "settings": {"limit": "many"}}]}',
        '{"ids": [], "properties": [{"id": "begin", "settings": {"form": "gold"}}]}',
    ],
)
def test_what_is_no_request_for_data_is_refused(reply: Callable[..., Reply], document: str) -> None:
    with pytest.raises(ParameterError, match="must be"):
        reply(extend=document)


def test_too_many_things_at_once_are_refused(reply: Callable[..., Reply]) -> None:
    document = {"ids": [f"city/{number}" for number in range(2000)], "properties": []}
    with pytest.raises(RefusedError) as refused:
        reply(extend=json.dumps(document))
    assert refused.value.status == 413
