"""Columns as they are written: from a term to the text of a cell that reads back as this term and nothing else.

A text is tried by the engine that will read it, cleaning and agreement of tables included; where it would be read
otherwise, or a spreadsheet might run it, the column does not take the term, and another table says it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

from simpul.cells import shield
from simpul.csvw.cells import Reader, readers
from simpul.csvw.cells import Statement as Said
from simpul.csvw.templates import Template
from simpul.csvw.vocabulary import AS_WRITTEN, CSVW
from simpul.errors import Severity
from simpul.json_files import Json
from simpul.tables.agreement import Agreement
from simpul.tables.cleaning import Cleaner, column_text
from simpul.tables.extensions import VERBATIM, extension_of
from simpul.tables.lines import Line
from simpul.tables.metadata import METADATA, group_of
from simpul.terms import Literal, NamedNode, Term

LINK: Final = "link"
"""The kind of a term that is an address."""
_ANY: Final = NamedNode(CSVW + "Cell")
_ITSELF: Final = Template("{+iri}", "")


class Cell(NamedTuple):
    """A term as a cell.

    Attributes:
        text: Of the cell.
        more: What the cell says beside the term: the bounds of a date.
    """

    text: str
    more: tuple[Said, ...] = ()


@dataclass(slots=True, kw_only=True)
class WrittenColumn:
    """A column that takes the terms of one property, or of any.

    Attributes:
        description: As CSVW has it, for one value.
        states: Whose values it takes; in a table of statements, where a cell of the row says it, any.
        several: Whether a row may have several values, each in a column of its own.
    """

    description: Json
    reader: Reader
    states: NamedNode
    several: bool = False
    _cleaner: Cleaner = field(init=False)
    _agreement: Agreement = field(init=False)
    _has_to_agree: bool = field(init=False)
    _known: dict[Term, Cell | None] = field(default_factory=dict[Term, Cell | None], init=False)

    def __post_init__(self) -> None:
        column = self.reader.column
        is_cleaned = VERBATIM not in column.annotations
        self._cleaner = Cleaner(columns=[column_text(column, self.name) if is_cleaned else None])
        self._agreement = Agreement.of([column if is_cleaned else None])
        own = self._agreement
        self._has_to_agree = bool(own.dates or own.wholes or own.addresses or own.measured[0] >= 0)

    @property
    def name(self) -> str:
        """Its name."""
        return self.reader.name

    @property
    def kind(self) -> str:
        """What kind of term it takes, as `term_kind` has it."""
        own = self.reader.column.inherited
        if own.value is not None:
            return LINK
        return self.reader.literal_type.value if own.lang == "und" else f"@{own.lang}"

    @property
    def separator(self) -> str:
        """Between the items of its cells; empty where they hold one value."""
        return self.reader.column.inherited.separator or ""

    @property
    def is_dated(self) -> bool:
        """Whether its cells say more than their terms: the bounds of dates."""
        return self.reader.extension is not None

    def cell(self, term: Term) -> Cell | None:
        """Return the cell for a term, None where the column cannot say it."""
        try:
            return self._known[term]
        except KeyError:
            made = self._known[term] = self._made(term)
            return made

    def _made(self, term: Term) -> Cell | None:
        text = self._text(term)
        if not text or not self.is_harmless(text):
            return None
        read = self.reader.read(text)
        if read.faults:
            return None
        if read.objects is not None:
            is_said = read.objects == (term,)
        elif self.reader.value is None:
            is_said = read.literals == (term,)
        else:  # the row makes an address, of this cell alone
            is_said = is_sayable(term)
        return Cell(text, read.more) if is_said else None

    def takes(self, value: Literal) -> bool:
        """Return whether a text of the metadata is read as this value."""
        if self.reader.column.inherited.datatype.base in AS_WRITTEN:
            return True
        read = self.reader.read(value.value)
        return read.literals == (value,) and not read.faults

    def is_harmless(self, text: str) -> bool:
        """Return whether a cell's text is left as it is by whoever reads it, people's programs included."""
        if "\0" in text or shield(text) != text or self._cleaner.cells(1, [text]) != [text]:
            return False
        if not self._has_to_agree:
            return True
        (line,) = self._agreement.lines([Line(number=1, cells=[text])])
        return line.cells == [text] and all(f.severity is not Severity.ERROR for f in line.faults)

    def _text(self, term: Term) -> str:
        own, template = self.reader.column.inherited, self.reader.column.inherited.value
        if isinstance(term, Literal):
            if template is not None or (term.language or "und") != own.lang:
                return ""
            return term.value if term.language or term.datatype == self.reader.literal_type else ""
        if not isinstance(term, NamedNode) or template is None:
            return ""
        before, _brace, rest = template.partition("{")
        variable, _end, after = rest.partition("}")
        if not (term.value.startswith(before) and term.value.endswith(after)):
            return ""
        text = term.value[len(before) : len(term.value) - len(after)]
        return text if variable.startswith("+") else unquote(text)


def is_sayable(term: Term) -> bool:
    """Return whether a cell can hold an address that a template ``{+…}`` leaves as it is: not one beyond ASCII."""
    if not isinstance(term, NamedNode):
        return False
    try:
        return _ITSELF({"iri": term.value}) == term.value and shield(term.value) == term.value
    except ValueError:
        return False


def written_columns(schema: Json, several: frozenset[str] = frozenset()) -> list[WrittenColumn]:
    """Return the columns of a schema that say something, made ready.

    Args:
        schema: As CSVW has it, each column for one value or with a separator.
        several: Names of those of which a row may need more than one.
    """
    document = {"@id": "urn:simpul:tables", "tables": [{"url": "table.csv", "tableSchema": schema}]}
    (table,) = group_of(Path(METADATA), document).tables
    made = readers(table.schema.columns or (), "", None, strict=True)
    described = {str(column["name"]): column for column in schema["columns"]}
    for reader in made:
        reader.extension = extension_of(reader)
    return [
        WrittenColumn(
            description=described[reader.name],
            reader=reader,
            states=reader.fixed or _ANY,
            several=reader.name in several,
        )
        for reader in made
        if not (reader.column.suppressed or reader.column.virtual)
    ]


def numbered(description: Mapping[str, Any], number: int) -> Json:
    """Return the description of a column for the value of this number, from 1: its name and titles tell the number."""
    name = str(description["name"])
    if number == 1:
        return dict(description)
    own = f"{name}_{number}"
    titles = {
        language: [f"{title} ({number})" for title in texts]
        for language, texts in dict(description.get("titles") or {}).items()
        if language != "und"
    }
    made = {**description, "name": own, "titles": {"und": [own], **titles}}
    made.pop("required", None)
    for key in ("valueUrl",):
        if key in made:
            made[key] = str(made[key]).replace(f"{{{name}}}", f"{{{own}}}").replace(f"{{+{name}}}", f"{{+{own}}}")  # fmt: skip
    return made


def term_kind(term: Term) -> str:
    """Return what kind of column takes a term: ``link``, ``@`` and a language, or the address of a datatype.

    Raises:
        ValueError: No column takes it.
    """
    if isinstance(term, NamedNode):
        return LINK
    if isinstance(term, Literal):
        return f"@{term.language}" if term.language else term.datatype.value
    raise ValueError(term)
