"""A workbook comes back as it was, with the answers beside; nothing of it runs."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from simpul.ingest.reconcile import Answer, Asked, Resolver, answer_tables
from simpul.ingest.reconcile.sheet import Columns, Sheet, read
from simpul.naming.atlas import Method
from simpul.tables.workbook import open_workbook

DAY = datetime(2019, 3, 1)  # noqa: DTZ001 - a spreadsheet's days have no zone
ROWS = [
    ("Bandung", DAY, 0.5, "=text", 1027, True),
    ("Semarang", DAY, 0.125, "-6", 1.5, False),
    ("Atlantis", None, 1, "7", 0, None),
]


class _Unasked(Resolver):
    """A resolver that is asked nothing."""

    def __init__(self) -> None: ...


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["kota", "since", "share", "note", "count", "known"])
    for row in ROWS:
        page.append(row)
    page["A1"].font, page["A2"].font = Font(bold=True), Font(color="FFFF0000")
    page["D2"].data_type = "s"
    for number in range(2, 5):
        page.cell(number, 2).number_format, page.cell(number, 3).number_format = "mmm yyyy", "0.0%"
    page.column_dimensions["A"].width, page.column_dimensions["D"].hidden = 33, True
    page.row_dimensions[3].hidden = True
    book.save(tmp_path / "in.xlsx")
    return read(tmp_path / "in.xlsx", "kota")


def _answers(sheet: Sheet) -> list[Answer]:
    return [Answer(asked=Asked(name=row["kota"]), method=Method.UNKNOWN) for row in sheet.rows]


def test_the_answered_workbook_keeps_what_the_cells_were(sheet: Sheet, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    file.write_bytes(answer_tables.write(sheet, _answers(sheet), _Unasked(), ".xlsx"))
    page = openpyxl.load_workbook(file).worksheets[0]
    kept = [[cell.value for cell in row] for row in page.iter_rows(min_row=2, max_col=6)]
    assert kept == [list(row) for row in ROWS]
    assert (page["B2"].number_format, page["C2"].number_format) == ("mmm yyyy", "0.0%")
    assert (page["A1"].font.bold, page["A2"].font.color.rgb) == (True, "FFFF0000")
    assert page.column_dimensions["A"].width == 33
    assert (page.column_dimensions["D"].hidden, page.row_dimensions[3].hidden) == (True, True)
    assert [page["G1"].value, page["G2"].value, page["K2"].value] == ["geonames_id", None, "unknown"]  # fmt: skip
    assert [cell.data_type for row in page.iter_rows() for cell in row if cell.data_type == "f"] == []  # fmt: skip
    before, after = (
        [line.cells[:6] for line in open_workbook(path).lines(name)]
        for path, name in ((tmp_path / "in.xlsx", "Sheet"), (file, "Sheet"))
    )
    assert before == [line[: len(was)] for line, was in zip(after, before, strict=True)]


def test_the_workbook_of_decisions_keeps_them_too(sheet: Sheet, tmp_path: Path) -> None:
    file = tmp_path / "decisions.xlsx"
    columns = Columns(name="kota", country="since")
    file.write_bytes(answer_tables.undecided(sheet, _answers(sheet), columns, _Unasked(), ".xlsx"))
    page = openpyxl.load_workbook(file).worksheets[0]
    assert [cell.value for cell in page[1]] == ["kota", "since", "candidates", "decision", "geonames_id", "reason"]  # fmt: skip
    assert (page["B2"].value, page["B2"].number_format) == (DAY, "mmm yyyy")


def test_a_text_table_comes_back_as_text(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("kota,since\nBandung,2019-03-01\n", encoding="utf-8")
    read_ = read(tmp_path / "in.csv", "kota")
    file = tmp_path / "out.xlsx"
    file.write_bytes(answer_tables.write(read_, _answers(read_), _Unasked(), ".xlsx"))
    page = openpyxl.load_workbook(file).worksheets[0]
    assert [page["B1"].value, page["B2"].value] == ["since", "2019-03-01"]
