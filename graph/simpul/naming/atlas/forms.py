"""What a typed name may mean: the name within official forms, and what else the text says of the place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from typing import Final

from simpul.naming.atlas import phrases
from simpul.naming.atlas.folding import LONGEST_NAME, fold, tidy

_MOST_PEELS: Final = 4
_LONGEST_PHRASE: Final = 7
_SHORTEST_RUN: Final = 6
"""Letters of a phrase to which the small word behind it may have grown."""
_ENDINGS: Final = (
    # Genitives: Københavns, Göteborgs; Rīgas, Vilniaus, Kauno; Krakowa, Warszawy, Łodzi; Prahy, Brna; Казани.
    ("iaus", "ius"),
    ("ens", "en"),
    ("s", ""),
    ("o", "as"),
    ("os", "a"),
    ("es", "e"),
    ("na", "n"),
    ("a", ""),
    ("ia", ""),
    ("y", "a"),
    ("i", ""),
    ("i", "ia"),
    ("a", "o"),
    ("e", ""),
    ("ova", "ov"),
    ("и", "ь"),
    ("ы", "а"),
    ("а", ""),
    ("а", "о"),
    ("ς", ""),
    ("σ", ""),
    # Ukrainian adjectives of a community: Баришівська of Баришівка, Олевська of Олевськ.
    ("ivska", "ivka"),
    ("ska", "sk"),
    # Finnish: Turun, Helsingin, Lahden, Tampereen.
    ("n", ""),
    ("en", ""),
    ("ngin", "nki"),
    ("den", "ti"),
    ("run", "rku"),
)
_INFLECTING: Final = re.compile(
    r"\b(kommune?|stads?|kaupunki|savivaldybe|dome|pilseta|valstspilsetas?|linna?|linnavalitsus|miast[ao]|urzad|mest[ao]|magistrat"
    r"|community|otg|dimos|δημο[ςσ]|город[а]?|г|мэрия|администрация|goroda|grada|stolecznego|m st|hl m|hlavniho)\b"
)
_SHORT: Final = {
    "st": ("saint", "sankt", "sint"),
    "saint": ("st",),
    "ste": ("sainte",),
    "mt": ("mount",),
    "mount": ("mt",),
    "ft": ("fort",),
    "fort": ("ft",),
    "pt": ("port", "point"),
    "sta": ("santa",),
    "sto": ("santo",),
    "sn": ("san",),
    "gral": ("general",),
    "cd": ("ciudad",),
    "n": ("north",),
    "s": ("south",),
    "e": ("east",),
    "w": ("west",),
    "lk": ("lake",),
    "hts": ("heights",),
    "spgs": ("springs",),
    "gen": ("general",),
    "sw": ("swieta",),
    "tg": ("tanjung",),
    "tj": ("tanjung",),
    "pres": ("presidente",),
    "and": ("",),
    "sr": ("sri",),
    "nw": ("new",),
}
_UMLAUTS: Final = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_BRACKETS: Final = re.compile(r"^(.*?)\s*[(\[（【]([^)\]）】]*)[)\]）】]?\s*(.*)$")
_BREAKS: Final = re.compile(r"\s+[/|–—-]\s+|\s*[/|;]\s*|\s+–\s*|–|—")
_YEAR: Final = re.compile(r"(?<=\w) (?:19|20)\d\d$")
_COMMAS: Final = re.compile(r"\s*[,،、，]\s*")


class Level(IntEnum):
    """The kind of place that the words around a name indicate."""

    CITY = 0
    RURAL = 1
    OTHER = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a typed name.

    Attributes:
        name: Folded name that a city may bear.
        level: What the words around it speak of.
        peeled: Phrases taken off; 0 is the name as it was typed.
        bent: Its ending, an abbreviation or a spelling was changed.
        part: It is one of several names in the text, or what is left without what follows a comma.
        hints: Texts beside the name that may say where the city lies: countries, regions.
    """

    name: str
    level: Level = Level.CITY
    peeled: int = 0
    bent: bool = False
    part: bool = False
    hints: tuple[str, ...] = ()

    @property
    def is_official(self) -> bool:
        """Whether the text has this name as it is spelt here, and speaks of a city: "Kota Semarang" of "semarang"."""
        return self.level is not Level.OTHER and not self.bent


