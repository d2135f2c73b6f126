"""Things and their descriptions as linked data has it: the thing itself, a page on it, and the statements about it."""

from typing import Final

from simpul.locale import translate as _
from simpul.projection.near import NearReader
from simpul.site.addresses import in_header, known, path_of, thing_at
from simpul.site.asking import Asked, Reply, see_other
from simpul.site.failures import NotFoundError
from simpul.site.site import Site
from simpul.site.suiting import TYPES, suiting

_VARY: Final = ("Accept",)
_WRITERS: Final = {"ttl": "turtle", "jsonld": "jsonld", "nt": "ntriples", "rdf": "rdfxml"}
_DIGITS: Final = 7
"""Digits of the number of a page that are read."""


def identified(site: Site, asked: Asked) -> Reply:
    """Send who asks for a thing on to what tells of it: a page, or statements in the format that suits best.

    Raises:
        NotFoundError: There is no such thing.
        RefusedError: No format suits.
    """
    key = asked.words["key"]
    iri, ending = _with_ending(site, asked, key)
    if not iri:
        raise NotFoundError(_("Nothing is known here by this address."))
    return see_other(_described(iri, ending or suiting(asked)), vary=() if ending else _VARY)


def _with_ending(site: Site, asked: Asked, key: str) -> tuple[str, str]:
    """Return the thing that a key means and the ending that it has besides; a thing's own key may look so, too."""
    stem, _dot, ending = key.rpartition(".")
    is_format = ending in TYPES or ending == "html"
    whole = known(site, asked, key, as_sent=True)
    parted = known(site, asked, stem, as_sent=True) if is_format else ""
    return (whole, "") if whole else (parted, ending)


def _described(iri: str, ending: str) -> str:
    if ending == "html":
        return path_of(iri)
    return path_of(iri, folder="data", ending=f".{ending}")


def page(site: Site, asked: Asked) -> Reply:
    """Return the page of a thing.

    Raises:
        NotFoundError: There is no such thing.
    """
    from simpul.site.thing_page import thing_page

    return thing_page(site, asked, thing_at(site, asked, asked.words["key"]))


def data(site: Site, asked: Asked) -> Reply:
    """Return the statements about a thing in the format that the address ends with.

    Raises:
        NotFoundError: There is no such thing, no such format, or no such page.
    """
    key, _dot, ending = asked.words["key"].rpartition(".")
    iri = known(site, asked, key) if ending in TYPES else ""
    number = asked.value("page", "1")
    is_number = number.isascii() and number.isdecimal() and len(number) < _DIGITS
    if not iri or not is_number:
        raise NotFoundError(_("Nothing is known here by this address."))
    from simpul.site.descriptions import description
    from simpul.store.rdf import as_graph

    store = site.graph(asked.right).store
    reader = site.once(asked.right, "near", lambda: NearReader(store)).fresh()
    path = path_of(iri, folder="data", ending=f".{ending}")
    found = description(reader, iri, document=site.public(path), page=int(number))
    if not 1 <= int(number) <= found.pages:
        raise NotFoundError(_("There is no such page of this list."))
    links = [
        f'<{in_header(iri)}>; rel="about"',
        f'<{site.public(path_of(iri))}>; rel="alternate"; type="text/html"',
    ]
    if int(number) < found.pages:
        links.append(f'<{site.public(path)}?page={int(number) + 1}>; rel="next"')
    return Reply(
        media_type=TYPES[ending],
        body=b"".join(as_graph(found.triples, _WRITERS[ending])),
        headers={"Link": ", ".join(links)},
    )
