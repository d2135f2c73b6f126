"""What went wrong between here and an endpoint, with what to do about it."""

import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from simpul.errors import (
    AnswerCutError,
    EndpointError,
    EndpointRefusedError,
    EndpointSilentError,
)
from simpul.locale import translate as _
from simpul.store.remote.settings import shown
from simpul.terminal import clean

_MOST_SAID: Final = 200
"""Characters of what a server says that are shown."""
_TAG: Final = re.compile(
    r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_TITLE: Final = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A response that is no answer.

    Attributes:
        address: What was asked.
        status: Status of the response.
        headers: Its headers, in lower case.
        body: The beginning of its content, without secrets.
        profile: Name of the profile, or empty.
        writes: Whether a change was asked for.
    """

    address: str
    status: int
    headers: Mapping[str, str]
    body: str
    profile: str = ""
    writes: bool = False

    @property
    def media(self) -> str:
        """The kind of its content."""
        return media_type(self.headers)


def media_type(headers: Mapping[str, str]) -> str:
    """Return the media type that headers name, without parameters."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def refusal(response: Refusal) -> EndpointError:
    """Return the error for a response whose status is not that of an answer."""
    kind: type[EndpointError] = EndpointError
    said = excerpt(response.body, response.media)
    if response.status in {401, 403, 407}:
        kind = EndpointRefusedError
        what, remedy = _not_allowed(response)
    elif 300 <= response.status < 400:
        what, remedy = _redirected(response)
        said = ""
    elif response.status in {404, 405, 406, 410, 415, 501}:
        what = _("This is no SPARQL endpoint (status {status}).", status=response.status)
        remedy = _(
            "Look at the path of the address; docs/querying.md lists those of common engines."
        )
    elif response.status == 413:
        what = _("It takes no request of this size (status 413).")
        remedy = _("Set a smaller `piece` in the profile.")
    elif response.status in {408, 504}:
        kind = EndpointSilentError
        what = _("It gave up by itself (status {status}).", status=response.status)
        remedy = _("Narrow the question, or ask a mirror of it: `simpul mirror`.")
    elif response.status in {429, 502, 503}:
        what = _("It is too busy, or down (status {status}).", status=response.status)
        remedy = _come_back(response.headers.get("retry-after", ""))
    elif response.status >= 500:
        what = _("It failed (status {status}).", status=response.status)
        remedy = _("Look into its log; a mirror answers without it: `simpul mirror`.")
    else:
        what = _("It cannot do what was asked (status {status}).", status=response.status)
        remedy = _("Ask a mirror of it: `simpul mirror`.")
    return kind(
        what,
        shown(response.address),
        remedy,
        status=response.status,
        body=said,
        sure=not response.writes or response.status < 500,
    )


def _not_allowed(response: Refusal) -> tuple[str, str]:
    if response.status == 407:
        return _("The proxy on the way wants to know who asks (status 407)."), _(
            "Write its name and password into the variable that names it, HTTPS_PROXY."
        )
    if response.status == 401 and response.profile:
        return _("It does not know who asks (status 401)."), _(
            "Look at auth, user and secret of endpoint {name} in your settings.",
            name=response.profile,
        )
    if response.status == 401:
        return _("It wants to know who asks (status 401)."), _own_profile()
    if response.writes:
        return _("It does not let you change anything (status 403)."), _(
            "Ask its owner for the right to update, or name another user in your profile."
        )
    return _("It does not let you ask (status 403)."), _(
        "Ask its owner for the right to query, or name another user in your profile."
    )


def _own_profile() -> str:
    from simpul import paths

    return _(
        "Write a profile with auth, user and secret into {file}, as docs/querying.md shows.",
        file=paths.settings(),
    )


def _redirected(response: Refusal) -> tuple[str, str]:
    target = response.headers.get("location", "")
    where = clean(shown(target))[:_MOST_SAID] if "://" in target else ""
    what = _("It sends elsewhere (status {status}).", status=response.status)
    if not where:
        return what, _("Give the address that answers itself; nothing is followed.")
    return what, _(
        "If you trust {where}, give that address itself; nothing is followed.", where=where
    )


def _come_back(retry_after: str) -> str:
    if retry_after.strip().isdigit() and len(retry_after) < 10:
        return _("Try again in {seconds} seconds.", seconds=int(retry_after))
    return _("Try again later.")


def not_an_answer(response: Refusal, wanted: str) -> EndpointError:
    """Return the error for a response that says it is an answer, but is of another kind."""
    title = excerpt(response.body, response.media)
    if "html" in response.media or response.body.lstrip()[:1] == "<":
        return EndpointError(
            _("It answers with a page for people."),
            shown(response.address),
            _(
                "Either this is not the address of queries, or a proxy or a login stands before it. Look at the address "
                "in a browser."
            ),
            status=response.status,
            body=title,
        )
    return EndpointError(
        _(
            "It answers in a format that was not asked for: {media}.",
            media=clean(response.media)[:80] or "?",
        ),
        shown(response.address),
        _("An endpoint of SPARQL 1.1 answers in {wanted}. Look at the address.", wanted=wanted),
        status=response.status,
        body=title,
    )


def failure(
    error: BaseException, address: str, *, seconds: float, writes: bool, sent: bool
) -> EndpointError:
    """Return the error for what happened on the way.

    Args:
        error: What the network or its library said.
        address: What was asked.
        seconds: How long was waited.
        writes: Whether a change was asked for.
        sent: Whether it may have arrived.
    """
    parts = urlsplit(address)
    sure = not (writes and sent)
    cause = _cause(error)
    where, host = shown(address), parts.hostname or ""
    if isinstance(cause, socket.gaierror):
        return EndpointSilentError(
            _("There is no host {host}, or the network is down.", host=host),
            where,
            _("Look at the name in the address, and at the network."),
        )
    if isinstance(cause, ssl.SSLError):
        return _untrusted(cause, where)
    if isinstance(cause, ConnectionRefusedError):
        return EndpointSilentError(
            _("Nobody listens there."),
            where,
            _("Look at the port in the address, and whether the server runs."),
        )
    if isinstance(cause, TimeoutError) or "Timeout" in type(error).__name__:
        return EndpointSilentError(
            _("No answer after {seconds} seconds.", seconds=f"{seconds:g}"),
            where,
            _("Narrow the question, or set `seconds` in the profile higher."),
            sure=sure,
        )
    if not sent:
        return EndpointSilentError(
            _("It cannot be reached ({reason}).", reason=_reason(error)),
            where,
            _("Look at the address, and at the network."),
        )
    return lost(error, address, sure=sure)


def _untrusted(cause: ssl.SSLError, where: str) -> EndpointError:
    if isinstance(cause, ssl.SSLCertVerificationError):
        return EndpointError(
            _(
                "Its certificate proves nothing ({reason}), so that anybody may sit in between.",
                reason=cause.verify_message,
            ),
            where,
            _(
                "If it is signed by an authority of your own, name its file as `certificates` in the profile."
            ),
        )
    return EndpointError(
        _("It does not speak TLS as it should."),
        where,
        _("Look whether the address begins with http or https, and at its port."),
    )


def lost(error: BaseException, address: str, *, sure: bool = True) -> EndpointError:
    """Return the error for a connection that ended before all was said."""
    return AnswerCutError(
        _("The connection ended before its answer did ({reason}).", reason=_reason(error)),
        shown(address),
        _("Run the command again; if it stays so, look into the log of the server or a proxy."),
        sure=sure,
    )


def partial(address: str) -> EndpointError:
    """Return the error for an answer of which the engine itself says that it is a part."""
    return AnswerCutError(
        _("Its time was over before the answer was whole, and it gave a part."),
        shown(address),
        _("Narrow the question, or ask a mirror of it: `simpul mirror`."),
    )


def _cause(error: BaseException) -> BaseException:
    """Return what the system said, beneath what libraries made of it."""
    seen: BaseException = error
    while (beneath := seen.__cause__ or seen.__context__) is not None:
        seen = beneath
        if isinstance(seen, OSError):
            return seen
    return seen


def _reason(error: BaseException) -> str:
    """Return what a library says of a failure, as a part of a sentence."""
    return clean(" ".join(str(error).split()))[:_MOST_SAID].rstrip(".") or type(error).__name__


def excerpt(body: str, media: str) -> str:
    r"""Return the beginning of what a server says, in one line, with nothing in it that steers a terminal.

    >>> excerpt("<html><title>502 Bad\x1b[2J Gateway</title>", "text/html")
    '502 Bad�[2J Gateway'
    """
    if "html" in media or body.lstrip()[:1] == "<":
        title = _TITLE.search(body)
        body = title[1] if title else _TAG.sub(" ", body)
    said = clean(" ".join(body.split()))
    return said if len(said) <= _MOST_SAID else said[: _MOST_SAID - 1] + "…"
