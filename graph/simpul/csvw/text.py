"""A table file as text: its bytes, its encoding, the character between its cells; each trouble with its place."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Final

from simpul.errors import DataError, Place, Problem
from simpul.locale import translate as _

WORKBOOKS: Final = frozenset((".xlsx", ".xlsm", ".xltx", ".xltm"))
OTHER_WORKBOOKS: Final = frozenset((".xls", ".ods", ".numbers", ".xlsb"))
"""Workbooks that Simpul reads, and those that it does not; neither is text."""
SEPARATORS: Final = ",;\t|"
_UTF16: Final = (BOM_UTF16_LE, BOM_UTF16_BE)
_STATED: Final = re.compile(r'"?sep=(.)"?\r?(?:\n|\Z)', re.IGNORECASE)
_MOST_BYTES: Final = 1 << 29


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
    """Return the file's text: in UTF-8, or in UTF-16 with a mark, as spreadsheets write “Unicode text”.

    Raises:
        DataError: It cannot be read, or is in neither; the problem names the line.
    """
    content = bytes_of(file, shown)
    if content.startswith(_UTF16):
        return _marked(content, shown)
    if b"\0" in content[:200] and content[:200].count(b"\0") * 3 > len(content[:200]):
        raise _encoding(shown, None, _("This file is binary, or text in UTF-16 without a mark."))
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise _encoding(shown, line, _("This line has a NUL byte: the file is not text."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = f"0x{content[error.start]:02x}"
        raise _encoding(
            shown, line, _("This line is not UTF-8 (byte {byte}).", byte=byte)
        ) from None


def _marked(content: bytes, shown: str) -> str:
    """Return text in UTF-16, which begins with a mark."""
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError:
        raise _encoding(
            shown, None, _("This file says that it is in UTF-16, and is not.")
        ) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise _encoding(shown, line, _("This line has a NUL byte: the file is not text."))
    return text


def _encoding(file: str, row: int | None, what: str) -> DataError:
    remedy = _("Save the table as “CSV UTF-8”, or as a workbook (.xlsx).")
    return DataError([Problem(place=Place(file=file, row=row), what=what, remedy=remedy)])


def separator(text: str) -> str:
    r"""Return the character that separates the headings: comma, semicolon, tab or upright bar.

    >>> separator("key;label\na;b,c")
    ';'
    """
    heading = text.split("\n", 1)[0]
    return max(SEPARATORS, key=lambda mark: (heading.count(mark), mark == ","))


def stated_separator(text: str) -> str | None:
    r"""Return the separator that the first line of a text states, as Excel understands it, or None.

    >>> stated_separator("sep=;\nkey;label"), stated_separator("key;label")
    (';', None)
    """
    found = _STATED.match(text)
    return found[1] if found else None
