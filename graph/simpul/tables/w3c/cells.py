"""One column made ready: from a cell's text to its value, literals and faults, each text read once.

Model for Tabular Data, section 6.4: https://www.w3.org/TR/tabular-data-model/#parsing-cells
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, cast

from simpul.locale import translate as _
from simpul.tables.w3c.datatypes import Datatype
from simpul.tables.w3c.model import Column, Inherited
from simpul.tables.w3c.templates import OF_COLUMN, Template, Values
from simpul.tables.w3c.vocabulary import (
    DURATIONS,
    FORMATTED_DATES,
    INTEGERS,
    NUMBERS,
)
from simpul.terms import Literal, NamedNode

_REMEMBERED: Final = 20_000
"""Different texts of one column whose reading is kept; most columns have far fewer."""


class Cell(NamedTuple):
    """What a cell's text means.

    Attributes:
        literals: Its values, in order; none for an empty cell.
        value: What templates take for it: a text, texts of a list, or None for an empty cell.
        faults: What is wrong with it, in words; the values then are plain text.
    """

    literals: tuple[Literal, ...]
    value: str | list[str] | None
    faults: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Reader:
    """A column of one table, made ready.

    Attributes:
        index: Position of its cell in a row; for a virtual column, behind the last.
        label: The heading, else the name: how a person knows the column.
        about, predicate, value: Templates, None where the metadata gives none.
        fixed: The predicate where it is the same in each row, else None.
    """

    column: Column
    index: int
    name: str
    label: str
    about: Template | None
    predicate: Template
    value: Template | None
    constants: Values
    literal_type: NamedNode
    fixed: NamedNode | None
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

    def _read(self, raw: str) -> Cell:
        own = self.column.inherited
        text = own.datatype.normalised(raw) or own.default
        if own.separator is None:
            if text in own.null:
                return _empty(own)
            literal, value, fault = self._literal(text)
            return Cell((literal,), value, (fault,) if fault else ())
        if text == "" or (text in own.null and own.separator not in text):
            return _empty(own)
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
        if own.required and not literals:
            faults.append(_("this cell must not be empty."))
        return Cell(tuple(literals), values, tuple(faults))

    def _literal(self, text: str) -> tuple[Literal, str, str]:
        own = self.column.inherited
        try:
            value = own.datatype.read(text)
        except ValueError:
            shown = repr(text if len(text) <= 80 else text[:77] + "…")
            fault = _("{value} does not fit here; written as text.", value=shown)
            return self._text(text), text, fault
        if own.datatype.plain:
            return self._text(value), value, ""
        return Literal(value, datatype=self.literal_type), value, ""

    def _text(self, text: str) -> Literal:
        lang = self.column.inherited.lang
        return Literal(text) if lang == "und" else Literal(text, language=lang)


def _empty(own: Inherited) -> Cell:
    faults = (_("this cell must not be empty."),) if own.required else ()
    return Cell((), None, faults)


def readers(
    columns: Sequence[Column], table: str, language: str | None, skipped: int
) -> list[Reader]:
    """Make a table's columns ready.

    Args:
        columns: Real ones first.
        table: Address of the table.
        language: Default language of the metadata, which decides on names.
        skipped: Number of columns in the file before the first.
    """
    made = [
        _reader(column, number, column.name(number, language), table, skipped)
        for number, column in enumerate(columns, start=1)
    ]
    real = {reader.name for reader in made if not reader.column.virtual}
    for reader in made:
        for template in filter(None, (reader.about, reader.predicate, reader.value)):
            template.needs = [name for name in template.names if name in real]
    return made


def _reader(column: Column, number: int, name: str, table: str, skipped: int) -> Reader:
    from urllib.parse import unquote

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
    return Reader(
        column=column,
        index=number - 1,
        name=name,
        label=titles[0] if titles else unquote(name),
        about=_template(own.about, table, constants),
        predicate=predicate,
        value=_template(own.value, table, constants),
        constants=constants,
        literal_type=NamedNode(own.datatype.iri),
        fixed=NamedNode(predicate.constant) if predicate.constant else None,
    )


def _template(text: str | None, table: str, constants: Values) -> Template | None:
    if text is None:
        return None
    made = Template(text, table)
    return Template.fixed(made(constants)) if OF_COLUMN.issuperset(made.names) else made


def expected(datatype: Datatype) -> str:
    """Return in words what a cell of this datatype should hold."""
    if datatype.format:
        form = datatype.format
        shown = (
            ", ".join(f"{key} {text}" for key, text in cast("dict[str, str]", form).items())
            if isinstance(form, dict)
            else form
        )
        return _("Write a value of type {type} in the form {form}.", type=datatype.base, form=shown)
    if datatype.base in INTEGERS:
        return _("Write a whole number in digits alone, such as 1027.")
    if datatype.base in NUMBERS:
        return _("Write a number with a point, such as 8070000 or 8.07.")
    if datatype.base in FORMATTED_DATES:
        return _("Write a {type} as XML Schema does, such as 2018-03-22.", type=datatype.base)
    if datatype.base in DURATIONS:
        return _("Write a duration such as P1Y6M or PT30M.")
    return _("Write a value of type {type}.", type=datatype.base)
