"""What is known instead where an answer is empty: found by asking less, or another question of the same things."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from simpul.answer.further import Further
from simpul.answer.rows import counted
from simpul.catalogue import Question
from simpul.locale import translate as _

Asked = Mapping[str, Sequence[str]]
"""Values by parameter, as a person wrote them."""
Counted = Callable[[Question, Asked], int]
"""Returns how many rows a question has with these values."""
_MOST_TRIED: Final = 8
_MOST_TOLD: Final = 2


def instead(
    asked: Question,
    given: Asked,
    known: Mapping[str, Question],
    count: Counted,
    further: Further,
) -> tuple[str, ...]:
    """Return sentences on what is known nearest to what was asked; none where nothing is.

    Args:
        asked: The question that has no answer.
        given: What it was asked with.
        known: The questions that can be asked, by name.
        count: How many rows a question has.
        further: How who asked would ask another question.
    """
    less = [
        _("Without {value} there is more: {rows}.", value=value, rows=counted(rows))
        for value, fewer in _with_less(asked, given)
        if (rows := count(asked, fewer))
    ]
    others = (
        (other, values, rows)
        for other, values in islice(_others(asked, given, known), _MOST_TRIED)
        if (rows := count(other, values))
    )
    found = [
        _(
            "On record is, under “{title}”: {rows}; {command} shows them.",
            title=other.title,
            rows=counted(rows),
            command=further.question(other.name, values),
        )
        for other, values, rows in islice(others, _MOST_TOLD)
    ]
    return (*less, *found)


def _with_less(asked: Question, given: Asked) -> Iterator[tuple[str, Asked]]:
    """Yield what was given without each value that may be left out, behind the value."""
    for parameter in asked.parameters:
        values = given.get(parameter.name)
        if values and not parameter.required:
            rest = {name: one for name, one in given.items() if name != parameter.name}
            yield f"{parameter.name}={', '.join(values)}", rest


def _others(
    asked: Question, given: Asked, known: Mapping[str, Question]
) -> Iterator[tuple[Question, Asked]]:
    """Yield other questions that need the things that were given, and nothing else; those of the same group first."""
    needed = [one for one in asked.parameters if one.required and given.get(one.name)]
    kinds = [one.kind for one in needed]
    if not needed or None in kinds:
        return
    for other in sorted(known.values(), key=lambda one: (one.group != asked.group, one.name)):
        wanted = [one for one in other.parameters if one.required]
        if other.name != asked.name and [one.kind for one in wanted] == kinds:
            yield (
                other,
                {there.name: given[here.name] for here, there in zip(needed, wanted, strict=True)},
            )
