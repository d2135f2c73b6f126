"""Cells of any person's table, loose or of a source folder, agree with what their schema wants."""

from pathlib import Path

import openpyxl
import pytest

from simpul.errors import Severity
from simpul.tables import SourceTables, read_folder, read_tables
from simpul.tables.lines import Line
from simpul.tables.merged import taken_down
from simpul.tables.workbook import open_workbook
from simpul.terms import ID, ONTOLOGY, text
from support import MEMBERSHIPS, write_source

HEADINGS = "key,about,measure,value,unit,value_as_stated,source\n"
MEASURES = "key,label_en,label_id\nm,m,m\n"


def _values(tables: SourceTables, name: str) -> list[str]:
    return [
        text(f.triple.object) for f in tables.facts if text(f.triple.predicate) == ONTOLOGY + name
    ]


def _measured(folder: Path, value: str, unit: str, stated: str) -> SourceTables:
    table = HEADINGS + f'a,org/c40,m,"{value}","{unit}","{stated}",report\n'
    return read_tables(read_folder(write_source(folder, {"observation": table, "measure": MEASURES})))  # fmt: skip


def _began(folder: Path, begin: str) -> SourceTables:
    return read_tables(read_folder(write_source(folder, {"membership": MEMBERSHIPS.replace("2007~", begin)})))  # fmt: skip


def test_a_percent_sign_is_the_unit(tmp_path: Path) -> None:
    tables = _measured(tmp_path, "12%", "%", "12%")
    assert (tables.problems, _values(tables, "numericValue")) == ([], ["12"])


def test_a_percent_sign_without_its_unit_is_told_once(tmp_path: Path) -> None:
    tables = _measured(tmp_path, "12%", "", "")
    (problem,) = tables.problems
    assert "has a unit" in problem.what
    assert _values(tables, "numericValue") == []


def test_what_is_only_told_keeps_its_row(tmp_path: Path) -> None:
    tables = _measured(tmp_path, "8.07", "{visitor}", "8,07 juta")
    (problem,) = tables.problems
    assert problem.severity is Severity.WARNING
    assert _values(tables, "numericValue") == ["8.07"]


@pytest.mark.parametrize("moment", ["2018-03-22T00:00:00", "2018-03-22 00:00:00"])
def test_midnight_is_left_out_without_a_word(tmp_path: Path, moment: str) -> None:
    tables = _began(tmp_path, moment)
    assert tables.problems == []
    assert "2018-03-22" in _values(tables, "begin")


def test_a_time_of_day_is_left_out_and_told(tmp_path: Path) -> None:
    tables = _began(tmp_path, "2018-03-22T14:30:00")
    (problem,) = tables.problems
    assert (problem.severity, "14:30:00" in problem.what) == (Severity.WARNING, True)
    assert "2018-03-22" in _values(tables, "begin")


def test_a_whole_number_with_decimals_that_are_nought_is_whole(tmp_path: Path) -> None:
    table = MEMBERSHIPS.replace(",1642911,", ",1642911.0,")
    tables = read_tables(read_folder(write_source(tmp_path, {"membership": table})))
    assert tables.problems == []
    assert f"{ID}city/1642911" in _values(tables, "member")


def test_a_link_behind_a_text_is_the_address_and_an_address_stays(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["key", "label_en", "label_id", "title_en", "title_id", "url"])
    for key, shown in (("a", "home"), ("b", "https://own.example.org/"), ("c", '=HYPERLINK("https://made.example.org/", "m")')):  # fmt: skip
        sheet.append([key, "A", "A", "A", "A", shown])
    sheet["F2"].hyperlink = "https://behind.example.org/?a=1&b=2"
    sheet["F3"].hyperlink = "https://other.example.org/"
    book.save(tmp_path / "a.xlsx")
    first, second, third = [*open_workbook(tmp_path / "a.xlsx").lines("Sheet")][1:]
    assert first.links == {5: "https://behind.example.org/?a=1&b=2"}
    assert second.links == {5: "https://other.example.org/"}
    assert third.links == {5: "https://made.example.org/"}


def test_cells_merged_downwards_all_have_the_text_of_the_first() -> None:
    lines = [Line(number=n, cells=[cell, str(n)]) for n, cell in ((2, "x"), (3, ""), (4, ""), (5, "y"))]  # fmt: skip
    down = [line.cells[0] for line in taken_down(lines, ["A2:A3", "A5:B5"])]
    assert down == ["x", "x", "", "y"]
