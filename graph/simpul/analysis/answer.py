"""What an analysis is asked and answers: rows with named columns, what must be said of them, the graph behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from simpul.analysis.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    import networkx as nx

Cell: TypeAlias = str | int | float | tuple[str, ...]
"""A text, a number, the IRI of a thing or those of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody asks an analysis for.

    Attributes:
        graph: Name of a projection; the analysis' own where empty.
        of: IRI of the thing it is about, where it takes one.
        source: IRI of the thing that chains begin with.
        target: IRI of the thing they end with.
        most: Chains at most; an analysis of another kind gives all its rows.
    """

    graph: str = ""
    scope: Scope = EVERYTHING
    of: str = ""
    source: str = ""
    target: str = ""
    most: int = 5


class Kind(StrEnum):
    """What a column holds."""

    THING = "thing"
    THINGS = "things"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name for programs, its heading for people, and what it holds."""

    name: str
    heading: str
    kind: Kind = Kind.NUMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Rows in order, best first.

    Attributes:
        notes: What was found about the whole, such as a modularity.
        caveats: What the sources or the method leave open.
        graph: What was measured or found, with the measure on its nodes or edges.
        total: How many rows there were before some were left off.
    """

    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Cell]]
    graph: "nx.Graph[str]"
    notes: Sequence[str] = ()
    caveats: Sequence[str] = ()
    total: int = 0

    def first(self, most: int) -> "Answer":
        """Return the answer with so many rows at most; 0 keeps all."""
        kept = self.rows[:most] if most else self.rows
        return replace(self, rows=kept, total=len(self.rows))

    def things(self) -> set[str]:
        """Return the IRIs in the rows."""
        found: set[str] = set()
        for column in self.columns:
            cells = [row[column.name] for row in self.rows]
            if column.kind is Kind.THING:
                found |= {str(cell) for cell in cells if cell}
            elif column.kind is Kind.THINGS:
                found |= {iri for cell in cells if isinstance(cell, tuple) for iri in cell}
        return found
