"""Tables such as offices send: the members of 100 Resilient Cities that one of them has met, with all that is untidy."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

_HEADINGS = ("No.", "member (name)", "network", "from", "cohort", "note (English)")
_NO_BREAK = "\u00a0"


def write_messy_workbook(file: Path) -> Path:
    """Write the workbook: a title, a counting column, dates of every kind, a hidden row, totals, notes beside it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Members FINAL (2)"
    sheet.append(["100 Resilient Cities: members we met"])
    sheet.append([])
    sheet.append(_HEADINGS)
    sheet.append([1, "Kota Semarang" + _NO_BREAK, "100RC", date(2013, 12, 3), "1", "n/a"])
    sheet.append([2, "https://sws.geonames.org/1642911/", "100RC", date(2016, 5, 25), "3", "-"])
    sheet.append([3, "Da  Nang", "100RC", "2013-12 ", "1", None])
    sheet.append([4, "Rotterdam, Netherlands", "100RC", date(2013, 1, 1), "1", "n/a"])
    sheet.append(["Total", 4, None, None, None, None])
    sheet.merge_cells("A1:F1")
    sheet["A1"].font = Font(bold=True, size=14)
    for cell, shown in (("D4", "mmm yyyy"), ("D5", "d mmmm yyyy"), ("D7", "yyyy")):
        sheet[cell].number_format = shown
    sheet.row_dimensions[6].hidden = True
    notes = book.create_sheet("to do")
    notes.append(["ask Medan"])
    book.save(file)
    return file


def write_doubtful_table(file: Path) -> Path:
    """Write a table with what nobody should guess: two cities in a cell, a day that may be two, a shortened number."""
    file.write_text(
        "member (name),network,from,cohort\n"
        '"Toyama, Kyoto",100RC,2014-12-03,2\n'
        "Da Nang,100RC,03/12/2013,1\n"
        "Rotterdam,100RC,41611,1\n"
        "Springfield,100RC,2013,1\n",
        encoding="utf-8",
    )
    return file
