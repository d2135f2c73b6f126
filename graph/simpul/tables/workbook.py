"""Workbooks as rows of text: values as a person sees them, never formulas (only door to reading ``openpyxl``).

What a workbook may be is decided before it is unpacked: by the sizes in its directory, and by a scan of its
parts for what no spreadsheet program writes.
"""

import re
import warnings
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final, Protocol, TypeAlias, cast

from simpul.csvw.text import OTHER_WORKBOOKS
from simpul.errors import DataError, OutputError, Place, Problem, Severity, SimpulError
from simpul.locale import translate as _
from simpul.tables.headings import MOST_COLUMNS
from simpul.tables.hidden import Hidden
from simpul.tables.lines import Cell, Line
from simpul.tables.links import Links, link_of, links_in
from simpul.tables.merged import goes_down, taken_down
from simpul.tables.number_formats import shown
from simpul.tables.originals import Looks, Original, widths_of
from simpul.tables.strict import BOOK, renamed

LISTS_SHEET: Final = "simpul-lists"
"""Hidden sheet of a template that holds the allowed values; it is no table."""
_MOST_BYTES: Final = 1 << 29
_MOST_RATIO: Final = 400
_RATIO_FROM: Final = 1 << 24
_MOST_PARTS: Final = 2_000
_MOST_ROWS: Final = 1 << 20
_AT_ONCE: Final = 256
"""Rows that are drawn at once."""
_OLD_FORMAT: Final = b"\xd0\xcf\x11\xe0"
_CHUNK: Final = 1 << 16
_OVERLAP: Final = 1 << 12
_FOREIGN: Final = re.compile(rb"<!(DOCTYPE|ENTITY)")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ />]")
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z0-9:]+)"')
_WORKSHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_ESCAPED: Final = re.compile("_x000([9AaDd])_")
_NO_ZIP: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # a way of packing that Python does not know
    RuntimeError,  # a password
    EOFError,
    OSError,  # a place before the beginning of the file
    ValueError,
)


@dataclass(slots=True, kw_only=True)
class Workbook:
    """The sheets of a workbook that may hold a table, with notes for the user.

    Attributes:
        notes: On the workbook and its sheets; on what is hidden in one, complete once its rows are read.
        parts: What stands in each sheet beside its cells.
    """

    path: Path
    sheets: tuple[str, ...]
    notes: list[Problem] = field(default_factory=list[Problem])
    formulas: bool = False
    parts: Mapping[str, "Part"] = field(default_factory=dict[str, "Part"])

    def lines(self, sheet: str) -> Iterator[Line]:
        """Yield the rows of a sheet that hold anything.

        Raises:
            DataError: The sheet is damaged or absurdly large.
        """
        place = Place(file=str(self.path.name), sheet=sheet)
        try:
            part = self.parts.get(sheet, Part())
            lines = _lines(self.path, sheet, place, part.links, formulas=self.formulas)
            lines = taken_down(lines, [*part.merged])
            yield from part.hidden.met(lines, place, self.notes)
        except DataError:
            raise
        except Exception as error:  # noqa: BLE001 - openpyxl lets through whatever its parts raise
            raise _damaged(place, error) from None

    def originals(self, sheet: str) -> Iterator[tuple[int, list[Original]]]:
        """Yield the rows of a sheet with their numbers, each cell as it stands there.

        Raises:
            DataError: The sheet is damaged.
        """
        try:
            with _opened(self.path, data_only=True) as book:
                rows = cast("_Sheet", book[sheet])
                rows.reset_dimensions()
                drawn = _drawn((row,) for row in rows.iter_rows(values_only=False))
                for number, (cells,) in enumerate(drawn, start=1):
                    yield number, [Original(cell, getattr(cell, "_style_id", 0)) for cell in cells]
        except Exception as error:  # noqa: BLE001 - openpyxl lets through whatever its parts raise
            raise _damaged(Place(file=self.path.name, sheet=sheet), error) from None

    def looks(self, sheet: str) -> Looks:
        """Return how a sheet looks, beside its cells."""
        part = self.parts.get(sheet, Part())
        if not part.name:
            return Looks()
        with zipfile.ZipFile(self.path) as archive:
            widths = widths_of(archive, part.name, _pieces, MOST_COLUMNS)
        return Looks(widths=widths, columns=part.hidden.columns, rows=part.hidden.rows)


@dataclass(slots=True, kw_only=True)
class Part:
    """What stands in a sheet beside its cells.

    Attributes:
        name: Of its part of the workbook's file.
        merged: Ranges of merged cells, in order.
        links: Addresses behind its cells.
        hidden: Its rows and columns that are not seen.
    """

    name: str = ""
    merged: dict[str, None] = field(default_factory=dict[str, None])
    links: Links = field(default_factory=dict[int, dict[int, str]])
    hidden: Hidden = field(default_factory=Hidden)


_Views: TypeAlias = tuple[tuple[Any, ...], ...]
"""A row as each view of its sheet has it: first its cells, then what is written in them where that is another thing."""


