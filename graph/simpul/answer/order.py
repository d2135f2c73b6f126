"""Rows in a reader's order: where a query orders by a thing, the rows are ordered by its label.

SPARQL knows only the IRI, and the number in a city's says nothing to a reader.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from simpul.answer.labels import label_of, things_in
from simpul.naming.atlas import fold
from simpul.store import Row, Solutions

if TYPE_CHECKING:
    from simpul.catalogue import Question

_CLAUSE: Final = re.compile(r"\bORDER\s+BY\b(?P<keys>[^{}]*?)(?:\b(?:LIMIT|OFFSET|VALUES)\b[^{}]*)?\Z", re.IGNORECASE)  # fmt: skip
_KEY: Final = re.compile(
    r"\s*(?:(?P<bound>\(\s*!?\s*BOUND\s*\(\s*\?(?P<tested>\w+)\s*\)\s*\))"
    r"|\(\s*STR\s*\(\s*\?(?P<written>\w+)\s*\)\s*\)"
    r"|(?P<down>DESC)?(?:ASC)?\s*\(\s*\?(?P<inner>\w+)\s*\)|\?(?P<bare>\w+))\s*",
    re.IGNORECASE,
)


class Key(NamedTuple):
    """One key of an ORDER BY: a column, whether it is only asked if there is a value, and the direction."""

    column: str
    tests: bool = False
    down: bool = False


def keys_of(query: str) -> list[Key]:
    """Return the keys of a query's own ORDER BY, up to the first that is another expression.

    The text of a column is as good as the column: engines order texts of several languages each in its own way.

    >>> keys_of("SELECT * WHERE { ?a ?b ?c } ORDER BY (!BOUND(?c)) DESC(?a) (STR(?b)) (LANG(?b)) ?c")
    [Key(column='c', tests=True, down=False), Key(column='a', tests=False, down=True), Key(column='b', tests=False, down=False)]
    >>> keys_of("SELECT * WHERE { { SELECT ?a WHERE { ?a ?b ?c } ORDER BY ?a } }")
    []
    """
    clause = _CLAUSE.search(query)
    keys: list[Key] = []
    place = clause.start("keys") if clause else len(query)
    while clause and (found := _KEY.match(query, place, clause.end("keys"))):
        column = found["tested"] or found["written"] or found["inner"] or found["bare"]
        keys.append(Key(column, tests=bool(found["bound"]), down=bool(found["down"])))
        place = found.end()
    return keys


def by_label(found: Solutions, question: "Question", known: Mapping[str, str]) -> Solutions:
    """Return the rows, ordered by label where the question orders by a thing.

    Rows that the question puts apart stay apart: what comes before such a key keeps its order. A query that
    explains no columns is a person's own and keeps the order that it asks for.
    """
    keys = keys_of(question.template.text) if question.columns else []
    shown = next((n for n, key in enumerate(keys) if key.column not in found.variables), len(keys))
    rows = list(_ordered(found.rows, keys[:shown], known))
    return Solutions(variables=found.variables, rows=rows)


def _ordered(rows: Sequence[Row], keys: Sequence[Key], known: Mapping[str, str]) -> Iterator[Row]:
    if not keys or len(rows) < 2:
        yield from rows
        return
    key = keys[0]
    groups = [list(group) for _value, group in groupby(rows, lambda row: _value_of(row, key))]
    values = [group[0].get(key.column) for group in groups]
    # No value reads as an empty label: it stays where SPARQL puts it, before all others.
    if not key.tests and all(value is None or things_in(value) for value in values):
        groups.sort(key=lambda group: _read_as(group[0], key.column, known), reverse=key.down)
    for group in groups:
        yield from _ordered(group, keys[1:], known)


def _value_of(row: Row, key: Key) -> object:
    value = row.get(key.column)
    return value is None if key.tests else value


def _read_as(row: Row, column: str, known: Mapping[str, str]) -> tuple[str, str]:
    label = label_of(row.get(column), known)
    return fold(label), label
