"""The editor of SPARQL, for who asks by hand."""

from simpul.site.asking import Asked, Reply
from simpul.site.html import shown
from simpul.site.site import Site


def shown_editor(site: Site, asked: Asked, query: str) -> Reply:
    """Return the editor with a query in it."""
    return shown(site, asked, "editor.html", title="SPARQL", query=query)
