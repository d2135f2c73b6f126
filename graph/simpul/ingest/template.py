"""Empty tables to fill in: headings in a person's language, a note on each, drop-downs, an example row.

Every cell is text, so that a spreadsheet neither runs it nor makes a date of a key.
"""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from simpul import paths
from simpul.cells import line
from simpul.csvw.model import Dialect
from simpul.csvw.rows import records
from simpul.csvw.text import text_of
from simpul.ingest.kinds import Column, Kind, choices, in_words
from simpul.ingest.row_completion import EXAMPLES
from simpul.json_files import Json, read_object
from simpul.locale import LANGUAGES
from simpul.tables.metadata import METADATA
from simpul.tables.workbook import LISTS_SHEET
from simpul.terms import ID, ONTOLOGY

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_TEXT: Final = "@"
_ROWS_OF_A_DATASET: Final = ONTOLOGY + "statedRows"
_DATASET: Final = ID + "source-kind/dataset"
_WIDEST: Final = 40
_LAST_ROW: Final = 1_000
_TITLE: Final = 31
_EXAMPLE_COLOUR: Final = "888888"
_KEY_MADE: Final = ("May stay empty; a key is made.", "Boleh kosong; kunci dibuatkan.")
_CITES_ITSELF: Final = (
    "May stay empty; the row then cites this list itself.",
    "Boleh kosong; baris lalu merujuk daftar ini sendiri.",
)
_NAME_WILL_DO: Final = ("A name will do instead.", "Nama boleh ditulis sebagai gantinya.")


def workbook(kinds: Sequence[Kind], language: str) -> bytes:
    """Return a workbook with a sheet for each kind of table."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    lists = _Lists()
    for kind in kinds:
        sheet = cast("Worksheet", book.create_sheet(kind.title(language)[:_TITLE]))
        _fill(sheet, kind, language, lists)
    if lists.columns:
        lists.write(cast("Worksheet", book.create_sheet(LISTS_SHEET)))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def text(kind: Kind, language: str, separator: str) -> bytes:
    """Return a template as delimited text; notes and drop-downs have no place there."""
    headings = [column.title(language) for column in columns_to_fill(kind)]
    rows = (headings, example(kind, language))
    return "".join(line(row, separator) for row in rows).encode("utf-8-sig")


def columns_to_fill(kind: Kind) -> list[Column]:
    """Return the columns that a person fills in: all but the count of a dataset's rows, which a table of one's own has none of."""
    return [column for column in kind.columns if column.states != _ROWS_OF_A_DATASET]


def example(kind: Kind, language: str) -> list[str]:
    """Return the example row: what the first table of this kind in Simpul's own data says first.

    The key has a mark, so that the row is never taken for a fact.
    """
    row = _first_row(kind)
    cells: list[str] = []
    for column in columns_to_fill(kind):
        written = row.get(column.name, "")
        if column.name == kind.key:
            written = EXAMPLES[LANGUAGES.index(language)]
        elif kind.names_column(column.name) and row.get(_name_of(kind, column)):
            written = ""  # the name beside it says enough
        labels = {key: label for label, key in choices(column, language).items()}
        cells.append(labels.get(written, written))
    return cells


def _name_of(kind: Kind, column: Column) -> str:
    named = kind.names_column(column.name)
    return named.name if named else ""


def _first_row(kind: Kind) -> dict[str, str]:
    """Return the first row of a table of this kind, by column."""
    for file in _tables(kind):
        headings, *rows = records(text_of(file, str(file)), str(file), Dialect(delimiter=","))
        if rows:
            return dict(zip(headings.cells, rows[0].cells, strict=False))
    return {}


def _tables(kind: Kind) -> Iterator[Path]:
    """Yield the tables of a kind: those that the metadata of Simpul's own sources say are, else an example for want of one."""
    described = [
        (read_object(metadata, str(metadata)), metadata)
        for metadata in sorted(paths.data().glob(f"*/{METADATA}"))
    ]
    for document, metadata in sorted(described, key=lambda one: _is_dataset(one[0])):
        for table in document["tables"]:
            if table.get("tableSchema") == f"../schemas/{kind.name}.json":
                yield metadata.parent / table["url"]
    example_ = paths.data() / "schemas" / "examples" / f"{kind.name}.csv"
    if example_.is_file():
        yield example_


