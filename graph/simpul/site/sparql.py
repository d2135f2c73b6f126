"""SPARQL over HTTP, after the SPARQL 1.1 Protocol: queries alone.

What is asked meets the guard that every query of Simpul meets; it runs on the graph of who asks, and nothing else is in
that. An answer is made whole before its first byte goes: what passes a limit is an error, and never half of it.
"""

from collections.abc import Mapping
from http import HTTPStatus
from tempfile import TemporaryFile
from typing import BinaryIO, Final, cast

from simpul.errors import ForbiddenQueryError, QueryError, shortened
from simpul.locale import translate as _
from simpul.site.asking import Asked, Reply
from simpul.site.failures import RefusedError
from simpul.site.negotiation import media_type
from simpul.site.site import Site
from simpul.store.oxigraph import Dataset, OxigraphStore
from simpul.store.sparql import form
from simpul.terms import NamedNode

QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
FORM: Final = "application/x-www-form-urlencoded"
RESULTS: Final[Mapping[str, str]] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
"""Media types of rows, and of yes or no, the first where none is asked for; and the formats that they are in."""
GRAPHS: Final[Mapping[str, str]] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "application/n-quads": "nquads",
    "application/trig": "trig",
    "text/plain": "ntriples",
    "application/x-turtle": "turtle",
}
"""Media types of graphs, the first where none is asked for; and the formats that they are in."""
_CHARSETS: Final = frozenset(("", "utf-8", "utf8", "us-ascii"))
_SMALL: Final = 64 * 1024
"""Bytes of an answer that is kept in memory."""
_HTML: Final = "text/html"


def page(site: Site, asked: Asked) -> Reply:
    """Answer a query; without one, describe the service, or show the editor to who would have a page."""
    query = _query(asked)
    if query is None:
        return _without_query(site, asked)
    is_graph = form(query) in {"CONSTRUCT", "DESCRIBE"}
    known = GRAPHS if is_graph else RESULTS
    wanted = _wanted(asked, known)
    if wanted == _HTML:
        return _editor(site, asked, query)
    store = site.graph(asked.right).whole
    output = _Output(site.settings.answer_megabytes * 1_000_000)
    try:
        store.write_answer(query, output, known[wanted], _dataset(asked, store))
    except _TooLargeError:
        raise RefusedError(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            _(
                "The answer is larger than {megabytes} MB, and no part of it was sent. Narrow the question, or ask for it in parts, with ORDER BY, LIMIT and OFFSET.",
                megabytes=site.settings.answer_megabytes,
            ),
        ) from None
    return Reply(
        media_type=_with_charset(wanted), body=output.body, file=output.file, vary=["Accept"]
    )


def _query(asked: Asked) -> str | None:
    """Return the query of a request (SPARQL 1.1 Protocol, section 2.1); None where there is none.

    Raises:
        RefusedError: It is an update, there are several, or nothing says that it is a query.
    """
    media, _semicolon, parameters = asked.content_type.partition(";")
    media = media.strip().lower()
    if media == UPDATE or asked.values("update"):
        raise ForbiddenQueryError(_("This is an update; the site only reads."))
    queries = [value for name, value in asked.parameters if name == "query"]
    if asked.method == "POST" and media == QUERY:
        charset = parameters.lower().partition("charset=")[2].strip().strip('"')
        if charset not in _CHARSETS:
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, _("A query is UTF-8 text."))
        try:
            queries.append(asked.content.decode())
        except UnicodeDecodeError:
            raise QueryError(_("The query is not UTF-8 text.")) from None
    elif asked.method == "POST" and media != FORM:
        raise RefusedError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            _("Send a query as {query}, or as {form}.", query=QUERY, form=FORM),
        )
    if len(queries) > 1:
        raise QueryError(_("There are {count} queries; ask one at a time.", count=len(queries)))
    if not queries:
        if asked.method == "POST":
            raise QueryError(_("There is no query."))
        return None
    return queries[0]


def _wanted(asked: Asked, known: Mapping[str, str]) -> str:
    """Return the media type of the answer: what ``format`` says, else what suits the client best.

    Raises:
        RefusedError: There is none such.
    """
    if name := asked.value("format"):
        found = next((media for media, short in known.items() if name in {short, media}), "")
    else:
        found = media_type(asked.accept, (*known, _HTML))
    if not found:
        raise RefusedError(
            HTTPStatus.NOT_ACCEPTABLE,
            _("The answer to this query can be had as: {known}.", known=", ".join(known)),
        )
    return found


def _with_charset(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _dataset(asked: Asked, store: OxigraphStore) -> Dataset | None:
    """Return what the request says that the query is asked of (section 2.1.4); None where it does not.

    Raises:
        ForbiddenQueryError: It names a graph that is not here; nothing is fetched.
    """
    default = _graphs(asked.values("default-graph-uri"), store)
    named = _graphs(asked.values("named-graph-uri"), store)
    return (default, named) if default or named else None


def _graphs(iris: list[str], store: OxigraphStore) -> list[NamedNode]:
    known = {graph.value: graph for graph in store.graph_names()} if iris else {}
    for iri in iris:
        if iri not in known:
            raise ForbiddenQueryError(
                _(
                    "{iri} is not a graph of this store; nothing is fetched.",
                    iri=f"<{shortened(iri)}>",
                )
            )
    return [known[iri] for iri in iris]


def _without_query(site: Site, asked: Asked) -> Reply:
    media = media_type(asked.accept, ("text/turtle", _HTML, *GRAPHS))
    if media == _HTML:
        return _editor(site, asked, "")
    if not media:
        raise RefusedError(
            HTTPStatus.NOT_ACCEPTABLE,
            _("What this service is can be had as: {known}.", known=", ".join(GRAPHS)),
        )
    from simpul.site.service_description import described

    return Reply(
        media_type=_with_charset(media),
        body=described(site, asked.right, GRAPHS[media]),
        vary=["Accept"],
    )


def _editor(site: Site, asked: Asked, query: str) -> Reply:
    from simpul.site.editor import shown_editor

    return shown_editor(site, asked, query)


class _TooLargeError(Exception):
    """An answer is larger than it may be."""


class _Output:
    """An answer as it is written: in memory while it is small, else in a file without a name."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._parts: list[bytes] = []
        self.file: BinaryIO | None = None

    def write(self, piece: bytes, /) -> int:
        """Take more.

        Raises:
            _TooLargeError: It is more than there may be.
        """
        self._size += len(piece)
        if self._size > self._most:
            raise _TooLargeError
        if self.file is None and self._size > _SMALL:
            self.file = cast("BinaryIO", TemporaryFile())  # noqa: SIM115 - who sends it closes it
            self.file.write(b"".join(self._parts))
            self._parts.clear()
        if self.file is None:
            self._parts.append(bytes(piece))
        else:
            self.file.write(piece)
        return len(piece)

    def flush(self) -> None:
        """Keep nothing back."""

    @property
    def body(self) -> bytes:
        """What is in memory."""
        return b"".join(self._parts)
