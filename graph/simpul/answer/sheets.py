"""An answer as a spreadsheet: numbers are numbers, days are days, no cell is a formula."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from simpul.answer.labels import clean, headings
from simpul.answer.values import EXACT, Plain, plain
from simpul.errors import UsageError
from simpul.locale import Texts
from simpul.locale import translate as _
from simpul.store import Row

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell

_MODIFIED: Final = re.compile(rb"(?<=xsi:type=\"dcterms:W3CDTF\">)[^<]*(?=</dcterms:modified>)")
"""The moment alone: namespaces stand in the element or above it, as the writer of XML that is installed likes."""
_MOMENT: Final = b"2000-01-01T00:00:00Z"
_MOST_ROWS: Final = 1_048_575
_LABEL: Final = "_label"
_LONGEST: Final = 32_767
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it, spreadsheets disagree about the calendar."""


def as_workbook(  # noqa: PLR0913 - what is shown, and what is said of it
    variables: Sequence[str],
    rows: Iterable[Row],
    columns: Mapping[str, Texts],
    *,
    title: str,
    caveats: Iterable[str] = (),
    notice: str = "",
) -> bytes:
    """Return the rows as an XLSX file (ECMA-376), one sheet, its heading row kept in view.

    Where a thing has a column for its label, the label takes its place, under its heading, and the IRI comes behind
    all that is to be read. The caveats are on a sheet of their own; with a notice, which comes before them, the file
    opens on that.

    Raises:
        UsageError: There is more than a sheet or a cell can hold.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    # One moment for all files: the same answer gives the same cells and properties.
    book.properties.created = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zones
    book.properties.creator = "Simpul"
    book.properties.title = clean(title)
    # Its stubs leave the type of a row open.
    sheet: Any = book.create_sheet(_("Answer"))
    sheet.freeze_panes = "A2"
    read = [name for name in variables if f"{name}{_LABEL}" not in variables]
    ordered = [*read, *(name for name in variables if name not in read)]
    for number, name in enumerate(ordered, start=1):
        wide = name.endswith(_LABEL) or name not in read
        sheet.column_dimensions[get_column_letter(number)].width = 34 if wide else 14
    try:
        _fill(sheet, ordered, rows, _titles(ordered, columns))
    except BaseException:
        sheet.close()  # else its half-written file complains when it is collected
        raise
    # Some caveats are known only now that the rows have been read.
    if told := [*filter(None, [notice]), *caveats]:
        notes: Any = book.create_sheet(_("Notes"))
        for caveat in told:
            notes.append([_written(notes, caveat)])
    if notice:
        book.active = len(book.worksheets) - 1
    return _saved(book)


def _saved(book: "Workbook") -> bytes:
    """Return the file, in which the library writes the time of day, without that: equal answers are equal bytes."""
    written, output = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(output, "w") as target:
        for name in source.namelist():
            content = _MODIFIED.sub(_MOMENT, source.read(name))
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def _fill(sheet: Any, variables: Sequence[str], rows: Iterable[Row], titles: list[str]) -> None:  # noqa: ANN401 - its stubs leave the type open
    sheet.append([_written(sheet, title) for title in titles])
    for number, row in enumerate(rows, start=1):
        if number > _MOST_ROWS:
            raise UsageError(
                _(
                    "A sheet holds {count} rows and this answer has more. Use -f csv.",
                    count=_MOST_ROWS,
                )
            )
        sheet.append([_written(sheet, plain(row.get(name))) for name in variables])


def _titles(variables: Sequence[str], columns: Mapping[str, Texts]) -> list[str]:
    """Return headings that differ: what the column is called, and its name where two are called alike."""
    bare = [name.removesuffix(_LABEL) for name in variables]
    named = [
        f"{heading} (IRI)" if f"{name}{_LABEL}" in variables else heading
        for name, heading in zip(variables, headings(bare, columns), strict=True)
    ]
    return [
        heading if named.count(heading) == 1 else f"{heading} ({name})"
        for heading, name in zip(named, variables, strict=True)
    ]


def _written(sheet: Any, value: Plain) -> "Cell | None":  # noqa: ANN401 - its stubs leave the type open
    """Return a cell that holds just this value."""
    from openpyxl.cell import WriteOnlyCell

    if value is None:
        return None
    kept = _as_cell_value(value)
    cell = WriteOnlyCell(sheet, value=kept)
    if isinstance(kept, datetime):
        cell.number_format = "yyyy-mm-dd"
    if isinstance(kept, str):
        cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    return cell


def _as_cell_value(value: Plain) -> str | float | datetime:
    match value:
        case bool():
            return value
        case int() | float():
            return value if abs(value) < EXACT else str(value)
        case Decimal():
            return float(value) if abs(value) < EXACT else str(value)
        case datetime():
            return value.isoformat()
        case date():
            whole = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a day has no zone
            return whole if value >= _FIRST_DAY else value.isoformat()
        case _:
            text = clean(str(value))
            if len(text) > _LONGEST:
                raise UsageError(
                    _(
                        "A cell of a sheet holds {count} characters and a text here has {length}. Use -f csv.",
                        count=_LONGEST,
                        length=len(text),
                    )
                )
            return text
