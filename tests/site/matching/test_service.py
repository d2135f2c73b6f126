"""The Reconciliation Service API 0.2, section by section: the manifest, queries and their answers, errors."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from matching_protocol import MANIFEST, RESULT, RESULTS, fits
from simpul.errors import ParameterError
from simpul.ingest.reconcile import Resolver
from simpul.site.asking import Reply
from simpul.site.failures import NotFoundError, RefusedError
from simpul.site.matching.kinds import DATE, KINDS, every_property
from simpul.site.matching.queries import BATCH

Told = Callable[..., dict[str, Any]]
Replies = Callable[..., Reply]
Candidates = Callable[..., list[dict[str, Any]]]


# 3.1 Service Manifest


def test_without_parameters_the_manifest_comes(told: Told) -> None:
    manifest = told()
    fits(manifest, MANIFEST)
    assert manifest["identifierSpace"] == "https://w3id.org/simpul/id/"
    assert manifest["schemaSpace"] == "https://w3id.org/simpul/ontology#"
    assert manifest["batchSize"] == BATCH
    assert manifest["suggest"]["entity"]["service_url"] == "https://simpul.example/kota/reconcile"


def test_the_manifest_of_a_language_leads_to_addresses_of_that_language(told: Told) -> None:
    manifest = told(path="id")
    assert {one["id"]: one["name"] for one in manifest["defaultTypes"]}["City"] == "Kota"
    assert manifest["preview"]["url"].startswith("https://simpul.example/kota/reconcile/id/")
    assert manifest["extend"]["propose_properties"]["service_url"].endswith("/reconcile/id")


def test_there_is_no_service_in_a_language_that_is_not_spoken(reply: Replies) -> None:
    with pytest.raises(NotFoundError):
        reply(path="xx")


# 3.3 Cross-Origin Access


def test_a_client_of_old_gets_a_script_that_calls_its_function(reply: Replies) -> None:
    answer = reply(query="Jakarta", callback="jsonp12.done")
    assert answer.media_type.startswith("text/javascript")
    script = answer.body.decode("ascii")
    assert script.startswith("/**/jsonp12.done(")
    fits(json.loads(script.removeprefix("/**/jsonp12.done(").removesuffix(");")), RESULT)


@pytest.mark.parametrize("name", ["alert(1)//", "a b", "a;b", "<script>", "a.b.", "1a", "ä"])
def test_what_is_no_name_of_a_function_is_not_called(reply: Replies, name: str) -> None:
    with pytest.raises(ParameterError, match="callback"):
        reply(callback=name)


# 4.1 Structure of a Reconciliation Query


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_each_query_of_a_batch_has_its_result_by_its_key(told: Told, method: str) -> None:
    batch = {"q0": {"query": "Jakarta"}, "": {"query": "C40"}, "x y": {"query": "qqqqqq"}}
    answer = told(method=method, queries=json.dumps(batch))
    fits(answer, RESULTS)
    assert {key: [one["id"] for one in value["result"]][:1] for key, value in answer.items()} == {
        "q0": ["city/1642911"],
        "": ["org/c40"],
        "x y": [],
    }


def test_a_query_may_stand_alone_as_in_version_0_1(told: Told) -> None:
    for query in ("Seoul", json.dumps({"query": "Seoul", "limit": 1})):
        answer = told(query=query)
        fits(answer, RESULT)
        assert answer["result"][0]["id"] == "city/1835848"


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ({}, "q0"),
        ({"query": 5}, "q0.query"),
        ({"query": "a", "limit": "all"}, "q0.limit"),
        ({"query": "a", "limit": -1}, "q0.limit"),
        ({"query": "a", "type": 7}, "q0.type"),
        ({"query": "a", "type_strict": "perhaps"}, "q0.type_strict"),
        ({"query": "a", "properties": {"pid": "inCountry"}}, "properties"),
        ({"query": "a", "properties": [{"v": "x"}]}, "q0.properties.pid"),
        ({"query": "a", "properties": [{"pid": "inCountry", "v": {"name": "x"}}]}, "q0.properties.v"),
        ([], "q0"),
    ],
)  # fmt: skip
def test_a_query_that_is_none_is_refused_with_where_and_what_it_must_be(
    reply: Replies, query: object, where: str
) -> None:
    with pytest.raises(ParameterError, match=f"{where} must be "):
        reply(queries=json.dumps({"q0": query}))


@pytest.mark.parametrize("text", ["{", "[]", '{"q0": {"query": NaN}}', "[" * 5000, '"\\ud800"'])
def test_what_is_no_batch_is_refused(reply: Replies, text: str) -> None:
    with pytest.raises(ParameterError, match="queries"):
        reply(queries=text)


def test_more_names_than_the_manifest_allows_are_refused_with_413(reply: Replies) -> None:
    batch = {f"q{number}": {"query": "a"} for number in range(BATCH + 1)}
    with pytest.raises(RefusedError) as refused:
        reply(method="POST", queries=json.dumps(batch))
    assert refused.value.status == 413


def test_a_form_without_a_question_is_refused(reply: Replies) -> None:
    with pytest.raises(ParameterError, match="queries"):
        reply(method="POST")


# 4.2 Reconciliation Query Responses


def test_candidates_come_by_score_and_at_most_as_many_as_are_wanted(
    candidates: Candidates,
) -> None:
    found = candidates("Springfield", limit=3)
    scores = [one["score"] for one in found]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert not any(one["match"] for one in found)


def test_where_a_city_lies_tells_it_from_its_namesakes(candidates: Candidates) -> None:
    lies = [{"pid": "inCountry", "v": "US"}, {"pid": "within", "v": "Illinois"}]
    found = candidates("Springfield", type="City", properties=lies)
    assert [(one["id"], one["match"]) for one in found] == [("city/4250542", True)]
    assert found[0]["description"] == "Illinois, United States"


def test_a_country_that_was_matched_before_is_its_id(candidates: Candidates) -> None:
    country = {"pid": "inCountry", "v": [{"id": "country/CO", "name": "Colombia"}]}
    assert candidates("Medellin", properties=[country])[0]["id"] == "city/3674962"
    elsewhere = {"pid": "inCountry", "v": "KR"}
    assert not any(one["match"] for one in candidates("Medellin", properties=[elsewhere]))


def test_a_city_that_the_graph_does_not_mention_is_found_and_says_so(
    candidates: Candidates,
) -> None:
    found = candidates("Ouagadougou", type="City")[0]
    assert found["match"]
    assert {"id": "in_graph", "value": False} in found["features"]


def test_an_official_form_finds_its_city(candidates: Candidates) -> None:
    found = candidates("Pemerintah Kota Semarang", type=["City"])[0]
    assert (found["id"], found["match"]) == ("city/1627896", True)


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("Network", "C40", "org/c40"),
        ("Organisation", "C40 Cities", "org/c40"),
        ("Organisation", "Seoul Metropolitan Government", "org/smg"),
        ("Initiative", "Seoullo 7017", "initiative/seoullo-7017"),
        ("Theme", "Climate change", "theme/climate-change"),
        ("Country", "Korea Selatan", "country/KR"),
    ],
)
def test_a_name_of_one_thing_alone_is_matched_with_it(
    candidates: Candidates, kind: str, text: str, key: str
) -> None:
    found = candidates(text, type=kind)
    assert [(one["id"], one["match"]) for one in found] == [(key, True)]
    assert kind in [one["id"] for one in found[0]["type"]]


def test_a_name_spelt_nearly_so_is_a_candidate_and_no_match(candidates: Candidates) -> None:
    found = candidates("Seoul Metropolitan Goverment", type="Organisation")
    assert (found[0]["id"], found[0]["match"]) == ("org/smg", False)
    assert found[0]["score"] < 100


def test_what_is_said_otherwise_of_a_thing_speaks_against_it(candidates: Candidates) -> None:
    right = [{"pid": "seatedIn", "v": "London"}, {"pid": "inCountry", "v": "GB"}]
    found = candidates("C40", properties=right)[0]
    assert found["match"]
    assert {"id": "seatedIn", "value": True} in found["features"]
    wrong = candidates("C40", properties=[{"pid": "seatedIn", "v": "Jakarta"}])[0]
    assert not wrong["match"]
    assert wrong["score"] < found["score"]


def test_the_day_of_an_event_may_be_asked_for(candidates: Candidates) -> None:
    visit = "Cross-learning visit of Jakarta to Seoul, March 2018"
    for value, is_match in (("2018-03", True), (2018, True), ("2019", False)):
        found = candidates(visit, type="Event", properties=[{"pid": "date", "v": value}])[0]
        assert (found["id"], found["match"]) == ("event/clv-seoul-2018", is_match)


def test_things_can_be_sought_by_what_they_have_alone(candidates: Candidates) -> None:
    held = [{"pid": "heldIn", "v": {"id": "city/1642911"}}, {"pid": "theme", "v": "Climate change"}]
    found = candidates(properties=held, type="Event")
    assert found
    assert all(one["type"] == [{"id": "Event", "name": "Event"}] for one in found)
    assert not any(one["match"] for one in found)


def test_an_id_or_an_address_finds_its_thing(candidates: Candidates) -> None:
    for text in ("city/1642911", "https://w3id.org/simpul/id/city/1642911", "geonames:1642911"):
        found = candidates(text)
        assert [(one["id"], one["score"], one["match"]) for one in found] == [
            ("city/1642911", 100.0, True)
        ]
    assert candidates("city/1642911", type="Network")[0]["match"] is False
    assert candidates("city/99999999999") == []


@pytest.mark.parametrize(
    ("query", "where", "known"),
    [
        ({"type": "Human"}, "q0.type: .*'Human'", [*KINDS]),
        ({"type": ["City", {"id": "Human"}]}, "q0.type: .*'Human'", [*KINDS]),
        ({"properties": [{"pid": "colour", "v": "red"}]}, "q0.properties.pid: .*'colour'", [*every_property(), DATE]),
    ],
)  # fmt: skip
def test_a_kind_or_property_that_there_is_not_is_refused_with_those_that_there_are(
    reply: Replies, query: dict[str, object], where: str, known: list[str]
) -> None:
    with pytest.raises(ParameterError, match=where) as refused:
        reply(queries=json.dumps({"q0": {"query": "Jakarta", **query}}))
    assert all(name in str(refused.value) for name in known)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Beijng", "city/1816670"),
        ("Jakrta", "city/1642911"),
        ("Kota Surabya", "city/1625822"),
        ("Sekul Metropolitan Govrnment", "org/smg"),
        ("ICELI", "org/iclei"),
        ("Clmate chnage", "theme/climate-change"),
        ("Seoulo 7017", "initiative/seoullo-7017"),
        ("Indonesai", "country/ID"),
    ],
)
def test_a_slip_of_the_pen_has_its_thing_for_the_first_candidate_and_never_for_a_match(
    candidates: Candidates, text: str, key: str
) -> None:
    found = candidates(text)
    assert found[0]["id"] == key
    assert 50 < found[0]["score"] <= 90
    assert not any(one["match"] for one in found)


def test_what_is_found_at_once_does_not_wait_for_what_is_spelt_nearly_so(
    candidates: Candidates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Resolver, "near", lambda *_asked: pytest.fail("a search was paid for"))
    found = [candidates(text)[0]["match"] for text in ("Jakarta", "Kota Semarang", "C40", "Soeul")]
    assert all(found)
    assert candidates("Seoullo 7017", type="Initiative")[0]["match"]


@pytest.mark.parametrize(
    "text", ["\x00", "\u200b", "?" * 100_000, "<b>", "' OR 1=1 --", "{}", "\ud83d\ude00"]
)
def test_whatever_is_written_as_a_name_has_an_answer(candidates: Candidates, text: str) -> None:
    assert all(one["match"] is False for one in candidates(text))


def test_names_come_in_the_language_of_the_address(told: Told) -> None:
    named = {
        language: told(path=language, query="Seoul")["result"][0] for language in ("en", "id", "ko")
    }
    assert {language: one["name"] for language, one in named.items()} == {
        "en": "Seoul",
        "id": "Seoul",
        "ko": "서울",
    }
    assert named["id"]["description"].endswith("Korea Selatan")
