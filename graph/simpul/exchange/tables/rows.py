"""The things of one kind as rows: each value in a cell that reads back as it, the rest handed on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from simpul.cells import joined, shield
from simpul.exchange.tables.columns import Cell, WrittenColumn, numbered
from simpul.exchange.tables.shapes import NameColumn, Properties, Shape, bounds_described
from simpul.json_files import Json
from simpul.tables.extensions import BOUND_OF, NAME_OF
from simpul.tables.measured import Measured
from simpul.terms import ONTOLOGY, NamedNode, Term, Triple

MOST: Final = 9
"""Values of one property in a row; more of them are among the statements."""
_VALUE, _UNIT, _STATED = (NamedNode(ONTOLOGY + name) for name in ("numericValue", "unit", "valueAsStated"))  # fmt: skip


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
        rows: By key: what stands in each column, and what each cell says.
    """

    shape: Shape
    rows: dict[str, dict[str, list[tuple[Term, Cell]]]] = field(
        default_factory=dict[str, dict[str, list[tuple[Term, Cell]]]]
    )

    def add(self, thing: NamedNode, key: str, said: Properties) -> Iterator[Triple]:
        """Add a row for a thing, and return what it does not say."""
        left = {name: sorted(values, key=str) if len(values) > 1 else [*values] for name, values in said.items()}  # fmt: skip
        for _column, name, value in self.shape.constants:
            left[name].remove(value)
        row: dict[str, list[tuple[Term, Cell]]] = {}
        bounds: list[tuple[NamedNode, Term]] = []
        for column in self.shape.columns:
            values = left.get(column.predicate) if column.predicate else None
            if values and (taken := _taken(column, values, said)):
                row[column.name] = taken
                for term, cell in taken:
                    values.remove(term)
                    bounds += cell.more
        _agree(row, left, self.shape.columns)
        for name, day in {*bounds}:
            left[name].remove(day)
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


def _agree(
    row: dict[str, list[tuple[Term, Cell]]],
    left: dict[NamedNode, list[Term]],
    columns: Sequence[WrittenColumn],
) -> None:
    """Leave out a number that, beside this unit and these words, would be read as another one, or refused."""
    named = {column.predicate: column.name for column in columns}
    at = [named.get(name, "") for name in (_VALUE, _UNIT, _STATED)]
    value, unit, stated = ("".join(cell.text for _t, cell in row.get(name, ())) for name in at)
    if value and (found := Measured.of(value, unit, stated)) and (found.value != value or found.what):  # fmt: skip
        left[_VALUE] += [term for term, _cell in row.pop(at[0])]


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

    def text(
        self, row: Mapping[str, Sequence[tuple[Term, Cell]]], labels: Mapping[str, str]
    ) -> str:
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

    def described(self, rows: Iterable[Mapping[str, object]]) -> Json:
        """Return its description; it is required where no row does without."""
        if self.description.get("required") and not all(self.of in row for row in rows):
            return {name: said for name, said in self.description.items() if name != "required"}
        return self.description


def _layout(
    shape: Shape, rows: Iterable[Mapping[str, Sequence[tuple[Term, Cell]]]]
) -> Iterator[_Place]:
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
    for column in there:
        if column.is_dated:
            for bound, described in enumerate(bounds_described(column, BOUND_OF)):
                yield _Place(
                    description=described, of=column.name, separator=column.separator, bound=bound
                )


def _beside(column: NameColumn, of: str, number: int) -> _Place:
    described: dict[str, Any] = numbered(column.description, number + 1)
    described[NAME_OF] = of if number == 0 else f"{of}_{number + 1}"
    return _Place(description=described, of=of, number=number, named=True)
