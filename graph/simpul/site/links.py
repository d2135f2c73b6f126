"""Where the site tells of a thing: from an IRI to the path of its page."""

from typing import Final
from urllib.parse import quote

from simpul.terms import ID, ONTOLOGY

_SAFE: Final = "/:@!$,;~*'()"
"""Characters that a path has as they are (RFC 3986, section 3.3)."""


def path_of(iri: str) -> str:
    """Return the path of the page that tells of a thing or a term of ours; empty for any other IRI.

    >>> path_of(f"{ID}city/1642911"), path_of(f"{ONTOLOGY}City"), path_of("https://c40.org")
    ('/page/city/1642911', '/ontology#City', '')
    """
    if iri.startswith(ID):
        return f"/page/{quote(iri.removeprefix(ID), safe=_SAFE)}"
    if iri.startswith(ONTOLOGY):
        return f"/ontology#{quote(iri.removeprefix(ONTOLOGY), safe='')}"
    return ""
