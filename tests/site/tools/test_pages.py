"""The tools of assistants: what they answer, with sources and caveats, and how they tell what is wrong."""

import json
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import pytest

from simpul.site.asking import Asked
from simpul.site.failures import NotFoundError
from simpul.site.site import Site
from simpul.site.tools import pages

Call = Callable[..., dict[str, Any]]
CITY = "https://w3id.org/simpul/id/city/"


@pytest.fixture(scope="module")
def tools(site: Site) -> dict[str, dict[str, Any]]:
    """The tools as they are described, by name."""
    listed = json.loads(pages.listed(site, Asked(page="test", path="/mcp")).body)
    return {one["name"]: one for one in listed["tools"]}


def test_there_are_few_tools_and_each_argument_is_explained(
    tools: dict[str, dict[str, Any]],
) -> None:
    assert [*tools] == ["find", "describe", "why", "list_questions", "ask_question"]
    for tool in tools.values():
        jsonschema_rs.validator_for(tool["inputSchema"])
        assert all(one["description"] for one in tool["inputSchema"]["properties"].values())
        assert "language" in tool["inputSchema"]["properties"]
    assert "shared-networks" in tools["ask_question"]["inputSchema"]["properties"]["name"]["enum"]


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("find", {"name": "Springfield", "country": "US", "limit": 3}),
        ("describe", {"thing": "C40", "lines": 5}),
        ("why", {"subject": "Jakarta", "property": "memberOf", "object": "C40"}),
        ("list_questions", {}),
        ("list_questions", {"words": "sister cities"}),
        ("ask_question", {"name": "shared-networks", "parameters": {"a": "Jakarta", "b": "Seoul"}}),
    ],
)
@pytest.mark.parametrize("language", ["en", "id", "ko"])
def test_what_a_tool_answers_is_as_its_schemas_say(
    tools: dict[str, dict[str, Any]],
    call: Call,
    tool: str,
    arguments: dict[str, Any],
    language: str,
) -> None:
    jsonschema_rs.validate(tools[tool]["inputSchema"], arguments)
    answer = call(tool, spoken=language, **arguments)
    assert answer["is_error"] is False, answer["text"]
    jsonschema_rs.validate(tools[tool]["outputSchema"], answer["value"])
    assert answer["text"]


def test_candidates_say_which_of_them_is_sure_and_whether_the_graph_knows_it(call: Call) -> None:
    (jakarta,) = call("find", name="Jakarta")["value"]["candidates"]
    assert (jakarta["id"], jakarta["sure"], jakarta["in_graph"]) == (f"{CITY}1642911", True, True)
    assert jakarta["page"] == "https://simpul.example/kota/page/city/1642911"
    several = call("find", name="Springfield")
    assert not any(one["sure"] for one in several["value"]["candidates"])
    assert several["value"]["caveats"] == ["None of these is sure: ask which is meant."]
    nothing = call("find", name="qqqqqq", language="id")
    assert nothing["value"]["candidates"] == []
    assert "tidak ada yang dikenal" in nothing["text"]


def test_each_line_of_a_description_has_sources_that_are_listed(call: Call) -> None:
    answer = call("describe", thing="city/1642911", lines=4)
    numbers = {one["number"] for one in answer["value"]["sources"]}
    lines = [line for part in answer["value"]["parts"] for line in part["lines"]]
    assert lines
    assert {number for line in lines for number in line["sources"]} <= numbers
    assert sum(bool(line["sources"]) for line in lines) > len(lines) / 2
    assert "## Networks" in answer["text"]
    assert "Sources:\n[1] " in answer["text"]
    networks = next(one for one in answer["value"]["parts"] if one["heading"] == "Networks")
    assert len(networks["lines"]) == 4 < networks["total"]
    assert f"… and {networks['total'] - 4} more" in answer["text"]


def test_a_fact_is_explained_down_to_its_rows(call: Call) -> None:
    answer = call("why", subject="Jakarta", property="memberOf", object="C40")
    assert answer["value"]["proof"]["rule"] == "an-undoubted-membership-makes-a-member"
    assert "jakarta-seoul-visit-2018/memberships.csv, row " in answer["text"]
    assert "Report" in " ".join(one["title"] for one in answer["value"]["sources"])
    wrong = call("why", subject="Jakarta", property="memberOf", object="Seoul")
    assert wrong["is_error"]
    assert "Of both it says: Jakarta sisterCityOf Seoul" in wrong["text"]