@lru_cache(maxsize=65536)
def readings(text: str) -> tuple[Reading, ...]:
    """Return the ways to read a typed name, the most literal first.

    >>> [r.name for r in readings("Pemerintah Kota Semarang")]
    ['pemerintah kota semarang', 'semarang', 'kota semarang']
    >>> [r.hints for r in readings("Springfield, IL") if r.name == "springfield"]
    [('IL',)]
    """
    typed = tidy(text)
    if not typed or len(typed) > LONGEST_NAME:
        return ()
    found: dict[tuple[str, tuple[str, ...], Level], Reading] = {}
    for part in _parts(typed):
        for reading in _peeled(part):
            found.setdefault((reading.name, reading.hints, reading.level), reading)
    return tuple(found.values())


def _parts(typed: str) -> Iterator[Reading]:
    """Yield the text as it is, and what its commas, brackets and slashes divide it into; names unfolded."""
    yield Reading(name=typed)
    bracket = _BRACKETS.match(typed)
    if bracket and bracket[1]:
        outer = f"{bracket[1]} {bracket[3]}".strip()
        for part in _divided(outer):
            yield replace(part, part=True, hints=(*part.hints, bracket[2]))
        # What stands in brackets may be where it lies: "Gangdong-gu (Seoul)" is not Seoul. It is only shown.
        inner = (replace(p, level=Level.OTHER) for p in _divided(bracket[2]))
        yield from (replace(part, part=True, hints=(outer,)) for part in inner)
        return
    yield from _divided(typed)


def _divided(text: str) -> Iterator[Reading]:
    head, *rest = [part for part in _COMMAS.split(text) if part] or [""]
    if rest:
        yield Reading(name=head, part=True, hints=tuple(rest))
        # "Cebu, City of" and "Naga, Kota"
        yield Reading(name=f"{rest[0]} {head}", part=True, hints=tuple(rest[1:]))
    else:
        yield Reading(name=text)
    pieces = [piece for piece in _BREAKS.split(head) if piece]
    if len(pieces) > 1:
        for piece in pieces:
            yield Reading(
                name=piece, part=True, hints=tuple(rest) or tuple(p for p in pieces if p != piece)
            )


def _peeled(part: Reading) -> Iterator[Reading]:
    # "Lokeren 2030" is a plan of Lokeren's; the year says nothing of the place.
    folded = _YEAR.sub("", fold(part.name))
    if not folded:
        return
    yield from _spelt(replace(part, name=folded))
    for name, level, count in _cores(folded):
        core = replace(part, name=name, level=max(level, part.level), peeled=count)
        yield from _spelt(core)
        if _INFLECTING.search(folded):
            for ending, other in _ENDINGS:
                if name.endswith(ending) and len(name) - len(ending) >= 3:
                    yield replace(core, name=name.removesuffix(ending) + other, bent=True)


def _spelt(reading: Reading) -> Iterator[Reading]:
    """Yield the reading, and it with abbreviations written out or umlauts written plainly."""
    yield reading
    words = reading.name.split()
    for place, word in enumerate(words):
        for other in _SHORT.get(word, ()) if len(words) > 1 else ():
            name = " ".join(w for w in (*words[:place], other, *words[place + 1 :]) if w)
            yield replace(reading, name=name, bent=True)
    for pair, plain in _UMLAUTS:
        if pair in reading.name:
            yield replace(reading, name=reading.name.replace(pair, plain), bent=True)


@dataclass(slots=True)
class _Peel:
    name: str
    level: Level
    count: int
    governed: bool
    """A phrase of a city's government was taken off: "Greater Chennai Corporation" is a city's."""


