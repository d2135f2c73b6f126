import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.results import as_delimited, as_graph, as_json, as_markdown, show, with_labels
from simpul.store import Solutions
from simpul.terms import XSD, Literal, NamedNode, Triple, thing

INTEGER = NamedNode(XSD + "integer")


def _one(*values: Literal | NamedNode) -> Solutions:
    return Solutions(variables=("x",), rows=[{"x": value} for value in values])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_runs_in_a_spreadsheet(text: str) -> None:
    content = io.StringIO(as_delimited(_one(Literal(text)), ","), newline="")
    assert list(csv.reader(content)) == [["x"], ["'" + text.replace("\r", "\n")]]


def test_numbers_stay_numbers() -> None:
    assert as_delimited(_one(Literal("-5", datatype=INTEGER)), ",") == "x\n-5\n"


@given(
    st.lists(st.text().filter(lambda t: "\0" not in t and "\r" not in t), min_size=1, max_size=5)
)
def test_csv_gives_back_every_text(texts: list[str]) -> None:
    content = as_delimited(_one(*map(Literal, texts)), ",")
    cells = [row[0] if row else "" for row in csv.reader(io.StringIO(content, newline=""))][1:]
    assert [cell.removeprefix("'") for cell in cells] == [text.removeprefix("'") for text in texts]


def test_json_is_sparql_results_json() -> None:
    rows = [{"a": Literal("ya", language="id"), "b": Literal("5", datatype=INTEGER)}]
    found = Solutions(variables=("a", "b", "c"), rows=[dict(rows[0])])
    assert json.loads(as_json(found)) == {
        "head": {"vars": ["a", "b", "c"]},
        "results": {
            "bindings": [
                {
                    "a": {"type": "literal", "value": "ya", "xml:lang": "id"},
                    "b": {"type": "literal", "value": "5", "datatype": XSD + "integer"},
                }
            ]
        },
    }


def test_markdown_cannot_be_broken_out_of() -> None:
    text = as_markdown(_one(Literal("a|b\n<script>[x](javascript:y)`")), {}, {})
    assert text.splitlines()[2] == r"| a\|b \<script\>\[x\](javascript:y)\` |"
    assert len(text.splitlines()) == 3


def test_no_control_character_reaches_the_terminal() -> None:
    assert show(Literal("\x1b[31mred\u202e"), {}) == "�[31mred�"


def test_a_label_stands_beside_its_thing() -> None:
    jakarta = thing("city", "1642911")
    found = with_labels(_one(jakarta), {jakarta.value: "Jakarta"})
    assert found.variables == ("x", "x_label")
    assert found.rows == [{"x": jakarta, "x_label": Literal("Jakarta")}]


def test_a_graph_is_sorted_and_each_triple_stands_once() -> None:
    a, b, p = thing("city", "1"), thing("city", "2"), NamedNode("http://example.org/p")
    once = as_graph([Triple(a, p, b), Triple(b, p, a)], "ntriples")
    assert as_graph([Triple(b, p, a), Triple(a, p, b), Triple(b, p, a)], "ntriples") == once
    assert once.splitlines() == sorted(once.splitlines())
