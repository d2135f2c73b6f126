"""The answer to a question: what every format, on a screen, in a notebook, in a file, is made of."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from simpul.answer.further import COMMAND, Further
from simpul.answer.rows import Cited, of_question
from simpul.locale import current, in_its_language
from simpul.store import Bindings, Queryable, Result, Row
from simpul.store.protocol import rows_of
from simpul.terms import XSD, Literal, NamedNode, Term, Triple

if TYPE_CHECKING:
    from simpul.catalogue import Question

_STATEMENT = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a store answers to a question, in the language of the call that asked.

    Attributes:
        question: What was asked; it names the columns.
        variables: The names of the query's own columns, in order.
        solutions: The terms of each row in that order, None where there is none; read once where they are streamed.
        store: Where labels and sources are looked up.
        suppositions: Sentences on the names that were taken for a thing by an alias.
        about: The values that were asked about, in words; empty where there are none.
        with_sources: Each row says who says so.
        limit: Most rows, or None for all.
        language: The language of labels, headings and caveats.
        notice: What a document says of itself where it holds what not everybody may see.
        left_aside: What must be said of the rows that are left aside; empty where none are.
        further: How who asked would ask further.
        instead: Returns sentences on what is known where there are no rows; called only then.
        cited: What each text of the column of sources is made of, once rows with their sources were shown.
    """

    question: "Question"
    variables: tuple[str, ...]
    solutions: Iterable[Iterable[Term | None]]
    store: Queryable
    suppositions: Sequence[str] = ()
    about: str = ""
    with_sources: bool = False
    limit: int | None = None
    language: str = field(default_factory=current)
    notice: str = ""
    left_aside: str = ""
    further: Further = COMMAND
    instead: Callable[[], Sequence[str]] = field(default=tuple, compare=False)
    cited: dict[str, Sequence[Cited]] = field(
        default_factory=dict[str, Sequence[Cited]], compare=False
    )

    @classmethod
    def of(
        cls,
        question: "Question",
        result: Result,
        store: Queryable,
        *,
        suppositions: Sequence[str] = (),
        about: str = "",
    ) -> "Answer":
        """Return the answer that a store's result is; nothing of it is read yet."""
        solutions: Iterable[Iterable[Term | None]]
        if isinstance(result, Bindings):
            variables, solutions = result.variables, result.solutions
        elif isinstance(result, bool):
            truth = Literal("true" if result else "false", datatype=NamedNode(XSD + "boolean"))
            variables, solutions = ("answer",), ((truth,),)
        else:
            # A triple is the row of its three terms.
            variables, solutions = _STATEMENT, cast("Iterator[Iterable[Term | None]]", result)
        return cls(
            question=question,
            variables=variables,
            solutions=solutions,
            store=store,
            suppositions=suppositions,
            about=about,
        )

    def held(self) -> "Answer":
        """Return the answer with all its rows read, so that they can be looked at again."""
        if isinstance(self.solutions, Sequence):
            return self
        return replace(self, solutions=tuple(self.solutions))

    @property
    def is_graph(self) -> bool:
        """Whether it was a CONSTRUCT or a DESCRIBE, whose rows are statements."""
        return self.question.template.form in {"CONSTRUCT", "DESCRIBE"}

    @property
    def truth(self) -> bool | None:
        """The answer of an ASK, else None."""
        if self.question.template.form != "ASK":
            return None
        ((term,),) = self.solutions
        return isinstance(term, Literal) and term.value == "true"

    def triples(self) -> Iterable[Triple]:
        """Return the statements of a graph."""
        return cast("Iterable[Triple]", self.solutions)

    @in_its_language
    def shown(self) -> tuple[tuple[str, ...], Iterable[Row]]:
        """Return columns and rows as the question shows them: one language, facts aside or with their sources.

        Raises:
            UsageError: Sources are wanted, and the question does not say which facts its rows rest on.
        """
        solutions = self.solutions
        if self.is_graph:
            solutions = cast("list[Iterable[Term | None]]", sorted(set(self.triples()), key=str))
        sources = self.store if self.with_sources else None
        rows = rows_of(self.variables, solutions)
        return of_question(self.question, self.variables, rows, sources=sources, cited=self.cited)
