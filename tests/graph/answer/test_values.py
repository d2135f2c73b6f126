"""RDF terms as plain values: what is none of its datatype, or too much to compute, stays text."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutations import TOKENS
from simpul.answer.frames import as_dicts, as_pandas, as_polars
from simpul.answer.text import json_lines
from simpul.answer.values import number, plain
from simpul.store import Row, Solutions
from simpul.terms import XSD, Literal, NamedNode

DATATYPES = (
    "integer",
    "byte",
    "decimal",
    "double",
    "float",
    "boolean",
    "date",
    "dateTime",
    "gYear",
)
WILD = [token.decode("utf-8", "replace") for token in TOKENS]
TEXTS = st.one_of(
    st.sampled_from(WILD), st.text(max_size=20), st.from_regex(r"[+-]?\d+(\.\d*)?(e\d+)?")
)


def literal(value: str, name: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + name))


@pytest.mark.parametrize(
    ("value", "name", "expected"),
    [
        ("8", "integer", 8),
        ("8.0", "decimal", 8),
        ("8.07", "decimal", 8.07),
        ("0.1234567890123456789", "decimal", Decimal("0.1234567890123456789")),
        ("1e3", "double", 1000.0),
        ("2018-03-22", "date", date(2018, 3, 22)),
        ("1e999999999", "decimal", "1e999999999"),
        ("1E-999999999", "decimal", "1E-999999999"),
        ("NaN", "decimal", "NaN"),
        ("INF", "double", "INF"),
        ("1e400", "double", "1e400"),
        ("1_000", "integer", "1_000"),
        ("२०१८", "integer", "२०१८"),
        (" 8", "integer", " 8"),
        ("9" * 1_000, "integer", "9" * 1_000),
        ("99999-01-01", "date", "99999-01-01"),
    ],
)
def test_a_literal_is_a_value_where_it_is_of_its_datatype(
    value: str, name: str, expected: object
) -> None:
    assert plain(literal(value, name)) == expected


@given(TEXTS, st.sampled_from(DATATYPES))
def test_whatever_a_literal_says_it_can_be_written_as_json(value: str, name: str) -> None:
    (line,) = json_lines(["x"], [{"x": literal(value, name)}])
    json.loads(line, parse_constant=pytest.fail)


@given(TEXTS)
def test_a_number_is_finite_or_none(value: str) -> None:
    found = number(value)
    assert found is None or abs(found) < float("inf")


@given(st.lists(st.tuples(TEXTS, st.sampled_from(DATATYPES)), max_size=4))
def test_whatever_the_literals_say_they_make_data_frames(cells: list[tuple[str, str]]) -> None:
    rows: list[Row] = [{"x": literal(value, name)} for value, name in cells]
    solutions = Solutions(variables=("x",), rows=rows)
    assert len(as_pandas(solutions)) == len(as_polars(solutions)) == len(as_dicts(solutions))


@pytest.mark.parametrize(
    ("values", "name"),
    [
        (["9" * 290], "integer"),
        (["-" + "9" * 290, "1"], "integer"),
        (["0." + "1234567890" * 5], "decimal"),
        (["0." + "1234567890" * 3, "9" * 20 + ".1234567890123"], "decimal"),
        (["9" * 290, "1.5"], "decimal"),
    ],
)
def test_numbers_too_wide_for_a_data_frame_are_text_in_it(values: list[str], name: str) -> None:
    solutions = Solutions(variables=("x",), rows=[{"x": literal(v, name)} for v in values])
    assert len(as_polars(solutions)) == len(values)
