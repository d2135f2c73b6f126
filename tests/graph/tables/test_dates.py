"""Dates as people and spreadsheets write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.edtf import bounds
from simpul.tables.dates import likely_forms, serial_day, typed_year, without_time

SURE = {
    **dict.fromkeys(("31.12.2019", "31/12/2019", "12/31/2019", "2019/12/31", "20191231", "31-Des-2019"), "2019-12-31"),
    **dict.fromkeys(("Mar 2019", "Maret 2019", "March 2019", "03/2019", "2019/03", "2019-3", "2019년 3월"), "2019-03"),
    **dict.fromkeys(("circa 2015", "ca. 2015", "sekitar 2015", "±2015", "about 2015"), "2015~"),
    **dict.fromkeys(("2018-2020", "2018 \u2013 2020", "2018 to 2020", "2018 s.d. 2020", "2018 sampai 2020"), "2018/2020"),
    **dict.fromkeys(("12-14 March 2019", "12\u201314 Maret 2019"), "2019-03-12/2019-03-14"),
    **dict.fromkeys(("Jan\u2013Mar 2019", "Q1 2019"), "2019-01/2019-03"),
    **dict.fromkeys(("1990s", "1990-an"), "199X"),
    **dict.fromkeys(("tahun 2019", "in 2019", "2019."), "2019"),
}  # fmt: skip
UNSURE = {
    "03/04/2019": ["2019-04-03", "2019-03-04"],
    "3.4.2019": ["2019-04-03", "2019-03-04"],
    "31/12/19": ["2019-12-31", "1919-12-31"],
    "12-Mar-19": ["2019-03-12", "1919-03-12"],
}
NONE = ("", "soon", "next year", "5 Mei", "2007-13", "2018-02-30", "31/02/2019", "00/00/2019", "May", "1/2", "x" * 9999)  # fmt: skip


@pytest.mark.parametrize("text", SURE)
def test_a_date_that_can_be_one_thing_alone_has_one_form(text: str) -> None:
    assert likely_forms(text) == [SURE[text]]


@pytest.mark.parametrize("text", UNSURE)
def test_a_date_that_can_be_two_has_both_forms(text: str) -> None:
    assert likely_forms(text) == UNSURE[text]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date_has_no_form(text: str) -> None:
    assert likely_forms(text) == []


@given(st.dates(date(1000, 1, 1), date(9998, 1, 1)), st.sampled_from(["%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d"]))  # fmt: skip
def test_the_day_that_was_written_is_among_the_forms(day: date, form: str) -> None:
    assert day.isoformat() in likely_forms(day.strftime(form))


@given(st.text(alphabet="0123456789-/. ~?\u2019\u2013XMarDes", max_size=20))
def test_every_form_is_a_date(text: str) -> None:
    for form in likely_forms(text):
        assert bounds(form)


@given(st.dates(date(1955, 1, 1), date(2090, 1, 1)))
def test_a_spreadsheets_number_is_the_day_that_it_counts(day: date) -> None:
    number = (day - date(1899, 12, 30)) // timedelta(days=1)
    assert serial_day(str(number)) == day.isoformat()


@pytest.mark.parametrize("text", ["2019", "1234", "123456", "4383x", ""])
def test_a_year_is_no_number_of_a_day(text: str) -> None:
    assert serial_day(text) == ""


def test_a_year_in_a_cell_for_days_is_known_by_its_day() -> None:
    assert typed_year("1905-07-11") == 2019
    assert typed_year("1905-02-30") is None
    assert typed_year("1906-07-11") is None


@pytest.mark.parametrize("text", ["2018", "2018-03-22", "2018-03-22/2018-03-23", "14:30", "2018~"])
def test_a_date_without_a_time_stays(text: str) -> None:
    assert without_time(text) == (text, "")
