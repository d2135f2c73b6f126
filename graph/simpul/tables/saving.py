"""A table of texts saved as a person's spreadsheet will open it: CSV, TSV or a workbook; no cell is run."""

import io
import itertools
import re
from collections.abc import Iterable, Sequence
from copy import copy
from typing import Any, Final, TypeAlias

from simpul.cells import line
from simpul.csvw.text import OTHER_WORKBOOKS, WORKBOOKS
from simpul.errors import UsageError
from simpul.locale import translate as _
from simpul.tables.number_formats import plain
from simpul.tables.originals import Looks, Original

_TABS: Final = frozenset((".tsv", ".tab"))
_NUMBER: Final = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,12})?")
"""Texts that may be numbers; they are where a spreadsheet gives back the same text."""
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST: Final = 32_767
_MOST_ROWS: Final = 1 << 20


Saved: TypeAlias = str | Original
"""A cell to be saved: a text, or one that is given back to a workbook as it stood in another."""


def saved(suffix: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as a file whose name ends so; any other ending than a workbook's or ``.tsv`` is CSV.

    In a workbook no text is a formula, whatever it begins with; in text tables cells are shielded (``simpul.cells``).

    Raises:
        UsageError: Simpul does not write this kind of workbook, or the table is too large for one.
    """
    ending = suffix.lower()
    if ending == ".xlsx":
        return saved_workbook(headings, rows)
    if ending in OTHER_WORKBOOKS | WORKBOOKS:
        raise UsageError(_("{suffix} files cannot be written; name the file .xlsx, .csv or .tsv.", suffix=suffix))  # fmt: skip
    separator = "\t" if ending in _TABS else ","
    return "".join(line(row, separator) for row in itertools.chain([headings], rows)).encode()


def saved_workbook(
    headings: Sequence[Saved], rows: Iterable[Sequence[Saved]], looks: Looks | None = None
) -> bytes:
    """Return a table as a workbook.

    Args:
        headings: Of its columns.
        rows: Below them.
        looks: Of the columns and rows as they are saved.

    Raises:
        UsageError: The table is too large for one.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet()  # its stubs leave the type of a row open
    sheet.freeze_panes = "A2"
    _dress(sheet, looks or Looks())
    try:
        _fill(sheet, headings, rows)
    except BaseException:
        sheet.close()  # else its half-written file complains when it is collected
        raise
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _dress(sheet: Any, looks: Looks) -> None:  # noqa: ANN401 - as above
    from openpyxl.utils import get_column_letter

    for place, width in looks.widths.items():
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    for place in looks.columns:
        sheet.column_dimensions[get_column_letter(place + 1)].hidden = True
    for row in looks.rows:
        sheet.row_dimensions[row].hidden = True


def _fill(
    sheet: Any,  # noqa: ANN401 - as above
    headings: Sequence[Saved],
    rows: Iterable[Sequence[Saved]],
) -> None:
    styles: dict[int, Any] = {}

    def cell(content: Saved) -> Any:  # noqa: ANN401 - as above
        return _cell(sheet, content) if isinstance(content, str) else _given_back(sheet, content, styles)  # fmt: skip

    sheet.append([cell(heading) for heading in headings])
    for number, row in enumerate(rows, start=2):
        if number > _MOST_ROWS:
            raise UsageError(_("A sheet holds {count} rows and there are more. Name the file .csv.", count=_MOST_ROWS))  # fmt: skip
        sheet.append([cell(content) for content in row])


def _cell(sheet: Any, text: str) -> Any:  # noqa: ANN401 - as above
    if not text:
        return None
    if _NUMBER.fullmatch(text):
        number = float(text) if "." in text else int(text)
        if plain(number) == text:
            return number
    return _text(sheet, text)


def _text(sheet: Any, text: str) -> Any:  # noqa: ANN401 - as above
    from openpyxl.cell import WriteOnlyCell

    if len(text) > _LONGEST:
        raise UsageError(_("A cell of a sheet holds {count} characters and a text here has {length}. Name the file .csv.", count=_LONGEST, length=len(text)))  # fmt: skip
    cell = WriteOnlyCell(sheet, value=_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text))
    cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    return cell


def _given_back(sheet: Any, original: Original, styles: dict[int, Any]) -> Any:  # noqa: ANN401 - as above
    """Return a cell as it stood in another workbook; cells that look the same there share a style here."""
    from openpyxl.cell import WriteOnlyCell

    value = original.cell.value
    is_text = isinstance(value, str)
    cell: Any = _text(sheet, value) if is_text else WriteOnlyCell(sheet, value=value)
    if original.style not in styles:
        for name in ("number_format", "font", "fill", "border", "alignment"):
            setattr(cell, name, copy(getattr(original.cell, name)))
        styles[original.style] = cell._style  # noqa: SLF001 - openpyxl has no other name for all of it
    cell._style = styles[original.style]  # noqa: SLF001 - as above
    return cell
