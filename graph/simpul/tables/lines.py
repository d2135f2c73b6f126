"""Rows of a table as text, before they are interpreted, and tables of refused rows among them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from simpul.cells import unshield
from simpul.errors import Severity

REASONS: Final = ("reason", "alasan")
"""Headings of the column that a table of refused rows has first; it is not read."""
_STEP: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell that cannot be taken as it is: where in its row, and why.

    Attributes:
        severity: An error where its row cannot be taken; a warning where something else was taken for it.
    """

    column: int
    what: str
    remedy: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row as text.

    Attributes:
        number: As a spreadsheet counts.
        faults: Cells with an error value, or a formula that was never calculated.
        links: Web addresses that lie behind its cells, by their position.
    """

    number: int
    cells: list[str]
    faults: tuple[Cell, ...] = ()
    links: Mapping[int, str] = field(default_factory=dict[int, str])

    @property
    def is_blank(self) -> bool:
        """Whether it is empty."""
        return not self.faults and not any(cell.strip() for cell in self.cells)


def fitted(line: Line, width: int) -> Line:
    """Return a row of a sheet, where empty cells at the end are not kept, as wide as its headings."""
    cells = line.cells
    if len(cells) == width:
        return line
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    return replace(line, cells=[*cells, *[""] * (width - len(cells))])


def counted(lines: Iterable[Line], tell: Callable[[int], None]) -> Iterator[Line]:
    """Yield rows, telling how many there were so far, a thousand at a time."""
    for number, line in enumerate(lines, start=1):
        if number % _STEP == 0:
            tell(number)
        yield line


def without_columns(line: Line, places: set[int]) -> Line:
    """Return a row without the cells of some columns."""
    left = [at for at in range(len(line.cells)) if at not in places]
    moved = {at: position for position, at in enumerate(left)}
    return replace(
        line,
        cells=[line.cells[at] for at in left],
        faults=tuple(replace(f, column=moved[f.column]) for f in line.faults if f.column in moved),
        links={moved[at]: link for at, link in line.links.items() if at in moved},
    )


def without_reasons(lines: Iterator[Line]) -> Iterator[Line]:
    """Yield the rows of a table of refused rows without the reasons, and without the shields of their cells."""
    for line in lines:
        bare = without_columns(line, {0})
        yield replace(bare, cells=[unshield(cell) for cell in bare.cells])


def is_of_reasons(heading: str) -> bool:
    """Return whether a heading is that of the reasons for which rows were refused."""
    return heading.strip().lower() in REASONS


def reasons_at(headings: Sequence[str], known: Sequence[str] = ()) -> bool:
    """Return whether a table begins with reasons, and these are no column of its own."""
    first = headings[0].strip().lower() if headings else ""
    return is_of_reasons(first) and first not in known
