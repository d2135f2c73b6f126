"""A column of a table, made ready to turn cells into RDF terms."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, cast

from csvw import Column

from simpul.edtf import bounds
from simpul.locale import translate as _
from simpul.tables.w3c.dates import is_lexical
from simpul.tables.w3c.numbers import NumberFormat, number_format
from simpul.tables.w3c.templates import compiled, prefixed
from simpul.tables.w3c.vocabulary import NUMBERS
from simpul.terms import EDTF, ONTOLOGY, XSD, Literal, NamedNode

EACH: Final = ONTOLOGY + "valueUrlOfEach"
NAME_OF: Final = ONTOLOGY + "nameOf"
_PARTIAL_DATES: Final = frozenset(("gYear", "gYearMonth", "gMonth", "gDay", "gMonthDay"))
_WHOLE: Final = frozenset(("integer", "int", "long", "nonNegativeInteger", "positiveInteger"))
_LEXICAL: Final[dict[str, str]] = {"any": "string", "number": "double", "datetime": "dateTime"}

Template = Callable[[Mapping[str, str]], str | None]


def template(text: str) -> Template:
    """Return a function that fills a URI template (RFC 6570) from a row's cells.

    It gives None when a cell the template needs is empty: no IRI is made from nothing, where the
    recommendation would make one of what is left.
    """
    whole = prefixed(text)
    names, fill = compiled(whole)
    if not names:
        return lambda _row: whole
    return lambda row: fill(row) if all(map(row.get, names)) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """One column's way from cell to terms.

    Attributes:
        each: Makes an IRI of one item of a list, or None.
        name_of: Column whose thing this column's cells name, for checking, or None.
    """

    column: Column
    name: str
    predicate: Template
    subject: Template | None
    value: Template | None
    each: Template | None
    name_of: str | None
    language: str | None
    suppressed: bool
    datatype: NamedNode
    base: str
    number: NumberFormat | None = None
    dated: bool = field(default=False)

    def read(self, cell: str) -> list[Any]:
        """Return the values in a cell, none for an empty one.

        Raises:
            ValueError: The cell is not of the column's datatype, or is empty and required.
        """
        value: object = self.column.read(cell)
        values = cast("Sequence[Any]", value) if isinstance(value, list) else [value]
        texts = [item for item in values if item is not None and item != ""]
        if self.column.inherit("required") and not texts:
            raise ValueError(_("this cell must not be empty"))
        if self.base in _PARTIAL_DATES and not all(
            is_lexical(self.base, str(item)) for item in texts
        ):
            raise ValueError(cell)
        if self.number and texts:
            # csvw takes out the group character wherever it stands: 8.07 would be 807.
            mark = self.column.inherit("separator")
            for part in cell.split(mark) if mark else [cell]:
                self.number.lexical(part.strip())
        if self.dated:
            for item in texts:
                bounds(str(item))
        return texts

    def literals(self, value: Any) -> list[tuple[str, Literal]]:  # noqa: ANN401 - a cell's value
        """Return literals for one value, each with what to append to the property's name."""
        if self.dated:
            earliest, latest = bounds(str(value))
            day = NamedNode(XSD + "date")
            return [
                ("", Literal(str(value), datatype=self.datatype)),
                ("Earliest", Literal(earliest.isoformat(), datatype=day)),
                ("Latest", Literal(latest.isoformat(), datatype=day)),
            ]
        if self.language and self.base == "string":
            return [("", Literal(str(value), language=self.language))]
        if self.base == "date" and isinstance(value, datetime):
            # csvw gives a midnight, which is no xsd:date and compares with none.
            value = value.date()
        return [("", Literal(lexical(value), datatype=self.datatype))]

    def expected(self) -> str:
        """Return in words what a cell of this column should hold."""
        return expected(self.base, self.column.inherit("datatype"), dated=self.dated)


def cells_of(column: Column) -> Cells:
    """Make a column ready."""
    annotations: Mapping[str, Any] = column.common_props
    datatype = column.inherit("datatype")
    base = str(datatype.base) if datatype is not None else "string"
    iri = (datatype.at_props.get("id") if datatype is not None else None) or (
        XSD + _LEXICAL.get(base, base)
    )
    about, property_url, value_url = (
        column.inherit(name) for name in ("aboutUrl", "propertyUrl", "valueUrl")
    )
    each = annotations.get(EACH)
    language = column.inherit("lang")
    return Cells(
        column=column,
        name=column.header,
        predicate=template(property_url.uri if property_url else ""),
        subject=template(about.uri) if about else None,
        value=template(value_url.uri) if value_url else None,
        each=template(each) if each else None,
        name_of=annotations.get(NAME_OF),
        language=None if language in {None, "und"} else language,
        suppressed=bool(column.suppressOutput),
        datatype=NamedNode(iri),
        base=base,
        number=_number(base, getattr(datatype, "format", None)),
        dated=iri == EDTF,
    )


def _number(base: str, form: object) -> NumberFormat | None:
    """Return how numbers with group or decimal characters of their own are read, else None."""
    if base not in NUMBERS or not isinstance(form, dict):
        return None
    stated = cast("dict[str, str]", form)
    return number_format(
        base,
        pattern=stated.get("pattern"),
        group=stated.get("groupChar"),
        decimal=stated.get("decimalChar"),
    )


def lexical(value: Any) -> str:  # noqa: ANN401 - whatever csvw parses a cell into
    """Return a value's canonical text (XML Schema 1.1, part 2).

    >>> lexical(Decimal("869.0")), lexical(True), lexical(date(2018, 3, 22))
    ('869.0', 'true', '2018-03-22')
    """
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case datetime() | date():
            return value.isoformat()
        case float():
            return repr(value).replace("inf", "INF").replace("nan", "NaN")
        case _:
            # csvw reads xsd:anyURI into its parts (rfc3986.URIReference).
            return str(value.unsplit() if hasattr(value, "unsplit") else value)


def expected(base: str, datatype: Any, *, dated: bool) -> str:  # noqa: ANN401 - csvw's Datatype
    """Return in words what a cell of this datatype should hold."""
    pattern = str(getattr(datatype, "format", None) or "")
    if dated:
        words = _("Write a date as 2018, 2018-03, 2018-03-22, or 2018~ for about 2018.")
    elif base == "string" and re.fullmatch(r"[\w-]+(\|[\w-]+)*", pattern):
        words = _("Write one of: {choices}.", choices=", ".join(pattern.split("|")))
    elif base == "string" and pattern:
        words = _("Write it in the form {pattern}.", pattern=pattern)
    elif base in _WHOLE:
        words = _("Write a whole number in digits alone, such as 1027.")
    elif base in {"decimal", "double", "float", "number"}:
        words = _("Write a number with a point and no grouping, such as 8070000 or 8.07.")
    elif base in {"date", "dateTime"}:
        words = _("Write a day as 2018-03-22.")
    else:
        words = _("Write a value of type {type}.", type=base)
    return words
