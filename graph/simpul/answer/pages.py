"""An answer as one HTML page, or a piece of a notebook: no script, nothing fetched, everything escaped."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from simpul.answer.labels import headings, link, show
from simpul.answer.rows import counted
from simpul.answer.values import is_number
from simpul.locale import Texts, current
from simpul.store import Row, Solutions
from simpul.terms import Term

_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:90rem;padding:0 1rem;color:#1a1a1a;"
    "background:#fff}h1{font-size:1.4rem}table{border-collapse:collapse}caption{text-align:left;"
    "padding:.5rem 0;color:#555}th,td{padding:.35rem .75rem;text-align:left;vertical-align:top;"
    "border-bottom:1px solid #ddd}th{border-bottom:2px solid #888}td.n{text-align:right;"
    "font-variant-numeric:tabular-nums}a{color:#0b57a4}@media (prefers-color-scheme:dark){body{"
    "color:#eee;background:#161616}caption{color:#bbb}th,td{border-color:#444}a{color:#8ab8ff}}"
)


def as_page(table: str, *, title: str, description: str = "", notice: str = "") -> str:
    """Return a table made by ``as_table`` as a page; its policy allows nothing but its own style.

    Args:
        table: The table.
        title: What the page is called.
        description: What it shows.
        notice: What it says of itself before all else: that it holds what not everybody may see.
    """
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    warned = f"<p><strong>{escape(notice)}</strong></p>\n" if notice else ""
    told = f"<p>{escape(description.strip())}</p>\n" if description.strip() else ""
    return (
        f'<!doctype html>\n<html lang="{escape(current())}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{warned}<h1>{escape(title)}</h1>\n{told}{table}</main>\n</body>\n</html>\n"
    )


def as_table(
    solutions: Solutions,
    columns: Mapping[str, Texts],
    known: Mapping[str, str],
    *,
    count: int = 0,
    caveats: Sequence[str] = (),
) -> str:
    """Return the rows as a table element, with what must be said of them in paragraphs after it.

    Args:
        solutions: The rows.
        columns: What the columns are called.
        known: Labels of things.
        count: How many rows there are, where there are more than these.
        caveats: What must be said of the rows.
    """
    heading = "".join(
        f'<th scope="col">{escape(name)}</th>' for name in headings(solutions.variables, columns)
    )
    rows = "".join(_row(row, solutions.variables, known) for row in solutions.rows)
    told = escape(counted(max(count, len(solutions.rows))))
    return (
        f"<table>\n<caption>{told}</caption>\n<thead><tr>{heading}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table>\n"
        + "".join(f"<p>{escape(caveat)}</p>\n" for caveat in caveats)
    )


def _row(row: Row, variables: Sequence[str], known: Mapping[str, str]) -> str:
    return f"<tr>{''.join(_cell(row.get(name), known) for name in variables)}</tr>\n"


def _cell(term: Term | None, known: Mapping[str, str]) -> str:
    shown = escape(show(term, known))
    address = link(term)
    if address:
        return f'<td><a href="{escape(address)}" rel="noopener noreferrer">{shown}</a></td>'
    return f'<td class="n">{shown}</td>' if is_number(term) else f"<td>{shown}</td>"
