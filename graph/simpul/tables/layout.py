"""How a person's table is laid out: where its headings stand, and what above, beside and below its rows is none of them.

A sheet that was made to be looked at has a title, a comment, heads over groups of columns, a row of units, a column
that counts, a row of totals. What is sure to be that is passed over, and each is told; rows keep their numbers.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final, TypeAlias

from simpul.errors import Place, Problem, Severity, shortened
from simpul.locale import translate as _
from simpul.tables.cleaning import folded, numbered
from simpul.tables.headings import MOST_COLUMNS
from simpul.tables.lines import Line, without_columns

Score: TypeAlias = Callable[[Sequence[str]], int]
"""Tells how many of the cells of a row are headings that are known."""
SEARCHED: Final = 30
"""Rows, blank ones not counted, among which headings are looked for."""
_COUNTING: Final = re.compile(
    r"|unnamed: \d+(\.\d+)?|index|indeks|no\.?|nr\.?|nomor|#", re.IGNORECASE
)
"""Headings of columns that count the rows, as pandas and people write them."""
_UNITS: Final = re.compile(r"\(.+\)|\[.+\]")
_TOTAL: Final = re.compile(
    r"((grand |sub)?totals?|jumlah( total| seluruhnya)?|total keseluruhan|sum)\s*[:=]?\s*(?P<number>[\d.,\s]*)",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"[-+]?[\d.,\s]*\d\s*%?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table whose headings were found.

    Attributes:
        headings: As they are meant; none where no row holds anything.
        row: Their row.
        lines: The rows below them.
        notes: What was passed over.
    """

    headings: Sequence[str]
    row: int = 1
    lines: Sequence[Line] = ()
    notes: Sequence[Problem] = field(default=())


def heading_line(lines: Sequence[Line], score: Score) -> int | None:
    """Return which of the first rows holds the headings: the first that holds anything, unless a later one is sure to.

    A later row is sure to where it has more known headings than any before it, at least two, or nothing else.
    """
    filled = [place for place, line in enumerate(lines[: 10 * SEARCHED]) if not line.is_blank][
        :SEARCHED
    ]
    if not filled:
        return None
    first, *others = filled
    best, most = first, score(headings_in(lines[first]))
    for place in others:
        cells = headings_in(lines[place])
        known = score(cells)
        is_sure = known >= 2 or known == sum(map(bool, cells))
        if known > most and is_sure:
            best, most = place, known
    return best


def headings_in(line: Line) -> list[str]:
    """Return the cells of a row as headings are meant."""
    return [folded(cell) for cell in line.cells]


def laid_out(
    lines: Sequence[Line], score: Score, place: Place, *, keeps_all: bool = False
) -> Layout:
    """Return a table by its headings, without what is none of its rows.

    Args:
        lines: All rows of the table.
        score: Knows the headings.
        place: The table, for what is told.
        keeps_all: Keep each row below the headings, and each column that has a heading, whatever stands there.
    """
    found = heading_line(lines, score)
    if found is None:
        return Layout(headings=())
    first, last, headings = _joined(lines, found, score, keeps_all=keeps_all)
    notes = _passed(lines[:first], lines[first].number, place)
    if first < last:
        what = _("the headings are in rows {upper} and {lower}; of each column the lower was taken, or else the upper.", upper=lines[first].number, lower=lines[last].number)  # fmt: skip
        notes.append(_note(place, lines[first].number, what))
    below = lines[last + 1 :]
    if not keeps_all:
        below, told = _rows(below, len(headings), place)
        notes += told
    kept = {heading for heading in headings if heading and (keeps_all or score([heading]))}
    headings, below, counted = _columns(headings, below, kept, place)
    notes += counted
    return Layout(headings=headings, row=lines[last].number, lines=below, notes=notes)


