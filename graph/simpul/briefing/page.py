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
        texts=_texts(),
        version=__version__,
        style=style,
        policy=policy([style], []),
    ).encode()


def as_body(brief: Brief) -> str:
    """Return its sections as a piece of HTML for a page that has a frame of its own; every text is escaped."""
    return render("brief_body.html", brief=plain(brief), texts=_texts())


def _texts() -> dict[str, str]:
    return {"sources": _("Sources"), "timeline": _("Timeline")}
