"""Metadata after reading: what is known of a group, its tables, schemas and columns, defaults filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import quote

from simpul.csvw.annotations import Annotations
from simpul.csvw.datatypes import Datatype, datatype

STRING: Final = datatype({"base": "string"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Inherited:
    """Properties that a group, table, schema and column may give, the nearest counting.

    Attributes:
        about, property, value: URI templates as written, or None.
        null: Texts that mean that a cell is empty.
    """

    about: str | None = None
    datatype: Datatype = STRING
    default: str = ""
    lang: str = "und"
    null: tuple[str, ...] = ("",)
    ordered: bool = False
    property: str | None = None
    required: bool = False
    separator: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a schema.

    Attributes:
        named: The name that the metadata gives, or None.
        titles: By language; ``und`` where it names none.
        annotations: Common properties, by IRI.
    """

    inherited: Inherited = field(default_factory=Inherited)
    named: str | None = None
    titles: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    virtual: bool = False
    suppressed: bool = False
    annotations: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def name(self, number: int, language: str | None) -> str:
        """Return the column's name: as given, else its first title, else its number (from 1)."""
        if self.named is not None:
            return self.named
        for tag in (language or "und", self.inherited.lang, "und"):
            if titles := self.titles.get(tag):
                return encoded(titles[0])
        return f"_col.{number}"


def encoded(title: str) -> str:
    """Return a title as a name: all but letters, digits, ``_`` and ``.`` percent-encoded.

    >>> encoded("Trim Cycle-2"), encoded("_x")
    ('Trim%20Cycle%2D2', '%5Fx')
    """
    rest = quote(title, safe="").replace("-", "%2D").replace("~", "%7E")
    if rest.startswith(("_", ".")):
        rest = f"%{ord(rest[0]):02X}{rest[1:]}"
    return rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a table's file is written (Metadata Vocabulary, section 5.9).

    Attributes:
        comment: What a comment begins with; None where it is not said, and nothing is a comment then.
        delimiter: None where it is not said: a comma, or what the first line has instead.
    """

    comment: str | None = None
    delimiter: str | None = None
    double_quote: bool = True
    encoding: str = "utf-8"
    header: bool = True
    header_rows: int | None = None
    quote: str | None = '"'
    skip_blank: bool = False
    skip_columns: int = 0
    skip_initial_space: bool = False
    skip_rows: int = 0
    trim: str | None = None
    line_ends: tuple[str, ...] = ("\r\n", "\n")

    @property
    def heading_rows(self) -> int:
        """Number of rows that hold headings."""
        return self.header_rows if self.header_rows is not None else int(self.header)

    @property
    def trims(self) -> str:
        """``true``, ``start``, ``end`` or ``false``."""
        return self.trim or ("start" if self.skip_initial_space else "false")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """Columns of a table that name a row of another (or the same) table.

    Attributes:
        tables: Addresses that the table referred to may have, else none.
        schemas: ``@id`` that the schema referred to may have, else none.
    """

    columns: tuple[str, ...]
    tables: tuple[str, ...]
    schemas: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The columns of a table and what holds between its rows.

    Attributes:
        iris: Its ``@id``, and the address of its file.
        columns: None where the metadata names none: the headings are taken.
    """

    iris: tuple[str, ...] = ()
    columns: Sequence[Column] | None = None
    primary_key: tuple[str, ...] = ()
    row_titles: tuple[str, ...] = ()
    foreign_keys: Sequence[ForeignKey] = ()
    inherited: Inherited = field(default_factory=Inherited)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a description states of its own thing: common properties and notes, checked."""

    annotations: Annotations = field(default_factory=Annotations)
    properties: Sequence[tuple[str, Any]] = ()
    notes: Sequence[Any] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table.

    Attributes:
        address: Of its file.
        url: Its file, as the metadata names it.
        language: Default language of the metadata, which decides on the columns' names.
    """

    address: str
    schema: Schema
    url: str = ""
    stated: Stated = field(default_factory=Stated)
    iri: str | None = None
    dialect: Dialect = field(default_factory=Dialect)
    suppressed: bool = False
    language: str | None = None

    def with_columns(self, columns: Sequence[Column]) -> "Table":
        """Return the table with other columns."""
        return replace(self, schema=replace(self.schema, columns=columns))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of tables.

    Attributes:
        source: The metadata file, as the user knows it; empty where there is none.
    """

    tables: Sequence[Table]
    stated: Stated = field(default_factory=Stated)
    iri: str | None = None
    source: str = ""
