"""Tables for a terminal, and an answer as one (a door to ``rich``)."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

from simpul.answer.labels import headings, link, show
from simpul.answer.rows import counted
from simpul.locale import Texts
from simpul.store import Row, Solutions
from simpul.terminal import Painted, clean

_WIDE: Final = 1_000_000
_MOST_FOLDED: Final = 3
"""Lines of the screen that a row may need where nothing in it is folded; more, and it is easier read as a card."""


def as_console_table(
    found: Solutions,
    columns: Mapping[str, Texts],
    known: Mapping[str, str],
    *,
    to_screen: bool,
    caveats: Sequence[str] = (),
) -> bytes:
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
    below = "\n".join([counted(len(found)), *caveats]) + "\n"
    if to_screen:
        return Painted(drawn + b"\n" + clean(below).encode())
    return drawn + b"\n" + below.encode()


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
) -> bytes:
    """Return rows as a table, for a terminal painted; where it is too narrow, each row as a card of lines ``label: value``.

    Args:
        headings: One for each column.
        rows: The cells of each row; a plain text is printed as it is, without any markup.
        to_screen: It goes to a terminal and fits its width; else each row is one line.
        ruled: There is a line below the headings.
    """
    names = [_shown(heading, to_screen=to_screen) for heading in headings]
    cells = [[_shown(cell, to_screen=to_screen) for cell in row] for row in rows]
    screen = io.StringIO()
    width = Console().width if to_screen else _WIDE
    console = Console(file=screen, width=width, force_terminal=to_screen, no_color=not to_screen)
    drawn = Table(
        *(Column(name) for name in names), box=box.SIMPLE_HEAD if ruled else None, pad_edge=False
    )
    for row in cells:
        drawn.add_row(*row)
    console.print(drawn if _fits(drawn, console) else _cards(names, cells))
    lines = (line.rstrip() for line in screen.getvalue().split("\n"))
    text = "\n".join(lines).strip("\n") + "\n"
    return Painted(text.encode()) if to_screen else text.encode()


def _fits(drawn: Table, console: Console) -> bool:
    """Return whether no word of a table would be cut, and few of its cells are narrow columns of words."""
    # Measured without the terminal's own width, which would hide what is too wide.
    whole = console.options.update(width=_WIDE, max_width=_WIDE)
    measured = Measurement.get(console, whole, drawn)
    return measured.minimum <= console.width and measured.maximum <= _MOST_FOLDED * console.width


def _cards(names: Sequence[Text], rows: Iterable[Sequence[Text]]) -> Table:
    """Return each row as lines of label and value, empty values left out, a blank line between rows."""
    drawn = Table.grid(padding=(0, 1))
    drawn.add_column(style="bold", max_width=max(map(cell_len, map(str, names)), default=0) + 1)
    drawn.add_column(overflow="fold")
    for number, row in enumerate(rows):
        if number:
            drawn.add_row("", "")
        for name, cell in zip(names, row, strict=True):
            if cell.plain:
                drawn.add_row(Text(f"{name.plain}:"), cell)
    return drawn


def _shown(cell: str | Text, *, to_screen: bool) -> Text:
    if isinstance(cell, str):
        return Text(clean(cell) if to_screen else cell)
    if to_screen:
        cell.plain = clean(cell.plain)
    return cell