class _Sheet(Protocol):
    """What is used of a worksheet that openpyxl reads row by row."""

    def reset_dimensions(self) -> None: ...
    def iter_rows(self, *, values_only: bool) -> Iterable[tuple[Any, ...]]: ...


def refuse_other(path: Path) -> None:
    """Refuse a workbook of a kind that is not read.

    Raises:
        DataError: It is one, by its name.
    """
    if path.suffix.lower() in OTHER_WORKBOOKS:
        raise _refused(Place(file=path.name), _("this kind of workbook is not read."))


def open_workbook(path: Path) -> Workbook:
    """Check a workbook and return its sheets.

    Raises:
        DataError: It is not a workbook, or one that is not safe to unpack.
        OutputError: It cannot be read.
    """
    place = Place(file=path.name)
    try:
        start = _start(path)
        if start == _OLD_FORMAT:
            raise _refused(place, _("this is an old workbook (.xls), or one with a password."))
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive, place)
            parts, formulas = _scan(archive, place)
    except SimpulError:
        raise
    except _NO_ZIP as error:
        raise _refused(place, _("this is not a workbook: {reason}.", reason=error)) from None
    return _described(path, place, parts, formulas=formulas)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_OLD_FORMAT))
    except OSError as error:
        raise OutputError(path, error) from None


def _check_sizes(archive: zipfile.ZipFile, place: Place) -> None:
    parts = archive.infolist()
    whole = sum(part.file_size for part in parts)
    squeezed = any(
        part.file_size > _RATIO_FROM and part.file_size > _MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if len(parts) > _MOST_PARTS or whole > _MOST_BYTES or squeezed:
        what = _("unpacked, this workbook would have {size} MB.", size=whole >> 20)
        raise _problem(place, what, _("Nothing was unpacked. Save only the table that is needed."))
    if not any(part.filename == BOOK for part in parts):
        raise _refused(place, _("this is not an Excel workbook."))


def _scan(archive: zipfile.ZipFile, place: Place) -> tuple[dict[str, Part], bool]:
    """Return what stands in each sheet's part beside its cells, and whether there are formulas."""
    parts: dict[str, Part] = {}
    formulas = False
    for name in [part.filename for part in archive.infolist()]:
        if not name.endswith((".xml", ".rels")):
            continue
        sheet = parts.setdefault(name, Part(name=name)) if _WORKSHEET.fullmatch(name) else None
        for piece in _pieces(archive, name):
            if _FOREIGN.search(piece):
                what = _("{part} in this workbook declares entities.", part=name)
                raise _problem(
                    place, what, _("No spreadsheet program does this; do not trust the file.")
                )
            if sheet:
                formulas = formulas or _FORMULA.search(piece) is not None
                sheet.merged.update((r.decode(), None) for r in _MERGED.findall(piece))
                sheet.hidden.find(piece)
    for name, sheet in parts.items():
        sheet.links = links_in(archive, name, _pieces)
    return parts, formulas


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield a part's content in pieces that overlap, so that nothing hides on a border."""
    with archive.open(name) as file:
        tail = b""
        while chunk := file.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-_OVERLAP:]


def _described(path: Path, place: Place, parts: Mapping[str, Part], *, formulas: bool) -> Workbook:
    try:
        with _opened(path, data_only=True) as book:
            sheets = cast("list[Any]", book.worksheets)
            states = {str(sheet.title): str(sheet.sheet_state) for sheet in sheets}
            of_sheets = {
                str(sheet.title): parts.get(str(getattr(sheet, "_worksheet_path", "")).lstrip("/"), Part())
                for sheet in sheets
            }  # fmt: skip
    except Exception as error:  # noqa: BLE001 - openpyxl lets through whatever its parts raise
        raise _damaged(place, error) from None
    names = [name for name in states if name != LISTS_SHEET]
    found = Workbook(path=path, sheets=tuple(names), formulas=formulas, parts=of_sheets)
    if path.suffix.lower() in {".xlsm", ".xltm"}:
        found.notes.append(_note(place, _("the macros in this workbook are neither read nor run.")))
    for name in names:
        here = Place(file=path.name, sheet=name)
        if states[name] != "visible":
            found.notes.append(_note(here, _("this sheet is hidden, and is read all the same.")))
        found.notes += _merged_notes(here, [*of_sheets[name].merged])
    if not names:
        raise _problem(place, _("this workbook has no sheet."), _("Add one with a heading row."))
    return found


def _merged_notes(place: Place, ranges: Sequence[str]) -> Iterator[Problem]:
    down = [range_ for range_ in ranges if goes_down(range_)]
    for some, remedy in (
        (down, _("The value of the first was taken for each of their rows.")),
        ([range_ for range_ in ranges if range_ not in {*down}], _("Only the first of them has the value; the others count as empty.")),
    ):  # fmt: skip
        if some:
            what = _("merged cells: {ranges}.", ranges=", ".join(some[:10]))
            yield _note(place, what, remedy)


