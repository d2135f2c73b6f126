"""Where things lie on the site: the address of each thing and term, and which thing an address means."""

from typing import Final
from urllib.parse import quote, unquote

from simpul.locale import translate as _
from simpul.site.asking import IN_A_PATH, Asked
from simpul.site.failures import NotFoundError
from simpul.site.site import Site
from simpul.terms import ID, ONTOLOGY, NamedNode

_DOCUMENT: Final = ONTOLOGY.rstrip("#")
_FOLDERS: Final = 3
"""As many slashes stand at most before the key of a thing, as in ``/simpul/id/city/1642911``."""


def path_of(iri: str, *, folder: str = "page", ending: str = "") -> str:
    """Return the path of a thing or a term of the ontology, below the address of the site.

    >>> path_of(ID + "city/1642911"), path_of(ONTOLOGY + "City")
    ('/page/city/1642911', '/ontology#City')
    >>> path_of(ID + "city/são?", folder="data", ending=".ttl")
    '/data/city/s%C3%A3o%3F.ttl'
    """
    if iri.startswith(_DOCUMENT):
        return f"/ontology{quote(iri.removeprefix(_DOCUMENT), safe=IN_A_PATH + '#')}"
    return f"/{folder}/{quote(iri.removeprefix(ID), safe=IN_A_PATH)}{ending}"


def page_of(iri: str) -> str:
    """Return the path of the page of a thing or a term of ours; empty for any other IRI.

    >>> page_of(ID + "city/1642911"), page_of("https://c40.org")
    ('/page/city/1642911', '')
    """
    return path_of(iri) if iri.startswith((ID, ONTOLOGY)) else ""


def thing_at(site: Site, asked: Asked, key: str) -> str:
    """Return the IRI of the thing that a key means, in the graph of who asks; see ``known``.

    Raises:
        NotFoundError: There is none, or none that who asks may see.
    """
    found = known(site, asked, key)
    if not found:
        raise NotFoundError(_("Nothing is known here by this address."))
    return found


def known(site: Site, asked: Asked, key: str, *, as_sent: bool = False) -> str:
    """Return the IRI of the thing that a key means; empty where there is none.

    A key stands decoded in ``asked``. The IRI may have it so, with its signs encoded, or as it was sent: an IRI that
    ends in ``a%2Fb`` is another than one that ends in ``a/b``.

    Args:
        site: The site.
        asked: What was asked.
        key: The key, without the ending of a format.
        as_sent: The address is the IRI itself, at another host: what was sent is taken first.
    """
    encoded = quote(key, safe=IN_A_PATH, errors="replace")
    sent = _sent(asked, key)
    keys = (sent, key, encoded) if as_sent else (key, encoded, sent)
    wanted = [ID + one for one in keys if one and _is_iri(ID + one)]
    mentioned = site.graph(asked.right).store.mentioned(wanted)
    return next((iri for iri in wanted if iri in mentioned), "")


def _sent(asked: Asked, key: str) -> str:
    """Return a key as it stands encoded in the path that was sent; empty where it does not."""
    rest = asked.sent
    for _folder in range(_FOLDERS):
        rest = rest.partition("/")[2]
        for sent in (rest, rest.rpartition(".")[0]):
            if unquote(sent, errors="replace") == key:
                return sent
    return ""


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
    return quote(iri, safe=IN_A_PATH + "%?#[]")
