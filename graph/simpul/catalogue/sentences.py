"""A sentence as a person asks it, taken apart: the question of the catalogue that it means, and the things it names."""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from simpul.catalogue.question import Parameter, Question
from simpul.catalogue.searching import named_in, texts_of
from simpul.locale import said
from simpul.naming import fold
from simpul.naming.lookup import Entry, Lookup

_WORD: Final = re.compile(r"[^\s,;:?!\"“”()]+")
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d(?:-\d\d(?:-\d\d)?)?")
_LONGEST_NAME: Final = 6
"""Words of the longest name that is looked for."""
_PARTICLES: Final = """
    a about all am an and any are as at been both by can could did do does else for from has have how i in is it its
    me my of on or our ours please show tell than that the their them there these they this those to us was we were
    what when where which who whom whose will with would you your
    ada adalah akan apa apakah atau bagi bagaimana berapa bisa dalam dan dapat dari dengan di dimana ini itu juga kah
    kami kapan ke kepada kita mana mereka oleh pada saja saya sebagai secara siapa suatu tahun telah tentang tersebut
    tolong tunjukkan untuk yaitu yang
"""
_EMPTY: Final = frozenset(_PARTICLES.split())
"""Words of English and Indonesian that say nothing of what is asked."""
_PREFIXES: Final = ("meng", "mem", "men", "ber", "ter", "di", "me", "pe")
_SUFFIXES: Final = ("ing", "ed", "es", "s", "kan", "kah", "nya", "an")
_SHORTEST_STEM: Final = 4
_VERBS: Final = {
    **dict.fromkeys(("ask", "asked", "asking"), "request"),
    **dict.fromkeys(("minta", "diminta", "meminta"), "permintaan"),
}
"""Verbs that have nothing of the noun by which questions call what is meant."""
_PREPOSITIONS: Final = {
    **dict.fromkeys(("except", "but", "besides", "selain", "kecuali"), "except"),
    **dict.fromkeys(("from", "dari"), "from"),
    **dict.fromkeys(("by", "oleh"), "by"),
}
"""The parameter that a word before a name speaks of."""
_IF_SAID: Final = frozenset(("except",))
"""Parameters that a name is a value of only where such a word stands before it."""
_IN_TITLE, _IN_NAME, _WITHIN = 1.5, 0.8, 0.5
"""What a word in the title counts more, one in the name, and one that is found within another."""
_NAME_USED, _NAME_OF_ANY, _NAME_UNUSED, _MISSING, _SEVERAL = 2.0, 0.5, 3.0, 2.0, 1.0
"""A name that fits by its kind, one that fits as any, one that has no place; a parameter without a value; one that takes several."""
_DENIAL: Final = re.compile(
    r"\b(?:not(?! yet)|never|nobody|only|without|tidak|bukan|hanya|tanpa)\b|\bbelum pernah\b"
)
"""Words that turn a question round: one that has them is not meant by a sentence that has none."""
_DENIED: Final = 1.5
_BEGINS: Final = 4
"""From here on a word begins a word of the text, by the scale of ``naming.lookup``."""
_CLEARLY: Final = 1.1
"""How much better than the next one a reading must be to be taken without asking."""


class Known(Protocol):
    """What knows the things of the graph by their names."""

    def called(self, text: str, /) -> Sequence[str]:
        """Return the things that are called exactly so."""
        ...

    def kinds_of(self, iri: str, /) -> Collection[str]:
        """Return the local names of a thing's classes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A thing that a sentence names.

    Attributes:
        text: The words that name it, or its label where they are another name of a theme.
        kinds: Local names of its classes.
        said: The parameter that the word before it speaks of; empty where it speaks of none.
    """

    text: str
    kinds: frozenset[str]
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a sentence may mean.

    Attributes:
        question: The question.
        given: The values that the sentence gives, by parameter.
        score: How well it fits.
    """

    question: Question
    given: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    score: float = 0


def readings(
    sentence: str, questions: Collection[Question], known: Known, vocabulary: Sequence[Entry] = ()
) -> list[Reading]:
    """Return what a sentence may mean, the likeliest first; nothing where no question has a word of it.

    Args:
        sentence: As a person writes it, in English or Indonesian.
        questions: What can be asked.
        known: What the things of the graph are called.
        vocabulary: Themes and kinds of things, by all their names.
    """
    words = _WORD.findall(sentence)
    named, rest = _named(words, known, _Common(questions), vocabulary)
    days = [word for word in rest if _YEAR.fullmatch(word)]
    weights = _weights([word for word in rest if word not in days], questions, vocabulary)
    is_denied = bool(_DENIAL.search(fold(sentence)))
    found = [
        _reading(asked, _weight(asked, weights, is_denied=is_denied), named, days, known)
        for asked in questions
    ]
    likely = [one for one in found if one.score > 0]
    return sorted(likely, key=lambda one: (-one.score, one.question.name))


def _weight(asked: Question, weights: Mapping[str, float], *, is_denied: bool) -> float:
    weight = weights.get(asked.name, 0)
    denies = any(_DENIAL.search(fold(title)) for title in asked.summary.values())
    return max(0.0, weight - _DENIED) if denies and not is_denied else weight


def is_clear(found: Sequence[Reading]) -> bool:
    """Return whether the first reading is so much better than the next that nobody needs to be asked."""
    return len(found) == 1 or (len(found) > 1 and found[0].score >= _CLEARLY * found[1].score)


class _Common:
    """The words that questions are asked with."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._spoken = frozenset(
            word for asked in questions for text in texts_of(asked) for word in fold(text).split()
        )

    def has(self, word: str) -> bool:
        """Return whether a word names nothing unless it is written as a name."""
        folded = fold(word)
        is_plain = word.islower() and folded in self._spoken
        return folded in _EMPTY or is_plain or bool(_YEAR.fullmatch(word))


