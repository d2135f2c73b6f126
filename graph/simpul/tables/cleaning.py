r"""What the cells of a person's table say, whatever was left in them by copying, exporting and typing: one step for all readers.

*Spaces.* What Unicode calls ``White_Space`` is one space, and none at the ends; in texts of several lines (notes,
descriptions) the lines stay. Characters without width that mean nothing are dropped: the zero width space between
letters of scripts that are written with spaces, the word joiner, the byte order mark, the soft hyphen. What is
invisible but means something stays:

- the joiners U+200C and U+200D between letters that have no case or marks of such letters, which covers the contexts
  of Unicode Standard Annex 31, section 2.3 (Arabic and Indic scripts), and between pictures (Annex 29, rule GB11);
- the zero width space between letters of scripts without spaces (``Line_Break=SA``, Annex 14: Thai, Lao, Khmer, …);
- marks of direction in a text that has letters from right to left, but at its ends (Annex 9: elsewhere they do nothing).

*Form.* Text is in Unicode's normalization form C, as the W3C wants it of the web (Character Model: String Matching).

*Placeholders.* A cell that says in so many words that there is nothing to say is empty, and that is told, unless the
word may be a value of its column. In columns of names Nan (Thailand), Kosong (Korea), None (Italy) and Na stay, as
names are written, though nan, kosong, none and NA go, as programs and people write them; in columns of codes NA is
Namibia or Naples; and what is among the choices of a column is chosen.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from simpul.csvw.model import Column
from simpul.errors import Place, Problem, Severity
from simpul.locale import translate as _
from simpul.tables.extensions import EACH, NAME_OF
from simpul.terms import ONTOLOGY, PREFIXES

NAMES: Final = frozenset(("Kosong", "Na", "Nan", "None"))
"""Names of places that look like placeholders."""
CODES: Final = frozenset(("NA", "Na", "na"))
"""Codes of countries and provinces that look like placeholders: Namibia, Naples."""

_SIGNS: Final = ("-", "--", "---", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "?", "??", "???", "\u2026", "...", r"\N", "NaN", "-nan", "-NaN", "<NA>")  # fmt: skip
_WORDS: Final = (
    *("n/a", "n.a.", "na", "#n/a", "#n/a n/a", "nan", "null", "(null)", "none", "(none)", "nil"),
    *("tbd", "tba", "tbc", "t.b.d.", "not available", "not applicable", "no data", "unknown", "(blank)"),
    *("tidak ada", "tdk ada", "t.a.", "t.a.d.", "tidak ada data", "tidak tersedia", "tidak diketahui"),
    *("tidak berlaku", "belum ada", "belum ada data", "belum diketahui", "kosong", "(kosong)", "nihil"),
)  # fmt: skip
PLACEHOLDERS: Final = frozenset(
    (*_SIGNS, *(form(word) for word in _WORDS for form in (str, str.upper, str.capitalize, str.title)))
)  # fmt: skip
"""In the cases that people and programs write them."""

_JOINERS: Final = "\u200c\u200d"
_MARKS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE: Final = re.compile(rf"[\xad\u200b\u2060\ufeff{_JOINERS}{_MARKS}]")
_NO_WIDTH: Final = re.compile("[\xad\u2060\ufeff]")
_ZERO_SPACE: Final = re.compile(".?\u200b+.?", re.DOTALL)
_JOINED: Final = re.compile(f"(.)([{_JOINERS}]+)(?=(.))", re.DOTALL)
_LOOSE: Final = re.compile(rf"^[{_JOINERS}\s]+|[{_JOINERS}\s]+$|(?<=\s)[{_JOINERS}]+|[{_JOINERS}]+(?=\s)")  # fmt: skip
_DIRECTION: Final = re.compile(f"[{_MARKS}]")
_DIRECTION_AT_ENDS: Final = re.compile(rf"^[{_MARKS}\s]+|[{_MARKS}\s]+$")
_WITHOUT_SPACES: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf]"
)
"""Blocks of the scripts whose letters have Line_Break=SA: Thai, Lao, Myanmar, Khmer, Tai Le, New Tai Lue, Tai Tham."""
_UNCASED: Final = frozenset(("Lo", "Mn", "Mc", "So", "Sk"))
_LINE: Final = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_APART: Final = "|"
"""Between the cells of a row that are looked at together."""
_UNCLEAN: Final = ("  ", f" {_APART}", f"{_APART} ", " ;", "; ")
"""What cells that are looked at together hold where one of them is not as it is meant."""
_SHOWN: Final = 10


def folded(text: str) -> str:
    r"""Return a text of one line as it is meant: spaces, invisible characters and Unicode's form made one.

    >>> folded("\ufeff Kota\xa0\u200bBandung\r\n"), folded("\u0646\u06cc\u200c\u0634"), folded("e\u0301")
    ('Kota Bandung', '\u0646\u06cc\u200c\u0634', 'é')
    """
    if text.isascii():
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text)
    if _INVISIBLE.search(text):
        text = _visible(text)
    return " ".join(text.split())


def folded_lines(text: str) -> str:
    r"""Return a text whose line ends mean something as it is meant, each line folded.

    >>> folded_lines(" one\xa0\r\n\r\n two  three\n")
    'one\n\ntwo three'
    """
    return "\n".join(folded(line) for line in _LINE.split(text)).strip("\n")


def _visible(text: str) -> str:
    text = _NO_WIDTH.sub("", text)
    text = _ZERO_SPACE.sub(_spaced, text)
    if _DIRECTION.search(text):
        leftward = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text if letter.isalpha())  # fmt: skip
        text = (_DIRECTION_AT_ENDS if leftward else _DIRECTION).sub("", text)
    return _LOOSE.sub("", _JOINED.sub(_joined, text))


def _spaced(found: re.Match[str]) -> str:
    """Return what a zero width space stands between, with the space where their script has no other."""
    before, after = found[0].split("\u200b")[0], found[0].rsplit("\u200b", 1)[1]
    kept = _WITHOUT_SPACES.match(before) and _WITHOUT_SPACES.match(after)
    return f"{before}\u200b{after}" if kept else before + after


def _joined(found: re.Match[str]) -> str:
    kept = {unicodedata.category(found[1]), unicodedata.category(found[3])} <= _UNCASED
    return found[1] + found[2] if kept else found[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnText:
    """How the cells of a column are read as text.

    Attributes:
        heading: As problems name it.
        separator: Between the items of a list; empty where a cell holds one value.
        several_lines: Whether line ends mean something.
        values: Words that look like placeholders, and are values here.
    """

    heading: str
    separator: str = ""
    several_lines: bool = False
    values: frozenset[str] = frozenset()

    def has_lines(self, cell: str) -> bool:
        """Return whether a cell has the items of a list on lines of their own."""
        return bool(self.separator) and len([*filter(str.strip, _LINE.split(cell))]) > 1

    def read(self, cell: str) -> str:
        """Return what a cell says, a placeholder included."""
        if self.several_lines:
            return folded_lines(cell)
        if self.has_lines(cell):
            cell = self.separator.join(filter(None, map(str.strip, _LINE.split(cell))))
        text = folded(cell)
        if self.separator and self.separator in text:
            text = self.separator.join(item.strip() for item in text.split(self.separator))
        return text


_NAMING: Final = frozenset(
    (
        PREFIXES["rdfs"] + "label",
        PREFIXES["skos"] + "altLabel",
        PREFIXES["dct"] + "title",
        *(ONTOLOGY + word for word in ("officeTitle", "publisherName", "shortName")),
    )
)


def column_text(column: Column, heading: str, choices: Iterable[str] = ()) -> ColumnText:
    """Return how the cells of a schema's column are read.

    Args:
        column: The column.
        heading: As it stands in the table.
        choices: Words that may stand there.
    """
    said = column.inherited
    refers = bool(said.value) or EACH in column.annotations or NAME_OF in column.annotations
    naming = said.property in _NAMING
    pattern = said.datatype.format
    values = {*choices, *(pattern.split("|") if isinstance(pattern, str) else ())}
    return ColumnText(
        heading=heading,
        separator=said.separator or "",
        several_lines=said.lang != "und" and not (naming or refers or said.separator),
        values=frozenset(values & PLACEHOLDERS) | (NAMES if refers or naming else frozenset[str]()),
    )


@dataclass(slots=True, kw_only=True)
class Cleaner:
    """Reads the cells of a table's rows as text, and remembers what was taken as empty.

    Attributes:
        columns: In the order of the cells; None for one that is not read.
    """

    columns: Sequence[ColumnText | None]
    _taken: dict[int, dict[str, list[int]]] = field(
        default_factory=dict[int, dict[str, list[int]]], init=False
    )
    _listed: dict[int, list[int]] = field(default_factory=dict[int, list[int]], init=False)

    def cells(self, number: int, cells: list[str]) -> list[str]:
        """Return the cells of a row as they are meant.

        Args:
            number: Of the row.
            cells: As they stand there; those beyond the last column are left as they are.
        """
        if _is_clean(cells):
            return cells
        clean = [*cells]
        for place, (column, cell) in enumerate(zip(self.columns, cells, strict=False)):
            if column is not None and cell:
                text = column.read(cell)
                if column.has_lines(cell):
                    self._listed.setdefault(place, []).append(number)
                if text in PLACEHOLDERS and text not in column.values:
                    self._taken.setdefault(place, {}).setdefault(text, []).append(number)
                    text = ""
                clean[place] = text
        return clean

    def told(self, place: Place) -> list[Problem]:
        """Return what is to be told of placeholders, and of lists on several lines, once for each column.

        Args:
            place: The table.
        """
        return [
            problem
            for number, column in enumerate(self.columns)
            if column is not None
            for problem in (
                *_told(place, column.heading, self._taken.get(number, {})),
                *_told_lists(place, column, self._listed.get(number, [])),
            )
        ]


def _is_clean(cells: list[str]) -> bool:
    """Return whether cells are surely as they are meant; most are, and then no more is done."""
    together = f"{_APART}{_APART.join(cells)}{_APART}"
    return (
        together.isascii()
        and together.isprintable()
        and PLACEHOLDERS.isdisjoint(cells)
        and not any(mark in together for mark in _UNCLEAN)
    )


def _told_lists(place: Place, column: ColumnText, rows: Sequence[int]) -> Iterator[Problem]:
    if rows:
        yield Problem(
            place=Place(file=place.file, sheet=place.sheet, column=column.heading),
            what=_("each line of a cell was taken for an item of its list ({rows}).", rows=numbered(rows)),
            remedy=_("Separate items with {separator}.", separator=column.separator),
            severity=Severity.WARNING,
        )  # fmt: skip


def _told(place: Place, heading: str, words: dict[str, list[int]]) -> Iterator[Problem]:
    if not words:
        return
    rows = sorted(row for found in words.values() for row in found)
    what = _(
        "cells that say {words} were taken as empty: {count} ({rows}).",
        words=", ".join(map(repr, words)),
        count=len(rows),
        rows=numbered(rows),
    )
    yield Problem(
        place=Place(file=place.file, sheet=place.sheet, column=heading),
        what=what,
        remedy=_("If one of them is a value, write it in another word."),
        severity=Severity.WARNING,
    )


def numbered(rows: Sequence[int]) -> str:
    """Return the numbers of rows as a person reads them, the first of them where there are many.

    >>> numbered([4]), numbered([4, 5, 9])
    ('row 4', 'rows 4, 5, 9')
    """
    if len(rows) == 1:
        return _("row {row}", row=rows[0])
    shown = ", ".join(str(row) for row in rows[:_SHOWN])
    return _("rows {rows}", rows=shown + (", …" if len(rows) > _SHOWN else ""))
