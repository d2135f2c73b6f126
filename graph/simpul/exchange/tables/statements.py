"""What no row says, as statements: a table of subject, property and value, with a column for each kind of value.

Some texts can stand in no cell: those that a spreadsheet would run, addresses beyond ASCII, what is no value of its
datatype. They stand in the metadata, as columns that have the same value in each row of a table of one row.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from simpul.cells import joined
from simpul.csvw.vocabulary import NAMESPACES
from simpul.errors import DataError, Place, Problem
from simpul.exchange.tables.columns import (
    WrittenColumn,
    is_sayable,
    term_kind,
    written_columns,
)
from simpul.exchange.tables.rows import WrittenTable
from simpul.exchange.tables.shapes import STATEMENTS, value_description
from simpul.json_files import Json
from simpul.locale import translate as _
from simpul.tables.extensions import EXACT, VERBATIM
from simpul.terms import EDTF, XSD, Literal, NamedNode, Triple

_SUBJECT: Final = {"name": "subject", "titles": {"en": ["subject"], "id": ["subjek"]}, "required": True, "suppressOutput": True}  # fmt: skip
_PROPERTY: Final = {"name": "property", "titles": {"en": ["property"], "id": ["properti"]}, "required": True, "suppressOutput": True}  # fmt: skip
_STRING: Final = XSD + "string"


def statement_tables(triples: Iterable[Triple]) -> list[WrittenTable]:
    """Return the tables that state triples; none for none.

    Raises:
        DataError: A triple can be in no table.
    """
    ordered = sorted(triples, key=str)
    kinds = sorted({term_kind(triple.object) for triple in ordered})
    columns = {
        kind: column
        for number, kind in enumerate(kinds, start=1)
        if (column := _column(kind, f"_{number}"))
    }
    rows: list[tuple[Triple, str, str]] = []
    others: list[Triple] = []
    for triple in ordered:
        kind = term_kind(triple.object)
        cell = columns[kind].cell(triple.object) if kind in columns else None
        if cell and is_sayable(triple.subject) and is_sayable(triple.predicate):
            rows.append((triple, kind, cell.text))
        else:
            others.append(triple)
    found = [_statements(rows, columns)] if rows else []
    return found + ([_others(others)] if others else [])


def _column(kind: str, mark: str = "") -> WrittenColumn | None:
    """Return the column that takes values of this kind, None where CSVW has none for it.

    Args:
        kind: Of the terms.
        mark: Tells columns of foreign datatypes apart, whose names may be alike.
    """
    said = value_description(kind)
    if said is None:
        return None
    name = _value_name(kind, mark)
    described: Json = {
        "name": name,
        "titles": {"und": [name]},
        "propertyUrl": "{+property}",
        VERBATIM: True,
        **said,
    }
    if kind == "link":
        described["valueUrl"] = f"{{+{name}}}"
    (column,) = written_columns(_schema([described]))
    return column


def _value_name(kind: str, mark: str) -> str:
    if kind == "link":
        return "link"
    if kind.startswith("@"):
        return f"text_{kind[1:].replace('-', '_')}"
    if kind == _STRING:
        return "text"
    if kind.startswith(XSD):
        return f"value_{kind.removeprefix(XSD)}"
    words = re.findall("[A-Za-z0-9]+", kind)
    return f"value_{words[-1] if words else ''}{mark}"


def _schema(columns: Sequence[Json]) -> Json:
    return {
        "@type": "Schema",
        "aboutUrl": "{+subject}",
        "columns": [_SUBJECT, _PROPERTY, *columns],
    }


def _statements(
    rows: Sequence[tuple[Triple, str, str]], columns: dict[str, WrittenColumn]
) -> WrittenTable:
    used = {kind for _triple, kind, _text in rows}
    kinds = [kind for kind in columns if kind in used]
    lines = [joined(["subject", "property", *(columns[kind].name for kind in kinds)], ",")]
    for triple, kind, text in rows:
        cells = [text if kind == other else "" for other in kinds]
        subject = triple.subject.value if isinstance(triple.subject, NamedNode) else ""
        lines.append(joined([subject, triple.predicate.value, *cells], ","))
    return WrittenTable(
        name=f"{STATEMENTS[0]}.csv",
        schema=_schema([columns[kind].description for kind in kinds]),
        content="".join(lines).encode(),
    )


def _others(triples: Sequence[Triple]) -> WrittenTable:
    row = {"name": "row", "titles": {"en": ["row"], "id": ["baris"]}, "suppressOutput": True}
    stated = [_constant(number, triple) for number, triple in enumerate(triples, start=1)]
    return WrittenTable(
        name=f"{STATEMENTS[1]}.csv",
        schema={"@type": "Schema", "columns": [row, *stated]},
        content=b"row\n1\n",
    )


def _constant(number: int, triple: Triple) -> Json:
    """Return a column that has no cells and says one triple."""
    subject, value = triple.subject, triple.object
    if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
        raise no_table(triple)
    addresses = (subject, triple.predicate, *([value] if isinstance(value, NamedNode) else ()))
    if any(one.value.partition(":")[0] in NAMESPACES and "://" not in one.value for one in addresses):  # fmt: skip
        raise no_table(triple)
    made: Json = {
        "name": f"statement_{number}",
        "virtual": True,
        "aboutUrl": subject.value,
        "propertyUrl": triple.predicate.value,
    }
    if isinstance(value, NamedNode):
        return made | {"valueUrl": value.value}
    # What means that there is no value is a text that this one is not.
    stated = made | {"default": value.value, "null": ["-" if value.value == "" else ""]}
    kind = term_kind(value)
    column = _column(kind)
    if column is None or not column.takes(value):
        return stated | {EXACT: kind}
    # A date alone says its bounds, which are stated apart.
    return stated | (value_description(kind) or {}) | ({EXACT: kind} if kind == EDTF else {})


def no_table(triple: Triple) -> DataError:
    """Return the error that a triple can be in no table."""
    what = _("no table can say this: {statement}", statement=str(triple))
    return DataError([Problem(place=Place(file=f"{STATEMENTS[0]}.csv"), what=what, remedy=_("Export it as Turtle or TriG."))])  # fmt: skip
