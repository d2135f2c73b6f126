"""Cells brought to what their schema wants, where that is sure: a value has to agree with its unit and with what is stated.

All tables that people fill in go through here, loose ones and those of source folders; a table that is turned into
RDF by the W3C's rules alone does not.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from simpul.csvw.model import Column
from simpul.csvw.vocabulary import INTEGERS
from simpul.errors import Severity
from simpul.locale import translate as _
from simpul.tables.dates import typed_year, without_time
from simpul.tables.lines import Cell, Line
from simpul.tables.measured import Measured
from simpul.tables.remedies import is_address
from simpul.terms import EDTF, ONTOLOGY

_MEASURED: Final = ("numericValue", "unit", "valueAsStated")
_SHORTEST: Final = len("1905-07-11")
"""No shorter date has anything to leave out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The columns of a table whose cells have to agree with their schema, their links and each other.

    Attributes:
        dates: Positions of dates, each with the separator of its list or nothing.
        wholes: Positions of whole numbers.
        addresses: Positions of web addresses.
        measured: Positions of a number, its unit and what the source states; -1 for a column that is not there.
    """

    dates: Sequence[tuple[int, str]]
    wholes: Sequence[int]
    addresses: Sequence[int]
    measured: tuple[int, int, int]

    @classmethod
    def of(cls, columns: Sequence[Column | None]) -> "Agreement":
        """Return what the cells of a table have to agree with.

        Args:
            columns: In the order of the cells; None for one that is not read.
        """
        there = [(place, column.inherited) for place, column in enumerate(columns) if column]
        said = {own.property: place for place, own in there}
        value = said.get(ONTOLOGY + _MEASURED[0], -1)
        own_form = value >= 0 and dict(there)[value].datatype.format is not None
        return cls(
            dates=[
                (place, own.separator or "")
                for place, own in there
                if own.datatype.iri == EDTF or own.datatype.base == "date"
            ],
            wholes=[
                place
                for place, own in there
                if own.datatype.base in INTEGERS and own.datatype.format is None
            ],
            addresses=[place for place, own in there if own.datatype.base == "anyURI"],
            measured=(
                -1 if own_form else value,
                said.get(ONTOLOGY + _MEASURED[1], -1),
                said.get(ONTOLOGY + _MEASURED[2], -1),
            ),
        )

    def lines(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Yield the rows as they are meant; what was changed, or does not agree, is among their faults."""
        for line in lines:
            cells, faults = [*line.cells], [*line.faults]
            there = len(cells)
            for place, separator in self.dates:
                if place < there and len(cells[place]) >= _SHORTEST:
                    cells[place] = _day(place, cells[place], separator, faults)
            for place in self.wholes:
                if place < there and cells[place].rstrip("0").endswith("."):
                    cells[place] = _whole(cells[place])
            for place in self.addresses:
                if place in line.links and place < there:
                    cells[place] = _linked(place, cells[place], line.links[place], faults)
            if -1 < self.measured[0] < there and cells[self.measured[0]]:
                self._measure(cells, faults)
            changed = cells != line.cells or len(faults) > len(line.faults)
            yield replace(line, cells=cells, faults=tuple(faults)) if changed else line

    def _measure(self, cells: list[str], faults: list[Cell]) -> None:
        place = self.measured[0]
        value, unit, stated = (
            cells[at].strip() if -1 < at < len(cells) else "" for at in self.measured
        )
        found = Measured.of(value, unit, stated)
        if any(cell.column == place for cell in faults):
            return
        cells[place] = found.value
        if found.what:
            faults.append(
                Cell(column=place, what=found.what, remedy=found.remedy, severity=found.severity)
            )


def _day(place: int, text: str, separator: str, faults: list[Cell]) -> str:
    items = text.split(separator) if separator else [text]
    days: list[str] = []
    for item in items:
        day, time = without_time(item.strip())
        days.append(day if day != item.strip() else item)
        if time:
            what = _("the time of day {time} was left out; the day is {day}.", time=time, day=day)
            faults.append(_told(place, what))
        if year := typed_year(day):
            what = _("{day} is what a spreadsheet makes of the year {year} in a cell for days.", day=day, year=year)  # fmt: skip
            remedy = _("If the year is meant, write {year} as text.", year=year)
            faults.append(_told(place, what, remedy))
    return separator.join(days)


def _whole(text: str) -> str:
    """Return a whole number that a program wrote as one with decimals: ``1642911.0``."""
    whole, _point, _zeros = text.strip().partition(".")
    return whole if whole.lstrip("+-").isdecimal() else text


def _linked(place: int, text: str, link: str, faults: list[Cell]) -> str:
    """Return the address behind a text that is none itself."""
    if not text.strip() or is_address(text.strip()):
        return text
    what = _("the link behind {text} was taken: {address}.", text=repr(text.strip()), address=link)
    faults.append(_told(place, what))
    return link


def _told(place: int, what: str, remedy: str = "") -> Cell:
    return Cell(column=place, what=what, remedy=remedy, severity=Severity.WARNING)
