"""A brief as plain values, as templates read it: nothing in it is markup of theirs."""

from typing import Any, Final

from simpul.briefing.model import Block, Brief, Line, Table, Timeline

_LONGEST: Final = 46
"""Characters of a label beside a timeline."""
_MOST_WIDE, _LEAST_WIDE = 40, 8
"""Characters of a cell from which on a column becomes no wider, and up to which none is narrower."""


def plain(brief: Brief) -> dict[str, Any]:
    """Return the brief as JSON values; on a timeline moments are shares of its width."""
    return {
        "title": brief.title,
        "subtitle": brief.subtitle,
        "notice": brief.notice,
        "colophon": brief.colophon,
        "language": brief.language,
        "sections": [
            {"title": section.title, "blocks": [_block(block) for block in section.blocks]}
            for section in brief.sections
        ],
        "notes": [
            {"number": note.number, "text": note.text, "address": note.address}
            for note in brief.notes
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Line():
            return {"kind": "line", "text": block.text, "notes": list(block.notes)}
        case Table():
            return _table(block)
        case Timeline():
            return timeline(block)


def _table(table: Table) -> dict[str, Any]:
    rows = zip(table.rows, table.notes, strict=True)
    return {
        "kind": "table",
        "headings": list(table.headings),
        "rows": [{"cells": list(cells), "notes": list(notes)} for cells, notes in rows],
        "left_out": table.left_out,
        "widths": widths(table),
    }


def widths(table: Table) -> list[int]:
    """Return how wide each column is beside the others: as long as the longest of its texts, within bounds."""
    columns = zip(*table.rows, strict=True)
    longest = [
        max(map(len, (heading, *cells)))
        for heading, cells in zip(table.headings, columns, strict=True)
    ]
    return [min(_MOST_WIDE, max(_LEAST_WIDE, length)) for length in longest]


def timeline(block: Timeline) -> dict[str, Any]:
    """Return a timeline: what is open at its end goes on to the last year."""
    return {
        "kind": "timeline",
        "years": [{"year": year, "share": block.share(year)} for year in block.years()],
        "marks": [
            {
                "label": mark.label,
                "short": _short(mark.label),
                "said": mark.said,
                "begin": block.share(mark.begin),
                "end": 1.0 if mark.end is None else block.share(mark.end),
                "is_point": mark.end is not None and mark.end - mark.begin < 0.1,
            }
            for mark in block.marks
        ],
    }


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"
