"""Answers in every format, for people and for programs."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul import locale
from simpul.answer.labels import show, with_labels
from simpul.answer.order import by_label
from simpul.answer.pages import as_page, as_table
from simpul.answer.rows import of_question, one_language
from simpul.answer.sheets import as_workbook
from simpul.answer.text import as_delimited, as_json, as_markdown, json_lines
from simpul.answer.values import plain
from simpul.catalogue import parse
from simpul.cells import unshield
from simpul.errors import UsageError
from simpul.store import OxigraphStore, Row, Solutions
from simpul.store.rdf import as_graph
from simpul.terms import XSD, Literal, NamedNode, Triple, thing

INTEGER = NamedNode(XSD + "integer")


def _one(*values: Literal | NamedNode) -> Solutions:
    return Solutions(variables=("x",), rows=[{"x": value} for value in values])


FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1+1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_runs_in_a_spreadsheet(text: str) -> None:
    content = io.StringIO(as_delimited(_one(Literal(text)), ","), newline="")
    _heading, [cell] = csv.reader(content)
    assert unshield(cell) == text.replace("\r", "\n") != cell
    assert cell.strip()[0] == "'"


@pytest.mark.parametrize(
    ("value", "kind"),
    [("-5", "integer"), ("+1.50", "decimal"), ("-1e-7", "double"), ("-3", "nonPositiveInteger")],
)
def test_numbers_stay_numbers(value: str, kind: str) -> None:
    number = Literal(value, datatype=NamedNode(XSD + kind))
    assert as_delimited(_one(number), ",") == f"x\n{value}\n"


@pytest.mark.parametrize("value", ["=1+1", "-1+1", "-INF", "-5 ", "-", "+cmd|' /C calc'!A0"])
def test_what_only_says_that_it_is_a_number_does_not_run_either(value: str) -> None:
    for kind in ("integer", "decimal", "double"):
        content = as_delimited(_one(Literal(value, datatype=NamedNode(XSD + kind))), ",")
        assert next(csv.reader(content.splitlines()[1:]))[0].startswith(("'", "-INF"))
        assert not content.splitlines()[1].startswith(("=", "+", "-", '"=', '"+'))


def test_a_heading_does_not_run_either() -> None:
    assert as_delimited(Solutions(variables=("=x",), rows=[]), ",") == "'=x\n"


@given(
    st.lists(st.text().filter(lambda t: "\0" not in t and "\r" not in t), min_size=1, max_size=5)
)
def test_csv_gives_back_every_text(texts: list[str]) -> None:
    content = as_delimited(_one(*map(Literal, texts)), ",")
    cells = [row[0] if row else "" for row in csv.reader(io.StringIO(content, newline=""))][1:]
    assert list(map(unshield, cells)) == texts


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
    once = b"".join(as_graph([Triple(a, p, b), Triple(b, p, a)], "ntriples"))
    assert (
        b"".join(as_graph([Triple(b, p, a), Triple(a, p, b), Triple(b, p, a)], "ntriples")) == once
    )
    assert once.splitlines() == sorted(once.splitlines())


SHEET: list[Literal | NamedNode] = [
    Literal("=1+1"),
    Literal("-5", datatype=INTEGER),
    Literal("2.5", datatype=NamedNode(XSD + "decimal")),
    Literal("2018-03-22", datatype=NamedNode(XSD + "date")),
    Literal("true", datatype=NamedNode(XSD + "boolean")),
    Literal("=1+1", datatype=INTEGER),
    Literal("12345678901234567890", datatype=INTEGER),
    Literal("a\x00b"),
    thing("city", "1"),
]


def test_a_sheet_has_numbers_as_numbers_and_no_formula() -> None:
    import openpyxl

    rows: list[Row] = [{"x": value} for value in SHEET]
    content = as_workbook(("x",), rows, {"x": {"en": "=what", "id": "apa"}}, title="t")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    cells = [row[0] for row in sheet.iter_rows()]
    assert [cell.data_type for cell in cells] == ["s", "s", "n", "n", "d", "b", "s", "s", "s", "s"]
    assert [cell.value for cell in cells][:4] == ["=what", "=1+1", -5, 2.5]
    assert [cell.value for cell in cells][6:9] == ["=1+1", "12345678901234567890", "a\ufffdb"]


def test_a_sheet_has_names_to_read_first_and_iris_behind_them() -> None:
    import openpyxl

    seoul = thing("city", "1835848")
    rows: list[Row] = [{"who": seoul, "who_label": Literal("Seoul"), "year": Literal("2018")}]
    columns = {"who": {"en": "city", "id": "kota"}, "year": {"en": "since", "id": "sejak"}}
    content = as_workbook(("who", "who_label", "year"), rows, columns, title="t")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [
        ("city", "since", "city (IRI)"),
        ("Seoul", "2018", seoul.value),
    ]


@given(st.lists(st.text(max_size=20), max_size=5))
def test_any_text_can_be_written_to_a_sheet(texts: list[str]) -> None:
    import openpyxl

    rows: list[Row] = [{"x": Literal(value)} for value in texts]
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(("x",), rows, {}, title="t")))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_text_that_no_cell_can_hold_is_told_and_not_cut() -> None:
    with pytest.raises(UsageError, match="32767 characters"):
        as_workbook(("x",), [{"x": Literal("x" * 32768)}], {}, title="t")


def test_a_page_lets_nothing_in() -> None:
    hostile = "<script>alert(1)</script>"
    found = _one(
        Literal(hostile), NamedNode("javascript:alert(1)"), NamedNode("https://a.example/")
    )
    page = as_page(as_table(found, {"x": {"en": hostile}}, {}), title=hostile, description=hostile)
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 5
    assert "default-src 'none'" in page
    assert page.count("href=") == 1
    assert 'href="https://a.example/" rel="noopener noreferrer"' in page


def test_lines_of_json_hold_numbers_truth_and_text() -> None:
    row: Row = {
        "n": Literal("-5", datatype=INTEGER),
        "d": Literal("2.50", datatype=NamedNode(XSD + "decimal")),
        "b": Literal("false", datatype=NamedNode(XSD + "boolean")),
        "inf": Literal("INF", datatype=NamedNode(XSD + "double")),
        "t": Literal("=1"),
    }
    lines = list(json_lines(("n", "d", "b", "inf", "t", "none"), [row, row]))
    assert len(lines) == 2
    assert json.loads(lines[0]) == {"n": -5, "d": 2.5, "b": False, "inf": "INF", "t": "=1"}


@given(st.text(max_size=10), st.sampled_from(["integer", "decimal", "double", "boolean", "date"]))
def test_a_value_that_is_not_of_its_datatype_stays_text(value: str, kind: str) -> None:
    read = plain(Literal(value, datatype=NamedNode(XSD + kind)))
    assert isinstance(read, str) is (read == value)


TEXTS: list[Row] = [
    {"x": thing("a", "1"), "t": Literal("one", language="en")},
    {"x": thing("a", "1"), "t": Literal("satu", language="id")},
    {"x": thing("a", "1"), "t": Literal("hana", language="ko")},
    {"x": thing("a", "2"), "t": Literal("two", language="en")},
    {"x": thing("a", "2"), "t": Literal("pair", language="en")},
    {"x": thing("a", "3"), "t": Literal("set", language="ko")},
    {"x": thing("a", "4")},
]


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [("en", ["one", "two", "pair", "set", ""]), ("id", ["satu", "two", "pair", "set", ""])],
)
def test_a_text_comes_in_the_language_in_use_else_english_else_any(
    spoken: str, expected: list[str]
) -> None:
    locale.use(spoken)
    try:
        found = one_language(TEXTS)
    finally:
        locale.use("en")
    assert [str(plain(row.get("t")) or "") for row in found] == expected


def test_a_question_may_ask_for_all_languages_and_sparql_always_gives_them() -> None:
    query = "SELECT ?x ?t { ?x ?p ?t }"
    for header, count in (("#+ summary: x\n", 5), ("#+ languages: all\n", 7), ("", 7)):
        _columns, rows = of_question(parse(header + query, name="q"), ("x", "t"), TEXTS)
        assert len(list(rows)) == count


def test_facts_stand_aside_and_rows_that_differ_only_in_them_are_one() -> None:
    asked = parse("#+ facts: [f]\nSELECT ?x ?f { ?f ?p ?x }", name="q")
    rows: list[Row] = [{"x": Literal("1"), "f": thing("a", key)} for key in "12"]
    columns, found = of_question(asked, ("x", "f"), rows)
    assert columns == ("x",)
    assert list(found) == [{"x": Literal("1")}]
    with pytest.raises(UsageError, match="who-says-so"):
        of_question(parse("SELECT ?x {}", name="q"), ("x",), [], sources=OxigraphStore.in_memory())


def test_a_list_of_things_is_shown_by_their_labels() -> None:
    both = Literal(f"{thing('theme', 'a').value} {thing('theme', 'b').value}")
    known = {thing("theme", "a").value: "Water"}
    assert show(both, known) == "Water; theme/b"
    assert show(Literal("https://w3id.org/simpul/id/ is where"), known).endswith("where")


ORDERED = """#+ columns: {who: {en: who}}
SELECT ?rank ?who ?day WHERE { ?rank ?who ?day }
ORDER BY DESC(?rank) (!BOUND(?day)) ?who"""
WHO = {thing("city", str(number)): name for number, name in enumerate(("Ürümqi", "Yazd", "Aceh"))}
LABELS = {iri.value: name for iri, name in WHO.items()}


def _ranked(rank: int, who: NamedNode | None, *, dated: bool = True) -> Row:
    row: Row = {"rank": Literal(rank)}
    if who:
        row["who"] = who
    if dated:
        row["day"] = Literal("2018")
    return row


def _read(rows: list[Row], query: str = ORDERED) -> list[str]:
    found = Solutions(variables=("rank", "who", "day"), rows=rows)
    ordered = by_label(found, parse(query, name="test"), LABELS)
    assert sorted(map(str, ordered.rows)) == sorted(map(str, rows))
    return [show(row.get("who"), LABELS) for row in ordered.rows]


def test_things_come_by_label_within_what_the_question_puts_apart() -> None:
    urumqi, yazd, aceh = WHO
    rows = [
        _ranked(9, yazd),
        *(_ranked(5, who) for who in (urumqi, yazd, aceh)),
        *(_ranked(5, who, dated=False) for who in (None, yazd, aceh)),
    ]
    assert _read(rows) == ["Yazd", "Aceh", "Ürümqi", "Yazd", "", "Aceh", "Yazd"]


def test_sparql_of_a_persons_own_keeps_the_order_that_it_asks_for() -> None:
    bare = ORDERED.partition("\n")[2]
    assert _read([_ranked(5, who) for who in WHO], bare) == ["Ürümqi", "Yazd", "Aceh"]


@pytest.mark.parametrize(("spoken", "words"), [("en", ["yes", "no"]), ("id", ["ya", "tidak"])])
def test_yes_and_no_are_words(spoken: str, words: list[str]) -> None:
    boolean = NamedNode(XSD + "boolean")
    locale.use(spoken)
    try:
        assert [show(Literal(value, datatype=boolean), {}) for value in ("true", "0")] == words
    finally:
        locale.use("en")
