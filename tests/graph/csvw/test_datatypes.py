"""Cells to values: numbers, dates, durations and texts as the recommendation on tabular data reads them."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutations import TOKENS, mutated
from simpul.csvw.datatypes import FormatError, datatype
from simpul.csvw.datatypes.numbers import number_format
from simpul.csvw.vocabulary import BUILT_IN, DATES, ORDERED

GOOD = [
    # The figures of an Indonesian report.
    ({"base": "decimal", "format": {"groupChar": ".", "decimalChar": ","}}, "8,07", "8.07"),
    ({"base": "integer", "format": {"groupChar": ".", "decimalChar": ","}}, "1.027", "1027"),
    (
        {"base": "decimal", "format": {"groupChar": ".", "decimalChar": ","}},
        "1.234.567,5",
        "1234567.5",
    ),
    ({"base": "decimal", "format": {"decimalChar": ",", "groupChar": "_"}}, "10_000,1", "10000.1"),
    ({"base": "decimal", "format": {"decimalChar": ","}}, "8,07", "8.07"),
    ({"base": "decimal"}, "123,456.789", "123456.789"),
    ({"base": "decimal"}, "12,34,567", "1234567"),
    ({"base": "decimal"}, "123456.789%", "1234.56789"),
    ({"base": "decimal"}, "1234‰", "1.234"),
    ({"base": "decimal", "format": "+0"}, "+1", "+1"),
    ({"base": "decimal", "format": "000%"}, "123%", "1.23"),
    ({"base": "decimal", "format": "%000"}, "%123", "1.23"),
    ({"base": "decimal", "format": "000.0%"}, "-123.4%", "-1.234"),
    ({"base": "integer", "format": "##0"}, "1234", "1234"),
    ({"base": "integer", "format": "#,#00"}, "12", "12"),
    ({"base": "integer", "format": "#,#00"}, "1,234,567", "1234567"),
    ({"base": "integer", "format": "#,##,#00"}, "12,34,567", "1234567"),
    ({"base": "integer", "format": "#,00,000"}, "12,345", "12345"),
    ({"base": "integer", "format": "0,00,000"}, "1,23,456", "123456"),
    ({"base": "decimal", "format": "#0.#"}, "1", "1"),
    ({"base": "decimal", "format": "#0.#"}, "1234.5", "1234.5"),
    ({"base": "decimal", "format": "#0.0#,#"}, "12.34,5", "12.345"),
    ({"base": "decimal", "format": "#0.0#,#"}, "12.3", "12.3"),
    ({"base": "decimal", "format": "0.0##,###"}, "1.123,456", "1.123456"),
    ({"base": "decimal", "format": "0.000,###"}, "1.123,4", "1.1234"),
    ({"base": "decimal", "format": "0.000,###"}, "1.199", "1.199"),
    ({"base": "decimal", "format": "###0.0000#"}, "12.34567", "12.34567"),
    ({"base": "double", "format": "0.0E0"}, "1.5E3", "1.5E3"),
    ({"base": "double"}, "10.10e1", "10.10e1"),
    ({"base": "double"}, "1e3", "1e3"),
    ({"base": "float"}, "-INF", "-INF"),
    ({"base": "number"}, "NaN", "NaN"),
    ({"base": "byte"}, "-128", "-128"),
    ({"base": "unsignedLong"}, "18446744073709551615", "18446744073709551615"),
    ({"base": "date"}, "2018-03-22", "2018-03-22"),
    ({"base": "date"}, "2018-03-22-08:00", "2018-03-22-08:00"),
    ({"base": "date", "format": "yyyyMMdd"}, "20180322", "2018-03-22"),
    ({"base": "date", "format": "d.M.yyyy"}, "22.3.2018", "2018-03-22"),
    ({"base": "date", "format": "M/d/yyyy"}, "10/18/2010", "2010-10-18"),
    ({"base": "date", "format": "dd.MM.yyyy XXX"}, "22.03.2018 Z", "2018-03-22Z"),
    ({"base": "date", "format": "yyyy-MM-ddX"}, "2018-03-22+07", "2018-03-22+07:00"),
    ({"base": "time", "format": "HHmm"}, "1502", "15:02:00"),
    ({"base": "time", "format": "HH:mm:ss.SS"}, "15:02:37.14", "15:02:37.14"),
    ({"base": "dateTime", "format": "d-M-yyyy HHmm X"}, "15-3-2018 1502 Z", "2018-03-15T15:02:00Z"),
    (
        {"base": "datetime", "format": "yyyy-MM-ddTHH:mm:ss.SSS"},
        "2018-03-15T15:02:37.1",
        "2018-03-15T15:02:37.1",
    ),
    (
        {"base": "dateTimeStamp", "format": "yyyy-MM-dd HH:mm:ss X"},
        "2018-03-15 15:02:37 +08",
        "2018-03-15T15:02:37+08:00",
    ),
    ({"base": "gYear"}, "9999Z", "9999Z"),
    ({"base": "gMonthDay"}, "--02-29", "--02-29"),
    ({"base": "gDay"}, "---31", "---31"),
    ({"base": "duration"}, "P0Y20M0D", "P0Y20M0D"),
    ({"base": "dayTimeDuration"}, "-P1DT2H", "-P1DT2H"),
    ({"base": "yearMonthDuration"}, "P1Y20M", "P1Y20M"),
    ({"base": "duration", "maximum": "P1M"}, "P29D", "P29D"),
    ({"base": "boolean", "format": "YA|TIDAK"}, "YA", "true"),
    ({"base": "boolean"}, "0", "false"),
    ({"base": "string", "format": "[A-Z]{3}"}, "IDN", "IDN"),
    ({"base": "string", "format": r"\p{Lu}\p{Ll}+"}, "Ózd", "Ózd"),
    ({"base": "NMTOKEN"}, "foobar", "foobar"),
    ({"base": "hexBinary", "length": 2}, "CAFE", "CAFE"),
    ({"base": "decimal", "minimum": 1, "maxExclusive": "2.5"}, "2.4", "2.4"),
    ({"base": "date", "minInclusive": "2018-01-01"}, "2018-01-01", "2018-01-01"),
]
BAD = [
    # With "." between groups this is no number; csvw 4.1 reads 807.
    ({"base": "decimal", "format": {"groupChar": ".", "decimalChar": ","}}, "8.07"),
    ({"base": "decimal", "format": {"groupChar": "."}}, "8.07"),
    ({"base": "integer", "format": {"groupChar": ".", "decimalChar": ","}}, "8,07"),
    ({"base": "decimal"}, "1,,000"),
    ({"base": "decimal"}, "1e3"),
    ({"base": "decimal"}, "NaN"),
    ({"base": "decimal"}, "INF"),
    ({"base": "decimal"}, "١٢"),
    ({"base": "integer"}, "1.5"),
    ({"base": "integer"}, "50%"),
    ({"base": "byte"}, "128"),
    ({"base": "unsignedByte"}, "256"),
    ({"base": "positiveInteger"}, "0"),
    ({"base": "integer", "format": "##0"}, "1,234"),
    ({"base": "integer", "format": "##0"}, "123.4"),
    ({"base": "integer", "format": "#,#00"}, "1"),
    ({"base": "integer", "format": "#,#00"}, "1234"),
    ({"base": "integer", "format": "#,#00"}, "12,34"),
    ({"base": "integer", "format": "#,#00"}, "12,34,567"),
    ({"base": "integer", "format": "#,##,#00"}, "1234"),
    ({"base": "integer", "format": "#,##,#00"}, "12,34"),
    ({"base": "integer", "format": "#,##,#00"}, "1,234,567"),
    ({"base": "decimal", "format": "#0.#"}, "12.34"),
    ({"base": "decimal", "format": "#0.#"}, "1,234.5"),
    ({"base": "decimal", "format": "#0.0"}, "1"),
    ({"base": "decimal", "format": "#0.0"}, "12.34"),
    ({"base": "decimal", "format": "#0.0#"}, "12.345"),
    ({"base": "decimal", "format": "#0.0#,#"}, "1"),
    ({"base": "decimal", "format": "#0.0#,#"}, "12.345"),
    ({"base": "decimal", "format": "#0.0#,#"}, "12.34,567"),
    ({"base": "date"}, "2018-02-30"),
    ({"base": "date"}, "22-03-2018"),
    ({"base": "date", "format": "d/M/yyyy"}, "31/2/2018"),
    ({"base": "time", "format": "HH:mm:ss.S"}, "15:02:37.14"),
    ({"base": "dateTimeStamp"}, "2018-03-15T15:02:37"),
    ({"base": "gYear"}, "banana"),
    ({"base": "gMonth"}, "--13"),
    ({"base": "gMonthDay"}, "--02-30"),
    ({"base": "duration"}, "P"),
    ({"base": "duration"}, "P1DT"),
    ({"base": "dayTimeDuration"}, "P1Y"),
    ({"base": "yearMonthDuration"}, "P1D"),
    ({"base": "duration", "maximum": "P1M"}, "P31D"),
    ({"base": "boolean"}, "100"),
    ({"base": "boolean"}, "TRUE"),
    ({"base": "boolean", "format": "YA|TIDAK"}, "true"),
    ({"base": "string", "format": "[A-Z]{3}"}, "IDNX"),
    ({"base": "string", "maxLength": 2}, "abc"),
    ({"base": "hexBinary", "length": 2}, "CAFE00"),
    ({"base": "hexBinary"}, "XY"),
    ({"base": "base64Binary"}, "!"),
    ({"base": "decimal", "minExclusive": 1}, "1"),
    ({"base": "double", "maximum": 1}, "NaN"),
    ({"base": "date", "maxExclusive": "2018-01-01"}, "2018-01-01"),
    ({"base": "NMTOKEN"}, "foo bar"),
    ({"base": "language"}, "toolongtag1"),
]


@pytest.mark.parametrize(("description", "cell", "value"), GOOD)
def test_a_cell_of_its_datatype_gives_its_value(
    description: dict[str, object], cell: str, value: str
) -> None:
    assert datatype(description).read(cell) == value


@pytest.mark.parametrize(("description", "cell"), BAD)
def test_a_cell_not_of_its_datatype_is_refused(description: dict[str, object], cell: str) -> None:
    made = datatype(description)
    with pytest.raises(ValueError, match=r".*"):
        made.read(cell)


@pytest.mark.parametrize(
    ("base", "form"),
    [
        ("integer", "+"),
        ("decimal", "0.0.0"),
        ("decimal", "0#"),
        ("decimal", "#.#0"),
        ("boolean", "YN"),
        ("boolean", "a|b|c"),
        ("date", "yy-MM-dd"),
        ("date", "HH:mm"),
        ("time", "hh:mm"),
        ("dateTime", "yyyy-MM-dd HH:mm Q"),
        ("string", "("),
        ("duration", "["),
        # What would take the memory or the time of the machine before a cell is looked at.
        ("string", "(a{1000}){1000}"),
        ("string", "a{4000000000}"),
        ("string", "((a|b){100}c){1000}"),
        ("string", "(?R)|a"),
        ("string", "(" * 50_000 + ")" * 50_000),
        ("string", "[a-z]" * 100_000),
        ("date", "yyyy-MM-dd" + " " * 100_000 + "y"),
        ("time", "HH:mm:ss." + "S" * 100_000),
    ],
)
def test_a_format_that_is_none_is_told(base: str, form: str) -> None:
    with pytest.raises(FormatError):
        datatype({"base": base, "format": form})


@given(st.integers(min_value=-(10**18), max_value=10**18))
def test_grouping_by_threes_reads_back(number: int) -> None:
    made = number_format("integer", group=".", decimal=",")
    assert int(made.lexical(f"{number:,}".replace(",", "."))) == number


@given(st.integers(min_value=0, max_value=10**12))
def test_a_pattern_reads_what_it_writes(number: int) -> None:
    assert int(number_format("integer", pattern="#,##0").lexical(f"{number:,}")) == number


@pytest.mark.parametrize(("group", "decimal"), [("1", None), (",", "0"), ("a1", None)])
def test_a_digit_cannot_stand_between_digits(group: str, decimal: str | None) -> None:
    with pytest.raises(ValueError, match=r".*"):
        number_format("integer", pattern=f"#{group}##0", group=group, decimal=decimal)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.2345678901234567890123456789012345%", "0.012345678901234567890123456789012345"),
        ("1e3%", "10"),
        ("-0.5‰", "-0.0005"),
        ("1e999999999%", None),
        ("1e-999999999%", None),
        ("1E99999999999999999999%", None),
    ],
)
def test_a_percentage_keeps_its_digits_and_is_not_written_out_without_end(
    cell: str, value: str | None
) -> None:
    read = datatype({"base": "double"}).read
    if value is not None:
        assert read(cell) == value
        return
    with pytest.raises(ValueError, match=r".*"):
        read(cell)


def test_a_format_of_many_words_is_a_choice_of_them() -> None:
    words = [f"Kota {number}" for number in range(50_000)]
    read = datatype({"base": "string", "format": "|".join(words)}).read
    assert read("Kota 49999") == "Kota 49999"
    with pytest.raises(ValueError, match="Kota 50000"):
        read("Kota 50000")


FORMS = [
    "#,##0.0#E0",
    "+000%",
    "d.M.yyyy",
    "yyyy-MM-ddTHH:mm:ss.SSS XXX",
    "HHmm",
    "YA|TIDAK",
    r"\p{Lu}[a-z]{2}",
]
_CELLS = st.one_of(
    st.sampled_from([token.decode("utf-8", "replace") for token in TOKENS]), st.text(max_size=30)
)


@settings(max_examples=150)
@given(_CELLS, st.sampled_from(sorted(BUILT_IN)))
def test_any_text_is_a_value_or_refused(text: str, base: str) -> None:
    made = datatype({"base": base})
    try:
        assert made.read(made.normalised(text)) is not None
    except ValueError:
        return


@settings(max_examples=100)
@given(
    mutated(*(form.encode() for form in FORMS)),
    _CELLS,
    st.sampled_from(sorted(BUILT_IN)),
)
def test_any_text_is_a_format_or_refused(content: bytes, cell: str, base: str) -> None:
    form = content.decode("utf-8", "replace")
    try:
        datatype({"base": base, "format": form, "minLength": 10**12}).read(cell)
    except ValueError:
        return


@given(_CELLS, _CELLS, st.sampled_from(sorted(ORDERED)))
def test_any_text_is_a_bound_or_refused(bound: str, cell: str, base: str) -> None:
    try:
        datatype({"base": base, "minimum": bound, "maxExclusive": 10**300}).read(cell)
    except ValueError:
        return


def test_an_expression_that_would_take_years_fits_nothing() -> None:
    # Each further letter doubles what a backtracking matcher tries.
    read = datatype({"base": "string", "format": r"(a|a|aa)+$"}).read
    for _time in range(3):
        with pytest.raises(ValueError, match=r"a+b"):
            read("a" * 60 + "b")


ASCENDING = {
    "date": [
        "-12015-03-22",
        "-0044-03-15",
        "0000-02-29",
        "0044-03-15",
        "9999-12-31",
        "12015-03-22",
    ],
    "dateTime": [
        "-0001-12-31T24:00:00",
        "0000-01-01T00:00:01",
        "2018-03-22T10:00:00+14:00",
        "2018-03-22T10:00:00.1234567891Z",
        "2018-03-22T10:00:00.1234567892",
        "2018-03-22T24:00:00",
        "2018-03-22T10:00:01-14:00",
        "10000-01-01T00:00:00",
    ],
    "dateTimeStamp": ["0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z", "10000-01-01T00:00:00Z"],
    "time": ["00:00:00+14:00", "00:00:00", "23:59:59.999999999", "24:00:00", "24:00:00-14:00"],
    "gYear": ["-12015", "-0001", "0000", "2018", "2018-07:00", "12015"],
    "gYearMonth": ["-0044-12", "0000-01", "2018-12", "10000-01"],
    "gMonth": ["--01", "--02", "--12", "--12-08:00"],
    "gDay": ["---01", "---12", "---13", "---31"],
    "gMonthDay": ["--01-31", "--02-29", "--03-01", "--12-31"],
}
ASCENDING["datetime"] = ASCENDING["dateTime"]


def test_every_date_has_its_order_shown() -> None:
    assert ASCENDING.keys() == DATES


@pytest.mark.parametrize(
    ("base", "earlier", "later"),
    [(base, *pair) for base, texts in ASCENDING.items() for pair in pairwise(texts)],
)
def test_what_xml_schema_can_write_keeps_its_bounds(base: str, earlier: str, later: str) -> None:
    for text, bounds in ((later, {"minExclusive": earlier}), (earlier, {"maxExclusive": later})):
        assert datatype({"base": base, **bounds}).read(text) == text
    for text, bounds in ((earlier, {"minimum": later}), (later, {"maximum": earlier})):
        with pytest.raises(ValueError, match=re.escape(text)):
            datatype({"base": base, **bounds}).read(text)
