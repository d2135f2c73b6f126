"""What an analysis is, what it is asked, and what it answers: rows with named columns, and the graph behind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from simpul.analysis.bibliography import PAPERS, Paper
from simpul.analysis.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    import networkx as nx

    from simpul.store import Queryable

Cell: TypeAlias = str | int | float | tuple[str, ...]
"""A text, a number, the IRI of a thing or those of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What an analysis is asked for.

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


def thing(name: str, heading: str) -> Column:
    """Return a column of things."""
    return Column(name=name, heading=heading, kind=Kind.THING)


def things(name: str, heading: str) -> Column:
    """Return a column of several things in each cell."""
    return Column(name=name, heading=heading, kind=Kind.THINGS)


def words(name: str, heading: str) -> Column:
    """Return a column of texts."""
    return Column(name=name, heading=heading, kind=Kind.TEXT)


def day(name: str, heading: str) -> Column:
    """Return a column of dates as sources say them."""
    return Column(name=name, heading=heading, kind=Kind.DATE)


def number(name: str, heading: str) -> Column:
    """Return a column of numbers."""
    return Column(name=name, heading=heading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
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

    def first(self, most: int) -> "Findings":
        """Return the answer with at most this many rows; 0 keeps all."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A list of ties or a measure.

    Attributes:
        name: Its name on the command line.
        summary: What it lists or measures, in English (see ``simpul.locale``).
        says: What a high value, or a row, means.
        silent: What it does not say, and how it misleads.
        run: Makes its answer from a projection.
        papers: Keys of ``PAPERS``.
        graph: The projection it is made on unless another is asked for.
        fixed: It is made on that projection only.
        needs: Which of ``of``, ``from`` and ``to`` it must be given.
        takes: Which of them it may be given besides.
    """

    name: str
    summary: str
    says: str
    silent: str
    run: "Callable[[Queryable, nx.Graph[str], Request], Findings]"
    papers: tuple[str, ...] = ()
    graph: str = "shared"
    fixed: bool = False
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()

    def cited(self) -> list[Paper]:
        """Return the papers it rests on."""
        return [PAPERS[key] for key in self.papers]
