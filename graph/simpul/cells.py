"""Cells of text tables (CSV, TSV) that no spreadsheet runs, whatever it takes for a separator.

A program of spreadsheets takes a cell for a formula that begins with ``=``, ``+``, ``-`` or ``@``, in the usual or
the full width (OWASP, CSV Injection). Where cells begin depends on who opens the file: in Indonesia ``;`` separates,
and then ``x;=1+1`` is two cells. So an apostrophe goes in front of such a sign wherever some reader may see a cell
begin: at the beginning, and behind every separator and end of line; blanks, quotation marks and invisible characters
between do not help it. Negative numbers are no formulas and stay as they are. Programs find every other text as it was,
and ``unshield`` gives back just what ``shield`` was given.

The page's script has the same rule (``page/script/cells.js``).
"""

import re
from collections.abc import Iterable
from typing import Final

_SEPARATES: Final = ",;|\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029"
_PASSED_OVER: Final = (
    ' "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\xa0\xad\u1680\u2000-\u200f\u202a-\u202f'
    "\u205f-\u206f\u3000\ufeff"
)
_BEGINS: Final = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_NUMBER: Final = r"-[0-9]+(?:[.,][0-9]+)*(?:[eE][+\-]?[0-9]+)?\Z"
"""To the end of the cell: where the comma is the sign of decimals, ``-1,5+A(2)`` is a number and more."""
_SIGN: Final = rf"(?=[{_BEGINS}])(?!{_NUMBER})"
_ANY_SIGN: Final = re.compile(f"[{_BEGINS}]")
_BARE: Final = re.compile(rf"((?:\A|[{_SEPARATES}])[{_PASSED_OVER}]*)(?='*{_SIGN})")
_SHIELDED: Final = re.compile(rf"((?:\A|[{_SEPARATES}])[{_PASSED_OVER}]*)'(?='*{_SIGN})")
_QUOTED: Final = re.compile(rf'["{_SEPARATES}]|\A |\A\ufeff| \Z|\A[0-9].*\(')
"""Also a function behind digits: with a number in the cell before, and a comma for decimals, it would be a formula."""


def shield(cell: str) -> str:
    """Return a cell of which no spreadsheet runs anything.

    >>> shield("=1+1"), shield("x;=1+1"), shield("-6.2"), shield("'=1+1")
    ("'=1+1", "x;'=1+1", '-6.2', "''=1+1")
    """
    # Few cells have any such sign, and only one of these can change.
    return _BARE.sub(r"\1'", cell) if _ANY_SIGN.search(cell) else cell


def unshield(cell: str) -> str:
    """Return what a cell was before it was shielded."""
    return _SHIELDED.sub(r"\1", cell)


def line(cells: Iterable[str], separator: str) -> str:
    """Return a row of a text table, each cell shielded."""
    return joined(map(shield, cells), separator)


def joined(cells: Iterable[str], separator: str) -> str:
    """Return a row of cells that are harmless, quoted where they hold what any reader takes for a separator."""
    written = separator.join(map(_quoted, cells))
    return (written or '""') + "\n"  # a line without anything would be no row


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
