"""Every question of the catalogue by form and by address: what is shown is what the command line answers."""

import csv
import io
import json
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.catalogue import Question, every
from simpul.site.asking import Asked
from simpul.site.site import Site
from simpul.site.worker import answered
from simpul.store import Bindings, Solutions
from simpul.store.sparql import Bound
from site_pages import Query, get

QUESTIONS = {one.name: one for one in every()}
OF_COMMANDS = re.compile("simpul query|--also-single-datasets")
"""What a sentence says otherwise on the site."""
every_question = pytest.mark.parametrize("name", sorted(QUESTIONS))


def examples(question: Question) -> dict[str, list[str]]:
    return {
        one.name: list(one.examples if one.multiple else one.examples[:1])
        for one in question.parameters
        if one.required and not one.default
    }


def page_of(site: Site, name: str, query: Query = "") -> str:
    reply = get(site, "questions:question", name, query)
    assert reply.status == 200
    return reply.body.decode()


def own(site: Site, name: str, query: Query = "") -> dict[str, Any]:
    reply = get(site, "api:question", name, query)
    assert reply.media_type == "application/json", reply.body
    found: dict[str, Any] = json.loads(reply.body)
    return found


@pytest.fixture
def asked_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the store answer each query once, whoever asks it again: what is tried is all that is made of it."""
    store = site.graph("public").store
    stream, select = store.stream, store.select
    streamed: dict[str, tuple[tuple[str, ...], list[list[Any]]]] = {}
    selected: dict[str, Solutions] = {}

    def streamed_once(query: Bound) -> Bindings:
        if query.text not in streamed:
            found = stream(query)
            assert isinstance(found, Bindings)
            streamed[query.text] = found.variables, [list(one) for one in found.solutions]
        variables, solutions = streamed[query.text]
        return Bindings(variables=variables, solutions=iter(solutions))

    def selected_once(query: str, *, checked: bool = False) -> Solutions:
        if query not in selected:
            selected[query] = select(query, checked=checked)
        return selected[query]

    monkeypatch.setattr(store, "stream", streamed_once)
    monkeypatch.setattr(store, "select", selected_once)


@every_question
@pytest.mark.usefixtures("asked_once")
def test_form_and_address_answer_what_the_command_line_answers(site: Site, name: str) -> None:
    question = QUESTIONS[name]
    values = examples(question)
    graph = site.graph("public")
    rows = graph.query(name, values)
    expected = rows.to_bytes("csv", sources=bool(question.facts))
    assert get(site, "api:question", f"{name}.csv", values).body == expected
    told = own(site, name, values)
    records = list(csv.DictReader(io.StringIO(expected.decode())))
    assert told["total"] == len(records)
    for record, row in zip(records, told["rows"], strict=True):
        for column, value in row["values"].items():
            assert not isinstance(value, dict) or value["id"] == record[column]
    page = page_of(site, name, values)
    assert told["title"] in unescape(page)
    shown = page.count("<tr>") - page.count("<thead>")
    assert bool(shown) == bool(rows)
    assert len(told["caveats"]) == len(rows.caveats) == page.count('class="told caveat"')
    assert all(
        caveat in told["caveats"] for caveat in rows.caveats if not OF_COMMANDS.search(caveat)
    )


def test_the_sources_of_a_row_are_those_that_the_command_line_names(site: Site) -> None:
    values = {"a": ["Jakarta"], "b": ["Seoul"]}
    named = site.graph("public").query("shared-networks", values).with_sources()
    rows = own(site, "shared-networks", values)["rows"]
    for given_, row in zip(named, rows, strict=True):
        parts = [", ".join(filter(None, (s["label"], s.get("passage")))) for s in row["sources"]]
        assert "; ".join(dict.fromkeys(parts)) == getattr(given_.get("sources"), "value", "")
    assert any(row["sources"] for row in rows)


def test_things_and_sources_lead_to_their_pages(site: Site) -> None:
    page = page_of(site, "shared-networks", "a=Jakarta&b=Seoul")
    assert 'href="/kota/page/org/c40"' in page
    assert 'href="/kota/page/document/jakarta-seoul-visit-2018"' in page


def test_without_values_there_is_a_form_and_no_reproach(site: Site) -> None:
    page = page_of(site, "shared-networks")
    assert 'name="a"' in page
    assert 'data-complete="City"' in page
    assert "error" not in page
    assert 'class="answer"' not in page


def test_what_is_wrong_is_told_beside_its_field(site: Site) -> None:
    page = page_of(site, "shared-networks", "a=Jakrta")
    assert "Did you mean Jakarta?" in page.partition('id="error-a"')[2].partition("</p>")[0]
    assert "This is needed." in page.partition('id="error-b"')[2].partition("</p>")[0]
    assert 'value="Jakrta"' in page


def test_a_question_that_is_not_there_is_not_found_and_near_ones_are_named(site: Site) -> None:
    for page, accept in (("questions:question", "text/html"), ("api:question", "application/json")):
        reply = get(site, page, "shared-network", accept=accept)
        assert reply.status == 404
        assert b"shared-networks" in reply.body


def test_a_name_of_several_things_is_a_choice_that_keeps_the_rest(site: Site) -> None:
    ambiguous = "Carbon Neutral Cities Alliance"
    page = page_of(site, "who-says-so", {"thing": ambiguous})
    addresses = [
        part.partition('"')[0] for part in page.partition('class="choices"')[2].split('href="')[1:]
    ]
    assert "Which one?" in page
    assert "<small>document/cnca-our-cities</small>" in page
    chosen = urlsplit(unescape(addresses[0]))
    assert 'class="answer"' in page_of(site, "who-says-so", chosen.query)
    problem = json.loads(get(site, "api:question", "who-says-so", {"thing": ambiguous}).body)
    values = [one["value"] for one in problem["errors"][0]["choices"]]
    assert dict(parse_qsl(chosen.query))["thing"] in values


def test_the_list_finds_questions_in_the_language_of_its_reader(site: Site) -> None:
    for words, language in (("jejaring diikuti", "id"), ("shared networks", "en")):
        page = get(site, "questions:page", "", {"q": words}, language=language).body.decode()
        assert "/kota/questions/shared-networks" in page
        assert "/kota/questions/visits-of" not in page
    everything = get(site, "questions:page").body.decode()
    assert all(f'href="/kota/questions/{name}"' in everything for name in QUESTIONS)


def test_names_are_offered_while_somebody_types(site: Site) -> None:
    found = json.loads(get(site, "questions:complete", "", {"kind": "City", "q": "jak"}).body)
    assert found == [{"value": "Jakarta", "what": "Indonesia"}]
    assert json.loads(get(site, "questions:complete", "", {"kind": "Theme", "q": "jak"}).body) == []


def test_an_answer_without_rows_says_what_else_can_be_asked_here(site: Site) -> None:
    values = {"a": ["Jakarta"], "b": ["Helsinki"]}
    page = page_of(site, "visits", values)
    assert "simpul query" not in page
    assert '<a href="/kota/questions/lists">this page</a> says how complete' in page
    (caveat,) = own(site, "visits", values)["caveats"]
    assert "https://simpul.example/kota/api/questions/lists says how complete" in caveat


def test_an_answer_can_be_taken_in_pieces(site: Site) -> None:
    whole = own(site, "members", "network=C40")["rows"]
    address = "network=C40&limit=40"
    rows: list[Any] = []
    while address:
        part = own(site, "members", address)
        rows += part["rows"]
        assert part["total"] == len(whole)
        address = urlsplit(str(part["next"] or "")).query
    assert rows == whole


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("a=Jakarta&b=Seoul&c=Tokyo", "There is no parameter 'c'"),
        ("a=Jakarta&a=Tokyo&b=Seoul", "one value, not several"),
        ("a=Jakarta&b=Seoul&limit=-1", "whole number"),
        ("a=Jakarta&b=Seoul&format=doc", "is not one of"),
        ("a=Jakarta&b=Seoul&format=csv&offset=2", "later row"),
        ("a=Jakarta&b=Seoul&format=turtle", "is not one of"),
        ("a=Jakarta", "b: This is needed."),
    ],
)
def test_what_a_program_gets_wrong_is_a_problem(site: Site, query: str, told: str) -> None:
    reply = get(site, "api:question", "shared-networks", query, accept="application/json")
    assert (reply.status, reply.media_type) == (400, "application/problem+json")
    assert told in json.loads(reply.body)["detail"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("text/html", "text/html; charset=utf-8"),
        ("image/png", "application/problem+json"),
    ],
)
def test_an_answer_comes_as_the_client_would_have_it(site: Site, accept: str, media: str) -> None:
    reply = get(site, "api:question", "shared-networks", "a=Jakarta&b=Seoul", accept=accept)
    assert reply.media_type == media
    assert "Accept" in reply.vary


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' OR 1=1 --",
    "> } DELETE WHERE { ?s ?p ?o } #",
    "\x00",
    "\r\nSet-Cookie: x=1",
    "{{ 7*7 }}",
    "a " * 140,
    "x" * 100_000,
    "\ud7ff\uffff",
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_value_is_a_value_and_nothing_else(site: Site, value: str) -> None:
    page = page_of(site, "shared-networks", {"a": value, "b": "Seoul"})
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    reply = get(site, "api:question", "shared-networks", {"a": value, "b": "Seoul"})
    assert reply.status == 400
    assert all("\n" not in each for each in reply.headers.values())


texts = st.text(st.characters(codec="utf-8"), max_size=30)


@given(
    name=st.sampled_from(sorted(QUESTIONS)),
    values=st.lists(st.tuples(texts, texts), max_size=4),
    own_=texts,
)
@settings(max_examples=8)
def test_whatever_is_asked_is_answered_or_refused_with_a_reason(
    site: Site, name: str, values: list[tuple[str, str]], own_: str
) -> None:
    parameters = [*values, *((one.name, own_) for one in QUESTIONS[name].parameters)]
    for page in ("questions:question", "api:question"):
        reply = answered(
            site, Asked(page=page, path="/", words={"name": name}, parameters=parameters)
        )
        assert reply.status in {200, 400}
