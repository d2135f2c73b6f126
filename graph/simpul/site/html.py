"""Pages of HTML: each a template within the frame of the site."""

from http import HTTPStatus
from typing import Final

from simpul.locale import Texts
from simpul.locale import translate as _
from simpul.site import static
from simpul.site.asking import Asked, Reply
from simpul.site.site import Site
from simpul.site.wording import Words
from simpul.version import __version__
from simpul_viz.pages import render

LANGUAGES: Final = {"en": "English", "id": "Bahasa Indonesia", "ko": "한국어"}
"""What readers may choose; Korean is of names alone."""
_PAUSE: Final = 3
"""Seconds until a reader who waits looks again."""


def shown(
    site: Site,
    asked: Asked,
    template: str,
    *,
    status: int = 200,
    title: str = "",
    **values: object,
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
    page = framed(
        asked,
        template,
        prefix=site.settings.prefix,
        title=title,
        notice=site.graph(asked.right).notice,
        site=site,
        **values,
    )
    return Reply(status=status, body=page)


def waiting(site: Site, asked: Asked, *, title: str, told: str, failed: str = "") -> Reply:
    """Return the page of who waits for what is made apart; it looks again by itself.

    Args:
        site: The site.
        asked: What was asked.
        title: What is waited for.
        told: That it is being made.
        failed: That it could not be made, where that is so.
    """
    reply = shown(site, asked, "waiting.html", title=title, told=failed or told)
    status = HTTPStatus.SERVICE_UNAVAILABLE if failed else HTTPStatus.ACCEPTED
    headers = {} if failed else {"refresh": str(_PAUSE)}
    return Reply(status=status, body=reply.body, headers=headers, changes=True)


def framed(
    asked: Asked,
    template: str,
    *,
    prefix: str,
    title: str,
    notice: Texts | None = None,
    **values: object,
) -> bytes:
    """Return a template within the frame; it needs no graph.

    Args:
        asked: What was asked.
        template: As in ``shown``.
        prefix: The path that links begin with.
        title: As in ``shown``.
        notice: What pages say of themselves that hold what not everybody may see.
        **values: What the template needs.
    """

    def address(path: str) -> str:
        return f"{prefix}{path}"

    def static_address(name: str) -> str:
        return address(static.path(name))

    return render(
        template,
        package="simpul.site",
        folder="templates",
        asked=asked,
        address=address,
        static=static_address,
        title=title,
        languages=LANGUAGES,
        version=__version__,
        notice=notice or {},
        number=Words(asked.language).number,
        _=_,
        **values,
    ).encode()
