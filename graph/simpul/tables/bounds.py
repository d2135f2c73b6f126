"""Columns that repeat the bounds of the dates of another column: held against them, and then left aside.

They are for readers of tables that cannot work out what days a date may mean. Who corrects a date need not correct
them too.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from simpul.csvw.statements import RowRead, TableReader
from simpul.errors import Place, Problem, Severity
from simpul.locale import translate as _
from simpul.tables.extensions import BOUND_OF


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The columns of one table that repeat bounds.

    Attributes:
        columns: Position of each column of dates, and those of the columns that repeat their bounds.
    """

    reader: TableReader
    columns: Mapping[int, Sequence[int]]

    @classmethod
    def of(cls, reader: TableReader) -> "Bounds":
        """Return the columns of a table that repeat bounds."""
        places = {column.name: place for place, column in enumerate(reader.columns)}
        found: dict[int, list[int]] = {}
        for place, column in enumerate(reader.columns):
            of = column.column.annotations.get(BOUND_OF)
            if of in places:
                found.setdefault(places[of], []).append(place)
        return cls(reader=reader, columns=found)

    def problems(self, row: RowRead, place: Callable[[int, str], Place]) -> Iterator[Problem]:
        """Yield a warning for each date in a row beside which there are days that it does not have."""
        for dated, bounds in self.columns.items():
            others = [at for at in bounds if not self._has(row, dated, at)]
            if others:
                yield Problem(
                    place=place(row.source, self.reader.columns[others[0]].label),
                    what=_("the days follow from the date in {column}, and are others; they were left aside.", column=self.reader.columns[dated].label),
                    remedy=_("Correct the date, or empty the cells of the days."),
                    severity=Severity.WARNING,
                )  # fmt: skip

    def _has(self, row: RowRead, dated: int, bound: int) -> bool:
        said = self.reader.columns[bound].fixed
        days = {value for name, value in row.cells[dated].more if name == said}
        return days.issuperset(row.cells[bound].literals)
