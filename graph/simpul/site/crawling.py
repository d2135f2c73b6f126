"""What machines that go through the site are told: which paths are theirs, and where every page of a thing is."""

from typing import Final
from xml.sax.saxutils import escape

from simpul.exchange.history.reading import made_at
from simpul.locale import translate as _
from simpul.site.addresses import page_of
from simpul.site.asking import TEXT, Asked, Reply
from simpul.site.failures import NotFoundError
from simpul.site.known_sources import known_sources
from simpul.site.site import Site
from simpul.terms import ID

_XML: Final = "application/xml; charset=utf-8"
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST: Final = 50_000
"""Addresses of one map (sitemaps.org, protocol 0.9)."""
_ENDLESS: Final = ("/browse?", "/search", "/sparql?", "/complete", "/reconcile", "/api/questions/", "/path", "/compare", "/brief", "/catalogue/data.", "/changes?", "/data/")  # fmt: skip
"""What there is no end of, or what takes much to make."""
_PAGES: Final = (
    "/",
    "/questions",
    "/browse",
    "/sources",
    "/changes",
    "/catalogue",
    "/ontology",
    "/explore",
)
_FACTS: Final = tuple(f"{ID}{kind}/" for kind in ("membership", "participation", "party", "observation", "office", "phase", "certainty"))  # fmt: skip
"""Facts are told on the pages of the things that they are about."""


def robots(site: Site, asked: Asked) -> Reply:
    """Return what is asked of robots (RFC 9309); with a token there is nothing for them."""
    lines = ["User-agent: *"]
    if asked.right == "public":
        lines += [f"Disallow: {site.address(path)}" for path in _ENDLESS]
        lines += ["", f"Sitemap: {site.public('/sitemap.xml')}"]
    else:
        lines.append("Disallow: /")
    return Reply(media_type=TEXT, body="\n".join((*lines, "")).encode())


def sitemap(site: Site, asked: Asked) -> Reply:
    """Return the index of the maps of the site."""
    count = -(-len(_paths(site, asked.right)) // _MOST)
    moment = made_at(site.build).date().isoformat()
    maps = "".join(
        f"<sitemap><loc>{escape(site.public(f'/sitemap/{number}.xml'))}</loc><lastmod>{moment}</lastmod></sitemap>"
        for number in range(1, count + 1)
    )
    return _xml(f'<sitemapindex xmlns="{_NAMESPACE}">{maps}</sitemapindex>')


def part(site: Site, asked: Asked) -> Reply:
    """Return one map.

    Raises:
        NotFoundError: There are not so many.
    """
    number = asked.words["number"]
    paths = _paths(site, asked.right)
    first = (
        (int(number) - 1) * _MOST
        if number.isascii() and number.isdecimal() and len(number) < 6
        else -1
    )
    if not 0 <= first < len(paths):
        raise NotFoundError(_("There is nothing at this address."))
    places = "".join(
        f"<url><loc>{escape(site.public(path))}</loc></url>"
        for path in paths[first : first + _MOST]
    )
    return _xml(f'<urlset xmlns="{_NAMESPACE}">{places}</urlset>')


def opensearch(site: Site, _asked: Asked) -> Reply:
    """Return how a browser searches here from its own field (OpenSearch 1.1)."""
    template = escape(site.public("/search?q={searchTerms}"))
    body = (
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"<ShortName>Simpul</ShortName><Description>{escape(_('Cities, and what ties them'))}</Description>"
        f'<InputEncoding>UTF-8</InputEncoding><Url type="text/html" template="{template}"/>'
        "</OpenSearchDescription>"
    )
    answered = _xml(body)
    return Reply(media_type="application/opensearchdescription+xml", body=answered.body)


def _paths(site: Site, right: str) -> list[str]:
    """Return the paths of all pages that stay."""

    def make() -> list[str]:
        graph = site.graph(right)
        things = sorted(iri for iri in graph.names.things(ID) if not iri.startswith(_FACTS))
        return [
            *_PAGES,
            *(f"/sources/{key}" for key in sorted(known_sources(site, right))),
            *(f"/questions/{name}" for name in sorted(graph.catalogue)),
            *(path for iri in things if (path := page_of(iri))),
        ]

    return site.once(right, "sitemap", make)


def _xml(body: str) -> Reply:
    return Reply(media_type=_XML, body=f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode())
