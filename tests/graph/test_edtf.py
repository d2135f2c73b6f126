import contextlib
import io
from datetime import date

import pytest
from edtf.parser import parser_classes
from hypothesis import given, settings
from hypothesis import strategies as st
from pyparsing import ParserElement

from simpul.edtf import _parser, bounds

parse_edtf = _parser()
"""By its door: what the library sets for all of the process is set back there."""


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
    [
        *("banana", "2018-13", "2018-02-30", "22/03/2018", "../2018", "2018-03-06/2018-03-05", ""),
        *(
            "0000",
            "-0001",
            "10000",
            "Y10000",
            "Y1E4",
            "Y-1E3",
            "[1000..99999999]",
            "२०१८",
        ),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        bounds(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Y1E99999999", "Y-17E" + "9" * 40, "Y" + "9" * 60, "Y1E 99999999", "Y9999E9999"),
        *("2018S99999999", "Y20180S" + "9" * 5000, "2018S" + "9" * 5000, "1000..99999999"),
        *("[" + "2018," * 10_000 + "2019]", "{" * 5_000, "2018/" * 5_000, "~" * 5_000, "X" * 5_000),
        *("[Y1E99999999..2018]", "2018/Y1E99999999", "{2018,Y9999E9999}", "Y9E9999S9999"),
    ],
)
def test_a_date_is_bounded_before_it_is_computed(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        bounds(text)


_PARTS = st.sampled_from(
    [*"0123456789XYESTZ~?%^:.,/[]{}+- ", "..", "2018", "9999", "-02-30", "Y1E", "-21", "S9"]
)


@settings(
    max_examples=60, deadline=5_000
)  # the library takes up to 50 ms; what hangs takes for ever
@given(st.one_of(st.lists(_PARTS, max_size=12).map("".join), st.text(max_size=40)))
def test_whatever_is_written_has_two_days_or_is_refused_and_nothing_is_printed(text: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        try:
            earliest, latest = bounds(text)
        except ValueError:
            pass
        else:
            assert earliest <= latest
    assert not printed.getvalue()


def test_what_the_library_prints_of_its_failures_goes_nowhere(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parser_classes.UncertainOrApproximate, "__init__", lambda _self: None)
    with pytest.raises(ValueError, match="2018-03"):
        bounds("2018-03-05~/2019%")
    assert capsys.readouterr().out == ""


def test_the_library_does_not_slow_down_other_grammars_of_the_process() -> None:
    assert bounds("2018~/2019") == (date(2018, 1, 1), date(2019, 12, 31))
    assert not ParserElement._packratEnabled


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
