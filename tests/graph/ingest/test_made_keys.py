"""Keys made for rows: short ones as ever, and others where two rows say different things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.ingest.kinds import kinds
from simpul.ingest.made_keys import made_keys

MEMBERSHIP = kinds()["membership"]
DATES = ("2018", "2018-05", "2018-05-03", "2018~", "2018?", "2018%", "2018/2020", "2020", "2018-05/2020", "2018/2018", "[2018..2020]", "[2018,2020]", "{2018,2020}", "2018/..", "../2018", "2018/", "/2018", "2018-05?/..", "2018~/2020", "2018/2020~", "201X", "2018-05~", "2018;2020")  # fmt: skip


def _keys(*dates: str) -> list[str]:
    rows = [{"member": "1642911", "network": "c40", "begin": date} for date in dates]
    return [key.removeprefix("1642911-c40-") for key in made_keys(MEMBERSHIP, rows)]


@pytest.mark.parametrize(
    ("date", "key"),
    [("2018", "2018"), ("2018-05-03", "2018-05-03"), ("2018~", "2018"), ("[2018..2020]", "2018-2020"), ("2018/2020", "2018-2020"), ("2018-05/2020", "2018-05-2020")],
)  # fmt: skip
def test_a_key_alone_is_short(date: str, key: str) -> None:
    assert _keys(date) == [key]


@given(st.lists(st.sampled_from(DATES), unique=True, max_size=6).flatmap(st.permutations))
def test_two_different_dates_never_give_one_key_in_whatever_order(dates: list[str]) -> None:
    keys = _keys(*dates)
    assert len(set(keys)) == len(dates)
    assert dict(zip(dates, keys, strict=True)) == dict(
        zip(sorted(dates), _keys(*sorted(dates)), strict=True)
    )


def test_one_date_gives_one_key_so_that_a_row_that_stands_twice_is_known() -> None:
    assert len(set(_keys("2018~", "2018~"))) == 1


def test_names_that_differ_before_a_slash_are_different() -> None:
    kind = kinds()["observation"]
    rows = [{"about": about, "measure": "m"} for about in ("org/c40", "place/c40")]
    assert len(set(made_keys(kind, rows))) == 2
