"""Pages of HTML: each a template within the frame of the site."""

from typing import Final

from simpul.locale import translate as _
from simpul.site.asking import Asked, Reply
from simpul.site.site import Site
from simpul.version import __version__
from simpul_viz.pages import render

LANGUAGES: Final = {"en": "English", "id": "Bahasa Indonesia", "ko": "한국어"}
"""What readers may choose; Korean is of names alone."""


def shown(
    site: Site, asked: Asked, template: str, *, status: int = 200, title: str = "", **values: object
) -> Reply:
    """Return a page of HTML; every value is escaped unless the template says that it is safe.

    Args:
        site: The site.
        asked: What was asked.
        template: A file of ``templates/`` that extends ``frame.html``.
        status: The status of HTTP.
        title: What the page is about.
        **values: What the template needs.
    """
    page = render(
        template,
        package="simpul.site",
        folder="templates",
        site=site,
        asked=asked,
        address=site.address,
        title=title,
        languages=LANGUAGES,
        version=__version__,
        notice=site.graph(asked.right).notice,
        _=_,
        **values,
    )
    return Reply(status=status, body=page.encode())
