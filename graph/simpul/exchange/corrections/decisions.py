"""What a person decided on each change, read from the workbook of a proposal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.errors import DataError, Place, Problem
from simpul.exchange.corrections import proposal
from simpul.exchange.corrections.proposal import (
    DECISION,
    FIXED,
    HEADINGS,
    MARK,
    REASON,
    WORKBOOK,
    Proposal,
    Row,
)
from simpul.ingest.reconcile import sheet
from simpul.ingest.reconcile.decisions import WORDS
from simpul.ingest.reconcile.sheet import Sheet
from simpul.locale import translate as _
from simpul.naming.atlas import Method
from simpul.tables.cleaning import PLACEHOLDERS, folded

_COMPARED: Final = tuple(name for name in FIXED if name != MARK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided on one change.

    Attributes:
        row: The change.
        is_accepted: It was accepted; else it was rejected.
        reason: Why, as far as that was said.
        place: Where in the workbook.
    """

    row: Row
    is_accepted: bool
    reason: str
    place: Place


def decisions_of(given: Proposal) -> list[Decision]:
    """Return a decision on each change, in the order of the proposal.

    Raises:
        DataError: A change is undecided, or its row is gone, stands twice with different words, or is not as it was
            written; the error has every such problem.
    """
    table = sheet.read(given.folder / WORKBOOK, MARK)
    missing = [heading for heading in HEADINGS if heading not in table.headings]
    if missing:
        what = _("the columns {names} are missing.", names=", ".join(missing))
        remedy = _("Put them back with their headings, or review the file anew.")
        raise DataError([Problem(place=table.place(table.top), what=what, remedy=remedy)])
    known = {row.mark: row for row in given.rows}
    found: dict[str, Decision] = {}
    problems: list[Problem] = []
    for number, cells in zip(table.numbers, table.rows, strict=True):
        decided = _decision(table, number, cells, known)
        if isinstance(decided, Problem):
            problems.append(decided)
        elif (before := found.setdefault(decided.row.mark, decided)) is not decided:
            problems += _twice(before, decided)
    problems += _left_out(given.rows, table)
    if problems:
        raise DataError(problems)
    return [found[row.mark] for row in given.rows]


def _decision(
    table: Sheet, number: int, cells: Mapping[str, str], known: Mapping[str, Row]
) -> Decision | Problem:
    row = known.get(cells[MARK].strip())
    if row is None:
        what = _("{mark} is no change of this proposal.", mark=repr(cells[MARK]))
        return Problem(place=table.place(number, MARK), what=what, remedy=_anew())
    for name in _COMPARED:
        if not _is_same(cells[name], row.cells[name]):
            what = _("this cell is not what `simpul review` wrote in the row of this change.")
            return Problem(place=table.place(number, name), what=what, remedy=_anew())
    word = folded(cells[DECISION]).lower()
    place = table.place(number, DECISION)
    remedy = _("Write accept or reject.")
    if not word or word in PLACEHOLDERS:
        return Problem(place=place, what=_("nothing is decided."), remedy=remedy)
    method = WORDS.get(word)
    if method not in {Method.ACCEPTED, Method.REJECTED}:
        what = _("{word} is not a decision.", word=repr(cells[DECISION]))
        return Problem(place=place, what=what, remedy=remedy)
    return Decision(
        row=row,
        is_accepted=method is Method.ACCEPTED,
        reason=folded(cells[REASON]),
        place=Place(file=WORKBOOK, sheet=table.sheet, row=number),
    )


def _is_same(found: str, written: str) -> bool:
    """Return whether a cell is as it was written, as far as a spreadsheet keeps spaces and numbers."""
    kept = proposal.shortened(written)
    return "".join(folded(found).split()) == "".join(folded(kept).split())


def _anew() -> str:
    return _(
        "Change only the columns decision and reason, each row as a whole; or review the file anew."
    )


def _twice(before: Decision, after: Decision) -> Iterator[Problem]:
    if before.is_accepted != after.is_accepted:
        what = _("row {row} decides otherwise on the same change.", row=before.place.row)
        yield Problem(place=after.place, what=what, remedy=_("Keep one of the two rows."))


def _left_out(rows: Sequence[Row], table: Sheet) -> Iterator[Problem]:
    """Yield a problem for each change that has no row."""
    present = {cells[MARK].strip() for cells in table.rows}
    for row in rows:
        if row.mark not in present:
            what = _("the change {mark} of {thing} has no row.", mark=row.mark, thing=row.cells["thing"])  # fmt: skip
            yield Problem(place=table.place(), what=what, remedy=_anew())
