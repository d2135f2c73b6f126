"""What a workbook's cell shows, not only what it holds."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.edtf import bounds
from simpul.tables.dates import without_time
from simpul.tables.figures import in_digits, readings
from simpul.tables.measured import Measured
from simpul.tables.number_formats import plain, shown

DAY = datetime(2019, 3, 1)  # noqa: DTZ001 - a spreadsheet's days have no zone
FORMATS = {
    "2019-03-01": ("dd/mm/yyyy", "mm-dd-yy", "d-mmm", "dddd, mmmm dd, yyyy", "m/d/yy h:mm", "General", "h:mm"),
    "2019-03": ("mmm yyyy", "mmm-yy", "[$-409]mmmm\\ yyyy;@", 'yyyy"年"m"月"', "[$-421]MMMM YYYY", "yyyy-mm"),
    "2019": ("yyyy", "[$-409]yyyy", '"in "yyyy', "yy", "yyyy hh:mm"),
}  # fmt: skip
NUMBERS = [
    (0.5, "0%", "50%"),
    (0.125, "0.0%", "12.5%"),
    (50, '0"%"', "50%"),
    (50, "0\\%", "50%"),
    (5, '0"‰"', "5‰"),
    (-0.5, "0%;[Red]-0%", "-50%"),
    (1200, '"Rp"#,##0', "Rp 1200"),
    (1200, "[$Rp-421]#,##0", "Rp 1200"),
    (1200, "[$€-2]\\ #,##0", "€ 1200"),
    (1200, "#,##0.00 [$USD]", "USD 1200"),
    (1200, "_-* #,##0.00\\ _€_-", "1200"),
    (1200, '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)', "1200"),
    (1027, "#,##0", "1027"),
    (5.8, '0.0" km"', "5.8"),
    (2019, "0", "2019"),
    (1e6, "0.00E+00", "1000000"),
    (True, "0%", "true"),
    ("12%", "@", "12%"),
    (None, "0%", ""),
]


@pytest.mark.parametrize(("text", "format_"), [(t, f) for t, fs in FORMATS.items() for f in fs])
def test_as_much_of_a_day_is_meant_as_its_format_shows(text: str, format_: str) -> None:
    assert shown(DAY, format_) == text


@pytest.mark.parametrize(("value", "format_", "text"), NUMBERS)
def test_a_number_keeps_the_sign_that_its_format_shows(
    value: object, format_: str, text: str
) -> None:
    assert shown(value, format_) == text


@given(st.decimals(-1000, 1000, places=3))
def test_a_share_shown_as_percent_is_the_percent_that_it_shows(percent: Decimal) -> None:
    text = shown(float(percent / 100), "0.0%")
    assert Measured.of(text, "%", "").value == in_digits(Decimal(repr(float(percent / 100))) * 100)
    assert Measured.of(text, "1", "").value == in_digits(Decimal(repr(float(percent / 100))))


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9), st.sampled_from(["0", "#,##0.00", "General", "0.00E+00"]))  # fmt: skip
def test_a_format_without_a_sign_changes_nothing(number: float, format_: str) -> None:
    assert shown(number, format_) == plain(number)


@given(st.datetimes(datetime(1900, 3, 1), datetime(9998, 1, 1)), st.sampled_from([f for fs in FORMATS.values() for f in fs]))  # fmt: skip  # noqa: DTZ001 - as above
def test_the_day_lies_within_what_is_shown(day: datetime, format_: str) -> None:
    earliest, latest = bounds(without_time(shown(day, format_))[0])
    assert earliest <= day.date() <= latest


@given(st.integers(0, 10**12))
def test_a_number_with_marks_of_thousands_may_be_that_number(number: int) -> None:
    for text in (f"{number:,}", f"{number:,}".replace(",", "."), f"{number:,}".replace(",", " ")):
        assert number in readings(text)
        assert number in readings(text + (",0" if "." in text else ".0"))
