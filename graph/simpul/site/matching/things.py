"""The things of the graph by their names, but cities: whose name a text is, and whose names have words of it.

They are thousands, not millions, and are held in memory for each access right. Which are alike is what
``naming.lookup`` says; of those that share the rarest words with a text.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from math import log
from typing import Final

from simpul.errors import is_near
from simpul.naming import fold
from simpul.naming.lookup import Entry, Hit, Lookup

_MOST_WEIGHED: Final = 12
"""Things with the rarest words of a text that are weighed by all their names."""
_MOST_COUNTED: Final = 500
_SHORTEST_BEGINNING: Final = 3
_MOST_BEGUN: Final = 200
_NEAR_WORTH: Final = 0.5
_MOST_EDITS: Final = 2
"""Letters by which what is spelt nearly so may be longer or shorter (``errors.is_near``)."""
_WHOLE: Final = 5
"""What a word is worth that is one of a label's, in ``naming.lookup``."""
_BEST_INEXACT: Final = 90.0
_NEARLY_SAME: Final = 80.0
"""The score of a thing of which all of a name is spelt nearly so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A thing that a text may name.

    Attributes:
        entry: The thing.
        score: From 0 to 100.
        is_exact: The text is a name of it.
        is_label: The text is its label.
    """

    entry: Entry
    score: float
    is_exact: bool = False
    is_label: bool = False


class Things:
    """Things by their names.

    Args:
        entries: The things.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self.by_iri = {entry.key: entry for entry in self.entries}
        self._labels: dict[str, list[int]] = {}
        self._others: dict[str, list[int]] = {}
        words: dict[str, set[int]] = {}
        for number, entry in enumerate(self.entries):
            for known, texts in ((self._labels, entry.texts), (self._others, entry.others)):
                for folded in dict.fromkeys(map(fold, texts)):
                    known.setdefault(folded, []).append(number)
                    for word in folded.split():
                        words.setdefault(word, set()).add(number)
        self._words = words
        self._sorted = sorted(words)
        self._by_size: dict[tuple[str, int], list[str]] = {}
        for folded in dict.fromkeys((*self._labels, *self._others)):
            self._by_size.setdefault((folded[:1], len(folded)), []).append(folded)
        self._alike = lru_cache(maxsize=4096)(self._words_alike)

    def called(self, text: str, kinds: Collection[str] = ()) -> list[Alike]:
        """Return the things that are called so, case and accents aside: those of which it is the label, else the others.

        Args:
            text: A name.
            kinds: What they must be; anything where none are given.
        """
        folded = fold(text)
        for known, is_label in ((self._labels, True), (self._others, False)):
            found = [
                Alike(entry=self.entries[number], score=100.0, is_exact=True, is_label=is_label)
                for number in known.get(folded, ())
            ]
            if found := [one for one in found if _is_of(one.entry, kinds)]:
                return found
        return []

    def alike(self, text: str, kinds: Collection[str]) -> list[Alike]:
        """Return the things called nearly so, and those with words of a text, or words nearly so, the likeliest first."""
        near = (self.entries[number] for number in self._called_nearly(text))
        found = [
            *self._having_words(text, kinds),
            *(Alike(entry=entry, score=_NEARLY_SAME) for entry in near if _is_of(entry, kinds)),
        ]
        likeliest: dict[str, Alike] = {}
        for one in sorted(found, key=lambda one: (-one.score, one.entry.key)):
            likeliest.setdefault(one.entry.key, one)
        return list(likeliest.values())

    def _called_nearly(self, text: str) -> Iterator[int]:
        """Yield the things with a name that is a text but for a letter or two."""
        folded = fold(text)
        for size in range(len(folded) - _MOST_EDITS, len(folded) + _MOST_EDITS + 1):
            for name in self._by_size.get((folded[:1], size), ()):
                if is_near(folded, name):
                    yield from (*self._labels.get(name, ()), *self._others.get(name, ()))

    def _having_words(self, text: str, kinds: Collection[str]) -> Iterator[Alike]:
        """Yield the things with words of a text, or words that are nearly so, in no order."""
        words = dict.fromkeys(fold(text).split())
        known = [(own, worth) for word in words for own, worth in self._alike(word)]
        weighed: dict[int, float] = {}
        # The rarest first: what all have, such as "city", tells none of them from the others.
        for own, worth in sorted(known, key=lambda one: len(self._words[one[0]])):
            numbers = self._words[own]
            if len(weighed) + len(numbers) > _MOST_COUNTED and weighed:
                break
            rare = worth * log(1 + len(self.entries) / len(numbers))
            for number in numbers:
                weighed[number] = weighed.get(number, 0.0) + rare
        fitting = (number for number in weighed if _is_of(self.entries[number], kinds))
        likeliest = nlargest(_MOST_WEIGHED, fitting, key=lambda number: (weighed[number], -number))
        hits = Lookup(self.entries[number] for number in likeliest).search(text)
        return (Alike(entry=hit.entry, score=_score(text, hit)) for hit in hits)

    def beginning(self, prefix: str, kinds: Collection[str] = ()) -> list[Entry]:
        """Return the things that a person may be typing the name of, the likeliest first."""
        folded = fold(prefix)
        *whole, last = folded.split() or [""]
        if not last:
            return [entry for entry in self.entries if _is_of(entry, kinds)]
        numbers: set[int] = set()
        for word in self._beginning(last):
            numbers |= self._words[word]
        for word in whole:
            numbers &= self._words.get(word, set())
        found = [self.entries[number] for number in numbers]
        entries = [entry for entry in found if _is_of(entry, kinds)]
        return sorted(entries, key=lambda entry: (_begun(folded, entry), entry.texts, entry.key))

    def _words_alike(self, word: str) -> Sequence[tuple[str, float]]:
        """Return the words of names that one is, begins, or is nearly, each with what it is worth."""
        found: dict[str, float] = {}
        if len(word) >= _SHORTEST_BEGINNING:
            begun = [own for own in self._beginning(word) if len(own) > len(word)]
            if len(begun) <= _MOST_BEGUN:
                found |= dict.fromkeys(begun, _NEAR_WORTH)
            alike = (
                own for own in self._beginning(word[0]) if abs(len(own) - len(word)) <= _MOST_EDITS
            )
            found |= {own: _NEAR_WORTH for own in alike if is_near(word, own)}
        if word in self._words:
            found[word] = 1.0
        return tuple(found.items())

    def _beginning(self, letters: str) -> Iterator[str]:
        for place in range(bisect_left(self._sorted, letters), len(self._sorted)):
            if not self._sorted[place].startswith(letters):
                return
            yield self._sorted[place]


def _is_of(entry: Entry, kinds: Collection[str]) -> bool:
    return not kinds or entry.kind in kinds


def _score(text: str, hit: Hit) -> float:
    """Return how well a thing fits: the share of the words it has, and of the words it has that were said."""
    said, own = len(fold(text).split()), len(fold(hit.text).split())
    fit = hit.worth.fit / (_WHOLE * max(said, 1))
    return round(min(_BEST_INEXACT * fit * (1 + min(said / max(own, 1), 1)) / 2, _BEST_INEXACT), 2)


def _begun(folded: str, entry: Entry) -> int:
    """Return how far a thing is from what is typed: its label is that, it begins so, another name does, or none."""
    labels = [fold(text) for text in entry.texts]
    if folded in labels:
        return 0
    if any(name.startswith(folded) for name in labels):
        return 1
    return 2 if any(fold(name).startswith(folded) for name in entry.others) else 3
