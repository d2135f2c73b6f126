"""One column made ready: from a cell's text to its value, its statements and its faults, each text read once.

Model for Tabular Data, section 6.4: https://www.w3.org/TR/tabular-data-model/#parsing-cells
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias, cast
from urllib.parse import unquote

from simpul.csvw.datatypes import Datatype
from simpul.csvw.model import Column, Inherited
from simpul.csvw.templates import OF_COLUMN, Template, Values
from simpul.csvw.vocabulary import DURATIONS, FORMATTED_DATES, INTEGERS, NUMBERS
from simpul.locale import translate as _
from simpul.terms import Literal, NamedNode

_REMEMBERED: Final = 20_000
"""Different texts of one column whose reading is kept; most columns have far fewer."""

_MOST_FAULTS: Final = 10
"""Of one cell, which may hold millions of items."""

Objects: TypeAlias = tuple[NamedNode | Literal, ...]
Statement: TypeAlias = tuple[NamedNode, NamedNode | Literal]
"""What is said of a subject: a property and its value."""


Faults: TypeAlias = tuple[str, ...]
"""What is wrong with a cell, in words."""


class Cell(NamedTuple):
    """What a cell's text means.

    Attributes:
        literals: Its values, in order; none for an empty cell.
        value: What templates take for it: a text, texts of a list, or None for an empty cell.
        faults: What is wrong with it; the values then are plain text.
        objects: What it says by its column's predicate; None where the row has a part in it.
        more: What it says beside that, each with a predicate of its own.
    """

    literals: tuple[Literal, ...]
    value: str | list[str] | None
    faults: Faults
    objects: Objects | None
    more: tuple[Statement, ...] = ()


Extension: TypeAlias = Callable[[Sequence[Literal]], tuple[Objects, tuple[Statement, ...]]]
"""Gives what a cell's values say instead, and beside that; raises ValueError where one does not fit."""


@dataclass(slots=True, kw_only=True)
class Reader:
    """A column of one table, made ready.

    Attributes:
        index: Position of its cell in a row; for a virtual column, behind the last.
        label: The heading, else the name: how a person knows the column.
        about, predicate, value: Templates, None where the metadata gives none.
        topic: Tells what a cell is about: in a row, columns with the same are about the same thing.
        fixed: The predicate where it is the same in each row, else None.
        remedy: Tells from a cell's text what it should hold, in words.
        by_row: Whether it takes other cells of the row to know what one says.
        extension: What cells say beyond the recommendation, or None.
        strict: Whether a cell that does not fit is an error, not a text.
    """

    column: Column
    index: int
    name: str
    label: str
    about: Template | None
    topic: str | None
    predicate: Template
    value: Template | None
    constants: Values
    literal_type: NamedNode
    fixed: NamedNode | None
    remedy: Callable[[str], str]
    by_row: bool
    extension: Extension | None = None
    strict: bool = False
    known: dict[str, Cell] = field(default_factory=dict[str, Cell])

    @property
    def is_list(self) -> bool:
        """Whether its cells hold several values, in an order that counts."""
        return self.column.inherited.separator is not None and self.column.inherited.ordered

    def read(self, text: str) -> Cell:
        """Return what a cell's text means."""
        cell = self.known.get(text)
        if cell is None:
            if len(self.known) >= _REMEMBERED:
                self.known.clear()
            cell = self.known[text] = self._read(text)
        return cell

    def _read(self, text: str) -> Cell:
        literals, value, faults = self._values(text)
        objects: Objects | None
        more: tuple[Statement, ...] = ()
        try:
            if self.extension:
                objects, more = self.extension(literals)
            else:
                objects = self._objects(literals, value)
        except ValueError:
            objects, faults = (), (*faults, self._unfit(text))
        if self.column.suppressed or (faults and self.strict):
            return Cell(literals, value, faults, ())
        return Cell(literals, value, faults, objects, more)

    def _objects(
        self, literals: tuple[Literal, ...], value: str | list[str] | None
    ) -> Objects | None:
        template = self.value
        if value is None and not (template and self.column.virtual):
            return ()
        if self.by_row or (template and template.names and not value):
            return None
        if template is None:
            return literals
        try:
            return (NamedNode(template({self.name: value} if value else {})),)
        except ValueError:
            return None  # it is told of with each row that has it

    def _values(self, raw: str) -> tuple[tuple[Literal, ...], str | list[str] | None, Faults]:
        own = self.column.inherited
        text = own.datatype.normalised(raw) or own.default
        if own.separator is None:
            if text in own.null:
                return (), None, _faults(own)
            literal, value, fault = self._literal(text)
            return (literal,), value, (fault,) if fault else ()
        if text == "" or (text in own.null and own.separator not in text):
            return (), None, _faults(own)
        literals: list[Literal] = []
        values: list[str] = []
        faults: list[str] = []
        for part in text.split(own.separator):
            item = (part if own.datatype.base in {"string", "any"} else part.strip()) or own.default
            if item not in own.null:
                literal, value, fault = self._literal(item)
                literals.append(literal)
                values.append(value)
                faults += [fault] if fault else []
        if not literals:
            faults += _faults(own)
        return tuple(literals), values, _first(faults)

    def _literal(self, text: str) -> tuple[Literal, str, str]:
        own = self.column.inherited
        try:
            value = own.datatype.read(text)
        except ValueError:
            return self._text(text), text, self._unfit(text)
        if own.datatype.plain:
            return self._text(value), value, ""
        return Literal(value, datatype=self.literal_type), value, ""

    def _unfit(self, text: str) -> str:
        shown = repr(text if len(text) <= 80 else text[:77] + "…")
        if self.strict:
            return _("{value} does not fit here.", value=shown)
        return _("{value} does not fit here; written as text.", value=shown)

    def _text(self, text: str) -> Literal:
        lang = self.column.inherited.lang
        return Literal(text) if lang == "und" else Literal(text, language=lang)


