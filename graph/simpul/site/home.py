"""The first page."""

from simpul.site.asking import Asked, Reply
from simpul.site.html import shown
from simpul.site.site import Site


def page(site: Site, asked: Asked) -> Reply:
    """Return the first page."""
    return shown(site, asked, "home.html")
