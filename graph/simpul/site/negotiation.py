"""What a client would have, by RFC 9110, section 12: of the media types and languages on offer, the one that suits it best."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

_MOST: Final = 50
"""Ranges of a header that are read; no client has so many."""


@lru_cache(maxsize=64)
def media_type(accept: str, offered: tuple[str, ...]) -> str:
    """Return the media type of these that suits best, the first of equals; empty where none does.

    Args:
        accept: The header ``Accept``; empty or malformed is as if it were not there.
        offered: Media types without parameters.

    >>> media_type("text/turtle;q=0.8, text/*;q=0.5, */*;q=0.1", ("text/html", "text/turtle"))
    'text/turtle'
    >>> media_type("image/png", ("text/html", "text/turtle"))
    ''
    """
    weights = dict(reversed(list(_ranges(accept)))) or {"*/*": 1.0}
    best = max(offered, key=lambda one: _quality(one, weights), default="")
    return best if best and _quality(best, weights) > 0 else ""


@lru_cache(maxsize=64)
def language(accept: str, offered: tuple[str, ...]) -> str:
    """Return the language of these that suits best by lookup (RFC 4647, section 3.4); empty where none does.

    >>> language("id-ID,id;q=0.9,en;q=0.5", ("en", "id", "ko"))
    'id'
    """
    wanted = sorted(_ranges(accept), key=lambda one: -one[1])
    for tag, quality in wanted:
        found = (
            tag.partition("-")[0].replace("in", "id")
            if tag in {"in", "in-id"}
            else tag.partition("-")[0]
        )
        if quality > 0 and found in offered:
            return found
    return ""


def _ranges(header: str) -> Iterable[tuple[str, float]]:
    for part in header.split(",")[:_MOST]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            yield name, _weight(parameters)


def _weight(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        name, _equals, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def _quality(offer: str, weights: Mapping[str, float]) -> float:
    """Return the weight of the most specific range that an offer is in."""
    kind = offer.partition("/")[0]
    return next((weights[name] for name in (offer, f"{kind}/*", "*/*") if name in weights), 0.0)
