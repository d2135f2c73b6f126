"""A brief as one page of HTML that needs no network and prints well."""

from simpul.briefing.model import Brief
from simpul.briefing.plain import plain
from simpul.locale import translate as _
from simpul.version import __version__
from simpul_viz.pages import policy, read, render


def as_page(brief: Brief) -> bytes:
    """Return the page; its policy allows nothing but its own style, and every text is escaped."""
    style = read("brief.css")
    return render(
        "brief.html",
        brief=plain(brief),
        texts={"sources": _("Sources"), "timeline": _("Timeline")},
        version=__version__,
        style=style,
        policy=policy([style], []),
    ).encode()
