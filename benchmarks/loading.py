"""How long it takes to read a workbook of 100,000 rows, against the same rows as CSV with Python's own reader.

Run with ``make bench`` or ``.venv/bin/python benchmarks/loading.py``.
"""

import csv
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

from simpul.tables.workbook import open_workbook

_ROWS = 100_000
_HEADINGS = ("member_name", "network", "begin", "end", "note_en", "passage")


def _seconds(work: Callable[[], int]) -> float:
    begin = time.perf_counter()
    if work() != _ROWS + 1:
        raise SystemExit("a row is missing")
    return time.perf_counter() - begin


def _rows() -> list[tuple[str | int, ...]]:
    return [("Busan", "C40", 2015, 2018, f"note {number}", "I.1") for number in range(_ROWS)]


def _openpyxl(file: Path) -> int:
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    count = sum(1 for _row in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return count


def _simpul(file: Path) -> int:
    book = open_workbook(file)
    return sum(1 for _line in book.lines(book.sheets[0]))


def _csv(file: Path) -> int:
    with file.open(encoding="utf-8", newline="") as lines:
        return sum(1 for _row in csv.reader(lines))


def main() -> None:
    """Print the seconds and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        workbook, text = Path(folder) / "rows.xlsx", Path(folder) / "rows.csv"
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("rows")
        sheet.append(list(_HEADINGS))
        for row in _rows():
            sheet.append(list(row))
        book.save(workbook)
        with text.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows([_HEADINGS, *_rows()])
        own, bare, plain = (
            _seconds(lambda: _simpul(workbook)),
            _seconds(lambda: _openpyxl(workbook)),
            _seconds(lambda: _csv(text)),
        )
    print(f"{_ROWS} rows of {len(_HEADINGS)} cells")
    print(f"simpul, checked and as text  {own:6.2f} s  {own / bare:5.2f} times openpyxl")
    print(f"openpyxl, values only        {bare:6.2f} s")
    print(f"csv, the same rows           {plain:6.2f} s")


if __name__ == "__main__":
    main()
