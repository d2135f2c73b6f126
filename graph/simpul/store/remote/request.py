"""One request to an endpoint: what it runs on and sends along, and the answer as a file."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from simpul.store.remote import failures
from simpul.store.remote.library import httpx
from simpul.store.remote.transport import FAILURES, until

PIECE: Final = 65_536
"""Bytes that are read or sent at a time."""
_MOST_IN_MEMORY: Final = 16_000_000
"""Bytes to be sent that are kept in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """What a query runs on (SPARQL 1.1 Protocol, section 2.1.4): without it engines take what they like.

    Attributes:
        default: The graphs whose merge is the default graph.
        named: The graphs that GRAPH can reach.
    """

    default: Sequence[str] = ()
    named: Sequence[str] = ()

    def parameters(self) -> list[tuple[str, str]]:
        """Return it as parameters of the protocol."""
        return [
            *(("default-graph-uri", iri) for iri in self.default),
            *(("named-graph-uri", iri) for iri in self.named),
        ]


class Kept:
    """Pieces that can be sent again from their beginning; many of them lie on the disk.

    Their length goes before them: Virtuoso takes what comes in chunks (RFC 9112, section 7.1) for nothing at all.
    """

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._file = tempfile.SpooledTemporaryFile(_MOST_IN_MEMORY)  # noqa: SIM115 - closed when the request is
        for piece in pieces:
            self._file.write(piece)
        self.length = self._file.tell()

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(0)
        return iter(lambda: self._file.read(PIECE), b"")

    def close(self) -> None:
        """Let go of them."""
        self._file.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of an endpoint.

    Attributes:
        seconds: How long is waited: in all where there is a deadline, else between any two bytes.
        deadline: When all of its answer must be there, by ``time.monotonic``.
        writes: Whether it is a change.
        repeatable: Whether it may arrive twice without harm.
        missing: Whether it is no error if there is nothing (status 404).
    """

    method: str
    address: str
    headers: Mapping[str, str]
    seconds: float
    content: bytes | Kept = b""
    deadline: float = float("inf")
    writes: bool = False
    repeatable: bool = True
    missing: bool = False


class Answer:
    """The content of a response, read as it comes; a file for those who want one.

    Attributes:
        media: Its media type.
        headers: The response's headers, in lower case.
        ends: Whether the response says where it ends, so that one cut at the end of a line is told of.
    """

    def __init__(self, response: httpx.Response, request: Request) -> None:
        self.headers: Mapping[str, str] = {
            name.lower(): value for name, value in response.headers.items()
        }
        self.media = failures.media_type(self.headers)
        self.ends = "content-length" in self.headers or "transfer-encoding" in self.headers
        self._response, self._request = response, request
        self._pieces = response.iter_bytes()
        self._rest = b""

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read(PIECE):
            yield piece

    def read(self, size: int = -1, /) -> bytes:
        """Return up to so many bytes, all that is left if negative; none at the end.

        Raises:
            EndpointError: It was cut, or came too slowly.
        """
        if size < 0:
            return b"".join([self._rest, *iter(self._next, b"")])
        if not self._rest:
            self._rest = self._next()
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken

    def _next(self) -> bytes:

        try:
            with until(self._request.deadline):
                return next(self._pieces, b"")
        except (*FAILURES, httpx.HTTPError, OSError) as error:
            self.close()
            raise failures.failure(
                error, self._request.address, seconds=self._request.seconds, writes=False, sent=True
            ) from None

    def close(self) -> None:
        """End the request, whether all was read or not."""
        self._response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()
