"""Which column of a kind of table each heading means: in any order, in either language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from simpul.csvw.model import Column, Table
from simpul.errors import DataError, Place, Problem, did_you_mean
from simpul.locale import translate as _

MOST_COLUMNS: Final = 1_000
"""So many columns and no more: a table with more is a mistake, and each heading would be one problem."""


def spellings(columns: Iterable[Column]) -> dict[str, str]:
    """Return every heading that means a column, in lower case, and the column's name."""
    known: dict[str, str] = {}
    for column in columns:
        if not column.virtual and column.named is not None:
            titles = (title for texts in column.titles.values() for title in texts)
            for title in (column.named, *titles):
                known.setdefault(title.strip().lower(), column.named)
    return known


def arranged(table: Table, headings: Sequence[str], shown: str) -> Table:
    """Return a table whose columns stand as its headings do, those without a heading left out.

    Raises:
        DataError: A heading means no column or one that stands twice, or a column that must be there is missing.
    """
    columns = table.schema.columns or ()
    required = [c.named for c in columns if c.named and c.inherited.required and not c.virtual]
    place = Place(file=shown, row=1)
    other = _("Remove it, or add it to the schema.")
    names, problems = match_headings(headings, spellings(columns), required, place, other)
    if problems:
        raise DataError(problems)
    by_name = {column.named: column for column in columns if not column.virtual}
    virtual = [column for column in columns if column.virtual]
    return table.with_columns([*(by_name[name] for name in names), *virtual])


def _alike(heading: str, known: Mapping[str, str]) -> list[str]:
    """Return the headings that may be meant: as people write them, or as schemas do where this one has such a form."""
    return [spelling for spelling in known if ("_" in spelling) == ("_" in heading)]


def match_headings(
    headings: Sequence[str],
    known: Mapping[str, str],
    required: Sequence[str],
    place: Place,
    other: str,
) -> tuple[list[str | None], list[Problem]]:
    """Say which column each heading means.

    Args:
        headings: As they are meant, in any order and in either language.
        known: Every spelling of every heading, folded to lower case, and its column's name.
        required: Names of columns that must be there.
        place: Their row, for the problems.
        other: What to do with a heading that is like none that is known.

    Returns:
        Column names in the order of the headings (None for one not understood), and problems.
    """
    if len(headings) > MOST_COLUMNS:
        what = _("this table has {count} columns.", count=len(headings))
        remedy = _("No kind of table has more than {most}; check the separator.", most=MOST_COLUMNS)
        raise DataError([Problem(place=place, what=what, remedy=remedy)])
    columns: list[str | None] = []
    problems: list[Problem] = []
    for number, heading in enumerate(headings, start=1):
        name = known.get(heading.strip().lower())
        what = remedy = ""
        if not heading:
            what = _("column {number} has cells and no heading.", number=number)
            remedy = _("Give it a heading, or delete it.")
        elif name is None:
            what = _("there is no column {name} in this kind of table.", name=repr(heading))
            remedy = did_you_mean(heading, _alike(heading, known)).strip() or other
        elif name in columns:
            what = _("there are two columns {name}.", name=repr(heading))
            remedy = _("Keep one of the two.")
        if what:
            column = heading or None
            problems.append(Problem(place=replace(place, column=column), what=what, remedy=remedy))
        columns.append(name)
    problems += [
        Problem(
            place=replace(place, column=name),
            what=_("this column is missing."),
            remedy=_("Add it; it is required."),
        )
        for name in required
        if name not in columns
    ]
    return columns, problems
