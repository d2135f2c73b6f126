"""Rows that are wrong: which they are, and tables of them, each with its reason, to be mended and loaded again."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from simpul import files
from simpul.cells import shield, unshield
from simpul.errors import Place, Problem, Severity
from simpul.ingest.input_tables import InputTable
from simpul.locale import current
from simpul.tables import METADATA, SourceFolder, read_document
from simpul.tables.headings import spellings
from simpul.tables.lines import REASONS, reasons_at
from simpul.tables.metadata import REFUSED
from simpul.tables.opening import open_table
from simpul.tables.rows import shown_as
from simpul.tables.saving import saved

Row: TypeAlias = tuple[str, str | None, int]
"""A row of the input: file, sheet, number."""
Refused: TypeAlias = dict[Row, list[Problem]]
"""What is wrong with each row that is not loaded."""


def row_of(place: Place) -> Row | None:
    """Return the row of a place, or None where it is a whole file."""
    return None if place.row is None or place.row < 2 else (place.file, place.sheet, place.row)


def by_row(problems: Iterable[Problem]) -> Refused:
    """Return the errors by the row that they are in."""
    found: Refused = {}
    for problem in errors(problems):
        if row := row_of(problem.place):
            found.setdefault(row, []).append(problem)
    return found


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those of the problems for which something cannot be loaded."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def write_refused(tables: Sequence[InputTable], reasons: Refused, path: Path | None) -> list[Path]:
    """Write the refused rows of each table; return the files.

    Args:
        tables: As they were given.
        reasons: What is wrong with a row.
        path: Where to; else beside the table. Where several tables have refused rows, the sheet's or
            file's name is put before the ending. A file that is there is never written over.

    Raises:
        OutputError: A file cannot be written.
    """
    wrong = [
        t for t in tables if any((t.label, t.sheet, line.number) in reasons for line in t.lines)
    ]
    written: list[Path] = []
    for table in wrong:
        target = _target(table, path, several=len(wrong) > 1)
        content = _content(table, reasons, target.suffix)
        private = files.is_private(table.file)
        written.append(files.create_numbered(target, content, private=private))
    return written


def write_refused_folder(source: SourceFolder, reasons: Refused, path: Path | None) -> Path:
    """Write the refused rows of a source folder as a folder of the same source, and return it.

    Each table that has such rows becomes a text table of its own; the metadata is the source's, schemas
    written out, so that the folder needs nothing beside it.

    Args:
        source: The folder that was read.
        reasons: What is wrong with a row.
        path: Where to; else beside the folder. A folder that is there is never written into.

    Raises:
        OutputError: The folder cannot be written.
    """
    usual = source.folder.resolve()
    wanted = path or usual.with_name(usual.name.removesuffix(REFUSED) + REFUSED)
    document = read_document(source.folder)
    document.pop("dialect", None)
    tables: list[dict[str, Any]] = []
    target = files.create_folder_numbered(wanted, private=files.is_private(usual))
    for described, content in zip(document["tables"], _tables(source, reasons), strict=True):
        if content:
            url = f"{len(tables) + 1}-{Path(described['url'].replace('#', '-')).stem}.csv"
            files.create(target / url, [content])
            tables.append({**described, "url": url})
            tables[-1].pop("dialect", None)
    text = json.dumps({**document, "tables": tables}, ensure_ascii=False, indent=2) + "\n"
    files.create(target / METADATA, [text.encode()])
    return target


def _tables(source: SourceFolder, reasons: Refused) -> Iterable[bytes]:
    """Yield for each table of a source its refused rows as CSV; nothing where it has none."""
    for table in source.group.tables:
        shown = shown_as(source, table)
        opened = open_table(source.folder, table, shown)
        headings = opened.headings or []
        again = reasons_at(headings, [*spellings(table.schema.columns or ())])
        rows = [
            (reasons[shown, None, line.number], line.cells)
            for line in opened.lines
            if (shown, None, line.number) in reasons
        ]
        if again:
            headings = headings[1:]
            rows = [(why, [unshield(cell) for cell in cells[1:]]) for why, cells in rows]
        yield _file(headings, rows, ".csv") if rows else b""


def _target(table: InputTable, path: Path | None, *, several: bool) -> Path:
    part = f".{table.sheet or table.file.stem}".replace("/", "-") if several else ""
    if path is None:
        stem = table.file.stem.removesuffix(REFUSED)
        return table.file.with_name(f"{stem}{part}{REFUSED}.csv")
    return path.with_name(f"{path.stem}{part}{path.suffix or '.csv'}")


def _content(table: InputTable, reasons: Refused, suffix: str) -> bytes:
    kept = [place for place, name in enumerate(table.names) if name is not None]
    rows: list[tuple[Sequence[Problem], list[str]]] = []
    for line in table.lines:
        if problems := reasons.get((table.label, table.sheet, line.number)):
            cells = [line.cells[place] if place < len(line.cells) else "" for place in kept]
            again = None in table.names
            rows.append((problems, [unshield(c) for c in cells] if again else cells))
    return _file([table.headings[place] for place in kept], rows, suffix)


def _file(
    headings: Sequence[str], rows: Iterable[tuple[Sequence[Problem], list[str]]], suffix: str
) -> bytes:
    reason = REASONS[1] if current() == "id" else REASONS[0]
    table = ([_reason(why), *cells] for why, cells in rows)
    if suffix.lower() == ".xlsx":
        # The table is read like one in text, which a person may save it as: shields come off.
        return saved(suffix, [reason, *headings], (list(map(shield, row)) for row in table))
    # Spreadsheets take a text without a mark for one in the encoding of their own land.
    return BOM_UTF8 + saved(suffix, [reason, *headings], table)


def _reason(problems: Sequence[Problem]) -> str:
    return " | ".join(
        f"{problem.place.column}: {problem.what} {problem.remedy}".rstrip()
        if problem.place.column
        else f"{problem.what} {problem.remedy}".rstrip()
        for problem in problems
    )
