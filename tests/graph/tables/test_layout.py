"""The headings of a sheet that was made to be looked at are found; a table that is one already is left as it is."""

import re

import pytest

from simpul.errors import Place, Severity
from simpul.tables.layout import Layout, laid_out
from simpul.tables.lines import Line

KNOWN = {"member", "network", "from", "note"}


def score(headings: object) -> int:
    return len(KNOWN & {str(heading).lower() for heading in headings})  # type: ignore[attr-defined]


def layout(*rows: str) -> Layout:
    lines = [Line(number=number, cells=row.split(",")) for number, row in enumerate(rows, start=1)]
    return laid_out(lines, score, Place(file="a.csv"))


HEAD, ROWS = "member,network,from", ["Busan,C40,2015", "Medan,ICLEI,2019"]
CLEAN = layout(HEAD, *ROWS)

DIRTY = {
    "a title": (["Members of networks,,", HEAD, *ROWS], "in row 2; .*row 1: Members of networks"),
    "a title and a blank row": (["Members", "", HEAD, *ROWS], "in row 3; .*row 1: Members"),
    "two rows of text": (["Members", "as of 2024", HEAD, *ROWS], "in row 3; .*rows 1, 2: Members; as of 2024"),
    "a comment": (["# exported, 2024", HEAD, *ROWS], "in row 2; .*# exported 2024"),
    "heads over groups": (["Member,,When", HEAD, *ROWS], "in row 2; .*Member When"),
    "heads above and below": (["member,network,When", ",,from", *ROWS], "in rows 1 and 2; of each column the lower"),
    "some heads above": (["member,Who,When", ",network,from", *ROWS], "in rows 1 and 2; of each column the lower"),
    "a row of units": ([HEAD, "(name),,[year]", *ROWS], "one of units"),
    "a row of totals": ([HEAD, *ROWS, "Total,2,"], "one of totals"),
    "a row of totals in Indonesian": ([HEAD, *ROWS, ",,", "Jumlah: 2,,"], "one of totals"),
    "an index": ([f",{HEAD}", *(f"{n},{row}" for n, row in enumerate(ROWS))], "column 1 only counts"),
    "an index that pandas named": ([f"Unnamed: 0,{HEAD}", *(f"{n},{row}" for n, row in enumerate(ROWS))], "column 1 only counts"),
    "numbers": ([f"No.,{HEAD}", *(f"{n},{row}" for n, row in enumerate(ROWS, start=1))], "column 1 only counts"),
}  # fmt: skip


@pytest.mark.parametrize("name", DIRTY)
def test_what_is_no_row_is_passed_over_and_told(name: str) -> None:
    rows, said = DIRTY[name]
    found = layout(*rows)
    assert found.headings == CLEAN.headings
    filled = [line for line in found.lines if not line.is_blank]
    assert [line.cells for line in filled] == [line.cells for line in CLEAN.lines]
    assert all(rows[line.number - 1].endswith(",".join(line.cells)) for line in filled)
    (note,) = found.notes
    assert note.severity is Severity.WARNING
    assert re.search(said, str(note))


@pytest.mark.parametrize(
    "rows",
    [
        ["", "", HEAD, *ROWS],
        [f"{HEAD},,", *ROWS],
        ["member,,network,from", "Busan,,C40,2015", "Medan,,ICLEI,2019"],
    ],
    ids=["blank rows above", "headings that are blank", "a column that is blank"],
)
def test_what_holds_nothing_is_passed_over_without_a_word(rows: list[str]) -> None:
    found = layout(*rows)
    assert found.headings == CLEAN.headings
    assert [line.cells for line in found.lines][-2:] == [line.cells for line in CLEAN.lines]
    assert not found.notes


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, "member,network,from"],
        ["member,network,When", "Busan,,from", "Medan,C40,2015"],
        ["member,network,note", ",from,", "Medan,C40,2015"],
        [HEAD, "Note,C40,2015"],
        [HEAD, "Total,C40,2015"],
        [HEAD, "Total,2,", "Busan,C40,2015"],
        [HEAD, "(Busan),C40,2015"],
        [f"{HEAD},no", "Busan,C40,2015,7", "Medan,C40,2015,9"],
        ["membre,reseau,depuis", "Busan,network,2015"],
        ["member", "Total"],
    ],
)
def test_a_row_that_is_like_what_is_passed_over_stays(rows: list[str]) -> None:
    found = layout(*rows)
    assert found.row == 1
    assert [",".join(line.cells) for line in found.lines] == rows[1:]
    assert not found.notes
