"""Things found by words as people write them: one rule for names, questions and kinds, here and in pages.

A word that is sought fits a label where it is one of its words, begins one, lies within one (from three letters on), or
is spelt nearly as one (``errors.is_near``); another name where it is one of its words, begins one, or is nearly one. Words
also count joined in pairs, so that *wastewater* finds *waste water*. How much each is worth is in ``_LABEL`` and
``_OTHER``; from ``_SURE`` on the word was meant.

First counts how many of the words a thing has, and whether all of these are sure: what is found worse than another in
this is left out. Then a name that is what is sought and nothing else, how well the words fit, what the caller knows of the
thing's weight, and that the name is short. The page's script follows the same rule
(``viz/simpul_viz/page/script/finder.js``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from simpul.errors import is_near
from simpul.locale import Texts
from simpul.naming.atlas import fold

_NOT: Final = 0
_SHORTEST_INSIDE: Final = 3
"""Letters of what is found within a word; fewer are in every other word."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """What each way of standing in a name is worth."""

    same: int
    begins: int
    inside: int
    near: int


_LABEL: Final = _Scale(same=5, begins=4, inside=3, near=2)
_OTHER: Final = _Scale(same=4, begins=1, inside=_NOT, near=1)
_SURE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What can be found.

    Attributes:
        key: What tells it from others.
        texts: Its labels, the best first, or what it says.
        others: Other names of it.
        labels: Its label by language, where that matters.
        kind: Local name of the class that it is one of; empty for a class itself, or where it does not matter.
        weight: How much it is likelier to be meant than others.
    """

    key: str
    texts: tuple[str, ...]
    others: tuple[str, ...] = ()
    labels: Texts = field(default_factory=dict[str, str])
    kind: str = ""
    weight: float = 0

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called."""
        return (*self.texts, *self.others)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Worth:
    """How well something fits what is sought; more is better.

    Attributes:
        words: How many of the words it has.
        is_sure: It has each of these as it was meant.
        is_same: A text of its is what is sought, and nothing else.
        fit: How well it has them, in all.
        weight: The entry's own.
    """

    words: int
    is_sure: bool
    is_same: bool
    fit: int
    weight: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What was found, and by which of its texts."""

    entry: Entry
    text: str
    worth: Worth


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text made comparable."""

    text: str
    folded: str
    words: tuple[str, ...]
    scale: _Scale

    @classmethod
    def of(cls, text: str, scale: _Scale = _LABEL) -> "_Folded":
        folded = fold(text)
        words = folded.split()
        joined = (one + other for one, other in pairwise(words))
        return cls(text, folded, (*words, *joined), scale)


class Lookup:
    """Entries that are found by words.

    Args:
        entries: What can be found.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = [
            (
                one,
                [
                    *(_Folded.of(text) for text in one.texts),
                    *(_Folded.of(text, _OTHER) for text in one.others),
                ],
            )
            for one in entries
        ]

    def search(self, sought: str, *, most: int | None = None) -> list[Hit]:
        """Return what has most of the words that are sought, the best first; nothing for no words.

        Args:
            sought: Words, or the beginnings of some.
            most: How many are returned at most; None for all.
        """
        words = tuple(dict.fromkeys(fold(sought).split()))
        if not words:
            return []
        # Beside what surely has all of the words nothing else is found, however near: that takes most of the time.
        sure = [one for one in self._entries if _is_sure(one[1], words)]
        hits = [hit for entry, texts in sure or self._entries if (hit := _hit(entry, texts, words))]
        best = max(((hit.worth.words, hit.worth.is_sure) for hit in hits), default=None)
        found = [hit for hit in hits if (hit.worth.words, hit.worth.is_sure) == best]
        found.sort(key=lambda hit: (len(hit.text), hit.text, hit.entry.key))
        found.sort(key=lambda hit: hit.worth, reverse=True)
        return found[:most]


def _is_sure(texts: Sequence[_Folded], words: tuple[str, ...]) -> bool:
    """Return whether each word surely stands in one of these texts."""
    return all(any(_written(word, text) >= _SURE for text in texts) for word in words)


def _hit(entry: Entry, texts: Sequence[_Folded], words: tuple[str, ...]) -> Hit | None:
    """Return how an entry is found by words that may stand in several of its texts; None where none does."""
    # One word that surely stands in a text stands no better where it is only near.
    fit = _written if len(words) == 1 and _is_sure(texts, words) else _fit
    fits = [[fit(word, text) for word in words] for text in texts]
    best = [max(column, default=_NOT) for column in zip(*fits, strict=True)]
    if not any(best):
        return None
    said = max(range(len(texts)), key=lambda number: (sum(fits[number]), -number))
    sought = " ".join(words)
    worth = Worth(
        words=sum(map(bool, best)),
        is_sure=all(fit >= _SURE for fit in best if fit),
        is_same=any(text.folded == sought for text in texts),
        fit=sum(best),
        weight=entry.weight,
    )
    return Hit(entry=entry, text=texts[said].text, worth=worth)


def _fit(word: str, text: _Folded) -> int:
    """Return how well a word stands in a text.

    >>> sought = ("water", "wastewater", "was", "ater", "watre", "oil")
    >>> [_fit(word, _Folded.of("Waste water")) for word in sought]
    [5, 5, 4, 3, 2, 0]
    >>> [_fit(word, _Folded.of("Waste water", _OTHER)) for word in sought]
    [4, 4, 1, 0, 1, 0]
    """
    found = _written(word, text)
    if found or not any(is_near(word, own) for own in text.words):
        return found
    return text.scale.near


def _written(word: str, text: _Folded) -> int:
    """Return how well a word stands in a text as it is written."""
    scale = text.scale
    if word in text.words:
        return scale.same
    if any(own.startswith(word) for own in text.words):
        return scale.begins
    if scale.inside and len(word) >= _SHORTEST_INSIDE and word in text.folded:
        return scale.inside
    return _NOT
