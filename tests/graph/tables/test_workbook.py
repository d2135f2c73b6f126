"""Workbooks: whatever is wrong with one is told with its place, in Simpul's words alone."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from mutations import mutated
from simpul.errors import SimpulError
from simpul.tables.workbook import open_workbook

ROWS: Final[list[list[Any]]] = [
    ["key", "from", "count"],
    ["a", "2018-03", 5],
    ["b", None, 2.5],
    ["c", "x", True],
]


def content(rows: Sequence[list[Any]]) -> dict[str, bytes]:
    """Return the parts of a workbook, by name."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def told(file: Path, written: bytes) -> str:
    """Return what is said of a workbook; that it was read, where nothing is."""
    file.write_bytes(written)
    try:
        book = open_workbook(file)
        rows = [line.cells for sheet in book.sheets for line in book.lines(sheet)]
    except SimpulError as error:
        return str(error)
    return f"a.xlsx: {len(rows)} rows"


PARTS = content(ROWS)
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("serial", ["99999999", "-99999999", "1e308", "1e999", "NaN", "9" * 400])
def test_a_day_that_no_calendar_has_is_told_of_its_cell_without_a_warning(
    tmp_path: Path, serial: str
) -> None:
    styles = PARTS["xl/styles.xml"].replace(b'numFmtId="0"', b'numFmtId="14"')
    sheet = PARTS[SHEET].replace(b"<v>5</v>", f"<v>{serial}</v>".encode())
    assert sheet != PARTS[SHEET]
    # A warning would be an error here.
    book = zipped({**PARTS, SHEET: sheet, "xl/styles.xml": styles})
    assert "a.xlsx" in told(tmp_path / "a.xlsx", book)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(PARTS)), st.data())
def test_whatever_becomes_of_a_part_it_is_read_or_told_of(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, data: st.DataObject
) -> None:
    part = data.draw(mutated(PARTS[name]))
    assert "a.xlsx" in told(tmp_path / "a.xlsx", zipped({**PARTS, name: part}))
    assert capfd.readouterr() == ("", "")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutated(zipped(PARTS)))
def test_whatever_becomes_of_the_file_it_is_read_or_told_of(tmp_path: Path, written: bytes) -> None:
    assert "a.xlsx" in told(tmp_path / "a.xlsx", written)


def test_days_that_are_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet: Any = book.worksheets[0]
    sheet.append(["a", "b", "c"])
    sheet.append([date(2019, 3, 1), date(2020, 5, 5), 0.5])
    sheet["A2"].number_format, sheet["C2"].number_format = "mmm yyyy", "0%"
    book.save(tmp_path / "a.xlsx")
    (line,) = [*open_workbook(tmp_path / "a.xlsx").lines("Sheet")][1:]
    assert line.cells == ["2019-03", "2020-05-05", "50%"]
