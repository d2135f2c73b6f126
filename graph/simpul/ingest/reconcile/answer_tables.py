"""Tables of names with the answers beside, and tables of decisions to fill in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from simpul.errors import SimpulError
from simpul.ingest.reconcile.given_back import given_back, looks_given_back
from simpul.ingest.reconcile.resolver import Answer, Resolver
from simpul.ingest.reconcile.sheet import Columns, Sheet, read
from simpul.naming.atlas import Method
from simpul.tables.number_formats import plain
from simpul.tables.saving import Saved, saved, saved_workbook

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
_SCORES: Final = frozenset(("score", "runner_up_score"))
_KEPT: Final = frozenset(FOUND[-2:])
_SHOWN: Final = 4


def write(
    sheet: Sheet, answers: Iterable[Answer], resolver: Resolver, suffix: str = ".csv"
) -> bytes:
    """Return the table, with the answers in columns of their own, as a file whose name ends so."""
    headings = [h for h in sheet.headings if h not in FOUND]

    def added() -> Iterator[list[str]]:
        for row, answer in zip(sheet.rows, answers, strict=True):
            found = _cells(answer, resolver)
            yield [row.get(name, "") if name in _KEPT else found[name] for name in FOUND]

    if suffix.lower() == ".xlsx":
        scores = [place for place, heading in enumerate(FOUND) if heading in _SCORES]
        rows = given_back(sheet, headings)
        top = [*next(rows), *FOUND]
        beside = (_with_numbers(cells, scores) for cells in added())
        whole = ([*row, *cells] for row, cells in zip(rows, beside, strict=True))
        return saved_workbook(top, whole, looks_given_back(sheet, headings))
    texts = ([row.get(heading, "") for heading in headings] for row in sheet.rows)
    return saved(
        suffix,
        [*headings, *FOUND],
        ([*row, *cells] for row, cells in zip(texts, added(), strict=True)),
    )


def is_untouched(file: Path) -> bool:
    """Return whether a file is an earlier answer without any decision in it."""
    try:
        table = read(file, FOUND[0])
    except SimpulError:
        return False
    decided = any(row.get(name, "").strip() for row in table.rows for name in _KEPT)
    return set(FOUND) <= set(table.headings) and not decided


def undecided(
    sheet: Sheet,
    answers: Iterable[Answer],
    columns: Columns,
    resolver: Resolver,
    suffix: str = ".csv",
) -> bytes:
    """Return a table of decisions to fill in: a row for each name that has no city yet."""
    kept = [heading for heading in (columns.name, columns.country) if heading]
    given = given_back(sheet, kept)
    top, added = next(given), ("candidates", "decision", "geonames_id", "reason")
    rows: dict[tuple[str, ...], tuple[list[str], list[Saved]]] = {}
    for row, cells, answer in zip(sheet.rows, given, answers, strict=True):
        if answer.place is None and answer.method not in {Method.REJECTED, Method.EMPTY}:
            texts = [row.get(heading, "") for heading in kept]
            asked = [_cells(answer, resolver)["candidates"], "", "", ""]
            rows.setdefault(tuple(texts), ([*texts, *asked], [*cells, *asked]))
    if suffix.lower() == ".xlsx":
        looks = replace(looks_given_back(sheet, kept), rows=frozenset())
        return saved_workbook([*top, *added], (cells for _texts, cells in rows.values()), looks)
    return saved(suffix, [*kept, *added], (texts for texts, _cells in rows.values()))


def _with_numbers(row: list[str], places: Iterable[int]) -> list[str]:
    """Return a row with these cells as the numbers that they are: 0.950 as 0.95."""
    kept = list(row)
    for place in places:
        kept[place] = plain(float(kept[place])) if kept[place] else ""
    return kept


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
