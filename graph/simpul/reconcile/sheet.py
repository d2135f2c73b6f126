"""Tables of names: read with any of the usual separators, written with the answers beside."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simpul.errors import DataError, Place, Problem, UsageError, did_you_mean
from simpul.language import translate as _
from simpul.reconcile.resolver import Answer, Asked, Resolver
from simpul.tables.files import separator, text_of

FOUND: Final = (
    "geonames_id",
    "matched_name",
    "matched_country",
    "score",
    "method",
    "runner_up_id",
    "runner_up_name",
    "runner_up_score",
    "candidates",
    "decision",
    "reason",
)
"""Columns that are added to a table; those that it has already are written anew, but the last two."""
_KEPT: Final = frozenset(FOUND[-2:])
_NUMBER: Final = re.compile(r"[+-]?\d+([.,]\d+)*")
_LONGEST_CELL: Final = 10_000_000
_SHOWN: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Headings of the columns that say what is asked; empty where a table has none."""

    name: str
    country: str = ""
    region: str = ""
    latitude: str = ""
    longitude: str = ""

    def ask(self, row: Mapping[str, str]) -> Asked:
        """Return what a row asks."""
        return Asked(
            name=row.get(self.name, ""),
            country=row.get(self.country, ""),
            region=row.get(self.region, ""),
            latitude=row.get(self.latitude, ""),
            longitude=row.get(self.longitude, ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table: its headings, and its rows as cells by heading."""

    file: str
    headings: tuple[str, ...]
    rows: list[dict[str, str]]


def read(file: Path) -> Sheet:
    """Read a table separated by commas, semicolons or tabs.

    Raises:
        DataError: It cannot be read, is empty, has a heading twice, or rows with surplus cells.
    """
    content = text_of(file, str(file))
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator(content), strict=True)
    try:
        records = list(reader)
    except csv.Error as error:
        place = Place(file=str(file), row=reader.line_num)
        what = _("this row cannot be read: {reason}.", reason=error)
        raise DataError([Problem(place=place, what=what, remedy="")]) from None
    headings = tuple(heading.strip() for heading in records[0]) if records else ()
    if not any(headings):
        remedy = _("The first row must name the columns.")
        raise DataError(
            [Problem(place=Place(file=str(file)), what=_("the table is empty."), remedy=remedy)]
        )
    problems = list(_problems(str(file), headings, records))
    if problems:
        raise DataError(problems)
    rows = [
        dict(zip(headings, (*record, *[""] * len(headings)), strict=False))
        for record in records[1:]
        if record
    ]
    return Sheet(file=str(file), headings=headings, rows=rows)


def _problems(file: str, headings: Sequence[str], records: list[list[str]]) -> Iterator[Problem]:
    for heading in sorted({h for h in headings if headings.count(h) > 1}):
        yield Problem(
            place=Place(file=file, row=1),
            what=_("the column {name} stands twice.", name=repr(heading)),
            remedy=_("Give one of the two another name."),
        )
    for number, record in enumerate(records[1:], 2):
        if len(record) > len(headings):
            yield Problem(
                place=Place(file=file, row=number),
                what=_(
                    "this row has {cells} cells, but there are {columns} columns.",
                    cells=len(record),
                    columns=len(headings),
                ),
                remedy=_("Put a text with a separator in it between double quotes."),
            )


def check_columns(sheet: Sheet, columns: Columns) -> None:
    """Look whether a table has the columns that are to be read.

    Raises:
        UsageError: It lacks one; the error names near ones.
    """
    for wanted in (
        columns.name,
        columns.country,
        columns.region,
        columns.latitude,
        columns.longitude,
    ):
        if wanted and wanted not in sheet.headings:
            raise UsageError(
                _("{file} has no column {name}.", file=sheet.file, name=repr(wanted))
                + did_you_mean(wanted, sheet.headings)
            )


def write(sheet: Sheet, answers: Iterable[Answer], resolver: Resolver) -> bytes:
    """Return the table as CSV (UTF-8), with the answers in columns of their own."""
    headings = [h for h in sheet.headings if h not in FOUND]
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow([*headings, *FOUND])
    for row, answer in zip(sheet.rows, answers, strict=True):
        found = _cells(answer, resolver)
        kept = [row.get(name, "") if name in _KEPT else found[name] for name in FOUND]
        cells = [*(row.get(heading, "") for heading in headings), *kept]
        writer.writerow([_harmless(cell) for cell in cells])
    return output.getvalue().encode()


def undecided(
    sheet: Sheet, answers: Iterable[Answer], columns: Columns, resolver: Resolver
) -> bytes:
    """Return a table of decisions to fill in: a row for each name that has no city yet."""
    kept = [heading for heading in (columns.name, columns.country) if heading]
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow([*kept, "candidates", "decision", "geonames_id", "reason"])
    seen: set[tuple[str, ...]] = set()
    for row, answer in zip(sheet.rows, answers, strict=True):
        cells = tuple(row.get(heading, "") for heading in kept)
        if (
            answer.place is None
            and answer.method not in {"rejected", "empty"}
            and cells not in seen
        ):
            seen.add(cells)
            candidates = _cells(answer, resolver)["candidates"]
            writer.writerow([*map(_harmless, (*cells, candidates)), "", "", ""])
    return output.getvalue().encode()


def _cells(answer: Answer, resolver: Resolver) -> dict[str, str]:
    place = answer.place
    after = next(iter(answer.candidates), None)
    candidates = "; ".join(
        f"{c.place.id} {resolver.describe(c.place)} ({c.score:.2f})"
        for c in answer.candidates[:_SHOWN]
    )
    return {
        "geonames_id": str(place.id) if place else "",
        "matched_name": place.name if place else "",
        "matched_country": place.country if place else "",
        "score": "" if answer.score is None else f"{answer.score:.3f}",
        "method": answer.method,
        "runner_up_id": str(after.place.id) if after else "",
        "runner_up_name": after.place.name if after else "",
        "runner_up_score": f"{after.score:.3f}" if after else "",
        "candidates": "" if place else candidates,
        "decision": "",
        "reason": "",
    }


def _harmless(cell: str) -> str:
    """Return a cell that a spreadsheet takes for text, with an apostrophe where it began like a formula."""
    risky = cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if risky else cell
