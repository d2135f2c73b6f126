"""An answer in Python: a sequence of rows that converts, and shows itself in a notebook."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, overload

from simpul.answer import frames
from simpul.answer.answer import Answer
from simpul.answer.formats import Caveats, content
from simpul.answer.labels import headings, labels, show, with_labels
from simpul.answer.measured import in_words
from simpul.answer.order import by_label
from simpul.answer.rows import counted, read
from simpul.answer.values import Plain
from simpul.locale import in_its_language
from simpul.store import Row, Solutions

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import polars as pl

_SHOWN: Final = 100
"""Rows that a notebook shows; the rest is counted."""
_PRINTED: Final = 20


class Rows(Sequence[Row]):
    """The answer to a query: a sequence of rows, each a dictionary from column to RDF term.

    Attributes:
        answer: The answer itself, all of its rows read.
    """

    def __init__(self, answer: Answer, handed_on: Callable[[], Answer] | None = None) -> None:
        """Give access to an answer.

        Args:
            answer: What who asked is shown.
            handed_on: Gives what others may see of it; the same where there is none.
        """
        self.answer = answer.held()
        self._handed_on = handed_on or (lambda: self.answer)

    @property
    def language(self) -> str:
        """The language of labels and headings: that of the call that asked."""
        return self.answer.language

    @cached_property
    def _found(self) -> Solutions:
        """The rows as they are shown; made when first looked at, so that a query costs little more."""
        return read(*self.answer.shown())

    @cached_property
    @in_its_language
    def _for_people(self) -> Solutions:
        return in_words(by_label(self._found, self.answer.question, self.labels))

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return self._found.variables

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self._found.rows[index]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._found)

    @cached_property
    @in_its_language
    def labels(self) -> dict[str, str]:
        """The label of each thing in the rows, by IRI."""
        return labels(self.answer.store, self._found)

    @cached_property
    @in_its_language
    def caveats(self) -> tuple[str, ...]:
        """What must be said of the answer: a name taken for a city's alias, that there is nothing, a list that is not complete."""
        caveats = Caveats(self.answer)
        for _row in caveats.watched(self._found):
            pass
        return tuple(caveats)

    def with_sources(self) -> Solutions:
        """Return the rows with a column ``sources``.

        Raises:
            UsageError: The question does not say which facts its rows rest on.
        """
        return read(*replace(self.answer, with_sources=True).shown())

    def to_bytes(
        self, format_: str = "", *, sources: bool = False, limit: int | None = None
    ) -> bytes:
        """Return the answer in a format of ``simpul query``, the same bytes: csv, markdown, html, xlsx, turtle ….

        It is made to be handed on, and shows what is public unless the session was opened for an access right.

        Args:
            format_: The format; empty for a table, or Turtle where the answer is a graph.
            sources: Say in each row who says so.
            limit: Most rows, or None for all.

        Raises:
            UsageError: The answer does not come in this format.
        """
        wanted = replace(self._handed_on(), with_sources=sources, limit=limit)
        return b"".join(content(wanted, format_))

    def _labelled(self, labelled: bool) -> Solutions:
        """Return the rows, if so wanted with a column ``<name>_label`` behind each column that holds things."""
        return with_labels(self._found, self.labels) if labelled else self._found

    def to_dicts(self, *, labels: bool = True) -> list[dict[str, Plain]]:
        """Return the rows as plain values: texts, numbers, days; things as their IRIs.

        Args:
            labels: Add a column ``<name>_label`` behind each column that holds things.
        """
        return frames.as_dicts(self._labelled(labels))

    @in_its_language
    def to_pandas(self, *, labels: bool = True) -> "pd.DataFrame":
        """Return the rows as a pandas data frame.

        Raises:
            MissingToolError: pandas is not installed.
        """
        return frames.as_pandas(self._labelled(labels))

    @in_its_language
    def to_polars(self, *, labels: bool = True) -> "pl.DataFrame":
        """Return the rows as a polars data frame.

        Raises:
            MissingToolError: polars is not installed.
        """
        return frames.as_polars(self._labelled(labels))

    @in_its_language
    def to_networkx(self, source: str = "", target: str = "") -> "nx.MultiDiGraph[str]":
        """Return the rows as edges between the things of two columns, by IRI; nodes have their labels.

        Args:
            source: Column of where an edge begins; else the first that holds things.
            target: Column of where it ends; else the last that holds things.

        Raises:
            UsageError: There are no two columns of things.
        """
        from simpul.answer.network import as_network

        return as_network(self._found, self.labels, source, target)

    @in_its_language
    def __repr__(self) -> str:
        rows = self._for_people.rows[:_PRINTED]
        shown = [[show(row.get(name), self.labels) for name in self.columns] for row in rows]
        head = headings(self.columns, self.answer.question.columns)
        lines = [" | ".join(cells) for cells in [head, *shown]]
        return "\n".join([*lines, counted(len(self)), *self.caveats])

    @in_its_language
    def _repr_html_(self) -> str:
        from simpul.answer.pages import as_table

        part = Solutions(variables=self.columns, rows=self._for_people.rows[:_SHOWN])
        return as_table(
            part, self.answer.question.columns, self.labels, count=len(self), caveats=self.caveats
        )