def test_a_few_questions_are_told_of_in_full_and_many_in_brief(call: Call) -> None:
    few = call("list_questions", words="sister cities")["value"]["questions"]
    assert "sister-cities" in [one["name"] for one in few]
    assert all(one["description"] for one in few)
    many = call("list_questions")["value"]["questions"]
    assert len(many) > 50
    assert not any("description" in one for one in many)
    nothing = call("list_questions", words="qqqqqq")
    assert nothing["value"]["questions"] == []
    assert nothing["value"]["caveats"]


def test_the_answer_to_a_question_has_the_sources_of_each_row_and_its_caveats(call: Call) -> None:
    given = {"a": "Jakarta", "b": "Seoul"}
    answer = call("ask_question", name="shared-networks", parameters=given, language="id")
    value = answer["value"]
    assert value["total"] == len(value["rows"]) > 2
    assert all(row["sources"] for row in value["rows"])
    assert any("tidak semua daftar" in one.lower() for one in value["caveats"])
    assert "| 100RC | 100 Resilient Cities |" in answer["text"]
    assert value["page"] in answer["text"]


def test_rows_come_in_parts(call: Call) -> None:
    first = call("ask_question", name="members", parameters={"network": "C40"}, limit=3)
    assert len(first["value"]["rows"]) == 3
    assert "ask with offset=3" in first["text"]
    rest = call("ask_question", name="members", parameters={"network": "C40"}, limit=3, offset=3)
    assert not [row for row in rest["value"]["rows"] if row in first["value"]["rows"]]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("find", {}, "find needs name"),
        ("find", {"name": "  "}, "find needs name"),
        ("find", {"nam": "x"}, "Did you mean name?"),
        ("find", {"name": 5}, "name must be a text"),
        ("find", {"name": "x", "limit": 1000}, "whole number from 1 to 20"),
        ("find", {"name": "x", "limit": 1.5}, "limit must be a number"),
        ("find", {"name": "x", "kind": "Human"}, "is not one of: City"),
        ("find", {"name": "x", "language": "fr"}, "is not one of: en, id, ko"),
        ("describe", {"thing": "nowhere at all"}, "No thing here is called"),
        ("why", {"subject": "Jakarta", "property": "likes", "object": "Seoul"}, "There is no property"),
        ("why", {"subject": "Jakarta", "property": "simpul:a b", "object": "x"}, "is no address"),
        ("ask_question", {"name": "shared-network"}, "Did you mean shared-networks"),
        ("ask_question", {"name": "shared-networks", "parameters": {"a": "Jakarta"}}, "b: This is needed"),
        ("ask_question", {"name": "shared-networks", "parameters": {"c": "x"}}, "There is no parameter 'c'"),
        ("ask_question", {"name": "members", "parameters": {"network": {"x": 1}}}, "must be a text"),
        ("ask_question", {"name": "members", "parameters": ["C40"]}, "parameters must be an object"),
        ("finde", {}, "Did you mean find?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_to_the_assistant_with_a_remedy(
    call: Call, tool: str, arguments: dict[str, Any], said: str
) -> None:
    answer = call(tool, **arguments)
    assert answer["is_error"] is True
    assert said in answer["text"]
    assert answer["value"] is None


def test_a_thing_is_read_as_turtle_by_its_iri(site: Site) -> None:
    asked = Asked(page="test", path="/mcp", content=b"https://w3id.org/simpul/id/org/c40")
    read = json.loads(pages.resource(site, asked).body)
    assert read["mime_type"] == "text/turtle"
    assert "C40 Cities" in read["text"]


@pytest.mark.parametrize(
    "iri", ["", "https://w3id.org/simpul/id/org/none", "file:///etc/passwd", "\xff"]
)
def test_nothing_else_is_read(site: Site, iri: str) -> None:
    with pytest.raises(NotFoundError):
        pages.resource(site, Asked(page="test", path="/mcp", content=iri.encode("latin-1")))
