"""Tables for a terminal, and an answer as one (a door to ``rich``)."""

import io
from collections.abc import Iterable, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from simpul.answer.labels import headings, link, show
from simpul.answer.rows import counted
from simpul.locale import Texts
from simpul.store import Row, Solutions


def as_console_table(
    found: Solutions,
    columns: Mapping[str, Texts],
    known: Mapping[str, str],
    *,
    to_screen: bool,
    caveats: Sequence[str] = (),
) -> str:
    """Return the rows as a table that fits the terminal; in a pipe each row is one line.

    Args:
        found: The rows.
        columns: What the columns are called.
        known: Labels of things.
        to_screen: It goes to a terminal, and its links can be followed.
        caveats: What must be said of the rows.
    """
    rows = (
        [_cell(row, name, known, linked=to_screen) for name in found.variables] for row in found
    )
    drawn = table(headings(found.variables, columns), rows, to_screen=to_screen)
    return "\n".join([drawn, counted(len(found)), *caveats]) + "\n"


def _cell(row: Row, name: str, known: Mapping[str, str], *, linked: bool) -> Text:
    term = row.get(name)
    address = link(term) if linked else ""
    return Text(show(term, known), style=f"link {address}" if address else "")


def table(
    headings: Sequence[str],
    rows: Iterable[Iterable[str | Text]],
    *,
    to_screen: bool,
    ruled: bool = True,
) -> str:
    """Return rows as a table.

    Args:
        headings: One for each column.
        rows: The cells of each row; a plain text is printed as it is, without any markup.
        to_screen: It goes to a terminal and fits its width; else each row is one line.
        ruled: There is a line below the headings.
    """
    drawn = Table(
        *(Column(Text(heading)) for heading in headings),
        box=box.SIMPLE_HEAD if ruled else None,
        pad_edge=False,
    )
    for row in rows:
        drawn.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in row))
    screen = io.StringIO()
    width = Console().width if to_screen else 1_000_000
    Console(file=screen, width=width, force_terminal=to_screen, no_color=not to_screen).print(drawn)
    lines = (line.rstrip() for line in screen.getvalue().splitlines())
    return "\n".join(lines).strip("\n") + "\n"
