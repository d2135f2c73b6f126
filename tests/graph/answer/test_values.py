"""RDF terms as plain values: what is none of its datatype, or too much to compute, stays text."""

import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutations import TOKENS
from simpul.answer.frames import as_dicts, as_pandas, as_polars
from simpul.answer.sheets import as_workbook
from simpul.answer.text import json_lines
from simpul.answer.values import EXACT, number, plain
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


WIDE = st.one_of(
    st.none(),
    st.integers(-(10**45), 10**45).map(lambda n: literal(str(n), "integer")),
    st.integers(-(2**64), 2**64).map(lambda n: literal(str(n), "integer")),
    st.integers(2**53 - 2, 2**53 + 2).map(lambda n: literal(str(n), "integer")),
    st.decimals(-(10**30), 10**30, places=3).map(lambda n: literal(f"{n:f}", "decimal")),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda n: literal(repr(n), "double")),
    st.sampled_from(
        [
            literal("2018-01-01T10:00:00Z", "dateTime"),
            literal("2018-01-01T10:00:00+07:00", "dateTime"),
            literal("2018-01-01T10:00:00", "dateTime"),
            literal("-0044-03-15", "date"),
            literal("1850-01-01", "date"),
            literal("true", "boolean"),
            literal("INF", "double"),
            literal("P1Y", "duration"),
        ]
    ),
)
"""Literals that a type of a data frame may be too narrow for, and gaps, which make a column another."""


def meant(value: object) -> object:
    """Return what a value says, however a frame has it: a number exactly, an instant in one zone."""
    if value is None or value != value:  # noqa: PLR0124 - only what is not a number differs from itself
        return None
    if isinstance(value, datetime):
        zoned = value.tzinfo is not None
        return (value.astimezone(UTC) if zoned else value).replace(tzinfo=None), zoned
    written = value.isoformat() if isinstance(value, date) else str(value).lower()
    try:
        return Decimal(repr(float(written)) if type(value).__name__ == "float64" else written)
    except InvalidOperation:
        pass
    try:
        return meant(datetime.fromisoformat(written)) if "t1" in written else written
    except ValueError:
        return written


@given(st.lists(WIDE, min_size=1, max_size=4))
def test_every_frame_keeps_each_value_to_its_last_digit(cells: list[Literal | None]) -> None:
    rows: list[Row] = [{} if cell is None else {"x": cell} for cell in cells]
    solutions = Solutions(variables=("x",), rows=rows)
    expected = [meant(row["x"]) for row in as_dicts(solutions)]
    assert [meant(value) for value in as_polars(solutions)["x"]] == expected
    assert [meant(value) for value in as_pandas(solutions)["x"]] == expected


@given(WIDE)
def test_lines_of_json_keep_each_digit_before_the_point(cell: Literal | None) -> None:
    (line,) = json_lines(["x"], [{} if cell is None else {"x": cell}])
    read = json.loads(line, parse_float=Decimal).get("x")
    value = plain(cell)
    if isinstance(value, int | Decimal) and abs(Decimal(value)) >= EXACT:
        assert Decimal(read) == value


@pytest.mark.parametrize(
    ("value", "name"),
    [("123456789012345678", "integer"), ("1234567890123456.5", "decimal"), ("1.5E300", "double")],
)
def test_a_sheet_has_what_it_would_round_as_text(value: str, name: str) -> None:
    content = as_workbook(("x",), [{"x": literal(value, name)}], {}, title="t")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s"
    assert Decimal(str(sheet["A2"].value)) == Decimal(value)
