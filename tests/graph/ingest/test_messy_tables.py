"""Rule: a table, made dirty as people and programs make tables dirty, says what the clean one says, and each dirt is told."""

import csv
import io
import itertools
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from simpul.ingest import About, Options
from simpul.ingest.references import References
from simpul.ingest.source_content import read_files
from simpul.ingest.source_plan import plan
from simpul.naming import Cities, Names, gazetteer
from simpul.store import OxigraphStore
from simpul.tables.cleaning import NAMES, PLACEHOLDERS
from simpul.terms import Triple, text

HEADINGS: Final = ("kind", "name (English)", "name (Indonesian)", "short name", "other names", "from", "note (English)", "website")  # fmt: skip
ROWS: Final = (
    ("Network", "Harbour Cities", "Kota Pelabuhan", "HCN", "Port Net;Pelabuhan Kita", "2019", "", ""),
    ("Network", "None", "Kosong", "", "", "", "A first line", "https://example.org/a"),
    ("Network", "Réseau Équité", "Jejaring Ekuitas", "NA2", "", "2019-03", "no", ""),
)  # fmt: skip
"""Real values that look like dirt among them."""
TITLES: Final = ("Networks of harbours", "# exported on 3 May", "Kind | of")
COUNTING: Final = ("", "Unnamed: 0", "No.", "#")
SPACES: Final = ("", " ", "\xa0", "\u200b", "\ufeff", "\u2003\t", "\r\n")


@dataclass(slots=True, kw_only=True)
class Table:
    """A table on its way to a file.

    Attributes:
        above: Rows above the headings.
        first: What the file begins with.
        hide: What is done to a workbook.
        told: What must be said of it.
    """

    rows: list[list[str]]
    above: list[list[str]] = field(default_factory=list[list[str]])
    first: str = ""
    hide: Callable[[Any], None] = lambda _sheet: None
    told: list[str] = field(default_factory=list[str])


@st.composite
def dirty(draw: st.DrawFn) -> tuple[str, bytes, list[str]]:
    """Return a file's ending, its content, and what must be told of it."""
    table = Table(rows=[list(HEADINGS), *map(list, ROWS)])
    steps = st.lists(st.sampled_from((_placeholders, _spaces, _decomposed, _blank_rows, _total)), unique=True)  # fmt: skip
    for step in sorted(draw(steps), key=_STEPS.index):
        step(draw, table)
    if draw(st.booleans()):
        _index(draw, table)
    if draw(st.booleans()):
        _titles(draw, table)
    if draw(st.booleans()):
        _hidden(draw, table)
        return ".xlsx", _workbook(table), table.told
    mark = draw(st.sampled_from(",;\t|"))
    if draw(st.booleans()):
        table.first = f"sep={mark}\n"
        table.told.append(f"{f'sep={mark}'!r}, was taken for what it says of the separator")
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16")))
    return ".csv", _csv(table, mark).encode(encoding), table.told


def _placeholders(draw: st.DrawFn, table: Table) -> None:
    words = st.sampled_from(sorted(PLACEHOLDERS - NAMES))
    for row in table.rows[1:]:
        for place, cell in enumerate(row):
            if not cell and draw(st.booleans()):
                row[place] = draw(words)
                table.told.append(f"column {HEADINGS[place]}: cells that say")


def _spaces(draw: st.DrawFn, table: Table) -> None:
    ends, within = st.sampled_from(SPACES), st.sampled_from((" ", "  ", "\xa0", "\u202f\u200b "))
    for row in table.rows:
        for place, cell in enumerate(row):
            row[place] = draw(ends) + cell.replace(" ", draw(within)) + draw(ends)


def _decomposed(_draw: st.DrawFn, table: Table) -> None:
    for row in table.rows:
        row[:] = [unicodedata.normalize("NFD", cell) for cell in row]


def _blank_rows(draw: st.DrawFn, table: Table) -> None:
    table.rows.insert(draw(st.integers(1, len(table.rows))), [""] * len(HEADINGS))


def _total(draw: st.DrawFn, table: Table) -> None:
    word = draw(st.sampled_from(("Total", "JUMLAH", "Grand total:")))
    table.rows.append([word, _COUNT, *[""] * (len(HEADINGS) - 2)])
    table.told.append("is one of totals")


def _index(draw: st.DrawFn, table: Table) -> None:
    numbers = itertools.count(draw(st.integers(0, 1)))
    for row in table.rows[1:]:
        is_counted = any(row) and row[1:2] != [_COUNT]
        row.insert(0, str(next(numbers)) if is_counted else "")
    table.rows[0].insert(0, draw(st.sampled_from(COUNTING)))
    table.told.append("only counts the rows")


def _titles(draw: st.DrawFn, table: Table) -> None:
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=3))
    table.above = [*([title] for title in titles), *draw(st.sampled_from(([], [[""]])))]
    table.told.append("what stands above them was passed over")


def _hidden(draw: st.DrawFn, table: Table) -> None:
    top = len(table.above) + 1
    row = next(n for n, cells in enumerate(table.rows) if n and any(cells)) + top

    def hide(sheet: Any) -> None:  # noqa: ANN401 - openpyxl's
        sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["B"].hidden = True

    if draw(st.booleans()):
        table.hide = hide
        table.told += [f"hidden rows are read all the same: 1 (row {row})", "hidden columns are read all the same: 1 (B)"]  # fmt: skip


_COUNT: Final = "3"
"""What stands in a row of totals."""
_STEPS: Final = (_placeholders, _spaces, _decomposed, _blank_rows, _total)


def _csv(table: Table, mark: str) -> str:
    written = io.StringIO()
    written.write(table.first)
    csv.writer(written, delimiter=mark).writerows([*table.above, *table.rows])
    return written.getvalue()


def _workbook(table: Table) -> bytes:
    book = Workbook()
    for row in [*table.above, *table.rows]:
        book.worksheets[0].append([cell or None for cell in row])
    table.hide(book.worksheets[0])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def said(ending: str, content: bytes) -> tuple[set[Triple], list[str]]:
    """Return what a table says of organisations, and what is told of it."""
    references = References(names=Names(None), cities=Cities(gazetteer.open_index))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"list{ending}"
        file.write_bytes(content)
        (planned,) = plan([file], Options(about=About(today=date(2026, 1, 1))))
        options = Options(about=About(today=date(2026, 1, 1)))
        read = read_files(planned, options, OxigraphStore.in_memory(), references, lambda *_: None)
    facts = {fact.triple for fact in read.facts if "/org/" in text(fact.triple.subject)}
    return facts, [str(problem) for problem in read.problems]


@lru_cache(maxsize=1)
def clean() -> tuple[set[Triple], list[str]]:
    return said(".csv", _csv(Table(rows=[list(HEADINGS), *map(list, ROWS)]), ",").encode())


def test_the_clean_table_says_all_of_it_without_a_word() -> None:
    facts, told = clean()
    assert not told
    assert {text(f.object) for f in facts} >= {cell for row in ROWS for cell in row[1:4] if cell}


@settings(max_examples=30)
@given(dirty())
def test_a_dirty_table_says_what_the_clean_one_does_and_each_dirt_is_told(
    table: tuple[str, bytes, list[str]],
) -> None:
    ending, content, expected = table
    facts, told = said(ending, content)
    assert facts == clean()[0], told
    for words in expected:
        assert any(words in line for line in told), (words, told)
    if not expected:
        assert not told