def _named(
    words: Sequence[str], known: Known, common: _Common, vocabulary: Sequence[Entry]
) -> tuple[list[Named], list[str]]:
    """Return the things that a sentence names, each by as many words as may be, and the words that are left."""
    themes = {fold(name): one for one in vocabulary if one.kind for name in one.names}
    found: list[Named] = []
    rest: list[str] = []
    start = 0
    while start < len(words):
        before = fold(words[start - 1]) if start else ""
        for length in range(min(_LONGEST_NAME, len(words) - start), 0, -1):
            run = " ".join(words[start : start + length])
            if length == 1 and common.has(run):
                continue
            kinds = {kind for iri in known.called(run) for kind in known.kinds_of(iri)}
            theme = None if kinds else themes.get(fold(run))
            if kinds or theme:
                text, own = (said(theme.labels), {theme.kind}) if theme else (run, kinds)
                preposition = _PREPOSITIONS.get(before, "")
                found.append(Named(text=text, kinds=frozenset(own), said=preposition))
                break
        else:
            length = 1
            rest.append(words[start])
        start += length
    return found, rest


def _weights(
    words: Sequence[str], questions: Collection[Question], vocabulary: Sequence[Entry]
) -> dict[str, float]:
    """Return how well each question has the words of a sentence: rare words count more, and words of its title."""
    prose = Lookup(Entry(key=one.name, texts=tuple(texts_of(one))) for one in questions)
    titles = Lookup(
        Entry(key=one.name, texts=(one.name, *one.summary.values())) for one in questions
    )
    found: dict[str, float] = {}
    for alike in _terms(words, vocabulary):
        worths: dict[str, float] = {}
        for factor, lookup in ((1, prose), (_IN_TITLE, titles)):
            for form in alike:
                for hit in lookup.search(form):
                    if hit.worth.is_sure and hit.worth.words == len(set(form.split())):
                        whole = hit.worth.fit >= _BEGINS * hit.worth.words
                        worth = factor * (1 if whole else _WITHIN)
                        worths[hit.entry.key] = max(worths.get(hit.entry.key, 0), worth)
        rarity = math.log(1 + len(questions) / max(1, len(worths)))
        for name, worth in worths.items():
            parts = name.split("-")
            in_name = any(
                part.startswith(word) for form in alike for word in form.split() for part in parts
            )
            bonus = _IN_NAME / len(parts) if in_name else 0
            found[name] = found.get(name, 0) + rarity * (worth + bonus)
    return found


def _terms(words: Sequence[str], vocabulary: Sequence[Entry]) -> list[list[str]]:
    """Return the words that say what is asked, each with all that it may be called."""
    text = " ".join(words)
    kinds = {run: entry for run, entry in named_in(text, vocabulary).items() if not entry.kind}
    found = [[run, *map(fold, entry.names)] for run, entry in kinds.items()]
    named = {word for run in kinds for word in run.split()}
    rest = dict.fromkeys(word for word in fold(text).split() if word not in _EMPTY | named)
    return [*found, *(_forms(word) for word in rest)]


def _forms(word: str) -> list[str]:
    """Return a word, the noun of a verb, and what is left of it without beginnings and endings."""
    forms = [word, *([_VERBS[word]] if word in _VERBS else [])]
    stem = word
    for suffix in _SUFFIXES:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= _SHORTEST_STEM:
            stem = stem.removesuffix(suffix)
            forms.append(stem)
            break
    for prefix in _PREFIXES:
        if stem.startswith(prefix) and len(stem) - len(prefix) >= _SHORTEST_STEM:
            forms.append(stem.removeprefix(prefix))
            break
    return forms


def _reading(
    asked: Question, weight: float, named: Sequence[Named], days: Sequence[str], known: Known
) -> Reading:
    given: dict[str, list[str]] = {}
    score = weight
    for one in named:
        place = _place(asked, one, given, known)
        if place is None:
            score -= _NAME_UNUSED
            continue
        given.setdefault(place.name, []).append(one.text)
        fits = place.kind or place.name == one.said
        score += _NAME_USED if fits else _NAME_OF_ANY
    for day in days:
        free = (p for p in asked.parameters if p.type == "date" and p.name not in given)
        if place := next(free, None):
            given[place.name] = [day]
            score += _NAME_OF_ANY
    missing = sum(p.required and not p.default and p.name not in given for p in asked.parameters)
    several = sum(p.multiple for p in asked.parameters)
    score -= missing * _MISSING + several * _SEVERAL
    return Reading(question=asked, given=given, score=score if weight or given else 0)


def _place(
    asked: Question, one: Named, given: dict[str, list[str]], known: Known
) -> Parameter | None:
    """Return the parameter that a thing is a value of: the one that is said, one of its kind, or one of any."""
    free = [
        p
        for p in asked.parameters
        if (p.multiple or p.name not in given) and (p.name == one.said or p.name not in _IF_SAID)
    ]
    said = [p for p in free if p.name == one.said and (p.kind == "" or p.kind in one.kinds)]
    own = [p for p in free if p.kind and p.kind in one.kinds]
    any_ = [p for p in free if p.kind == "" and (p.required or _is_like(p, one, known))]
    return next(iter((*said, *own, *any_)), None)


def _is_like(parameter: Parameter, one: Named, known: Known) -> bool:
    """Return whether a thing is of a kind with the example of a parameter that may be left out."""
    examples = (iri for text in parameter.examples for iri in known.called(text))
    return any(one.kinds & frozenset(known.kinds_of(iri)) for iri in examples)
