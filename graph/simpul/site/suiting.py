"""In which format a client would have what is stated of something: a page for readers, or one of those of RDF."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from simpul.locale import translate as _
from simpul.site.asking import Asked
from simpul.site.failures import RefusedError
from simpul.site.leads import FORMATS
from simpul.site.negotiation import media_type

_PAGES: Final = ("text/html", "application/xhtml+xml")
_ENDINGS: Final = {media: ending for ending, media, _name in FORMATS}
_OTHER: Final[Mapping[str, str]] = {
    "application/json": "jsonld",
    "application/xml": "rdf",
    "text/plain": "nt",
}
"""What clients ask for that know no better."""
TYPES: Final[Mapping[str, str]] = {
    ending: media if ending == "jsonld" else f"{media}; charset=utf-8"
    for media, ending in _ENDINGS.items()
}
"""The media type of each ending, as a reply has it."""


def suiting(asked: Asked) -> str:
    """Return the ending of the format that suits a client best; ``html`` for a page.

    Raises:
        RefusedError: None does.
    """
    best = media_type(asked.accept, (*_PAGES, *_ENDINGS, *_OTHER))
    if not best:
        types = ", ".join((_PAGES[0], *_ENDINGS))
        raise RefusedError(
            HTTPStatus.NOT_ACCEPTABLE, _("This can be had as: {types}.", types=types)
        )
    return "html" if best in _PAGES else {**_ENDINGS, **_OTHER}[best]
