"""How the process that listens and one that answers talk: over a pair of sockets, one request at a time.

::

    listener   length, the settings as JSON                when it begins
    worker     the build that it answers from, as JSON     when it is ready
    listener   length, what is asked (``Asked.encoded``)
    worker     lengths, the head of the reply as JSON, its body; or a file with the body, by its descriptor

A large body goes by a file that has no name: a client that reads slowly keeps nobody who answers from the next, and
no large answer is copied.
"""

import json
import os
import socket
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Final, Self, cast

from simpul.site.asking import Reply

_LENGTH: Final = 4
_LENGTHS: Final = 12
_LARGE: Final = 512 * 1024
"""Bytes of a body from which it goes by a file."""
_PIECE: Final = 64 * 1024
"""Bytes that are taken at once: memory for more would be asked of the system each time."""


class Ended(Exception):  # noqa: N818 - it is no error of a person's; who hears it says what it means
    """The other side is gone."""


def send(connection: socket.socket, message: bytes) -> None:
    """Send a message, after its length."""
    connection.sendall(len(message).to_bytes(4, "big") + message)


def receive(connection: socket.socket) -> bytes:
    """Wait for a message and return it.

    Raises:
        Ended: The other side is gone.
    """
    data = bytearray()
    # Nobody sends a second message before the first is answered, so that what comes is of this one.
    while len(data) < _LENGTH or len(data) < _LENGTH + int.from_bytes(data[:_LENGTH], "big"):
        part = connection.recv(_PIECE)
        if not part:
            raise Ended
        data += part
    return bytes(data[_LENGTH:])


def send_reply(connection: socket.socket, reply: Reply) -> None:
    """Send what a page answers; a large body goes as a file."""
    file = reply.file
    if file is None and len(reply.body) > _LARGE:
        file = cast("BinaryIO", TemporaryFile())  # noqa: SIM115 - it is closed below
        file.write(reply.body)
    head: dict[str, Any] = {
        "status": int(reply.status),
        "media_type": reply.media_type,
        "headers": {**reply.headers, **({"etag": tag} if (tag := reply.tag) else {})},
        "vary": list(reply.vary),
        "seconds": reply.seconds,
        "changes": reply.changes,
    }
    if file is None:
        encoded = json.dumps(head).encode()
        lengths = len(encoded).to_bytes(4, "big") + len(reply.body).to_bytes(8, "big")
        connection.sendall(lengths + encoded + reply.body)
        return
    with file:
        file.flush()
        encoded = json.dumps(head | {"size": os.fstat(file.fileno()).st_size}).encode()
        lengths = len(encoded).to_bytes(4, "big") + (0).to_bytes(8, "big")
        sent = socket.send_fds(connection, [lengths], [file.fileno()])
        connection.sendall((lengths + encoded)[sent:])


@dataclass(kw_only=True)
class Incoming:
    """A reply that is coming in.

    Attributes:
        data: What came of it.
        files: The descriptors that came with it.
    """

    data: bytearray = field(default_factory=bytearray)
    files: list[int] = field(default_factory=list[int])

    def taken(self, connection: socket.socket) -> "Answered | None":
        """Take what is there, and return the reply if that is all of it.

        Raises:
            Ended: The other side is gone.
        """
        try:
            data, files, _flags, _address = socket.recv_fds(connection, _PIECE, 1)
        except BlockingIOError:
            return None
        except OSError:
            raise Ended from None
        self.files += files
        if not data:
            raise Ended
        self.data += data
        if len(self.data) < _LENGTHS:
            return None
        head = _LENGTHS + int.from_bytes(self.data[:4], "big")
        whole = head + int.from_bytes(self.data[4:_LENGTHS], "big")
        if len(self.data) < whole:
            return None
        return Answered.of(
            json.loads(self.data[_LENGTHS:head]), bytes(self.data[head:whole]), self.files
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A reply as it came: its body, or the descriptor of the file that has it, which whoever takes it closes.

    Attributes:
        reply: All but its file.
        file: The descriptor; None where the body is in the reply.
        size: Bytes of the body.
    """

    reply: Reply
    file: int | None
    size: int

    def close(self) -> None:
        """Close its file, where it is not sent."""
        if self.file is not None:
            os.close(self.file)

    @classmethod
    def of(cls, head: dict[str, Any], body: bytes, files: list[int]) -> Self:
        """Return a reply from its parts."""
        size = head.pop("size", len(body))
        return cls(reply=Reply(**head, body=body), file=files[0] if files else None, size=size)