def _first(faults: Sequence[str]) -> Faults:
    """Return what is wrong with the items of a list: the first of them, and the count of the others."""
    more = len(faults) - _MOST_FAULTS
    if more <= 0:
        return tuple(faults)
    return (*faults[:_MOST_FAULTS], _("{count} more of this kind.", count=more))


def _faults(own: Inherited) -> Faults:
    """Return what is wrong with an empty cell."""
    return (_("this cell must not be empty."),) if own.required else ()


def readers(
    columns: Sequence[Column],
    table: str,
    language: str | None,
    skipped: int = 0,
    *,
    strict: bool = False,
) -> list[Reader]:
    """Make a table's columns ready.

    Args:
        columns: Real ones first.
        table: Address of the table, that templates are relative to; where it is empty they must be absolute.
        language: Default language of the metadata, which decides on names.
        skipped: Number of columns in the file before the first.
        strict: Whether cells that do not fit are errors.
    """
    made: list[Reader] = []
    for number, column in enumerate(columns, start=1):
        reader = _reader(column, number, column.name(number, language), table, skipped)
        reader.strict = strict
        made.append(reader)
    real = {reader.name for reader in made if not reader.column.virtual}
    for reader in made:
        for template in filter(None, (reader.about, reader.predicate, reader.value)):
            template.needs = [name for name in template.names if name in real]
    return made


def _reader(column: Column, number: int, name: str, table: str, skipped: int) -> Reader:
    own = column.inherited
    constants = {
        "_name": unquote(name),
        "_column": str(number),
        "_sourceColumn": str(number + skipped),
    }
    titles = next((texts for texts in column.titles.values() if texts), ())
    predicate = _template(own.property, table, constants) or Template.fixed(
        f"{table.partition('#')[0]}#{name}"
    )
    value = _template(own.value, table, constants)
    alone = not value or not value.names or (value.names == (name,) and not column.virtual)
    about = _template(own.about, table, constants)
    return Reader(
        column=column,
        index=number - 1,
        name=name,
        label=titles[0] if titles else unquote(name),
        about=about,
        topic=f"{own.about} {name}" if about and about.by_column else own.about,
        predicate=predicate,
        value=value,
        constants=constants,
        literal_type=NamedNode(own.datatype.iri),
        fixed=NamedNode(predicate.constant) if predicate.constant else None,
        remedy=lambda _text: expected(own.datatype),
        by_row=not (alone and predicate.constant)
        or (value is None and own.separator is not None and own.ordered),
    )


def _template(text: str | None, table: str, constants: Values) -> Template | None:
    if text is None:
        return None
    made = Template(text, table)
    return Template.fixed(made(constants)) if OF_COLUMN.issuperset(made.names) else made


def expected(datatype: Datatype) -> str:
    """Return in words what a cell of this datatype should hold."""
    form, base = datatype.format, datatype.base
    if form and base == "string":
        choices = re.fullmatch(r"[\w-]+(\|[\w-]+)*", str(form))
        if choices:
            return _("Write one of: {choices}.", choices=str(form).replace("|", ", "))
        return _("Write it in the form {pattern}.", pattern=form)
    if form:
        shown = form
        if isinstance(form, dict):
            stated = cast("dict[str, str]", form)
            shown = ", ".join(f"{key} {text}" for key, text in stated.items())
        return _("Write a value of type {type} in the form {form}.", type=base, form=shown)
    words = [
        (INTEGERS, _("Write a whole number in digits alone, such as 1027.")),
        (NUMBERS, _("Write a number with a point, such as 8070000 or 8.07.")),
        (FORMATTED_DATES, _("Write a {type} as XML Schema does, such as 2018-03-22.", type=base)),
        (DURATIONS, _("Write a duration such as P1Y6M or PT30M.")),
    ]
    usual = _("Write a value of type {type}.", type=base)
    return next((said for names, said in words if base in names), usual)
