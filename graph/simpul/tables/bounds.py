"""Columns that repeat the bounds of the dates of another column: held against them, and then left aside.

They are for readers of tables that cannot work out what days a date may mean. Who corrects a date need not correct
them too.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from simpul.csvw.statements import RowRead, TableReader
from simpul.errors import Place, Problem, Severity
from simpul.locale import translate as _
from simpul.tables.extensions import BOUND_OF


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The columns of one table that repeat bounds.

    Attributes:
        columns: Positions of a column of bounds and of the column of the dates.
    """

    reader: TableReader
    columns: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, reader: TableReader) -> "Bounds":
        """Return the columns of a table that repeat bounds."""
        places = {column.name: place for place, column in enumerate(reader.columns)}
        said = [column.column.annotations.get(BOUND_OF) for column in reader.columns]
        found = [(place, places[of]) for place, of in enumerate(said) if of in places]
        return cls(reader=reader, columns=found)

    def problems(self, row: RowRead, place: Callable[[int, str], Place]) -> Iterator[Problem]:
        """Yield a warning for each bound in a row that its date does not have."""
        for at, dated in self.columns:
            column = self.reader.columns[at]
            days = {value for name, value in row.cells[dated].more if name == column.fixed}
            if days.issuperset(row.cells[at].literals):
                continue
            yield Problem(
                place=place(row.source, column.label),
                what=_("the days follow from the date in {column}, and are others; they were left aside.", column=self.reader.columns[dated].label),
                remedy=_("Correct the date, and empty this cell."),
                severity=Severity.WARNING,
            )  # fmt: skip
