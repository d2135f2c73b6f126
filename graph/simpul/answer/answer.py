"""Rows of an answer in Python: they iterate, convert, and show themselves in a notebook."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast, overload

from simpul import answer as results
from simpul.answer import Plain
from simpul.catalogue import Question
from simpul.errors import MissingToolError, UsageError
from simpul.locale import current, in_its_language
from simpul.locale import translate as _
from simpul.store import Bindings, Queryable, Result, Row, Solutions
from simpul.store.protocol import rows_of
from simpul.terms import XSD, Literal, NamedNode, Term

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import polars as pl

__all__ = ["Rows"]

_SHOWN: int = 100
"""Rows that a notebook shows; the rest is counted."""


class Rows(Sequence[Row]):
    """The answer to a query: a sequence of rows, each a dictionary from column to RDF term.

    Attributes:
        columns: Names of the columns, in order.
        language: The language of labels and headings: that of the call that asked.
    """

    def __init__(self, raw: Result, asked: Question, store: Queryable) -> None:
        self._asked, self._store = asked, store
        self.language = current()
        self._names, self._found = _read(raw)

    @cached_property
    @in_its_language
    def _solutions(self) -> Solutions:
        """The rows as they are shown; made when first looked at, so that a query costs little more."""
        columns, rows = results.of_question(
            self._asked, self._names, rows_of(self._names, self._found)
        )
        return results.read(columns, rows)

    @cached_property
    @in_its_language
    def _for_people(self) -> Solutions:
        return results.by_label(self._solutions, self._asked, self.labels)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return self._solutions.variables

    def __len__(self) -> int:
        return len(self._solutions.rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self._solutions.rows[index]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._solutions.rows)

    @cached_property
    @in_its_language
    def labels(self) -> dict[str, str]:
        """The label of each thing in the rows, by IRI, in the language in use."""
        return results.labels(self._store, self._solutions)

    @in_its_language
    def with_sources(self) -> Solutions:
        """Return the rows with a column ``sources``.

        Raises:
            UsageError: The question does not say which facts its rows rest on.
        """
        rows = rows_of(self._names, self._found)
        return results.read(
            *results.of_question(self._asked, self._names, rows, sources=self._store)
        )

    @in_its_language
    def to_dicts(self, *, labels: bool = True) -> list[dict[str, Plain]]:
        """Return the rows as plain values: texts, numbers, days; things as their IRIs.

        Args:
            labels: Add a column ``<name>_label`` behind each column that holds things.
        """
        found = self._labelled() if labels else self._solutions
        return [
            {name: results.plain(row.get(name)) for name in found.variables} for row in found.rows
        ]

    @in_its_language
    def _labelled(self) -> Solutions:
        return results.with_labels(self._solutions, self.labels)

    def to_pandas(self, *, labels: bool = True) -> "pd.DataFrame":
        """Return the rows as a pandas data frame.

        Raises:
            MissingToolError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise _missing("pandas") from None
        columns = (self._labelled() if labels else self._solutions).variables
        return pd.DataFrame(self.to_dicts(labels=labels), columns=list(columns))

    def to_polars(self, *, labels: bool = True) -> "pl.DataFrame":
        """Return the rows as a polars data frame.

        Raises:
            MissingToolError: polars is not installed.
        """
        try:
            import polars as pl
        except ImportError:
            raise _missing("polars") from None
        columns = (self._labelled() if labels else self._solutions).variables
        dicts = self.to_dicts(labels=labels)
        return pl.DataFrame({name: _column([row[name] for row in dicts]) for name in columns})

    @in_its_language
    def to_networkx(self, source: str = "", target: str = "") -> "nx.MultiDiGraph[str]":
        """Return the rows as edges between the things of two columns, by IRI; nodes have their labels.

        Args:
            source: Column of where an edge begins; else the first that holds things.
            target: Column of where it ends; else the last that holds things.

        Raises:
            UsageError: There are no two columns of things.
            MissingToolError: networkx is not installed.
        """
        try:
            import networkx as nx
        except ImportError:
            raise _missing("networkx") from None
        begin, end = self._ends(source, target)
        drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for row in self:
            one, other = row.get(begin), row.get(end)
            if isinstance(one, NamedNode) and isinstance(other, NamedNode):
                for node in (one.value, other.value):
                    drawn.add_node(node, label=self.labels.get(node, results.short(node)))
                facts = {n: results.plain(t) for n, t in row.items() if n not in {begin, end}}
                drawn.add_edge(one.value, other.value, **cast("dict[str, Any]", facts))
        return drawn

    def _ends(self, source: str, target: str) -> tuple[str, str]:
        things = [
            name
            for name in self.columns
            if any(isinstance(row.get(name), NamedNode) for row in self)
        ]
        begin = source or next(iter(things), "")
        end = target or next((name for name in reversed(things) if name != begin), "")
        if begin not in self.columns or end not in self.columns:
            raise UsageError(
                _(
                    "Edges need two columns of things; name them with source and target. The columns are: {columns}.",
                    columns=", ".join(self.columns),
                )
            )
        return begin, end

    @in_its_language
    def __repr__(self) -> str:
        rows = self._for_people.rows[:20]
        shown = [[results.show(row.get(n), self.labels) for n in self.columns] for row in rows]
        head = results.headings(self.columns, self._asked.columns)
        lines = [" | ".join(cells) for cells in [head, *shown]]
        return "\n".join([*lines, results.counted(len(self))])

    @in_its_language
    def _repr_html_(self) -> str:
        part = Solutions(variables=self.columns, rows=self._for_people.rows[:_SHOWN])
        return results.as_table(part, self._asked.columns, self.labels, count=len(self))


def _column(values: list[Plain]) -> list[Plain]:
    """Return a column of one type, as polars wants it: numbers as floats, else text where types differ."""
    kinds = {type(value) for value in values if value is not None}
    if len(kinds) <= 1:
        return values
    if kinds == {int, float}:
        return [None if value is None else float(cast("float", value)) for value in values]
    return [None if value is None else str(value) for value in values]


def _read(raw: Result) -> tuple[tuple[str, ...], list[Iterable[Term | None]]]:
    """Read a complete answer; its rows become dictionaries when they are used."""
    if isinstance(raw, Bindings):
        return raw.variables, list(raw.solutions)
    if isinstance(raw, bool):
        answer = Literal("true" if raw else "false", datatype=NamedNode(XSD + "boolean"))
        return ("answer",), [(answer,)]
    found = results.as_rows(raw)
    return found.variables, [tuple(row.values()) for row in found.rows]


def _missing(tool: str) -> MissingToolError:
    return MissingToolError(tool, _("Install it: pip install {tool}", tool=tool))
