"""A corpus of files that are wrong, made here; each is told what it is, and nothing ends in a traceback."""

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from simpul.errors import DataError, Severity, SimpulError
from simpul.ingest import About, Options, SourceReport, load
from simpul.ingest.input_tables import read_inputs
from simpul.ingest.kinds import kinds
from simpul.store import current_build
from simpul.tables.workbook import open_workbook

HEAD = ("member_name", "network", "begin")
GOOD = "member_name,network,begin\nBusan,C40,2015\n"
KINDS = kinds()


def run(store: Path, *paths: Path, **options: bool) -> SourceReport:
    asked = Options(about=About(today=date(2026, 11, 24)), source="bad", **options)  # type: ignore[arg-type]  # tests name them
    return load(paths, store, asked)[0]


def _book(*rows: tuple[object, ...], change: Callable[[Any], None] = lambda _book: None) -> bytes:
    book = openpyxl.Workbook()
    for row in (HEAD, *rows):
        book.worksheets[0].append(list(row))
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one of its parts changed, or added."""
    fresh = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        parts = {part: old.read(part) for part in old.namelist()}
        parts[name] = change(parts.get(name, b""))
        for part, text in parts.items():
            new.writestr(part, text)
    return fresh.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ROW = ("Busan", "C40", "2015")
FAR = _with_part(_book(ROW), SHEET, lambda x: x.replace(b'r="C2"', b'r="XFD2"'))
BELOW = _with_part(_book(ROW), SHEET, lambda x: x.replace(b'<row r="2"', b'<row r="99999999"'))
BOMB = _with_part(_book(ROW), "xl/media/image1.png", lambda _: b"\0" * (1 << 25))
ENTITY = _with_part(_book(ROW), SHEET, lambda x: x.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1))  # fmt: skip
TORN = _with_part(_book(ROW), SHEET, lambda x: x[: len(x) // 2])
LOST = _with_part(
    _book(ROW), SHEET, lambda x: x.replace(b't="n"', b't="s"').replace(b't="inlineStr"', b't="s"')
)
ERRORS: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.csv", b"", "this table is empty"),
    "only a line": ("a.csv", b"\n", "this table is empty"),
    "headings alone": ("a.csv", b"member_name,network\n", "nothing to load"),
    "UTF-16 torn": ("a.csv", GOOD.encode("utf-16")[:-1], "says that it is in UTF-16, and is not"),
    "UTF-16 without a mark": ("a.csv", GOOD.encode("utf-16-le"), "UTF-16 without a mark"),
    "Latin-1": ("a.csv", GOOD.replace("Busan", "Córdoba").encode("latin-1"), "row 2: This line is not UTF-8"),
    "NUL": ("a.csv", GOOD.encode() * 9 + b"a\0b", "NUL byte"),
    "binary": ("a.csv", random.Random(1).randbytes(500), "."),  # noqa: S311 - not for secrets
    "binary called a workbook": ("a.xlsx", random.Random(2).randbytes(500), "this is not a workbook"),  # noqa: S311 - same
    "ragged": ("a.csv", b"member_name,network\nBusan\n", "1 cells where the heading has 2"),
    "too many cells": ("a.csv", b"member_name,network\nBusan,C40,x\n", "cells beyond the last heading: x"),
    "headings twice": ("a.csv", b"member_name,network,network\nBusan,C40,C40\n", "there are two"),
    "headings twice in two languages": ("a.csv", b"network,jejaring,member_name\nC40,C40,Busan\n", "there are two"),
    "an unknown heading": ("a.csv", b"member_name,network,nonsense\nBusan,C40,x\n", "no column 'nonsense'"),
    "no known heading": ("a.csv", b"x,y\n1,2\n", "no heading belongs to a known kind of table"),
    "a column is missing": ("a.csv", b"network,begin,cohort,certainty\nC40,2015,1,stated\n", "."),
    "a hundred thousand columns": ("a.csv", b"network" + b",x" * 100_000 + b"\n", "100001 columns"),
    "an unclosed quote": ("a.csv", GOOD.encode() + b'"Seoul,C40,2015\n', "double quote"),
    "a long name": ("a.csv", GOOD.replace("Busan", "B" * 10_000).encode(), "nothing here is called 'BBB"),
    "marks from right to left": ("a.csv", GOOD.replace("Busan", "\u202enasuB\u202c").encode(), "nothing here is called"),
    "a country that does not exist": ("p.csv", b"key,kind,label_en,label_id,within\nx,Province,X,X,country/ZZ\n", "country/ZZ is not described"),
    "a city that does not exist": ("a.csv", b"member,network\n999999999,C40\n", "no city with the id 999999999"),
    "a formula nobody calculated": ("a.xlsx", _book(("Busan", "C40", "=1+1")), "row 2, column begin: this formula was never calculated"),
    "an error for a value": ("a.xlsx", _book(("Busan", "C40", "#REF!")), "contains the error #REF!"),
    "a workbook of 32 MB of nothing": ("a.xlsx", BOMB, "unpacked, this workbook would have"),
    "entities in a workbook": ("a.xlsx", ENTITY, "declares entities"),
    "a torn workbook": ("a.xlsx", TORN, "this workbook is damaged"),
    "a cell in the last column": ("a.xlsx", FAR, "this row reaches to column 16384"),
    "a row beyond the last": ("a.xlsx", BELOW, "too many rows"),
    "an old workbook": ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 500, "old workbook"),
    "a zip that is no workbook": ("a.xlsx", _with_part(_book(ROW), "x", lambda x: x)[:0] + b"PK\x05\x06" + b"\0" * 18, "not an Excel workbook"),
    "no sheet with a table": ("a.xlsx", _book().replace(b"", b""), "nothing to load"),
    "an old ending": ("a.ods", b"x", "not read"),
    "Turtle with an error": ("a.ttl", b"<http://x/a> banana .", "not readable as RDF"),
    "Turtle that says nothing": ("a.ttl", b"# nothing\n", "contains no facts"),
}  # fmt: skip


@pytest.mark.parametrize("name", ERRORS)
def test_a_bad_file_is_told_and_changes_nothing(ground: Path, tmp_path: Path, name: str) -> None:
    file_name, content, said = ERRORS[name]
    file = tmp_path / file_name
    file.write_bytes(content)
    before = current_build(ground)
    with pytest.raises(DataError, match=said.replace("(", r"\(")) as caught:
        run(ground, file)
    assert all(problem.place.file == file_name for problem in caught.value.problems)
    assert all(problem.what for problem in caught.value.problems)
    assert current_build(ground) == before


def _hide(book: openpyxl.Workbook) -> None:
    book.create_sheet("Other")
    book.worksheets[0].sheet_state = "hidden"


def _hide_rows(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0]
    sheet.append(("Bandung", "C40", "2001"))
    sheet.append(("Seoul", "C40", "2006"))
    for row in (3, 4, 90):
        sheet.row_dimensions[row].hidden = True


def _filter(book: openpyxl.Workbook) -> None:
    _hide_rows(book)
    sheet = book.worksheets[0]
    sheet.auto_filter.ref = "A1:C4"
    sheet.auto_filter.add_filter_column(0, ["Busan"])


def _hide_columns(book: openpyxl.Workbook) -> None:
    book.worksheets[0].column_dimensions.group("B", "C", hidden=True)
    book.worksheets[0].column_dimensions["F"].hidden = True


def _strict(content: bytes) -> bytes:
    """Return a workbook as Excel saves it as “Strict Open XML”."""
    names = {b"/officeDocument/2006/": b"/officeDocument/", b"/spreadsheetml/2006/": b"/spreadsheetml/", b"/drawingml/2006/": b"/drawingml/"}  # fmt: skip
    fresh = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(fresh, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            for usual, strict in names.items():
                text = text.replace(b"http://schemas.openxmlformats.org" + usual, b"http://purl.oclc.org/ooxml" + strict)  # fmt: skip
            new.writestr(part, text)
    return fresh.getvalue()


def test_a_strict_workbook_is_read_as_another(tmp_path: Path) -> None:
    usual, strict = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    rows = [(f"Busan {number}", date(2018, 3, 22), number) for number in range(3_000)]
    usual.write_bytes(_book(*rows, ("x", "=1+1", None), change=_merge))
    strict.write_bytes(_strict(usual.read_bytes()))
    assert b"purl.oclc.org" in zipfile.ZipFile(strict).read("xl/workbook.xml")
    books = [open_workbook(file) for file in (usual, strict)]
    assert books[0].sheets == books[1].sheets
    assert [*books[0].lines("Sheet")] == [*books[1].lines("Sheet")]
    assert [note.what for note in books[0].notes] == [note.what for note in books[1].notes]


def _merge(book: openpyxl.Workbook) -> None:
    book.worksheets[0].append(("Bandung", "C40", "2001"))
    book.worksheets[0].merge_cells("C2:C3")


TOLD: dict[str, tuple[str, bytes, str]] = {
    "a hidden sheet": ("a.xlsx", _book(ROW, change=_hide), "sheet Sheet: this sheet is hidden"),
    "an empty sheet": ("a.xlsx", _book(ROW, change=lambda b: b.create_sheet("Two")), "sheet Two: this sheet is empty"),
    "hidden rows": ("a.xlsx", _book(ROW, change=_hide_rows), "sheet Sheet: hidden rows are read all the same: 2 (rows 3, 4)."),
    "filtered rows": ("a.xlsx", _book(ROW, change=_filter), "rows that a filter hides are read all the same: 2 (rows 3, 4)."),
    "hidden columns": ("a.xlsx", _book(ROW, change=_hide_columns), "hidden columns are read all the same: 2 (B, C)."),
    "a placeholder": ("a.xlsx", _book(ROW, ("Bandung", "C40", "#N/A")), "column begin: cells that say '#N/A' were taken as empty: 1 (row 3)."),
    "merged cells": ("a.xlsx", _book(ROW, change=_merge), "merged cells: C2:C3"),
    "macros": ("a.xlsm", _book(ROW), "macros in this workbook are neither read nor run"),
    "a sheet of notes": ("a.xlsx", _book(ROW, change=lambda b: b.create_sheet("Two").append(["x"])), "sheet Two: no heading"),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_is_odd_is_told_and_loaded(store: Path, tmp_path: Path, name: str) -> None:
    file_name, content, said = TOLD[name]
    file = tmp_path / file_name
    file.write_bytes(content)
    report = run(store, file)
    told = [str(problem) for problem in report.problems]
    assert any(said in text for text in told), told
    assert {problem.severity for problem in report.problems} == {Severity.WARNING}
    assert report.loaded >= 1


def test_values_of_a_workbook_keep_their_type(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    row = (
        2018,
        2018.0,
        8.07,
        0.25,
        1e21,
        True,
        date(2018, 3, 22),
        "007",
        " x ",
        None,
        "=",
        "é",
    )
    book = openpyxl.Workbook()
    for line in (("a",) * len(row), row):
        book.worksheets[0].append(list(line))
    book.worksheets[0].cell(2, 11).data_type = "s"
    book.save(file)
    opened = open_workbook(file)
    lines = list(opened.lines("Sheet"))
    assert lines[1].cells == [
        "2018", "2018", "8.07", "0.25", "1000000000000000000000", "true", "2018-03-22", "007", " x ", "", "=", "é",
    ]  # fmt: skip
    assert lines[1].faults == ()


def test_line_ends_that_excel_escapes_are_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(_book(("Bus_x000D_\nan", "_x0041_", "a_x0009_b")))
    lines = list(open_workbook(file).lines("Sheet"))
    assert lines[1].cells == ["Bus\r\nan", "_x0041_", "a\tb"]


def test_a_calculated_formula_gives_its_value(tmp_path: Path) -> None:
    content = _book(("Busan", "C40", "=2000+15"))
    content = _with_part(content, SHEET, lambda x: x.replace(b"<v></v>", b"<v>2015</v>").replace(b"<v />", b"<v>2015</v>").replace(b"<v/>", b"<v>2015</v>"))  # fmt: skip
    file = tmp_path / "a.xlsx"
    file.write_bytes(content)
    lines = list(open_workbook(file).lines("Sheet"))
    assert lines[1].cells == ["Busan", "C40", "2015"]
    assert lines[1].faults == ()


CELLS = st.one_of(
    st.sampled_from(["Busan", "Kota Semarang", "C40", "2015", "", "x", "1835848", "=1", "report"]),
    st.text(max_size=12),
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=5)


@pytest.mark.slow
@settings(
    max_examples=10,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=ROWS, separator=st.sampled_from(",;\t"))
def test_rows_in_are_rows_loaded_and_rows_refused(
    ground: Path, tmp_path: Path, rows: list[list[str]], separator: str
) -> None:
    import csv

    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([HEAD, *rows])
    file = tmp_path / "a.csv"
    file.write_text(text.getvalue(), encoding="utf-8", errors="replace", newline="")
    try:
        report = run(ground, file, keep_going=True, dry_run=True)
    except SimpulError:
        return
    filled = sum(any(cell.strip() for cell in row) for row in rows)
    assert report.rows == filled == report.loaded + report.refused


@settings(
    max_examples=40,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    content=st.binary(max_size=600), name=st.sampled_from(["a.csv", "a.tsv", "a.xlsx", "a.xlsm"])
)
def test_no_bytes_make_a_table_fail(tmp_path: Path, content: bytes, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    given_ = read_inputs([file], KINDS)
    assert given_.tables or given_.problems


@pytest.mark.slow
@settings(
    max_examples=40,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(place=st.integers(0, 10_000), byte=st.integers(0, 255), cut=st.booleans())
def test_no_damage_makes_a_workbook_fail(
    tmp_path: Path, place: int, byte: int, *, cut: bool
) -> None:
    content = bytearray(_book(ROW, ROW))
    place %= len(content)
    content[place] = byte
    file = tmp_path / "a.xlsx"
    file.write_bytes(content[:place] if cut else content)
    given_ = read_inputs([file], KINDS)
    assert given_.tables or given_.problems