def _cores(folded: str) -> Iterator[tuple[str, Level, int]]:
    """Yield the name with fewer and fewer of the phrases around it."""
    wave, seen = [_Peel(folded, Level.CITY, 0, governed=False)], {folded}
    for count in range(1, _MOST_PEELS + 1):
        following: list[_Peel] = []
        for peel in wave:
            for name, level in _once(peel.name):
                if name and name not in seen:
                    seen.add(name)
                    governed = peel.governed or level is Level.CITY
                    following.append(_Peel(name, max(peel.level, level), count, governed))
        for peel in following:
            yield peel.name, _settled(peel, folded), peel.count
        wave = following


def _settled(peel: _Peel, folded: str) -> Level:
    """Return the level, with provinces that are one city and Indonesia's twins in mind."""
    if peel.level is Level.OTHER:
        greater = folded.startswith("greater ") or " greater " in folded
        city = peel.name in phrases.CITY_PROVINCES or (
            greater and peel.governed and "authority" not in folded
        )
        return Level.CITY if city else Level.OTHER
    if peel.level is Level.RURAL and peel.name in phrases.TWINS:
        return Level.OTHER
    return peel.level


_ARTICLES: Final = {"du": "le", "des": "les", "del": "el"}
"""What a name begins with when its article has melted into the phrase: Mairie du Mans, Le Mans."""


@lru_cache(maxsize=1)
def _before() -> dict[str, Level]:
    """Return the phrases that stand before a name."""
    return {
        **{f"{p} {j}".strip(): Level.OTHER for p in phrases.OTHER_BEFORE for j in phrases.JOINERS},
        **dict.fromkeys(phrases.RURAL_BEFORE, Level.RURAL),
        **{f"{p} {j}".strip(): Level.CITY for p in phrases.CITY_BEFORE for j in phrases.JOINERS},
        "greater": Level.OTHER,
        "the": Level.CITY,
    }


@lru_cache(maxsize=1)
def _after() -> dict[str, Level]:
    """Return the phrases that stand behind a name."""
    return {
        **dict.fromkeys(phrases.OTHER_AFTER, Level.OTHER),
        **dict.fromkeys(phrases.CITY_AFTER, Level.CITY),
        "gun": Level.RURAL,
    }


def is_phrase(name: str) -> bool:
    """Return whether this is a word before a name rather than a name: "province", "mairie"."""
    return name in _before() or name in _after()


def _once(name: str) -> Iterator[tuple[str, Level]]:
    """Yield the name without a phrase before or after it, the longest first."""
    words = name.split()
    longest = min(_LONGEST_PHRASE, len(words) - 1)
    for length in range(longest, 0, -1):
        if (level := _before().get(" ".join(words[:length]))) is not None:
            rest = " ".join(words[length:])
            yield rest, level
            if article := _ARTICLES.get(words[length - 1]):
                yield f"{article} {rest}", level
    for length in range(longest, 0, -1):
        if (level := _after().get(" ".join(words[-length:]))) is not None:
            yield " ".join(words[:-length]), level
    yield from _run_together(words)
    if not name.isascii():
        yield from _unglued(name.replace(" ", ""))


def _run_together(words: Sequence[str]) -> Iterator[tuple[str, Level]]:
    """Yield the name without a phrase that lost its last space: "alcaldiade medellin"."""
    for length in range(_SHORTEST_RUN, len(words[0])):
        if (level := _before().get(f"{words[0][:length]} {words[0][length:]}")) is not None:
            yield " ".join(words[1:]), level


def _unglued(name: str) -> Iterator[tuple[str, Level]]:
    """Yield the name without a phrase that has no space between: Chinese, Japanese, Korean; Thai before the name."""
    for prefix in phrases.THAI_BEFORE:
        if name.startswith(prefix) and len(name) > len(prefix):
            yield name.removeprefix(prefix), Level.CITY
    for suffixes, level in (
        (phrases.CJK_OTHER, Level.OTHER),
        (phrases.CJK_CITY, Level.CITY),
        (phrases.CJK_RURAL, Level.RURAL),
    ):
        for suffix in suffixes:
            if name.endswith(suffix) and len(name) > len(suffix):
                yield name.removesuffix(suffix), level
                break
