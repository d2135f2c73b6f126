"""Questions about some words."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from simpul.catalogue.question import Question
from simpul.errors import did_you_mean
from simpul.naming import fold
from simpul.naming.lookup import Entry, Lookup

_SHORTEST: Final = 4
"""Letters of a word that can be suggested; shorter words are similar to everything."""
_LONGEST_NAME: Final = 4
"""Words of the longest name of a theme or kind that is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """The questions that speak of some words.

    Attributes:
        questions: The questions, the best first.
        of_all: Each of them speaks of all the words.
        is_sure: Each of them has the words as they are written, not only nearly.
        meant: The words that name a theme or a kind of thing, and which.
    """

    questions: tuple[Question, ...] = ()
    of_all: bool = True
    is_sure: bool = True
    meant: Mapping[str, Entry] = field(default_factory=dict[str, Entry])


def search(
    words: Sequence[str], questions: Collection[Question], vocabulary: Sequence[Entry] = ()
) -> Matches:
    """Return the questions that speak of all these words, or else those that speak of most of them; all for no words.

    A question that takes a theme speaks of every theme, and one that speaks of a kind of thing, of its other names.

    Args:
        words: Words in any language of the questions, near spellings included.
        questions: What can be asked.
        vocabulary: Themes and kinds of things, each by all its names.
    """
    sought = " ".join(words)
    if not fold(sought):
        ordered = sorted(questions, key=lambda asked: (asked.group, asked.name))
        return Matches(questions=tuple(ordered))
    meant = named_in(sought, vocabulary)
    by_name = {asked.name: asked for asked in questions}
    hits = Lookup(_entry(asked, meant) for asked in by_name.values()).search(sought)
    # What has a word within another one is no answer beside what has it as a word.
    count = len(set(fold(sought).split()))
    hits = [hit for hit in hits if hit.worth.fit >= hits[0].worth.fit - hit.worth.words]
    return Matches(
        questions=tuple(by_name[hit.entry.key] for hit in hits),
        of_all=all(hit.worth.words == count for hit in hits),
        is_sure=all(hit.worth.is_sure for hit in hits),
        meant=meant,
    )


def named_in(text: str, vocabulary: Sequence[Entry]) -> dict[str, Entry]:
    """Return the runs of a text's words that are a name of something, the longest that there are, and what they name."""
    known = {fold(name): entry for entry in reversed(vocabulary) for name in entry.names}
    words, found = fold(text).split(), dict[str, Entry]()
    start = 0
    while start < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - start), 0, -1):
            run = " ".join(words[start : start + length])
            if run in known:
                found[run] = known[run]
                break
        else:
            length = 1
        start += length
    return found


def near_words(
    words: Sequence[str], questions: Collection[Question], vocabulary: Sequence[Entry] = ()
) -> str:
    """Return a sentence with words that these questions speak of and that are near, or an empty text."""
    spoken = {
        word
        for text in (_prose(asked) for asked in questions)
        for word in re.findall(r"\w+", text)
        if len(word) >= _SHORTEST
    }
    names = {name for entry in vocabulary for name in entry.names if len(name) >= _SHORTEST}
    known = sorted(spoken | names)
    return next(filter(None, (did_you_mean(fold(word), known) for word in words)), "")


def _entry(asked: Question, meant: Mapping[str, Entry]) -> Entry:
    """Return a question as what can be found: what it says, and names of what it is also about."""
    about = tuple(run for run, entry in meant.items() if _is_about(asked, entry))
    return Entry(key=asked.name, texts=(*texts_of(asked), *about), weight=-len(asked.parameters))


def _is_about(asked: Question, entry: Entry) -> bool:
    if entry.kind:
        return any(parameter.kind == entry.kind for parameter in asked.parameters)
    prose = f" {_prose(asked)} "
    return any(f" {fold(name)}" in prose for name in entry.names)


def _prose(asked: Question) -> str:
    return fold(" ".join(texts_of(asked)))


def texts_of(asked: Question) -> Iterator[str]:
    """Yield what a question says, in every language, its name and title first."""
    yield from (asked.name, *asked.summary.values())
    yield from (*asked.description.values(), asked.group, *asked.tags)
