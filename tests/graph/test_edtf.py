from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from simpul.edtf import bounds


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2018-03-22", "2018-03-22", "2018-03-22"),
        ("2018-02", "2018-02-01", "2018-02-28"),
        ("2017", "2017-01-01", "2017-12-31"),
        ("2013~", "2013-01-01", "2013-12-31"),
        ("[2017-10-21..2017-10-31]", "2017-10-21", "2017-10-31"),
        ("2018-03-05/2018-03-06", "2018-03-05", "2018-03-06"),
    ],
)
def test_a_date_has_the_bounds_its_precision_allows(text: str, earliest: str, latest: str) -> None:
    assert bounds(text) == (date.fromisoformat(earliest), date.fromisoformat(latest))


@pytest.mark.parametrize(
    "text",
    ["banana", "2018-13", "2018-02-30", "22/03/2018", "../2018", "2018-03-06/2018-03-05", ""],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        bounds(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_its_own_bounds_and_lies_in_its_month_and_year(day: date) -> None:
    assert bounds(day.isoformat()) == (day, day)
    for wider in (f"{day:%Y-%m}", f"{day:%Y}"):
        earliest, latest = bounds(wider)
        assert earliest <= day <= latest


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]),
    st.sampled_from(["", "~", "?"]),
)
def test_a_plain_date_is_read_without_the_library_as_the_library_reads_it(
    day: date, form: str, mark: str
) -> None:
    stated = parse_edtf(day.strftime(form) + mark)
    expected = tuple(date(*side[:3]) for side in (stated.lower_strict(), stated.upper_strict()))
    assert bounds(day.strftime(form) + mark) == expected