def _lines(path: Path, name: str, place: Place, links: Links, *, formulas: bool) -> Iterator[Line]:
    with ExitStack() as stack:
        views: list[Iterable[tuple[Any, ...]]] = []
        # A formula and its last result are two views of a cell; openpyxl gives one at a time.
        for data_only in (True, False) if formulas else (True,):
            book = stack.enter_context(_opened(path, data_only=data_only))
            sheet = cast("_Sheet", book[name])
            sheet.reset_dimensions()  # what the file says of its own size may be wrong
            views.append(sheet.iter_rows(values_only=not data_only))
        for number, (cells, *others) in enumerate(_drawn(zip(*views, strict=False)), start=1):
            if number > _MOST_ROWS:
                raise _problem(place, _("this sheet has too many rows."), _("Split the table."))
            written = others[0] if others else tuple(cell.value for cell in cells)
            if any(value is not None for value in written) or any(
                c.value is not None for c in cells
            ):
                yield _line(number, cells, written, place, links.get(number, {}))


@contextmanager
def _opened(path: Path, *, data_only: bool) -> Generator[Any]:
    """Open a workbook with openpyxl; its file is closed, too, where openpyxl fails in the midst of it."""
    from openpyxl import load_workbook

    with path.open("rb") as file, zipfile.ZipFile(file) as archive, renamed(archive) as usual:
        with _unwarned():
            book = load_workbook(
                usual or file, read_only=True, data_only=data_only, keep_links=False
            )
        try:
            yield book
        finally:
            book.close()


@contextmanager
def _unwarned() -> Generator[None]:
    """Keep to itself what openpyxl warns of, with paths of its own files: what matters is told of the cell."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _drawn(rows: Iterator[_Views]) -> Iterator[_Views]:
    """Yield the rows, some at a time, without a word from openpyxl."""
    while True:
        with _unwarned():
            some = list(islice(rows, _AT_ONCE))
        if not some:
            return
        yield from some


def _line(
    number: int,
    read: tuple[Any, ...],
    written: tuple[Any, ...],
    place: Place,
    links: Mapping[int, str],
) -> Line:
    width = max((i for i, value in enumerate(written, start=1) if value is not None), default=0)
    if width > MOST_COLUMNS:
        what = _("this row reaches to column {count}.", count=width)
        remedy = _("No kind of table has more than {most}; remove what is there.", most=MOST_COLUMNS)  # fmt: skip
        raise _problem(Place(file=place.file, sheet=place.sheet, row=number), what, remedy)
    cells: list[str] = []
    faults: list[Cell] = []
    linked = {column: address for column, address in links.items() if column < width}
    for index, source in enumerate(written[:width]):
        cell: Any = read[index] if index < len(read) else None
        value = cell and _unescaped(cell.value)
        fault = _fault(index, value, source)
        if fault or value is None:
            cells.append("")
        else:
            cells.append(value if isinstance(value, str) else shown(value, cell.number_format))
        faults += [fault] if fault else []
        if address := link_of(source):
            linked[index] = address
    return Line(number=number, cells=cells, faults=tuple(faults), links=linked)


def _unescaped(value: object) -> object:
    """Return a text with the line ends and tabs that Excel writes as ``_x000D_`` (ECMA-376, Part 1, 22.9.2.19)."""
    if isinstance(value, str) and "_x000" in value:
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    return value


def _fault(index: int, value: object, written: object) -> Cell | None:
    # A formula begins with "=", and so may a text; only where there is no value it must be a formula.
    if value is None and written is not None:
        what = _("this formula was never calculated, so it has no value.")
        remedy = _("Open the workbook in a spreadsheet program and save it, or write the value.")
        return Cell(column=index, what=what, remedy=remedy)
    if isinstance(value, str) and re.fullmatch(r"#[A-Z0-9/]+[!?A]?", value) and value in _ERRORS:
        what = _("this cell contains the error {value}.", value=value)
        return Cell(column=index, what=what, remedy=_("Correct the formula, or write the value."))
    return None


_ERRORS: Final = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#SPILL!", "#CALC!")
)
"""What formulas give that are wrong. ``#N/A`` says that nothing is known: a placeholder, as in a text table."""


def _note(place: Place, what: str, remedy: str = "") -> Problem:
    return Problem(place=place, what=what, remedy=remedy, severity=Severity.WARNING)


def _problem(place: Place, what: str, remedy: str) -> DataError:
    return DataError([Problem(place=place, what=what, remedy=remedy)])


def _refused(place: Place, what: str) -> DataError:
    return _problem(place, what, _("Save it as an Excel workbook (.xlsx) or as CSV UTF-8."))


def _damaged(place: Place, error: Exception) -> DataError:
    reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return _problem(
        place,
        _("this workbook is damaged ({reason}).", reason=reason),
        _("Open it in a spreadsheet program and save it again."),
    )
