"""SPARQL over HTTP: queries, updates and graphs of one endpoint; the only door to ``httpx``.

SPARQL 1.1 Protocol and SPARQL 1.1 Graph Store HTTP Protocol. Redirects are not followed, certificates are verified, an
answer is read as it comes, and whatever goes wrong is an ``EndpointError`` that says what to do. What may be sent twice
without harm is sent again where a server is busy or a connection is lost.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, Self, TypeAlias
from urllib.parse import quote, urlencode, urlsplit

from simpul.errors import EndpointError, UsageError
from simpul.locale import translate as _
from simpul.store.remote import failures
from simpul.store.remote.credentials import Credentials, credentials
from simpul.store.remote.engines import ENGINES, UNKNOWN, Addresses, Engine, engine_of
from simpul.store.remote.library import httpx
from simpul.store.remote.request import PIECE, Answer, Dataset, Kept, Request
from simpul.store.remote.settings import Endpoint
from simpul.store.remote.transport import (
    FAILURES,
    LARGEST_REFUSAL,
    NOT_CONNECTED,
    SILENT,
    Transport,
    until,
)
from simpul.version import __version__

JSON: Final = "application/sparql-results+json"
NTRIPLES: Final = "application/n-triples"
_AS_JSON: Final = frozenset((JSON, "application/json"))
_AS_TRIPLES: Final = frozenset((NTRIPLES, "text/plain", "text/turtle", "application/x-turtle"))
_MEDIA: Final[Mapping[str, frozenset[str]]] = {JSON: _AS_JSON, NTRIPLES: _AS_TRIPLES}
_BUSY: Final = frozenset((429, 502, 503))
_TRIES: Final = 4
_LONGEST_PAUSE: Final = 30.0
"""Seconds; who asks us to come back later than that is told of at once."""
_PARTIAL: Final = 206
_STATE: Final = "x-sql-state"
"""A header by which Virtuoso says that its time was over before the answer was whole (its "anytime queries")."""
_OF_VIRTUOSO: Final = ("x-sparql-", "x-sql-")
_CONNECT: Final = 10.0
"""Seconds in which a connection must be there."""
_FORM: Final = "application/x-www-form-urlencoded"

Content: TypeAlias = bytes | Iterable[bytes]
"""N-Triples: as they are, or in pieces, which are kept until they have arrived."""


class Client:
    """One endpoint; several threads may use it at once. Nothing is connected to until something is asked.

    Attributes:
        endpoint: The endpoint.
    """

    def __init__(
        self, endpoint: Endpoint, *, pause: Callable[[float], object] = time.sleep
    ) -> None:
        self.endpoint = endpoint
        self._pause = pause
        self._engine = ENGINES.get(endpoint.engine)
        self._lock = threading.RLock()
        self._http: httpx.Client | None = None
        self._credentials = Credentials()

    @property
    def address(self) -> str:
        """Its address, as messages show it."""
        return self.endpoint.address

    @property
    def engine(self) -> Engine:
        """The engine, as the profile says, or as the endpoint says itself; that may take a request.

        Raises:
            EndpointError: It gives no answer.
        """
        if self._engine is None:
            self.query("ASK {}", accept=JSON).close()
        return self._engine or UNKNOWN

    @property
    def addresses(self) -> Addresses:
        """Where it answers, as far as it is known by now."""
        given, engine = self.endpoint, self._engine or UNKNOWN
        found = engine.addresses(given.query)
        return Addresses(
            query=found.query,
            update=given.update or found.update,
            graph_store=given.graph_store or found.graph_store,
        )

    def query(
        self,
        text: str,
        *,
        dataset: Dataset | None = None,
        accept: str,
        seconds: float | None = None,
    ) -> Answer:
        """Return the answer of a query, to be read and closed.

        Args:
            text: The query, with all prefixes that it needs.
            dataset: What it runs on.
            accept: ``JSON`` or ``NTRIPLES``.
            seconds: Time in which all of it must be there; None for the profile's patience between any two bytes.

        Raises:
            EndpointError: There is no answer, or it is of another kind.
        """
        if self._engine is None and urlsplit(self.endpoint.query).path in {"", "/"}:
            self._look()
        parameters = [("query", text), *(dataset.parameters() if dataset else ())]
        request = Request(
            method="POST",
            address=self.addresses.query,
            headers={"Accept": accept, "Content-Type": _FORM},
            content=urlencode(parameters).encode(),
            seconds=seconds or self.endpoint.seconds,
            deadline=_deadline(seconds),
        )
        return self._answer(request, accept)

    def update(self, text: str, *, repeatable: bool = False, seconds: float | None = None) -> None:
        """Run an update (SPARQL 1.1 Update).

        Args:
            text: The update, with all prefixes that it needs.
            repeatable: Whether it may run twice without harm, such as INSERT DATA without blank nodes.
            seconds: As in ``query``.

        Raises:
            EndpointError: It did not run, or nobody knows: ``sure`` is False then.
        """
        self._do(
            Request(
                method="POST",
                address=self._address("update"),
                headers={"Accept": "*/*", "Content-Type": _FORM},
                content=urlencode([("update", text)]).encode(),
                seconds=seconds or self.endpoint.seconds,
                deadline=_deadline(seconds),
                writes=True,
                repeatable=repeatable,
            )
        )

    def put_graph(self, graph: str, content: Content) -> None:
        """Replace a graph by N-Triples (Graph Store HTTP Protocol, section 5.3).

        Raises:
            EndpointError: As in ``update``.
        """
        self._write("PUT", graph, content)

    def post_graph(self, graph: str, content: Content) -> None:
        """Add N-Triples without blank nodes to a graph (section 5.5).

        Raises:
            EndpointError: As in ``update``.
        """
        self._write("POST", graph, content)

    def delete_graph(self, graph: str) -> None:
        """Remove a graph, if it is there (section 5.4).

        Raises:
            EndpointError: As in ``update``.
        """
        self._do(
            Request(
                method="DELETE",
                address=self._graph(graph),
                headers={"Accept": "*/*"},
                seconds=self.endpoint.seconds,
                writes=True,
                missing=True,
            )
        )

    def get_graph(self, graph: str) -> Answer:
        """Return a graph as N-Triples, or as Turtle if ``media`` says so, to be read and closed (section 5.2).

        Raises:
            EndpointError: There is no answer, or it is of another kind.
        """
        request = Request(
            method="GET",
            address=self._graph(graph),
            headers={"Accept": f"{NTRIPLES}, text/turtle;q=0.5"},
            seconds=self.endpoint.seconds,
        )
        return self._answer(request, NTRIPLES)

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            if self._http is not None:
                self._http.close()
                self._http = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Client({self.address!r})"

    def _write(self, method: str, graph: str, content: Content) -> None:
        kept = content if isinstance(content, bytes) else Kept(content)
        try:
            self._write_kept(method, graph, kept)
        finally:
            if isinstance(kept, Kept):
                kept.close()

    def _write_kept(self, method: str, graph: str, content: bytes | Kept) -> None:
        self._do(
            Request(
                method=method,
                address=self._graph(graph),
                headers={"Accept": "*/*", "Content-Type": NTRIPLES},
                seconds=self.endpoint.seconds,
                content=content,
                writes=True,
            )
        )

    def _do(self, request: Request) -> None:
        """Send a request whose answer says no more than that it was done."""
        with Answer(self._sent(request), request) as answer:
            # A short answer is read so that its connection can be used again.
            answer.read(PIECE)

    def _answer(self, request: Request, accept: str) -> Answer:
        response = self._sent(request)
        answer = Answer(response, request)
        if answer.media not in _MEDIA[accept]:
            wanted = replace(self._refusal(response, request), status=response.status_code)
            raise failures.not_an_answer(wanted, accept)
        if response.status_code == _PARTIAL or response.headers.get(_STATE):
            answer.close()
            raise failures.partial(self.address)
        return answer

    def _address(self, kind: str) -> str:
        """Return the address for updates or of the graph store.

        Raises:
            EndpointError: It is not known.
        """
        found: str = getattr(self.addresses, kind)
        if not found and self._engine is None:
            _found = self.engine
            found = getattr(self.addresses, kind)
        if found:
            return found
        raise EndpointError(
            _("It is not known where it takes changes."),
            self.address,
            _(
                "Write a profile for it with `engine`, or with `{key}`, as docs/querying.md shows.",
                key=kind.replace("_", "-"),
            ),
        )

    def _graph(self, graph: str) -> str:
        address = self._address("graph_store")
        sign = "&" if urlsplit(address).query else "?"
        return f"{address}{sign}graph={quote(graph, safe='')}"

    def _look(self) -> None:
        """Ask an address without a path what engine it is; what it says else does not matter."""
        with contextlib.suppress(EndpointError):
            self._sent(
                Request(
                    method="GET",
                    address=self.endpoint.query,
                    headers={"Accept": "*/*"},
                    seconds=self.endpoint.seconds,
                )
            ).close()

    def _sent(self, request: Request) -> httpx.Response:
        """Send a request, again where that is safe and of use, and return its response.

        Raises:
            EndpointError: It was refused, or there is no response.
        """
        for attempt in range(_TRIES):
            response, error, pause = self._tried(request, attempt)
            if response is not None:
                return response
            last = attempt == _TRIES - 1 or time.monotonic() + pause > request.deadline
            if pause < 0 or last or not request.repeatable:
                raise error
            self._pause(pause)
        raise AssertionError  # the last try returns or raises

    def _tried(
        self, request: Request, attempt: int
    ) -> tuple[httpx.Response | None, EndpointError, float]:
        """Send a request once: return its response, or the error and after how many seconds to try again, -1 for never."""
        http = self._connected()

        error: Exception
        try:
            with until(request.deadline):
                response = http.send(self._built(http, request), stream=True)
        except (*FAILURES, httpx.HTTPError, OSError) as caught:
            error = caught
        else:
            self._learn(response)
            if response.is_success or (request.missing and response.status_code == 404):
                return response, EndpointError("", "", ""), -1
            refused = self._refusal(response, request)
            busy = response.status_code in _BUSY
            return None, failures.refusal(refused), _pause(refused, attempt) if busy else -1
        sent = not isinstance(error, NOT_CONNECTED)
        told = failures.failure(
            error,
            request.address,
            seconds=request.seconds,
            writes=request.writes,
            sent=sent,
        )
        return None, told, 0.1 * 2**attempt if sent and not isinstance(error, SILENT) else -1

    def _built(self, http: httpx.Client, request: Request) -> httpx.Request:
        content, headers = request.content, dict(request.headers)
        if isinstance(content, Kept):
            headers["Content-Length"] = str(content.length)
        return http.build_request(request.method, request.address, headers=headers, content=content)

    def _refusal(self, response: httpx.Response, request: Request) -> failures.Refusal:
        """Return a response that is no answer, its content read up to a bound."""
        body = b""
        with (
            contextlib.suppress(*FAILURES, httpx.HTTPError, httpx.StreamError, OSError),
            until(min(request.deadline, time.monotonic() + _CONNECT)),
        ):
            for piece in response.iter_bytes():
                body += piece
                if len(body) > LARGEST_REFUSAL:
                    break
        response.close()
        return failures.Refusal(
            address=request.address,
            status=response.status_code,
            headers={
                name.lower(): self._credentials.hide(value)
                for name, value in response.headers.items()
            },
            body=self._credentials.hide(body.decode("utf-8", "replace")),
            profile=self.endpoint.name,
            writes=request.writes,
        )

    def _learn(self, response: httpx.Response) -> None:
        """Remember which engine the endpoint says it is."""
        if self._engine is None:
            found = engine_of(response.headers.get("server", ""))
            # A proxy gives its own name; the headers that Virtuoso alone sends pass through it.
            if found is UNKNOWN and any(name.startswith(_OF_VIRTUOSO) for name in response.headers):
                found = ENGINES["virtuoso"]
            self._engine = found

    def _connected(self) -> httpx.Client:
        with self._lock:
            if self._http is None:
                self._credentials = credentials(self.endpoint)
                self._http = self._new()
                if self.endpoint.auth == "digest":
                    self._greet(self._http)
            return self._http

    def _new(self) -> httpx.Client:
        given, silence = self.endpoint, self.endpoint.seconds or None
        hosts = (given.query, *filter(None, (given.update, given.graph_store)))
        try:
            transport = Transport(given, hosts)
        except OSError as error:
            raise UsageError(
                _(
                    "{path} cannot be read as certificates: {reason}.",
                    path=given.certificates,
                    reason=error.strerror or error,
                )
            ) from None
        connect = min(_CONNECT, silence or _CONNECT)
        return httpx.Client(
            transport=transport,
            auth=_auth(given, self._credentials),
            headers={"User-Agent": f"simpul/{__version__}", **self._credentials.headers},
            timeout=httpx.Timeout(silence, connect=connect),
            trust_env=False,
        )

    def _greet(self, http: httpx.Client) -> None:
        """Meet the challenge of a server that takes digests, so that no content goes out in vain."""
        address = self.addresses.update or self.addresses.query
        sign = "&" if urlsplit(address).query else "?"
        greeting = http.build_request("GET", f"{address}{sign}query=ASK%7B%7D")
        # Whatever is wrong is told of by what comes next.
        with contextlib.suppress(*FAILURES, httpx.HTTPError, OSError):
            response = http.send(greeting, stream=True)
            self._learn(response)
            response.close()


def _auth(endpoint: Endpoint, found: Credentials) -> httpx.Auth | None:
    if endpoint.auth == "basic":
        return httpx.BasicAuth(endpoint.user, found.password)
    if endpoint.auth == "digest":
        return httpx.DigestAuth(endpoint.user, found.password)
    if endpoint.auth == "none":
        return None
    hook = found.hook

    class Added(httpx.Auth):
        """Adds the token, or what a hook makes of the request."""

        requires_request_body = hook is not None

        def auth_flow(
            self, request: httpx.Request
        ) -> Generator[httpx.Request, httpx.Response, None]:
            """Add headers to a request."""
            if hook is None:
                request.headers["Authorization"] = f"Bearer {found.password}"
            else:
                added = hook(
                    request.method, str(request.url), dict(request.headers), request.content
                )
                request.headers.update(dict(added))
            yield request

    return Added()


def _deadline(seconds: float | None) -> float:
    return time.monotonic() + seconds if seconds else float("inf")


def _pause(refused: failures.Refusal, attempt: int) -> float:
    """Return the seconds after which a busy server may be asked again; -1 if that is too long to wait for."""
    asked = _retry_after(refused.headers.get("retry-after", ""))
    pause = float(2**attempt) if asked is None else asked
    return pause if pause <= _LONGEST_PAUSE else -1


def _retry_after(value: str) -> float | None:
    """Return the seconds that ``Retry-After`` asks for (RFC 9110, section 10.2.3); None where it does not say.

    >>> _retry_after("7"), _retry_after("soon")
    (7.0, None)
    """
    from email.utils import parsedate_to_datetime

    if value.isascii() and value.strip().isdecimal():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max((when - datetime.now(UTC)).total_seconds(), 0.0)