def _is_dataset(document: Json) -> bool:
    """Return whether a source was taken over as a whole: what people write down themselves is the better example."""
    return bool(document.get(ONTOLOGY + "sourceKind") == {"@id": _DATASET})


class _Lists:
    """The allowed values, each list in a column of a hidden sheet: a formula may hold 255 characters only."""

    def __init__(self) -> None:
        self.columns: list[list[str]] = []

    def range_of(self, values: list[str]) -> str:
        """Return the range in which a list stands."""
        from openpyxl.utils import get_column_letter

        if values not in self.columns:
            self.columns.append(values)
        letter = get_column_letter(self.columns.index(values) + 1)
        return f"'{LISTS_SHEET}'!${letter}$1:${letter}${len(values)}"

    def write(self, sheet: "Worksheet") -> None:
        """Write the lists into their sheet and hide it."""
        for number, values in enumerate(self.columns, start=1):
            for row, value in enumerate(values, start=1):
                _write(sheet, row, number, value)
        sheet.sheet_state = "hidden"


def _fill(sheet: "Worksheet", kind: Kind, language: str, lists: _Lists) -> None:
    from openpyxl.styles import Font

    marked = Font(italic=True, color=_EXAMPLE_COLOUR)
    for number, (column, cell) in enumerate(
        zip(columns_to_fill(kind), example(kind, language), strict=True), start=1
    ):
        _head(sheet, number, column, kind.key, language)
        _write(sheet, 2, number, cell).font = marked
        allowed = list(choices(column, language))
        if allowed:
            _drop_down(sheet, number, lists.range_of(allowed))
    sheet.freeze_panes = "A2"


def _head(sheet: "Worksheet", number: int, column: Column, key: str, language: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    title = column.title(language)
    head = _write(sheet, 1, number, title)
    head.font = Font(bold=True)
    if column.required:
        head.fill = PatternFill("solid", fgColor="FFF2CC")
    note = "\n".join(_notes(column, key, language))
    if note:
        head.comment = Comment(note, "Simpul", width=320, height=120)
    dimension = sheet.column_dimensions[get_column_letter(number)]
    dimension.number_format = _TEXT
    dimension.width = min(max(len(title) + 4, 14), _WIDEST)


def _notes(column: Column, key: str, language: str) -> Iterator[str]:
    if said := column.notes.get(language) or column.notes.get("en"):
        yield said
    allowed = choices(column, language)
    if allowed:
        yield in_words(allowed)
    place = LANGUAGES.index(language)
    if column.name == key:
        yield _KEY_MADE[place]
    elif column.reference.endswith("/document/"):
        yield _CITES_ITSELF[place]
    elif column.reference and not allowed:
        yield _NAME_WILL_DO[place]


def _drop_down(sheet: "Worksheet", number: int, allowed: str) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    # A cell that holds a list may hold several of the values, and loading takes keys as well as labels.
    rule: Any = DataValidation(
        type="list", formula1=allowed, allow_blank=True, showErrorMessage=False
    )
    letter = get_column_letter(number)
    rule.add(f"{letter}2:{letter}{_LAST_ROW}")
    sheet.add_data_validation(rule)


def _write(sheet: "Worksheet", row: int, column: int, value: str) -> Any:  # noqa: ANN401 - openpyxl's cell
    cell = cast("Any", sheet.cell(row=row, column=column))
    cell.value = value or None
    if value:
        cell.data_type = "s"  # openpyxl makes a formula of a text that begins with "="
    cell.number_format = _TEXT
    return cell
