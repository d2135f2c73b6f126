"""Names with shortened words, found by what is left of the words: "Haslach a.d. Mühl", "Bs. As.".

They are looked at only where no city has the whole name, and only within a country that is known.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from simpul.naming.atlas.folding import fold, key
from simpul.naming.atlas.forms import Reading
from simpul.naming.atlas.index import Atlas, Bearer, Rank

WORTH: Final = -2.0
"""What it costs that words were filled in."""
_WORD: Final = re.compile(r"[^\W\d_]+\.?")
_SHORTENED: Final = re.compile(r"[^\W\d_]\.(?=\w|\s|$)")
_MOST_WORDS: Final = 8


def abbreviated(
    atlas: Atlas, text: str, ways: Sequence[Reading], countries: Sequence[str]
) -> Iterator[tuple[Bearer, Reading, float]]:
    """Yield cities whose own name a text shortens, each with its reading and what that is worth.

    A word with a point behind it stands for any that begins with its first letter and has its others in their order:
    "a." for "am", "Bs." for "Buenos".

    Args:
        atlas: The index.
        text: As typed; only a point shortens a word.
        ways: To read it.
        countries: ISO codes; without any nothing is found.
    """
    if not (countries and _SHORTENED.search(text)):
        return
    shortened = {fold(word) for word in _WORD.findall(text) if word.endswith(".")}
    for way in ways:
        words = way.name.split()
        if not way.is_official or not shortened & {*words} or len(words) > _MOST_WORDS:
            continue
        pattern = re.compile(
            " ".join(
                r"\S*".join(map(re.escape, word)) + r"\S*" if word in shortened else re.escape(word)
                for word in words
            )
        )
        for country in countries:
            for number, name in atlas.beginning(country, words[0][0]):
                if pattern.fullmatch(fold(name)) and (place := atlas.city(number)):
                    yield Bearer(place=place, key=key(name), rank=Rank.LABEL), way, WORTH
