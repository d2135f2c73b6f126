"""The things of one kind as rows: each value in a cell that reads back as it, the rest handed on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from simpul.cells import joined, shield
from simpul.errors import Severity
from simpul.exchange.tables.columns import Cell, WrittenColumn, numbered, term_kind
from simpul.exchange.tables.shapes import NameColumn, Properties, Shape, bounds_described
from simpul.json_files import Json
from simpul.tables.extensions import BOUND_OF, NAME_OF
from simpul.tables.measured import Measured
from simpul.terms import Literal, NamedNode, Term, Triple, dct, simpul

MOST: Final = 9
"""Values of one property in a row; more of them are among the statements."""
_MEASURED: Final = tuple(map(simpul, ("numericValue", "unit", "valueAsStated")))

Row: TypeAlias = dict[str, list[tuple[Term, Cell]]]
"""What stands in each column, by its name: each term with the cell that says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTable:
    """A table and its description.

    Attributes:
        name: Of its file.
        schema: As CSVW has it.
        content: Of its file.
    """

    name: str
    schema: Json
    content: bytes


@dataclass(slots=True, kw_only=True)
class Rows:
    """The rows of one table.

    Attributes:
        shape: What the table looks like.
        rows: By key.
    """

    shape: Shape
    rows: dict[str, Row] = field(default_factory=dict[str, Row])

    def add(self, thing: NamedNode, key: str, said: Properties) -> Iterator[Triple]:
        """Add a row for a thing, and return what it does not say."""
        left = {name: in_order(values) for name, values in said.items()}
        for _column, name, value in self.shape.constants:
            left[name].remove(value)
        row: Row = {}
        for column in self.shape.dated:
            if dates := _taken(column, left.get(column.states, ()), said):
                row[column.name] = dates
                for dated, day in _said_by(column.states, dates):
                    left[dated].remove(day)
        for name, columns in self.shape.stating.items():
            for kind, values in _by_kind(left.get(name, ())).items():
                for taken in _fill(row, columns.get(kind, ()), values, said):
                    left[name].remove(taken)
        _agree(row, left, self.shape)
        if row or self.shape.constants:
            self.rows[key] = row
        return triples_of(thing, left)

    def referred(self) -> Iterator[str]:
        """Yield the addresses of things whose names stand beside them."""
        named = {column.of for column in self.shape.names}
        for row in self.rows.values():
            for name in named & row.keys():
                yield from (term.value for term, _cell in row[name] if isinstance(term, NamedNode))

    def table(self, labels: Mapping[str, str]) -> WrittenTable:
        """Return the table as it is written.

        Args:
            labels: Names of what is referred to.
        """
        laid = [*_layout(self.shape, self.rows.values())]
        schema: Json = {
            "@type": "Schema",
            "aboutUrl": f"{self.shape.prefix}{{key}}",
            "primaryKey": "key",
            "columns": [
                self.shape.key,
                *(one.described(self.rows.values()) for one in laid),
                *(column for column, _name, _value in self.shape.constants),
            ],
        }
        lines = [joined(["key", *(one.name for one in laid)], ",")]
        for key in sorted(self.rows):
            row = self.rows[key]
            lines.append(joined([key, *(one.text(row, labels) for one in laid)], ","))
        return WrittenTable(
            name=f"{self.shape.name}.csv", schema=schema, content="".join(lines).encode()
        )


def triples_of(thing: NamedNode, said: Properties) -> Iterator[Triple]:
    """Yield what is said of a thing as triples."""
    for name, values in said.items():
        for value in values:
            yield Triple(thing, name, value)


def in_order(values: Iterable[Term]) -> list[Term]:
    """Return terms in an order that is always the same."""
    found = [*values]
    return sorted(found, key=str) if len(found) > 1 else found


def _fill(
    row: Row, columns: Sequence[WrittenColumn], values: list[Term], said: Properties
) -> Iterator[Term]:
    """Put values of one property into the columns of a row, and yield those that are in it."""
    for column in columns:
        if taken := _taken(column, values, said):
            row[column.name] = taken
            for term, _cell in taken:
                values.remove(term)
                yield term


def _by_kind(values: Iterable[Term]) -> dict[str, list[Term]]:
    """Return terms by the kind of column that takes them; some have none."""
    found: dict[str, list[Term]] = {}
    for term in values:
        if isinstance(term, NamedNode | Literal):
            found.setdefault(term_kind(term), []).append(term)
    return found


