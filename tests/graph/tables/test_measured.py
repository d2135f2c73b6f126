"""A number, its signs, its unit and what is stated."""

import pytest

from simpul.errors import Severity
from simpul.tables.measured import Measured

AGREE = [
    ("12%", "%", "12%", "12"),
    ("12 %", "percent", "", "12"),
    ("12,5%", "%", "12,5 persen", "12.5"),
    ("5‰", "‰", "", "5"),
    ("5‰", "[ppth]", "", "5"),
    ("50%", "1", "50%", "0.5"),
    ("50%", "{ratio}", "", "0.5"),
    ("5‰", "1", "", "0.005"),
    ("€ 1200", "{EUR}", "€1,200", "1200"),
    ("Rp 1200", "IDR", "Rp 1.200", "1200"),
    ("$ -3", "{SGD}", "", "-3"),
    ("5.8 km", "km", "", "5.8"),
    ("1027", "{programme}", "1.027 program", "1027"),
    ("8070000", "{visitor}", "8,07 juta pengunjung", "8070000"),
    ("1.0270", "{programme}", "1.027 program", "1.0270"),
    ("1.027", "km", "1.0270 km", "1.027"),
    ("30", "%", "30% lower by 2030", "30"),
    ("0.3", "1", "30%", "0.3"),
    ("2000000", "{TOE}", "reached 6 months early", "2000000"),
    ("2", "{city}", "dua kota sejak 2000", "2"),
    ("869", "m", "", "869"),
    ("many", "{person}", "many", "many"),
    ("8,07 juta", "{person}", "", "8,07 juta"),
]
REFUSED = [
    ("12%", "", ["has a unit", "Write 12 here, and % as the unit"]),
    ("12%", "km", ["does not fit the unit km"]),
    ("5‰", "%", ["does not fit the unit %", "correct the unit to ‰"]),
    ("€ 1200", "{IDR}", ["does not fit the unit {IDR}", "{EUR}"]),
    ("Rp 1200", "", ["has a unit", "{IDR}"]),
    ("1,5 km", "m", ["does not fit the unit m", "correct the unit to km"]),
    ("5.8 km²", "", ["has a unit", "Write 5.8 here, and km² as the unit"]),
    ("Rp 1.200", "{IDR}", ["1200 or 1.2", "Write 1200"]),
]
TOLD = [
    ("1.027", "{programme}", "", "was taken for 1.027"),
    ("1.027", "km", "1.027 km", "was taken for 1.027"),
    ("8.07", "{visitor}", "8,07 juta pengunjung", "8070000 is stated"),
    ("0.12", "%", "12%", "12 is stated"),
    ("12", "{person}", "12%", "the unit is '{person}'"),
    ("3350", "{USD}", "3.35 billion USD", "3350000000 is stated"),
]


@pytest.mark.parametrize(("written", "unit", "stated", "value"), AGREE)
def test_what_agrees_is_taken(written: str, unit: str, stated: str, value: str) -> None:
    assert Measured.of(written, unit, stated) == Measured(value=value)


@pytest.mark.parametrize(("written", "unit", "words"), REFUSED)
def test_a_sign_that_is_not_the_unit_is_an_error(written: str, unit: str, words: list[str]) -> None:
    found = Measured.of(written, unit, "")
    assert (found.value, found.severity) == ("", Severity.ERROR)
    assert all(part in f"{found.what} {found.remedy}" for part in words)


@pytest.mark.parametrize("stated", ["1.027 program", "1027 program", "1,027 programmes"])
def test_a_count_that_is_stated_with_thousands_is_not_taken_for_a_fraction(stated: str) -> None:
    found = Measured.of("1.027", "{programme}", stated)
    assert (found.value, found.severity) == ("", Severity.ERROR)
    assert "Write 1027 or" in found.remedy


@pytest.mark.parametrize(("written", "unit", "stated", "words"), TOLD)
def test_what_is_stated_otherwise_is_told(written: str, unit: str, stated: str, words: str) -> None:
    found = Measured.of(written, unit, stated)
    assert (found.value, found.severity) == (written, Severity.WARNING)
    assert words in found.what
