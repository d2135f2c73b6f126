"""Tables saved for a spreadsheet: what is read again is what was written, and nothing in it runs."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from simpul.cells import shield, unshield
from simpul.errors import UsageError
from simpul.tables.lines import fitted
from simpul.tables.saving import saved
from simpul.tables.workbook import open_workbook

TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12)
RISKY = st.sampled_from(["=1+1", "+62", "-6.2", "@x", "'=a", "''", "007", "1e5", "0.10", "-0", " "])


@given(st.one_of(RISKY, st.text(max_size=8)))
def test_a_shield_comes_off_as_it_was_put_on(cell: str) -> None:
    assert unshield(shield(cell)) == cell
    assert not shield(cell).startswith(("=", "+", "@"))


@given(st.lists(st.lists(TEXTS | RISKY, min_size=3, max_size=3), max_size=5))
def test_a_workbook_gives_back_the_texts_that_went_in(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    file = tmp_path_factory.mktemp("saved") / "table.xlsx"
    file.write_bytes(saved(".xlsx", ["a", "b", "c"], rows))
    book = open_workbook(file)
    assert not book.formulas
    read = [fitted(line, 3).cells for line in book.lines(book.sheets[0])]
    filled = [row for row in rows if any(row)]
    assert read == [["a", "b", "c"], *filled]


def test_numbers_are_numbers_where_that_loses_nothing(tmp_path: Path) -> None:
    file = tmp_path / "table.xlsx"
    cells = ["1642911", "-6.25", "007", "1e5", "12345678901234567890", "8.0"]
    file.write_bytes(saved(".xlsx", list("abcdef"), [cells]))
    values = [cell.value for cell in load_workbook(file).worksheets[0][2]]
    assert values == [1642911, -6.25, "007", "1e5", "12345678901234567890", "8.0"]


@pytest.mark.parametrize(
    ("suffix", "cell", "words"),
    [(".ods", "x", "files cannot be written"), (".xlsx", "x" * 40_000, "Name the file .csv")],
)
def test_what_a_workbook_cannot_hold_is_told(suffix: str, cell: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        saved(suffix, ["a"], [[cell]])


def test_characters_that_no_workbook_may_hold_are_marked() -> None:
    assert saved(".csv", ["a"], [["x\x07"]]) == b"a\nx\x07\n"
    assert saved(".xlsx", ["a"], [["x\x07"]])
