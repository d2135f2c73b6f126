"""Where things lie on the site: the address of each thing and term, and which thing an address means."""

from typing import Final
from urllib.parse import quote

from simpul.locale import translate as _
from simpul.site.asking import Asked
from simpul.site.failures import NotFoundError
from simpul.site.site import Site
from simpul.terms import ID, ONTOLOGY, NamedNode

_DOCUMENT: Final = ONTOLOGY.rstrip("#")
_PLAIN: Final = "/:@!$&'()*+,;=~-._"
"""What stands as it is in a path (RFC 3986, section 3.3)."""


def path_of(iri: str, *, folder: str = "page", ending: str = "") -> str:
    """Return the path of a thing or a term of the ontology, below the address of the site.

    >>> path_of(ID + "city/1642911"), path_of(ONTOLOGY + "City")
    ('/page/city/1642911', '/ontology#City')
    >>> path_of(ID + "city/são?", folder="data", ending=".ttl")
    '/data/city/s%C3%A3o%3F.ttl'
    """
    if iri.startswith(_DOCUMENT):
        return f"/ontology{quote(iri.removeprefix(_DOCUMENT), safe=_PLAIN + '#')}"
    return f"/{folder}/{quote(iri.removeprefix(ID), safe=_PLAIN)}{ending}"


def page_of(iri: str) -> str:
    """Return the path of the page of a thing or a term of ours; empty for any other IRI.

    >>> page_of(ID + "city/1642911"), page_of("https://c40.org")
    ('/page/city/1642911', '')
    """
    return path_of(iri) if iri.startswith((ID, ONTOLOGY)) else ""


def thing_at(site: Site, asked: Asked, key: str) -> str:
    """Return the IRI of the thing that a key means, in the graph of who asks.

    A key stands decoded in an address; the IRI may have it so, or with its signs encoded.

    Raises:
        NotFoundError: There is none, or none that who asks may see.
    """
    found = known(site, asked, key)
    if not found:
        raise NotFoundError(_("Nothing is known here by this address."))
    return found


def known(site: Site, asked: Asked, key: str) -> str:
    """Return the IRI of the thing that a key means; empty where there is none."""
    encoded = quote(key, safe=_PLAIN, errors="replace")
    wanted = [iri for iri in (ID + key, ID + encoded) if _is_iri(iri)]
    mentioned = site.graph(asked.right).store.mentioned(wanted) - {ID}
    return next((iri for iri in wanted if iri in mentioned), "")


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def in_header(iri: str) -> str:
    """Return an IRI as a URI, which a header of HTTP can have (RFC 3987, section 3.1).

    >>> in_header("https://w3id.org/simpul/id/city/são")
    'https://w3id.org/simpul/id/city/s%C3%A3o'
    """
    return quote(iri, safe=_PLAIN + "%?#[]")
