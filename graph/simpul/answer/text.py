"""Rows as text: CSV, TSV, SPARQL results JSON, lines of JSON, Markdown. Written as they come, in pieces."""

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from simpul.answer.labels import headings, show
from simpul.answer.values import EXACT, Plain, is_number, plain
from simpul.cells import joined, shield
from simpul.locale import Texts
from simpul.store import Row, Solutions
from simpul.terms import XSD, BlankNode, Literal, NamedNode, Term, Triple, text

BOM: Final = "\ufeff"


def as_delimited(solutions: Solutions, separator: str) -> str:
    """Return the rows as CSV or TSV; see ``delimited``."""
    return "".join(delimited(solutions.variables, solutions.rows, separator))


def delimited(variables: Sequence[str], rows: Iterable[Row], separator: str) -> Iterator[str]:
    """Yield CSV or TSV, a piece for each row: plain values, and no cell that a spreadsheet would run.

    A text that a spreadsheet might run is shielded by an apostrophe (``simpul.cells``); numbers stay as they are.
    """
    heading = map(shield, variables)
    for cells in itertools.chain([heading], (_cells(row, variables) for row in rows)):
        yield joined(cells, separator)


def _cells(row: Row, variables: Sequence[str]) -> list[str]:
    return [_cell(row.get(name)) for name in variables]


def _cell(term: Term | None) -> str:
    value = str(term) if isinstance(term, Triple) else text(term)
    # Some readers take a carriage return for the end of a row, even between quotation marks.
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return value if is_number(term) else shield(value)


def as_json(solutions: Solutions) -> str:
    """Return the rows as SPARQL 1.1 Query Results JSON."""
    return "".join(json_results(solutions.variables, solutions.rows))


def json_results(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/), a row on a line."""
    head = json.dumps({"vars": list(variables)}, ensure_ascii=False)
    yield f'{{"head": {head},\n"results": {{"bindings": ['
    separator = "\n"
    for row in rows:
        binding = {name: _json(row[name]) for name in variables if name in row}
        yield separator + json.dumps(binding, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}}\n"


def _json(term: Term) -> dict[str, Any]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case Literal():
            extra: dict[str, str] = {}
            if term.language:
                extra = {"xml:lang": term.language}
            elif term.datatype.value != XSD + "string":
                extra = {"datatype": term.datatype.value}
            return {"type": "literal", "value": term.value, **extra}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case _:
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}


def json_lines(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield one JSON object for each row: numbers and truth values as such, all else and what a float cannot hold as text."""
    for row in rows:
        values = {name: json_value(row.get(name)) for name in variables if name in row}
        yield json.dumps(values, ensure_ascii=False) + "\n"


def json_value(term: Term | None) -> str | int | float | bool | None:
    """Return a term as JSON has it: numbers and truth values as such, all else and what a float cannot hold as text."""
    value: Plain = plain(term)
    match value:
        case Decimal():
            # The digits of such a large number are looked at, those far behind a point are not.
            return float(value) if abs(value) < EXACT else str(value)
        case date():
            return value.isoformat()
        case _:
            return value


def as_markdown(
    solutions: Solutions,
    columns: Mapping[str, Texts],
    known: Mapping[str, str],
    *,
    caveats: Sequence[str] = (),
) -> str:
    """Return the rows as a Markdown table, with what must be said of them under it."""
    lines = [headings(solutions.variables, columns), ["---"] * len(solutions.variables)]
    lines += [
        [show(row.get(name), known) for name in solutions.variables] for row in solutions.rows
    ]
    table = "".join(f"| {' | '.join(map(markdown_escaped, line))} |\n" for line in lines)
    return table + "".join(f"\n{markdown_escaped(caveat)}\n" for caveat in caveats)


def markdown_paragraph(text: str) -> str:
    """Return a text as a paragraph of Markdown that stands out; nothing for none."""
    return f"**{markdown_escaped(text)}**\n\n" if text else ""


def markdown_escaped(text: str) -> str:
    """Return a text in one line of Markdown, in which nothing of it is markup."""
    flat = " ".join(text.split())
    return re.sub(r"([\\|<>`\[\]*_&])", r"\\\1", flat)
