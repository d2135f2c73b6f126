"""The interface of a store to everything above it: ``Queryable``, and ``Writable`` where it can be changed.

Each side of this protocol is an engine: Oxigraph on disk or in memory (``simpul.store.oxigraph``), or in a process
of its own within limits (``simpul.store.isolated``). Nothing above it knows of folders, files or the engine.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from simpul.store.sparql import Bound
from simpul.terms import BlankNode, DefaultGraph, NamedNode, Quad, Term, Triple

Query: TypeAlias = str | Bound
"""SPARQL 1.1 as a person wrote it, or a template with its values in it; the project's prefixes are known."""
Row: TypeAlias = dict[str, Term]
"""One solution: variable name to term; unbound variables are absent."""
GraphName: TypeAlias = NamedNode | DefaultGraph
"""A named graph states what one source says; the default graph holds the merge that questions run on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solutions:
    """The answer of a SELECT, read to its end: the variables in order, and the rows."""

    variables: tuple[str, ...]
    rows: Sequence[Row]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bindings:
    """The answer of a SELECT, streamed; it can be read once.

    Attributes:
        variables: Their names, in order.
        solutions: For each solution the terms of the variables in that order, None where one is unbound.
    """

    variables: tuple[str, ...]
    solutions: Iterator[Iterable[Term | None]]

    def rows(self) -> Iterator[Row]:
        """Yield the solutions as rows."""
        return rows_of(self.variables, self.solutions)


def rows_of(variables: Sequence[str], solutions: Iterable[Iterable[Term | None]]) -> Iterator[Row]:
    """Yield solutions as rows."""
    for solution in solutions:
        yield {
            name: term for name, term in zip(variables, solution, strict=True) if term is not None
        }


Result: TypeAlias = Bindings | Iterator[Triple] | bool
"""The answer of a SELECT, of a CONSTRUCT or DESCRIBE, of an ASK."""


class Queryable(Protocol):
    """A dataset that answers SPARQL 1.1 queries; each query is checked before it runs.

    Every method raises ``QueryError`` where a query is malformed (with its place) or of another form,
    ``ForbiddenQueryError`` where it would change or fetch something, ``QueryLimitError`` where it takes more than
    it may, and ``StoreDamagedError`` where the files under it are damaged, if need be while the answer is read.
    """

    def check(self, query: Query) -> None:
        """Refuse a query that would change the graph, ask another host, or name a graph that is not there."""
        ...

    def select(self, query: Query, *, checked: bool = False) -> Solutions:
        """Return the answer of a SELECT; a ``checked`` query is the project's own and is not checked again."""
        ...

    def solutions(self, query: str) -> Iterator[Iterable[Term | None]]:
        """Yield the solutions of a SELECT of the project's own as they are found, each the terms of its variables in order."""
        ...

    def construct(self, query: Query) -> Iterator[Triple]:
        """Yield the triples of a CONSTRUCT or DESCRIBE; one may come more than once."""
        ...

    def ask(self, query: Query) -> bool:
        """Return the answer of an ASK."""
        ...

    def stream(self, query: Query) -> Result:
        """Return the answer of a query of any form, as it is found."""
        ...

    def labels(self, things: Iterable[str], language: str) -> dict[str, str]:
        """Return a label for each of these IRIs that has one: in this language, else in English, else any."""
        ...

    def matching(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object_: Term | None = None,
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that have these parts; None stands for any."""
        ...

    def graph_names(self) -> list[NamedNode]:
        """Return the names of the graphs, sorted."""
        ...

    def mentioned(self, iris: Iterable[str]) -> set[str]:
        """Return those of these IRIs that a triple has in any of its places."""
        ...


class Opened(Queryable, Protocol):
    """A dataset that was opened for reading, and is closed in the end.

    Attributes:
        services: The IRIs of the endpoints that a query may ask with SERVICE.
        withheld: The IRIs of the graphs that were left out, for who asks may not see them.
    """

    services: Collection[str]
    withheld: Collection[str]

    def count(self, graph: GraphName) -> int:
        """Return how many triples a graph has."""
        ...

    def __len__(self) -> int:
        """Return the number of triples in all graphs."""
        ...

    def close(self) -> None:
        """Let go of it; it no longer answers."""
        ...


class Writable(Queryable, Protocol):
    """A dataset that can be changed; a build becomes the current one by ``simpul.store.new_build``."""

    def add(self, quads: Iterable[Quad], *, bulk: bool = False) -> None:
        """Add quads; those already there stay as they are.

        In bulk it is several times faster for many at once, but a crash may leave some of them in.
        """
        ...

    def remove(self, quad: Quad) -> None:
        """Remove a quad; one that is not there is no error."""
        ...

    def replace(self, graph: GraphName, triples: Iterable[Triple]) -> None:
        """Replace the triples of a graph by these."""
        ...
