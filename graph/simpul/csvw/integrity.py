"""What must hold between rows: primary keys once each, foreign keys that name a row.

Model for Tabular Data, section 6.6: https://www.w3.org/TR/tabular-data-model/#validating-tables
A converter tells of what does not hold in warnings, and goes on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple, TypeAlias

from simpul.csvw.metadata.keys import referred
from simpul.csvw.model import ForeignKey, Group, Table
from simpul.csvw.notes import Notes
from simpul.csvw.rows import Row
from simpul.errors import Place
from simpul.locale import translate as _

Value: TypeAlias = str | tuple[str, ...]
"""What a cell holds, or each item of a list."""
Values: TypeAlias = Mapping[str, Value]
Key: TypeAlias = tuple[Value, ...]
"""A row's values in the columns of a key."""
Names: TypeAlias = tuple[str, ...]


class _Reference(NamedTuple):
    table: str
    theirs: Names
    key: Key
    place: Place


@dataclass(slots=True, kw_only=True)
class Integrity:
    """Keys seen so far.

    Attributes:
        rows: By address of table and names of columns, the keys there and the first row of each.
        twice: Table, columns and key where several rows have the same.
        targets: The tables that foreign keys refer to.
    """

    group: Group
    notes: Notes
    rows: dict[tuple[str, Names], dict[Key, int]] = field(
        default_factory=dict[tuple[str, Names], dict[Key, int]]
    )
    references: list[_Reference] = field(default_factory=list[_Reference])
    twice: set[tuple[str, Names, Key]] = field(default_factory=set[tuple[str, Names, Key]])

    targets: dict[ForeignKey, Table] = field(default_factory=dict[ForeignKey, Table])

    def __post_init__(self) -> None:
        for table in self.group.tables:
            for key in table.schema.foreign_keys:
                other = referred(key, self.group.tables)
                if other is not None:
                    self.targets[key] = other
                    self.rows.setdefault((other.address, key.theirs), {})

    def concerns(self, table: Table) -> bool:
        """Return whether a table's rows need to be kept."""
        schema = table.schema
        return bool(
            schema.primary_key
            or schema.foreign_keys
            or any(address == table.address for address, _columns in self.rows)
        )

    def columns(self, table: Table) -> set[str]:
        """Return the names of a table's columns that are part of a key."""
        foreign = (key.columns for key in table.schema.foreign_keys)
        referred_to = (names for address, names in self.rows if address == table.address)
        return {*table.schema.primary_key, *chain(*foreign, *referred_to)}

    def keep(self, table: Table, row: Row, values: Values, file: str) -> None:
        """Keep a row's keys; tell of a primary key that stood before."""
        columns = table.schema.primary_key
        if columns:
            seen = self.rows.setdefault((table.address, columns), {})
            key = _key(values, columns)
            if key in seen:
                place = Place(file=file, row=row.source, column=columns[0])
                named = _shown(key)
                what = _("row {row} already has the key {key}.", key=named, row=seen[key])
                self.notes.invalid(place, what, _("Give each row a key of its own."))
            elif any(key):
                seen[key] = row.source
        for (address, names), seen in self.rows.items():
            if address == table.address and names != columns:
                key = _key(values, names)
                if seen.setdefault(key, row.source) != row.source:
                    self.twice.add((address, names, key))
        for foreign in table.schema.foreign_keys:
            self._refer(foreign, row, values, file)

    def _refer(self, foreign: ForeignKey, row: Row, values: Values, file: str) -> None:
        other = self.targets.get(foreign)
        if other is not None and any(name in values for name in foreign.columns):
            place = Place(file=file, row=row.source, column=foreign.columns[0])
            key = _key(values, foreign.columns)
            self.references.append(_Reference(other.address, foreign.theirs, key, place))

    def check(self) -> None:
        """Tell of references to rows that are not there."""
        for one in self.references:
            named = _shown(one.key)
            if one.key not in self.rows.get((one.table, one.theirs), {}):
                what = _("there is no row with the key {key} in the table it refers to.", key=named)
                self.notes.invalid(one.place, what)
            elif (one.table, one.theirs, one.key) in self.twice:
                what = _("several rows have the key {key} in the table it refers to.", key=named)
                self.notes.invalid(one.place, what)


def _key(values: Values, columns: Names) -> Key:
    return tuple(values.get(name, "") for name in columns)


def _shown(key: Key) -> str:
    return ", ".join(value if isinstance(value, str) else ";".join(value) for value in key)
