"""Rows that were not loaded, as a table with a reason for each, to be mended and loaded again."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from simpul.errors import OutputError, Problem
from simpul.language import current
from simpul.load.completing import shielded
from simpul.load.given import REASONS, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_refused(
    tables: Sequence[Table], reasons: Mapping[tuple[str, str | None, int], Sequence[Problem]], path: Path | None
) -> list[Path]:  # fmt: skip
    """Write the refused rows of each table; return the files.

    Args:
        tables: As they were given.
        reasons: What is wrong with a row, by file, sheet and number.
        path: Where to; else beside the table. Where several tables have refused rows, the sheet's or
            file's name is put before the ending. A file that is there is never written over.

    Raises:
        OutputError: A file cannot be written.
    """
    wrong = [
        t for t in tables if any((t.label, t.sheet, line.number) in reasons for line in t.lines)
    ]
    files: list[Path] = []
    for table in wrong:
        target = _free(_target(table, path, several=len(wrong) > 1))
        try:
            target.write_text(_content(table, reasons), encoding="utf-8-sig", newline="")
        except OSError as error:
            raise OutputError(target, error) from None
        files.append(target)
    return files


def _target(table: Table, path: Path | None, *, several: bool) -> Path:
    part = f".{table.sheet or table.file.stem}".replace("/", "-") if several else ""
    if path is None:
        return table.file.with_name(f"{table.file.stem}{part}.refused.csv")
    return path.with_name(f"{path.stem}{part}{path.suffix or '.csv'}")


def _free(path: Path) -> Path:
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _content(table: Table, reasons: Mapping[tuple[str, str | None, int], Sequence[Problem]]) -> str:
    kept = [place for place, name in enumerate(table.names) if name is not None]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    heading = REASONS[1] if current() == "id" else REASONS[0]
    writer.writerow([heading, *(table.headings[place] for place in kept)])
    for line in table.lines:
        problems = reasons.get((table.label, table.sheet, line.number))
        if problems:
            cells = [line.cells[place] if place < len(line.cells) else "" for place in kept]
            if None in table.names:
                cells = [cell[1:] if shielded(cell) else cell for cell in cells]
            writer.writerow([_reason(problems), *map(_shield, cells)])
    return text.getvalue()


def _reason(problems: Sequence[Problem]) -> str:
    parts = (
        f"{problem.place.column}: {problem.what} {problem.remedy}".rstrip()
        if problem.place.column
        else f"{problem.what} {problem.remedy}".rstrip()
        for problem in problems
    )
    return _shield(" | ".join(parts))


def _shield(cell: str) -> str:
    """Return a cell that no spreadsheet runs; reading a table of refused rows takes the shield away."""
    return f"'{cell}" if cell.startswith(_FORMULA) or shielded(cell) else cell
