import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.quantities import grouped, quantity, unit_in_words
from support import ROOT

UNITS = sorted(
    {
        row["unit"]
        for file in sorted((ROOT / "data").glob("*/observations.csv"))
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
        if row.get("unit")
    }
)
CURRENCIES = {"{IDR}", "{KRW}", "{USD}"}
"""Their codes are their names."""


def test_there_are_units_in_the_tables() -> None:
    assert len(UNITS) > 20


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.startswith("{")])
def test_every_counted_unit_of_the_tables_has_a_word_in_both_languages(unit: str) -> None:
    words = unit_in_words(unit, "2")
    if unit not in CURRENCIES:
        assert set(words) == {"en", "id"}
    assert not any("{" in word for word in words.values())


@pytest.mark.parametrize(
    ("number", "unit", "language", "said"),
    [
        ("50000", "{person}", "en", "50,000 people"),
        ("50000", "{person}", "id", "50.000 orang"),
        ("1", "{person}", "en", "1 person"),
        ("305", "d", "en", "305 days"),
        ("33", "{alarm}", "en", "33 alarms"),
        ("12.5", "%", "id", "12,5 %"),
        ("869", "m", "id", "869 m"),
        ("370000000000", "{KRW}", "en", "370,000,000,000 KRW"),
        ("D", "", "en", "D"),
    ],
)
def test_a_quantity_is_said_in_words(number: str, unit: str, language: str, said: str) -> None:
    assert quantity(number, unit, language) == said


@given(st.integers(), st.sampled_from(["en", "id"]))
def test_no_digit_is_lost_by_grouping(number: int, language: str) -> None:
    assert grouped(str(number), language).replace(",", "").replace(".", "") == str(number)
