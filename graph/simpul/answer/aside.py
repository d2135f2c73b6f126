"""How much of an answer is left aside because one dataset alone states it: found by asking both ways."""

from collections import Counter
from dataclasses import dataclass

from simpul.answer.answer import Answer
from simpul.answer.rows import counted
from simpul.locale import translate as _
from simpul.terms import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAside:
    """How an answer would differ with the ties that one dataset alone lists.

    Attributes:
        more: Rows that it would have and has not.
        fewer: Rows that it has and would not have.
        option: How to ask for it, as who asked would write it.
    """

    more: int
    fewer: int
    option: str

    def __str__(self) -> str:
        """Say so; nothing where it would not differ."""
        if self.more >= self.fewer and self.more:
            return _(
                "Left aside, because a single dataset has them and nobody else: {rows}; {option} shows them.",
                rows=counted(self.more),
                option=self.option,
            )
        if self.fewer:
            return _(
                "Ties that a single dataset has and nobody else are left aside: with {option}, {count} of these rows "
                "would change or go.",
                count=self.fewer,
                option=self.option,
            )
        return ""


def left_aside(answer: Answer, whole: Answer, *, option: str) -> LeftAside:
    """Return how an answer differs from the whole one, of which the ties of single datasets are a part.

    Args:
        answer: Its rows are all read, so that they can be looked at again.
        whole: The answer to the same question with those ties.
        option: How to ask for the whole.
    """
    rows, all_rows = _shown(answer), _shown(whole)
    return LeftAside(more=(all_rows - rows).total(), fewer=(rows - all_rows).total(), option=option)


def _shown(answer: Answer) -> Counter[tuple[Term | None, ...]]:
    columns, rows = answer.shown()
    return Counter(tuple(row.get(column) for column in columns) for row in rows)
