"""Other names that may be several, written as one: told once for each column, as a comma may well belong to a name."""

from collections.abc import Iterable, Iterator, Mapping

from simpul.errors import Problem, Severity
from simpul.ingest.input_tables import InputTable
from simpul.locale import translate as _
from simpul.tables.remedies import parts_of

_COLUMN = "aliases"


def likely_lists(
    table: InputTable, rows: Iterable[tuple[int, Mapping[str, str]]]
) -> Iterator[Problem]:
    """Yield what is to be told of a table's other names that hold a comma or a slash.

    Args:
        table: The table.
        rows: Number of each of its rows, and its cells by column.
    """
    column = table.kind.column(_COLUMN)
    if column is None or _COLUMN not in table.names:
        return
    said = [
        (number, item.strip(), parts_of(item))
        for number, cells in rows
        for item in cells.get(_COLUMN, "").split(column.separator)
        if "," in item or "/" in item
    ]
    several = [one for one in said if len(one[2]) > 1]
    likely = [one for one in several if _is_list(one[2])]
    for number, item, parts in (likely or several)[:1]:
        written = f"{column.separator} ".join(parts)
        yield Problem(
            place=table.place(number, table.headings[table.names.index(_COLUMN)]),
            what=_("{name} was taken for one name.", name=repr(item)),
            remedy=_("If these are several, write: {names}.", names=written),
            severity=Severity.WARNING if likely else Severity.ADVICE,
        )


def _is_list(parts: list[str]) -> bool:
    """Return whether names are likely several: three, or each of several words; "Washington, D.C." is one."""
    return len(parts) > 2 or all(len(part.split()) > 1 for part in parts)
