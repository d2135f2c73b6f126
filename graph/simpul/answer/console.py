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
from simpul.terminal import Painted, clean


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
    """Return rows as a table, for a terminal painted.

    Args:
        headings: One for each column.
        rows: The cells of each row; a plain text is printed as it is, without any markup.
        to_screen: It goes to a terminal and fits its width; else each row is one line.
        ruled: There is a line below the headings.
    """
    drawn = Table(
        *(Column(_shown(heading, to_screen=to_screen)) for heading in headings),
        box=box.SIMPLE_HEAD if ruled else None,
        pad_edge=False,
    )
    for row in rows:
        drawn.add_row(*(_shown(cell, to_screen=to_screen) for cell in row))
    screen = io.StringIO()
    width = Console().width if to_screen else 1_000_000
    Console(file=screen, width=width, force_terminal=to_screen, no_color=not to_screen).print(drawn)
    lines = (line.rstrip() for line in screen.getvalue().split("\n"))
    text = "\n".join(lines).strip("\n") + "\n"
    return Painted(text.encode()) if to_screen else text.encode()


def _shown(cell: str | Text, *, to_screen: bool) -> Text:
    if isinstance(cell, str):
        return Text(clean(cell) if to_screen else cell)
    if to_screen:
        cell.plain = clean(cell.plain)
    return cell
