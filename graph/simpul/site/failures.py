"""What went wrong, as a client is told: the status that HTTP has for it, and a problem (RFC 9457) or a page."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from simpul.errors import (
    AmbiguousNameError,
    ForbiddenQueryError,
    ParameterError,
    QueryError,
    QueryLimitError,
    SimpulError,
    StoreError,
    UnknownQueryError,
    UsageError,
)
from simpul.locale import translate as _
from simpul.site.asking import HTML, Asked, Reply, as_json
from simpul.site.negotiation import media_type

PROBLEM: Final = "application/problem+json"
_STATUSES: Final[Mapping[type[SimpulError], HTTPStatus]] = {
    UnknownQueryError: HTTPStatus.NOT_FOUND,
    ParameterError: HTTPStatus.BAD_REQUEST,
    AmbiguousNameError: HTTPStatus.BAD_REQUEST,
    UsageError: HTTPStatus.BAD_REQUEST,
    QueryLimitError: HTTPStatus.INTERNAL_SERVER_ERROR,
    ForbiddenQueryError: HTTPStatus.FORBIDDEN,
    QueryError: HTTPStatus.BAD_REQUEST,
    StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
}


class RefusedError(SimpulError):
    """A client asked for what it does not get.

    Attributes:
        status: The status of HTTP.
        headers: What HTTP wants to be said with it.
    """

    def __init__(
        self, status: HTTPStatus, said: str, *, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(said)
        self.status, self.headers = status, headers or {}


class NotFoundError(RefusedError):
    """There is nothing at this address, or nothing that who asks may see: the same to them."""

    def __init__(self, said: str) -> None:
        super().__init__(HTTPStatus.NOT_FOUND, said)


def status_of(error: SimpulError) -> HTTPStatus:
    """Return the status that HTTP has for an error."""
    if isinstance(error, RefusedError):
        return error.status
    return next(
        (status for kind, status in _STATUSES.items() if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )


def refusal(asked: Asked, error: SimpulError, *, prefix: str = "") -> Reply:
    """Return what a client is told of an error: a page where it would have one, else a problem (RFC 9457).

    Args:
        asked: What was asked.
        error: What was wrong.
        prefix: The path that the links of a page begin with.
    """
    status = status_of(error)
    headers = error.headers if isinstance(error, RefusedError) else {}
    # A client cannot do what whoever serves the site can.
    told = error.what if isinstance(error, ForbiddenQueryError) and error.remedy else str(error)
    if media_type(asked.accept, ("application/json", PROBLEM, "text/html")) == "text/html":
        from simpul.site.html import framed

        page = framed(
            asked,
            "problem.html",
            prefix=prefix,
            title=_heading(status),
            status=status.value,
            told=told,
            again=_again(asked, status),
        )
        return Reply(
            status=status,
            media_type=HTML,
            body=page,
            headers=headers,
            vary=["Accept"],
            changes=True,
        )
    problem = {"type": "about:blank", "title": status.phrase, "status": status, "detail": told}
    reply = as_json(problem, status=status, media_type=PROBLEM, vary=["Accept"])
    return Reply(
        status=status,
        media_type=PROBLEM,
        body=reply.body,
        headers=headers,
        vary=reply.vary,
        changes=True,
    )


def _again(asked: Asked, status: HTTPStatus) -> str:
    """Return the path at which one can ask anew; empty where there is none other."""
    is_theirs = status == HTTPStatus.BAD_REQUEST and asked.parameters
    return f"/{(asked.sent or asked.path).lstrip('/')}" if is_theirs else ""


def _heading(status: HTTPStatus) -> str:
    """Return what a page says went wrong; programs get HTTP's own phrase (RFC 9457, section 4.2.1)."""
    headings = {
        HTTPStatus.BAD_REQUEST: _("This cannot be understood"),
        HTTPStatus.UNAUTHORIZED: _("This token opens nothing"),
        HTTPStatus.FORBIDDEN: _("This is not allowed"),
        HTTPStatus.NOT_FOUND: _("Not found"),
        HTTPStatus.METHOD_NOT_ALLOWED: _("This is not allowed"),
        HTTPStatus.TOO_MANY_REQUESTS: _("Too many requests"),
        HTTPStatus.INTERNAL_SERVER_ERROR: _("Something went wrong"),
        HTTPStatus.SERVICE_UNAVAILABLE: _("Not ready"),
        HTTPStatus.GATEWAY_TIMEOUT: _("This took too long"),
    }
    return headings.get(status, status.phrase)
