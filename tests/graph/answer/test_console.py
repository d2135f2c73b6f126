import re

import pytest

from simpul.answer.console import table

HEADINGS = ["network", "member since", "until", "according to"]
ROWS = [
    ["100 Resilient Cities", "2016-05-25", "2019-07-31", "The three cohorts of 100 Resilient Cities"],
    ["C40 Cities", "", "", "Members and committees of C40"],
]  # fmt: skip


def shown(columns: int, monkeypatch: pytest.MonkeyPatch, *, to_screen: bool = True) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm")
    drawn = table(HEADINGS, ROWS, to_screen=to_screen).decode()
    return [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", drawn).splitlines()]


@pytest.mark.parametrize("columns", [30, 40])
def test_on_a_narrow_terminal_each_row_is_a_card(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    lines = shown(columns, monkeypatch)
    assert any(re.fullmatch(r"member since: +2016-05-25", line) for line in lines)
    assert any(re.fullmatch(r"until: +2019-07-31", line) for line in lines)
    assert max(map(len, lines)) <= columns


def test_a_card_leaves_out_what_a_row_has_not(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(40, monkeypatch)
    assert [line.split(":")[0] for line in lines if ":" in line] == [*HEADINGS, HEADINGS[0], HEADINGS[3]]  # fmt: skip


@pytest.mark.parametrize("columns", [70, 80, 160])
def test_a_table_that_fits_cuts_no_word_of_any_cell(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    lines = shown(columns, monkeypatch)
    assert not any(line.startswith("network:") for line in lines)
    words = {word for row in ROWS for cell in row for word in cell.split()}
    assert words <= set(" ".join(lines).split())
    assert "…" not in "".join(lines)


def test_in_a_pipe_each_row_is_a_line_whatever_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert len(shown(20, monkeypatch, to_screen=False)) == 2 + len(ROWS)
