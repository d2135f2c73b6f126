"""A table file as rows of text: encoding, separator and headings, each trouble with its place."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from csvw import Dialect, Table
from csvw.dsv import UnicodeReader

from simpul.errors import DataError, Place, Problem, did_you_mean
from simpul.locale import translate as _

_SEPARATORS: Final = ",;\t"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_CELL: Final = 10_000_000
_MOST_BYTES: Final = 1 << 29
MOST_COLUMNS: Final = 1_000
"""So many columns and no more: a table with more is a mistake, and each heading would be one problem."""


def bytes_of(file: Path, shown: str) -> bytes:
    """Return what is in a file, or comes out of a pipe.

    Raises:
        DataError: It cannot be read, or has no end in sight.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        reason = _("cannot be read: {reason}.", reason=error.strerror)
        raise DataError([Problem(place=Place(file=shown), what=reason, remedy="")]) from None
    if len(content) > _MOST_BYTES:
        what = _("this table has more than {size} MB.", size=_MOST_BYTES >> 20)
        raise DataError([Problem(place=Place(file=shown), what=what, remedy=_("Split the table."))])
    return content


def text_of(file: Path, shown: str) -> str:
    """Return the file's text.

    Raises:
        DataError: It cannot be read, or is no UTF-8; the problem names the line.
    """
    content = bytes_of(file, shown)
    if content.startswith(_UTF16):
        raise _encoding(shown, None, _("This file is in UTF-16, not UTF-8."))
    if b"\0" in content[:200] and content[:200].count(b"\0") * 3 > len(content[:200]):
        raise _encoding(shown, None, _("This file is binary, or text in UTF-16 without a mark."))
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise _encoding(shown, line, _("This line has a NUL byte: the file is no text."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = f"0x{content[error.start]:02x}"
        raise _encoding(
            shown, line, _("This line is not UTF-8 (byte {byte}).", byte=byte)
        ) from None


def _encoding(file: str, row: int | None, what: str) -> DataError:
    remedy = _("Save the table as “CSV UTF-8”, or as a workbook (.xlsx).")
    return DataError([Problem(place=Place(file=file, row=row), what=what, remedy=remedy)])


def records(text: str, table: Table, shown: str) -> Iterator[list[str]]:
    """Yield the records of a table's text, the heading row first.

    Raises:
        DataError: A double quote opens a cell that never ends, or stands in the middle of one.
    """
    dialect: Dialect = table._get_dialect()  # noqa: SLF001 - csvw has no public way to the dialect
    explicit = table.dialect is not None or getattr(table._parent, "dialect", None) is not None  # noqa: SLF001 - same
    if not explicit:
        dialect.delimiter = separator(text)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        reader = UnicodeReader(io.StringIO(text, newline=""), dialect=dialect)
        with reader:
            yield from _numbered(reader, shown)
    except DataError:
        raise
    except (TypeError, ValueError) as error:
        what = _("the dialect cannot be used: {reason}.", reason=error)
        remedy = _("Delimiter and quote must be two different characters.")
        raise DataError([Problem(place=Place(file=shown), what=what, remedy=remedy)]) from None


def _numbered(reader: UnicodeReader, shown: str) -> Iterator[list[str]]:
    row = 1
    try:
        for record in reader:
            yield record
            row += 1
    except csv.Error:
        # After this the reader no longer knows where a row begins: what follows is not guessed.
        place = Place(file=shown, row=row)
        what = _("a double quote in this row is not closed, or stands amid a cell.")
        remedy = _("Put the whole cell between double quotes, and double each one within it.")
        raise DataError([Problem(place=place, what=what, remedy=remedy)]) from None


def separator(text: str) -> str:
    r"""Return the character that separates the headings: comma, semicolon or tab.

    >>> separator("key;label\na;b,c")
    ';'
    """
    heading = text.split("\n", 1)[0]
    return max(_SEPARATORS, key=lambda mark: (heading.count(mark), mark == ","))


def match_headings(
    headings: Sequence[str], known: Mapping[str, str], required: Sequence[str], file: str
) -> tuple[list[str | None], list[Problem]]:
    """Say which column each heading means.

    Args:
        headings: As they stand in the table, in any order and in either language.
        known: Every spelling of every heading, folded to lower case, and its column's name.
        required: Names of columns that must be there.
        file: For the problems.

    Returns:
        Column names in the order of the headings (None for one not understood), and problems.
    """
    if len(headings) > MOST_COLUMNS:
        what = _("this table has {count} columns.", count=len(headings))
        remedy = _("No kind of table has more than {most}; check the separator.", most=MOST_COLUMNS)
        raise DataError([Problem(place=Place(file=file, row=1), what=what, remedy=remedy)])
    columns: list[str | None] = []
    problems: list[Problem] = []
    for heading in headings:
        name = known.get(heading.strip().lower())
        what = remedy = ""
        if name is None:
            what = _("there is no column {name} in this kind of table.", name=repr(heading))
            remedy = did_you_mean(heading, sorted(set(known.values()))).strip() or _(
                "Remove it, or add it to the schema."
            )
        elif name in columns:
            what = _("the column {name} stands twice.", name=repr(heading))
            remedy = _("Keep one of the two.")
        if what:
            problems.append(
                Problem(place=Place(file=file, row=1, column=heading), what=what, remedy=remedy)
            )
        columns.append(name)
    problems += [
        Problem(
            place=Place(file=file, row=1, column=name),
            what=_("this column is missing."),
            remedy=_("Add it; it may not be left out."),
        )
        for name in required
        if name not in columns
    ]
    return columns, problems
