"""Names spelt nearly as a city's, and what that is worth.

Weighed by itself (logistic regression on one half of a labelled list): that a name of no city is near a great city's
is as likely as that it is near a hamlet's, so the many people of Madrid speak for it far less than where the name is
the same.
"""

from collections.abc import Iterator
from typing import Final

from simpul.naming.atlas.index import Atlas, Bearer

_ALIKE, _EDIT, _SWAP, _SHORTNESS = 8.3, -1.5, 2.0, -41.4
"""What it is worth in all, for each letter that differs, for two that changed places, and for one letter of length."""
_SHORTEST: Final = 5
_LONG: Final = 8
"""Letters of a name from which on two may differ."""
_MOST: Final = 20


def misspelt(atlas: Atlas, country: str, wanted: str) -> Iterator[tuple[Bearer, float]]:
    """Yield cities of a country with a name one or two letters away from this one, and what that is worth.

    Args:
        atlas: The index.
        country: ISO code; empty for all countries, of which only cities of some size are looked at.
        wanted: A name as ``folding.key`` gives it.
    """
    if len(wanted) < _SHORTEST:
        return
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    most = 2 if len(wanted) >= _LONG else 1
    known = atlas.alike(country, wanted, most)
    names = [name for name, _city, _rank in known]
    # A first letter is seldom mistyped; another one nearly always makes another name.
    for name, edits, place in extract(
        wanted, names, scorer=OSA.distance, score_cutoff=most, limit=_MOST
    ):
        if city := atlas.city(known[place][1]):
            bearer = Bearer(place=city, key=name, rank=known[place][2])
            yield bearer, _worth(name, wanted, int(edits))


def _worth(known: str, typed: str, edits: int) -> float:
    """Return what a name spelt nearly so is worth: the longer, and the fewer letters differ, the more."""
    swapped = _SWAP if edits == 1 and sorted(known) == sorted(typed) else 0.0
    return _ALIKE + _EDIT * edits + swapped + _SHORTNESS / len(known)
