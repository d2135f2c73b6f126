"""Tables of names as people have them: the heading that was named is found, and cells are read as they are meant."""

from pathlib import Path

import pytest

from simpul.errors import DataError, UsageError
from simpul.ingest.reconcile.sheet import Columns, Sheet, asked_in, read
from support import workbook

COLUMNS = Columns(name="Kota", country="Negara", population="Penduduk")
ROWS = [["Kota", "Negara", "Penduduk"], ["Semarang", "ID", "1700000"], ["Bandung", "ID", "2500000"]]


def _text(folder: Path, rows: list[list[str]], mark: str, encoding: str, first: str = "") -> Path:
    file = folder / "t.csv"
    file.write_bytes((first + "".join(mark.join(row) + "\n" for row in rows)).encode(encoding))
    return file


def _names(table: Sheet) -> list[str]:
    return [asked.name for asked in asked_in(table, COLUMNS)[0]]


@pytest.mark.parametrize("above", [[], [["Daftar kota"]], [[], ["# 2024", "x"], []]])
@pytest.mark.parametrize("kind", [",", ";", "\t", "|", "sep", "utf-16", "xlsx"])
def test_the_heading_that_was_named_is_found_below_a_title(
    tmp_path: Path, kind: str, above: list[list[str]]
) -> None:
    rows = [*above, *ROWS]
    if kind == "xlsx":
        cells: list[list[object]] = [[cell or None for cell in row] for row in rows]
        file = workbook(tmp_path / "t.xlsx", Notes=[["x"]], List=cells)
    elif kind == "sep":
        file = _text(tmp_path, rows, ";", "utf-8-sig", "sep=;\n")
    else:
        mark, encoding = ("\t", kind) if kind == "utf-16" else (kind, "utf-8")
        file = _text(tmp_path, rows, mark, encoding)
    table = read(file, "Kota")
    assert table.headings == ("Kota", "Negara", "Penduduk")
    assert _names(table) == ["Semarang", "Bandung"]
    begin = len(above) + 2 + (kind == "sep")
    assert table.numbers == [begin, begin + 1]
    told = "\n".join(map(str, table.notes))
    assert ("the headings are in row" in told) is any(above)
    assert ("'sep=;'" in told) is (kind == "sep")


def test_an_index_without_a_heading_is_passed_over_and_other_columns_are_kept(
    tmp_path: Path,
) -> None:
    rows = [["", "No.", *ROWS[0]], ["0", "1", *ROWS[1]], ["1", "2", *ROWS[2]], ["2", "3", "Total", "", "9"]]  # fmt: skip
    table = read(_text(tmp_path, rows, ",", "utf-8"), "Kota")
    assert table.headings == ("No.", "Kota", "Negara", "Penduduk")
    assert len(table.rows) == 3
    assert [note.what for note in table.notes] == ["column 1 only counts the rows, and was passed over."]  # fmt: skip


def test_headings_in_two_rows_are_both_read(tmp_path: Path) -> None:
    rows = [["Negara", "Kota", "Penduduk", ""], ["", "", "2019", "2020"], ["ID", "Medan", "1", "2"]]
    above = [["Negara", "Wilayah"], ["", "Kota"], ["ID", "Medan"]]
    table = read(_text(tmp_path, above, ",", "utf-8"), "Kota")
    assert table.rows == [{"Negara": "ID", "Kota": "Medan"}]
    with pytest.raises(DataError, match="row 2: this row has a cell in a column without a heading"):
        read(_text(tmp_path, rows, ",", "utf-8"), "Kota")


def test_what_is_asked_is_clean_and_what_is_kept_is_as_it_was(tmp_path: Path) -> None:
    rows = [
        ROWS[0],
        ["\u200bKota\xa0Semarang ", "n/a", "-"],
        ["Nan", "NA", "2"],
        ["nan", "TH", "?"],
    ]
    table = read(_text(tmp_path, rows, ",", "utf-8"), "Kota")
    asked, told = asked_in(table, COLUMNS)
    assert [(a.name, a.country, a.population) for a in asked] == [
        ("Kota Semarang", "", ""), ("Nan", "NA", "2"), ("", "TH", ""),
    ]  # fmt: skip
    assert [str(problem.place.column) for problem in told] == ["Kota", "Negara", "Penduduk"]
    assert "'-', '?' were taken as empty: 2 (rows 2, 4)" in told[2].what
    assert [list(row.values()) for row in table.rows] == rows[1:]


def test_a_heading_that_no_row_has_is_met_with_the_nearest_of_the_fullest_row(
    tmp_path: Path,
) -> None:
    file = _text(tmp_path, [["Daftar"], *ROWS], ",", "utf-8")
    with pytest.raises(UsageError, match=r"no column 'Kotta'. Did you mean Kota"):
        read(file, "Kotta")
