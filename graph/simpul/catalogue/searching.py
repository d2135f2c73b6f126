"""Questions about some words."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from simpul.catalogue.question import Question
from simpul.errors import did_you_mean
from simpul.naming import fold

_SHORTEST: Final = 4
"""Letters of a word that can be suggested; shorter words are similar to everything."""


def search(words: Sequence[str], questions: Collection[Question]) -> list[Question]:
    """Return those questions that speak of all these words, by group and name; all of them for no words.

    If none has all of them, those that have some are returned, those with most of them first.
    """
    wanted = {fold(word) for word in words}
    hits = {asked.name: _hits(asked, wanted) for asked in questions}
    most = max(hits.values(), default=0)
    least = len(wanted) if most == len(wanted) else 1
    return sorted(
        (asked for asked in questions if hits[asked.name] >= least),
        key=lambda asked: (-hits[asked.name], asked.group, asked.name),
    )


def speaks_of(asked: Question, words: Sequence[str]) -> bool:
    """Return whether a question has all these words."""
    wanted = {fold(word) for word in words}
    return _hits(asked, wanted) == len(wanted)


def _hits(asked: Question, wanted: Collection[str]) -> int:
    spoken = _spoken(asked)
    return sum(word in spoken for word in wanted)


def near_words(words: Sequence[str], questions: Collection[Question]) -> str:
    """Return a sentence with words that these questions speak of and that are near, or an empty text."""
    spoken = {
        word
        for asked in questions
        for word in re.findall(r"\w+", _spoken(asked))
        if len(word) >= _SHORTEST
    }
    return next(filter(None, (did_you_mean(fold(word), sorted(spoken)) for word in words)), "")


def _spoken(asked: Question) -> str:
    texts = [*asked.summary.values(), *asked.description.values(), *asked.tags]
    return fold(" ".join([asked.name, asked.group, *texts]))
