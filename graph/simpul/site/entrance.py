"""The way in for people: a token is entered in a browser, and kept there until they leave.

The cookie is the token itself, which the server need not remember: when the token is removed or expires, the cookie
opens nothing. No script reads it, no other site's page has it sent along, and behind HTTPS it goes by nothing else.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from simpul.locale import translate as _
from simpul.site.asking import Asked, Reply, see_other
from simpul.site.failures import RefusedError
from simpul.site.html import framed
from simpul.site.tokens import COOKIE, Tokens

_FIELD: Final = "token"


def entrance(
    asked: Asked, tokens: Tokens, headers: Mapping[str, str], *, prefix: str, secure: bool
) -> Reply:
    """Return the page where a token is entered; or, where it was sent and opens something, what lets its holder in.

    Args:
        asked: What was asked.
        tokens: The tokens of the site.
        headers: Headers of the request.
        prefix: The path of the site's address.
        secure: People reach the site by HTTPS.

    Raises:
        RefusedError: The form was sent from another site.
    """
    if asked.method != "POST":
        return _form(asked, prefix)
    _check_origin(headers)
    token = asked.value(_FIELD)
    try:
        tokens.right(token)
    except RefusedError as error:
        return _form(asked, prefix, told=str(error), status=error.status)
    return _see_home(f"{token}{_attributes(prefix, secure=secure)}")


def exit_(headers: Mapping[str, str], *, prefix: str, secure: bool) -> Reply:
    """Return what makes a browser forget the token that was entered.

    Raises:
        RefusedError: The form was sent from another site.
    """
    _check_origin(headers)
    return _see_home(f"{_attributes(prefix, secure=secure)}; Max-Age=0")


def _see_home(cookie: str) -> Reply:
    reply = see_other("/", headers={"set-cookie": f"{COOKIE}={cookie}"})
    return Reply(status=reply.status, headers=reply.headers, changes=True)


def _attributes(prefix: str, *, secure: bool) -> str:
    """Return the attributes of the cookie (RFC 6265bis, section 4.1.2); it goes when the browser is closed."""
    return f"; Path={prefix or '/'}; HttpOnly; SameSite=Strict" + ("; Secure" if secure else "")


def _form(
    asked: Asked, prefix: str, *, told: str = "", status: HTTPStatus = HTTPStatus.OK
) -> Reply:
    page = framed(asked, "enter.html", prefix=prefix, title=_("Enter with a token"), told=told)
    return Reply(status=status, body=page, changes=True)


def _check_origin(headers: Mapping[str, str]) -> None:
    """Refuse a form that a page of another site sent: it would let its victim in as somebody else, or out."""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        raise RefusedError(
            HTTPStatus.FORBIDDEN, _("This form was sent from the page of another site.")
        )