def _joined(
    lines: Sequence[Line], found: int, score: Score, *, keeps_all: bool
) -> tuple[int, int, list[str]]:
    """Return the first and the last row of the headings, which may be two, and what they say together."""
    single = headings_in(lines[found])
    for first in (found, found - 1):
        if not 0 <= first < len(lines) - 1:
            continue
        upper, lower = headings_in(lines[first]), headings_in(lines[first + 1])
        both = [low or high for low, high in zip_longest(lower, upper, fillvalue="")]
        more = score(both) > score(single)
        if first == found:
            are_two = more and all(score([text]) for text in lower if text)
        else:
            heads = sum(map(bool, upper)) > 1
            are_two = more or (
                keeps_all and heads and sum(map(bool, both)) > sum(map(bool, single))
            )
        if are_two:
            return first, first + 1, both
    return found, found, single


def _passed(above: Sequence[Line], row: int, place: Place) -> list[Problem]:
    filled = [line for line in above if not line.is_blank]
    if not filled:
        return []
    what = _(
        "the headings are in row {row}; what stands above them was passed over ({rows}: {texts}).",
        row=row,
        rows=numbered([line.number for line in filled]),
        texts=shortened("; ".join(" ".join(filter(None, headings_in(line))) for line in filled)),
    )
    return [_note(place, row, what)]


def _rows(below: Sequence[Line], width: int, place: Place) -> tuple[Sequence[Line], list[Problem]]:
    """Return the rows without one of units at the top and one of totals at the end."""
    filled = [number for number in (_first(below), _last(below)) if number is not None]
    notes: list[Problem] = []
    if filled and width > 1 and _are_units(below[filled[0]]):
        what = _("this row has only texts in brackets, and was passed over as one of units.")
        notes.append(_note(place, below[filled[0]].number, what))
        below = below[filled[0] + 1 :]
    last = _last(below)
    if last and width > 1 and _is_total(below[last]):
        what = _("this row, the last, is one of totals, and was passed over.")
        notes.append(_note(place, below[last].number, what))
        below = below[:last]
    return below, notes


def _first(lines: Sequence[Line]) -> int | None:
    return next((place for place, line in enumerate(lines) if not line.is_blank), None)


def _last(lines: Sequence[Line]) -> int | None:
    return next((at for at in reversed(range(len(lines))) if not lines[at].is_blank), None)


def _are_units(line: Line) -> bool:
    texts = [text for text in headings_in(line) if text]
    return bool(texts) and all(_UNITS.fullmatch(text) for text in texts)


def _is_total(line: Line) -> bool:
    """Return whether a row says no more than a word for totals, and numbers."""
    texts = [text for text in headings_in(line) if text]
    words = [text for text in texts if not _NUMBER.fullmatch(text)]
    found = _TOTAL.fullmatch(words[0]) if len(words) == 1 else None
    return found is not None and (len(texts) > 1 or bool(found["number"]))


def _columns(
    headings: list[str],
    lines: Sequence[Line],
    kept: set[str],
    place: Place,
) -> tuple[list[str], Sequence[Line], list[Problem]]:
    """Return headings and rows without columns that are empty and have no heading, or that count the rows."""
    notes: list[Problem] = []
    dropped: set[int] = set()
    likely = {
        at: list[str]()
        for at, heading in enumerate(headings[:MOST_COLUMNS])
        if heading not in kept and _COUNTING.fullmatch(heading)
    }
    for line in lines:
        for at, cells in likely.items():
            cells += [folded(cell) for cell in line.cells[at : at + 1] if cell]
    for at, cells in likely.items():
        texts = [text for text in cells if text]
        if _counts(texts):
            what = _("column {number} only counts the rows, and was passed over.", number=at + 1)
            notes.append(_note(place, None, what))
            dropped.add(at)
        elif not (texts or headings[at]):
            dropped.add(at)
    if not dropped:
        return headings, lines, notes
    left = [heading for at, heading in enumerate(headings) if at not in dropped]
    return left, [without_columns(line, dropped) for line in lines], notes


def _counts(texts: Sequence[str]) -> bool:
    """Return whether texts are the numbers from 0 or 1 on."""
    begin = 0 if texts[:1] == ["0"] else 1
    return bool(texts) and list(texts) == [str(begin + step) for step in range(len(texts))]


def _note(place: Place, row: int | None, what: str) -> Problem:
    return Problem(
        place=Place(file=place.file, sheet=place.sheet, row=row),
        what=what,
        remedy="",
        severity=Severity.WARNING,
    )
