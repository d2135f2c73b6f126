"""The cells of a person's table, given back beside the answers: of a workbook as they stood there, else as text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from simpul.ingest.reconcile.sheet import Sheet
from simpul.tables.originals import Looks, Original
from simpul.tables.saving import Saved


def given_back(sheet: Sheet, headings: Sequence[str]) -> Iterator[Sequence[Saved]]:
    """Yield the headings of a table and its rows, each with these columns alone."""
    texts = [dict(zip(headings, headings, strict=True)), *sheet.rows]
    if sheet.book is None or sheet.sheet is None:
        yield from ([row.get(heading, "") for heading in headings] for row in texts)
        return
    places = [sheet.positions[heading] for heading in headings]
    originals = _numbered(sheet.book.originals(sheet.sheet), [sheet.top, *sheet.numbers])
    for row, cells in zip(texts, originals, strict=True):
        yield [
            cells[place] if place in cells else row.get(heading, "")
            for heading, place in zip(headings, places, strict=True)
        ]


def looks_given_back(sheet: Sheet, headings: Sequence[str]) -> Looks:
    """Return how these columns of a table, and its rows, look where they stand alone."""
    if sheet.book is None or sheet.sheet is None:
        return Looks()
    looks = sheet.book.looks(sheet.sheet)
    places = {sheet.positions[heading]: number for number, heading in enumerate(headings)}
    rows = enumerate(sheet.numbers, start=2)
    return Looks(
        widths={places[place]: width for place, width in looks.widths.items() if place in places},
        columns={places[place] for place in looks.columns if place in places},
        rows={row for row, number in rows if number in looks.rows},
    )


def _numbered(
    rows: Iterable[tuple[int, Sequence[Original]]], numbers: Iterable[int]
) -> Iterator[Mapping[int, Original]]:
    """Yield the rows that have these numbers, which are in order: the cells that hold anything, by position."""
    drawn = iter(rows)
    for wanted in numbers:
        cells = next((cells for number, cells in drawn if number == wanted), ())
        yield {place: one for place, one in enumerate(cells) if one.cell.value is not None}