def _said_by(dated: NamedNode, dates: Sequence[tuple[Term, Cell]]) -> set[tuple[NamedNode, Term]]:
    """Return what the dates of a row say: themselves, and the bounds that they have."""
    return {said for date, cell in dates for said in ((dated, date), *cell.more)}


def _taken(
    column: WrittenColumn, values: Sequence[Term], said: Properties
) -> list[tuple[Term, Cell]]:
    """Return which values a row's cells say, as many as they may."""
    most = MOST if column.several else len(values) if column.separator else 1
    taken: list[tuple[Term, Cell]] = []
    for term in values:
        cell = column.cell(term)
        if cell is None or any(value not in said.get(name, ()) for name, value in cell.more):
            continue
        taken.append((term, cell))
        if len(taken) == most:
            break
    if len(taken) > 1 and column.separator:
        whole = column.separator.join(cell.text for _term, cell in taken)
        if not column.is_harmless(whole):
            return taken[:1]
    return taken


def _agree(row: Row, left: dict[NamedNode, list[Term]], shape: Shape) -> None:
    """Leave out a number that, beside this unit and these words, would be read as another one, or refused."""
    columns = [
        next((c for of in shape.stating.get(name, {}).values() for c in of if c.name in row), None)
        for name in _MEASURED
    ]
    if columns[0] is None:
        return
    cells = [row.get(column.name, ()) if column else () for column in columns]
    value, unit, stated = ("".join(cell.text for _term, cell in those) for those in cells)
    found = Measured.of(value, unit, stated)
    if found.value != value or (found.what and found.severity is Severity.ERROR):
        left[_MEASURED[0]] += [term for term, _cell in row.pop(columns[0].name)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A column of a table that is written: a value, a name beside one, or a bound of a date.

    Attributes:
        description: As CSVW has it.
        of: Name of the column whose values it shows.
        number: Of the value, from 0; all values where they stand in one cell.
        separator: Between those.
        bound: Which of the things that a date says beside itself; -1 for none.
        named: Whether it shows a name.
    """

    description: Json
    of: str
    number: int = 0
    separator: str = ""
    bound: int = -1
    named: bool = False

    @property
    def name(self) -> str:
        return str(self.description["name"])

    def text(self, row: Row, labels: Mapping[str, str]) -> str:
        cells = row.get(self.of, ())
        if self.separator:
            return self.separator.join(self._one(term, cell, labels) for term, cell in cells)
        return self._one(*cells[self.number], labels) if self.number < len(cells) else ""

    def _one(self, term: Term, cell: Cell, labels: Mapping[str, str]) -> str:
        if self.named:
            return shield(labels.get(getattr(term, "value", ""), ""))
        if self.bound >= 0:
            return getattr(cell.more[self.bound][1], "value", "")
        return cell.text

    def described(self, rows: Iterable[Row]) -> Json:
        """Return its description; it is required where no row does without.

        A row that a partner adds need not cite a document: what they sent is one.
        """
        is_free = self.description.get("propertyUrl") == dct("source").value
        if self.description.get("required") and (is_free or not all(self.of in r for r in rows)):
            return {name: said for name, said in self.description.items() if name != "required"}
        return self.description


def _layout(shape: Shape, rows: Iterable[Row]) -> Iterator[_Place]:
    """Yield the columns that are not empty in all rows, as many for each list as its longest needs; bounds come last."""
    most: dict[str, int] = {}
    for row in rows:
        for name, cells in row.items():
            most[name] = max(most.get(name, 0), len(cells))
    names = {column.of: column for column in shape.names}
    there = [column for column in shape.columns if column.name in most]
    for column in there:
        for number in range(most[column.name] if column.several else 1):
            yield _Place(
                description=numbered(column.description, number + 1),
                of=column.name,
                number=number,
                separator=column.separator,
            )
            if beside := names.get(column.name):
                yield _beside(beside, column.name, number)
    taken = {column.name for column in there}
    for column in there:
        if column.is_dated:
            for bound, described in enumerate(bounds_described(column, BOUND_OF, taken)):
                yield _Place(
                    description=described, of=column.name, separator=column.separator, bound=bound
                )


def _beside(column: NameColumn, of: str, number: int) -> _Place:
    described: dict[str, Any] = numbered(column.description, number + 1)
    described[NAME_OF] = of if number == 0 else f"{of}_{number + 1}"
    return _Place(description=described, of=of, number=number, named=True)
